"""The Telegram bot around the claims base: receiving, answering, wording, remembering."""
