"""What the bot itself remembers: updates to handle, choices of readers, what was sent where, judgements."""
