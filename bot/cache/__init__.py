"""What may be lost at any time: in this process, or in a Redis where there is one."""

from bot.cache.memory import Cache, MemoryCache

__all__ = ["Cache", "MemoryCache"]
