"""Updates on their way from Telegram, and replies on their way back."""
