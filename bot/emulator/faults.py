"""What can go wrong on the way to Telegram and back, for as many of the next calls as wanted."""

from dataclasses import dataclass
from typing import Literal

from bot.emulator.errors import Raw, Refusal, flooded

FaultKind = Literal["flood", "error", "timeout", "reset", "refused", "lost", "garbage", "slow"]
"""flood: 429 · error: `status` · timeout, reset, refused: no answer, nothing happened · lost: it happened, but no
answer · garbage: it happened, the answer is no JSON · slow: it happens and is answered `seconds` later."""


class NoAnswer(Exception):
    """The call got no answer; `kind` says why. Nothing tells the bot whether it was carried out."""

    def __init__(self, kind: FaultKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(slots=True)
class Fault:
    """Meets the next `times` calls of `method` ("*": any), only those about `chat_id` where it is given."""

    kind: FaultKind
    method: str = "*"
    times: int = 1
    chat_id: int | None = None
    status: int = 500
    retry_after: int = 1
    seconds: float = 0.1
    body: bytes = b"<html>502 Bad Gateway</html>"

    def refuse(self) -> None:
        """Raise what keeps the call from being carried out, if this kind does."""
        if self.kind == "flood":
            raise flooded(self.retry_after)
        if self.kind == "error":
            raise Refusal(self.status, "Internal Server Error" if self.status >= 500 else "Unauthorized")
        if self.kind in ("timeout", "reset", "refused"):
            raise NoAnswer(self.kind)


class FaultPlan:
    """The faults still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Plan a fault."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        self._faults.clear()

    def next(self, method: str, parameters: Raw) -> Fault | None:
        """The fault that meets this call, which is used up by that; None when all is well."""
        for fault in self._faults:
            here = fault.chat_id is None or str(parameters.get("chat_id")) == str(fault.chat_id)
            if here and fault.method.lower() in ("*", method.lower()):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None
