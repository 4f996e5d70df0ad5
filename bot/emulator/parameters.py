"""Reading the parameters of a call, whichever way they came: form fields (all text) or a JSON body. Pure."""

import json
from collections.abc import Mapping

from bot.emulator.errors import Raw, bad_request

File = tuple[str, bytes]
"""The name and content of a file."""


class Parameters:
    """The parameters of one call; what is empty counts as not given, as on Telegram."""

    def __init__(self, given: Mapping[str, object], files: Mapping[str, File] | None = None) -> None:
        self._given = {name: value for name, value in given.items() if value is not None and value != ""}
        self._files = dict(files or {})

    def refuse_unknown(self, method: str, known: frozenset[str]) -> None:
        """Stricter than Telegram, which ignores what it does not know: a misspelt name is a defect of the bot."""
        for name in (*self._given, *self._files):
            if name not in known:
                raise bad_request(f"{method} has no parameter {name!r}")

    def file(self, name: str) -> File | None:
        """The name and content of a file that was sent along; None when none was."""
        return self._files.get(name)

    def text(self, name: str) -> str:
        """The value as text; "" when it is not given."""
        value = self._given.get(name, "")
        return _encodable(value if isinstance(value, str) else json.dumps(value))

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number."""
        value = self._given.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be a number') from None

    def flag(self, name: str) -> bool:
        """Whether the value is true; False when it is not given."""
        value = self._given.get(name, False)
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1")

    def record(self, name: str) -> Raw | None:
        """The value as a JSON object; None when it is not given."""
        value = self._decoded(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {name}")

    def records(self, name: str) -> list[Raw]:
        """The value as a list of JSON objects; empty when it is not given."""
        value = self._decoded(name)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        raise bad_request(f"array of objects expected as {name}")

    def names(self, name: str) -> list[str] | None:
        """The value as a list of words; None when it is not given."""
        value = self._decoded(name)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
        raise bad_request(f"array of strings expected as {name}")

    def as_sent(self) -> Raw:
        """Everything that was given, JSON decoded, for the journal."""
        return {name: self._maybe_decoded(value) for name, value in self._given.items()}

    def _decoded(self, name: str) -> object:
        value = self._given.get(name)
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {name} JSON object") from None
        _encodable(json.dumps(value, ensure_ascii=False))
        return value

    @staticmethod
    def _maybe_decoded(value: object) -> object:
        if isinstance(value, str) and value[:1] in ("{", "["):
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value


def _encodable(text: str) -> str:
    """Lone surrogates do not travel: the server refuses them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return text
