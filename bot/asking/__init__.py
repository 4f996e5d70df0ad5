"""What readers send to the checkers: masked, gathered into entries, answered."""
