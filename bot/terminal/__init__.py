"""A chat with the bot in this terminal."""
