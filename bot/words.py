"""The bot's words: messages by key from the Fluent files of a language, and dates as its readers write them."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from claims_db.model import LANGUAGES

_LONGEST_PLACE = 500
"""Characters of a value that Fluent is given; it refuses very long ones, so these go in last."""
_DAYS = 4_000
"""Days whose names are kept, ten years of them: writing one takes longer than most messages."""


class Words:
    """Every word the bot says in one language; `language` is one of en, uk, ru."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language
        self._bundle = bundle
        self._plain: dict[str, str] = {}  # messages without places, as many as the files have

    def say(self, key: str, /, **values: str | int) -> str:
        """The message of `key` with its places filled. Raises KeyError for an unknown key or a missing value."""
        if values:
            return self._filled(key, values)
        if key not in self._plain:
            self._plain[key] = self._filled(key, values)
        return self._plain[key]

    def _filled(self, key: str, values: Mapping[str, str | int]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        long = {name: value for name, value in values.items() if isinstance(value, str) and len(value) > _LONGEST_PLACE}
        marks = {name: f"\ue000{number}\ue001" for number, name in enumerate(long)}
        text, errors = self._bundle.format_pattern(pattern, {**values, **marks})
        if errors:
            raise KeyError(f"{self.language}/{key}: {errors[0]}")
        said = str(text)
        for name, mark in marks.items():
            said = said.replace(mark, long[name])
        return said

    def date(self, day: date | str) -> str:
        """A day, or a date as precise as it is known (YYYY, YYYY-MM, YYYY-MM-DD); what is no date stays as it is."""
        return _date(day, self.language)


@lru_cache(_DAYS)
def _date(day: date | str, language: str) -> str:
    if isinstance(day, date):
        return format_date(day, "d MMMM y", locale=language)
    try:
        match len(day):
            case 10:
                return format_date(date.fromisoformat(day), "d MMMM y", locale=language)
            case 7:
                return format_date(date.fromisoformat(f"{day}-01"), "LLLL y", locale=language)
    except ValueError:
        pass
    return day


def language_for(code: str | None) -> str:
    """The reader's language among en, uk, ru for a language code of Telegram; English for all others."""
    primary = (code or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else "en"


@cache
def words(language: str) -> Words:
    """The words of one of the languages. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    bundle = FluentBundle([language], use_isolating=False)
    for text in sources(language).values():
        bundle.add_resource(FluentResource(text))
    return Words(language, bundle)


def sources(language: str) -> Mapping[str, str]:
    """The Fluent files of a language, text by file name."""
    folder = resources.files("bot") / "locales" / language
    return {
        entry.name: entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".ftl")
    }
