"""The refusals of the emulated Bot API, with the codes and wordings that Telegram uses."""

from typing import Any

Raw = dict[str, Any]
"""A JSON object as it travels: a message, an update, a parameter."""


class Refusal(Exception):
    """An answer with "ok": false; `parameters` holds what a bot can act on (retry_after, migrate_to_chat_id)."""

    def __init__(self, code: int, description: str, parameters: Raw | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def body(self) -> Raw:
        """The refusal as the JSON object that a bot receives."""
        body: Raw = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """The bot asked for something that cannot be done; repeating it is of no use."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """The bot may not write there (any more)."""
    return Refusal(403, f"Forbidden: {reason}")


def flooded(retry_after: int) -> Refusal:
    """The bot has to wait `retry_after` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
