"""A Telegram that follows a script: the HTTP side of python-telegram-bot, with every call recorded."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

TOKEN = "123456:" + "a" * 35
BASE_URL = f"https://api.telegram.org/bot{TOKEN}"


@dataclass(frozen=True)
class Call:
    """A call that was made, with what was passed, read back from JSON, and when (time of the event loop)."""

    method: str
    parameters: dict[str, Any]
    at: float


class ScriptedRequest(BaseRequest):
    """Answers each call with the next step of its method's script; afterwards with `otherwise`.

    A step is (status, body), an exception, a number of seconds to wait before the next step, or a function of the call
    that returns a step. Polls without a script wait as long as they ask for.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scripts: dict[str, deque[Any]] = {}
        self.otherwise: Callable[[Call], Any] = lambda call: done({"message_id": len(self.calls)})

    def script(self, method: str, *steps: Any) -> None:
        """Add steps to the script of a method."""
        self.scripts.setdefault(method, deque()).extend(steps)

    def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        """The parameters of each call of `method`, in order."""
        return [call.parameters for call in self.calls if call.method == method]

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url: str, method: str, request_data=None, **timeouts: Any) -> tuple[int, bytes]:
        base, _, name = url.rpartition("/")
        assert base == BASE_URL
        given = request_data.json_parameters if request_data else {}
        call = Call(name, {key: _value(value) for key, value in given.items()}, asyncio.get_running_loop().time())
        self.calls.append(call)
        steps = self.scripts.get(name)
        while True:
            if steps:
                step = steps.popleft()
            elif name == "getUpdates":
                await asyncio.sleep(float(given["timeout"]))
                step = done([])
            else:
                step = self.otherwise(call)
            if callable(step):
                step = step(call)
            if isinstance(step, Exception):
                raise step
            if isinstance(step, int | float):
                await asyncio.sleep(step)
                continue
            return step


def done(result: Any) -> tuple[int, bytes]:
    """Telegram did it."""
    return 200, json.dumps({"ok": True, "result": result}).encode()


def refused(status: int, description: str = "", **parameters: Any) -> tuple[int, bytes]:
    """Telegram says no."""
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return status, json.dumps(body).encode()


def network_error(cause: type[httpx.TransportError]) -> NetworkError:
    """What python-telegram-bot makes of an error of its HTTP client."""
    error = TimedOut() if issubclass(cause, httpx.TimeoutException) else NetworkError(f"httpx.{cause.__name__}")
    error.__cause__ = cause("scripted")
    return error


def update(update_id: int, chat_id: int = 7, text: str = "post", **more: Any) -> dict[str, Any]:
    """A private message as Telegram sends it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": update_id, "date": 1_700_000_000, "chat": {"id": chat_id, "type": "private"}}
    return {"update_id": update_id, "message": {**message, "from": person, "text": text, **more}}


def press(update_id: int, chat_id: int = 7) -> dict[str, Any]:
    """A pressed button."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Ann"}
    return {"update_id": update_id, "callback_query": {"id": str(update_id), "from": person, "data": "h:bridge"}}


def _value(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
