"""Looking whether the sources of claims can be reached, without ever reaching what is not public."""

from bot.links.checker import Links

__all__ = ["Links"]
