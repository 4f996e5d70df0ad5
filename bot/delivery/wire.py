"""One call of the Bot API and what came of it, with nothing logged and nothing guessed.

python-telegram-bot's own methods fold several failures into one and log bodies that hold readers' words; here only
its HTTP client is used.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx
from telegram import InputFile
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.metrics import Metrics

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Done:
    """Telegram did it."""

    result: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram answered that it did not do it; `status` is 400 to 499."""

    status: int
    description: str = field(default="", repr=False)
    retry_after: float | None = None
    migrate_to: int | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No usable answer. `happened`: "no", the call never left; "unlikely", a server error; "perhaps", who knows."""

    happened: Literal["no", "unlikely", "perhaps"]
    cause: str


Outcome = Done | Refused | NoAnswer


def worth_repeating(outcome: Outcome) -> bool:
    """Whether a call that does no harm twice is to be made again."""
    return isinstance(outcome, NoAnswer) or (isinstance(outcome, Refused) and outcome.status == 429)


def message_id_of(result: object) -> int | None:
    """The id of the message that Telegram says it has sent, None where it says nothing of the kind."""
    message_id = result.get("message_id") if isinstance(result, dict) else None
    return message_id if isinstance(message_id, int) else None


class Wire:
    """Calls methods of the Bot API. Never raises for what a network or a server can do."""

    def __init__(self, request: BaseRequest, base_url: str, metrics: Metrics | None = None) -> None:
        """`base_url` ends with the token, as telegram.Bot.base_url does."""
        self._request = request
        self._base_url = base_url
        self._metrics = metrics or Metrics()

    async def call(self, method: str, parameters: Mapping[str, object], *, within: float) -> Outcome:
        """Call `method`, `within` seconds in all at most; parameters that are None are left out."""
        started = time.perf_counter()
        answer = await self.fetch(method, parameters, within=within)
        outcome = answer if isinstance(answer, NoAnswer) else understand(*answer)
        self._metrics.called(method, _told(outcome), time.perf_counter() - started)
        return outcome

    async def fetch(
        self, method: str, parameters: Mapping[str, object], *, within: float
    ) -> tuple[int, bytes] | NoAnswer:
        """As `call`, but the HTTP status and the body as it came."""
        data = RequestData([_parameter(name, value) for name, value in parameters.items() if value is not None])
        try:
            async with asyncio.timeout(within):
                return await self._request.do_request(
                    f"{self._base_url}/{method}", "POST", request_data=data, read_timeout=within
                )
        except TelegramError as error:
            cause = error.__cause__ or error
            return NoAnswer("no" if isinstance(cause, _NOT_SENT) else "perhaps", type(cause).__name__)
        except (OSError, httpx.HTTPError) as error:  # TimeoutError is an OSError
            return NoAnswer("perhaps", type(error).__name__)


def understand(status: int, body: bytes) -> Outcome:
    """What an answer of the Bot API says. Pure."""
    answer = _read(body)
    if 200 <= status < 300:
        if answer.get("ok") is True and "result" in answer:
            return Done(answer["result"])
        return NoAnswer("perhaps", "unreadable")
    if status >= 500 or status < 400:
        return NoAnswer("unlikely", f"http_{status}")
    parameters = answer.get("parameters")
    details = parameters if isinstance(parameters, dict) else {}
    description = answer.get("description")
    return Refused(
        status,
        description if isinstance(description, str) else "",
        _number(details.get("retry_after")),
        _whole(details.get("migrate_to_chat_id")),
    )


def _parameter(name: str, value: object) -> RequestParameter:
    if isinstance(value, InputFile):
        return RequestParameter(name, None, [value])
    return RequestParameter(name, value, None)


def _told(outcome: Outcome) -> str:
    """An outcome in one word, for the metrics."""
    match outcome:
        case Done():
            return "done"
        case Refused(status=status):
            return {401: "token", 403: "blocked", 404: "token", 429: "closed"}.get(status, "refused")
        case NoAnswer(happened=happened):
            return {"no": "no_connection", "unlikely": "server_error", "perhaps": "in_doubt"}[happened]


def _read(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and 0 <= number < float("inf") else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
