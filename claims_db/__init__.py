"""The claims base and the matching of texts against it.

Usable without the bot: nothing here knows Telegram, Redis or HTTP.
"""
