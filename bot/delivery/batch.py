"""The answer to getUpdates -> updates that can be used, each read by itself. Pure.

A batch as a whole may be unreadable because of one update (a number of 5,000 digits, lists in lists in lists); then
it is cut into its updates first.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.delivery.inbox import DeadLetter

_RESULT = re.compile(r'\s*\{\s*(?:"ok"\s*:\s*true\s*,\s*)?"result"\s*:\s*\[')
_UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,19})\b')
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_IDS = range(2**63)


class NoBatch(ValueError):
    """The body is no answer to getUpdates at all."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Updates in the order of their ids, and what had to be left out."""

    updates: tuple[dict[str, Any], ...]
    rejected: tuple[DeadLetter, ...]

    @property
    def last_id(self) -> int | None:
        """The greatest id, of those left out too where it can be told; None when there is none."""
        ids = [update["update_id"] for update in self.updates]
        ids += [letter.update_id for letter in self.rejected if letter.update_id is not None]
        return max(ids, default=None)


def read_batch(body: bytes) -> Batch:
    """Read the body of a getUpdates answer.

    Raises:
        NoBatch: no JSON, cut short, or not of the form {"ok": true, "result": […]}.
    """
    text = body.decode("utf-8", "replace")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return _sorted(_read_apart(text))
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, list):
        raise NoBatch("no list of updates")
    return _sorted(_checked(update) for update in result)


def _sorted(checked: Iterator[dict[str, Any] | DeadLetter]) -> Batch:
    updates: dict[int, dict[str, Any]] = {}
    rejected = []
    for one in checked:
        if isinstance(one, DeadLetter):
            rejected.append(one)
        else:
            updates.setdefault(one["update_id"], one)
    return Batch(tuple(updates[update_id] for update_id in sorted(updates)), tuple(rejected))


def _checked(update: object) -> dict[str, Any] | DeadLetter:
    if not isinstance(update, dict):
        return DeadLetter(None, type(update).__name__, "not_an_object", 0)
    update_id = update.get("update_id")
    if type(update_id) is not int or update_id not in _IDS:
        return DeadLetter(None, "update", "no_valid_id", len(update))
    return update


def _read_apart(text: str) -> Iterator[dict[str, Any] | DeadLetter]:
    for piece in _pieces(text):
        try:
            update = json.loads(piece)
        except (ValueError, RecursionError):
            found = _UPDATE_ID.search(piece)
            update_id = int(found[1]) if found and int(found[1]) in _IDS else None
            yield DeadLetter(update_id, "update", "unreadable", len(piece))
        else:
            yield _checked(update)


def _pieces(text: str) -> list[str]:
    """The elements of the list of updates as they stand in the text; only its marks and strings are looked at."""
    start = _RESULT.match(text)
    if start is None or not text.rstrip().endswith("}"):
        raise NoBatch("not JSON, or cut short")
    pieces, depth, begin = [], 0, start.end()
    for mark in _MARKS.finditer(text, begin):
        if mark[0] in ("[", "{"):
            depth += 1
        elif depth == 0 and mark[0] in (",", "]"):
            pieces.append(text[begin : mark.start()])
            begin = mark.end()
            if mark[0] == "]":
                return [piece for piece in pieces if piece.strip()]
        elif mark[0] in ("]", "}"):
            depth -= 1
    raise NoBatch("cut short")
