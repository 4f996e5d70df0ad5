"""A trial week for a group: silence there, what would have been said in private, a report. Knows no Telegram."""
