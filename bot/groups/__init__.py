"""When the bot speaks in a group, and what it takes away again."""
