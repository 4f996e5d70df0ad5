"""What the bot knows -> what people read, in three languages; pure."""
