"""The digest that a reader may subscribe to: what was newly checked, and what changed its rating."""
