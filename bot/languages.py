"""Which language a reader is answered in, and the renderer that speaks it."""

from collections.abc import Callable
from datetime import date

from bot.rendering.answers import Renderer
from bot.store.readers import Readers
from bot.words import language_for, words


class Languages:
    """A reader's own choice wins, then the language of their Telegram, then English."""

    def __init__(self, readers: Readers, *, bot_name: str, today: Callable[[], date], elsewhere: bool = False) -> None:
        """`elsewhere`: others' checks can be searched for."""
        self._readers = readers
        self._bot_name = bot_name
        self._today = today
        self._elsewhere = elsewhere

    async def renderer(self, chat_id: int, language_code: str | None) -> Renderer:
        """The renderer for a private chat whose owner's Telegram is in `language_code`."""
        chosen = await self._readers.language(chat_id)
        return self.speaking(chosen or language_for(language_code))

    def speaking(self, language: str) -> Renderer:
        """The renderer of one of the languages. Raises KeyError for another."""
        return Renderer(words(language), self._today(), self._bot_name, self._elsewhere)

    async def choose(self, chat_id: int, language: str | None) -> None:
        """Remember a reader's choice; None goes back to the language of their Telegram."""
        await self._readers.choose_language(chat_id, language or "")
