"""Match texts that wait at the same time: the passages of all are encoded at once.

A short passage costs half among others, because the weights of the model are read once for all.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple, TypeVar

from claims_db.matching.index import ClaimIndex
from claims_db.matching.matcher import Matching
from claims_db.matching.search import ENCODED_SIGNS
from claims_db.model import Finding

MOST_TEXTS = 16
"""Texts of one batch, those that need no vectors among them."""

ENOUGH_SIGNS = 400
"""Signs to be encoded, about 100 tokens, from which no further text is taken: more make each wait and save little."""

PATIENCE = 0.2
"""Seconds of waiting after which a text in a hurry is matched by words alone; before, the less is encoded of it the
longer it has waited. So answers come in time whatever comes in, and what is found falls gently.
"""

_Result = TypeVar("_Result")


class Asked(NamedTuple):
    """What `match` is asked; `since`: in a hurry, and waiting since then, in the seconds of `match_batch`'s clock."""

    text: str
    limit: int = 10
    links: tuple[str, ...] = ()
    since: float | None = None


def match_batch(
    waiting: Iterable[Asked], index: ClaimIndex, clock: Callable[[], float] = time.monotonic
) -> Iterator[tuple[int, Finding | Exception]]:
    """Match the first of the texts that wait, as many as are worth encoding together, at least one.

    Gives what `match` gives for each that was taken, with its place, as soon as it is known: those that words settle
    come first. What an operator's encoder raises comes in the place of the finding, only for the text it is about.
    """
    unsettled: list[tuple[int, Matching]] = []
    passages: dict[str, None] = {}
    for place, asked in enumerate(waiting):
        signs = _signs(asked.since, clock)
        begun = _tried(partial(Matching, asked.text, index, limit=asked.limit, links=asked.links, signs=signs))
        if isinstance(begun, Exception):
            yield place, begun
        elif begun.wanted:
            unsettled.append((place, begun))
            passages.update(dict.fromkeys(begun.wanted))
        else:
            yield place, _tried(begun.finding)
        if place + 1 >= MOST_TEXTS or sum(map(len, passages)) >= ENOUGH_SIGNS:
            break
    if index.vectors and len(unsettled) > 1:
        with suppress(Exception):  # whatever an encoder may raise: each text then asks it for itself
            index.vectors.encode_ahead(list(passages))
    for place, begun in unsettled:
        yield place, _tried(begun.finding)


def _signs(since: float | None, clock: Callable[[], float]) -> int:
    """How much is encoded of a text that waits since then."""
    left = 1.0 if since is None else 1 - (clock() - since) / PATIENCE
    return round(ENCODED_SIGNS * min(max(left, 0.0), 1.0))


def _tried(work: Callable[[], _Result]) -> _Result | Exception:
    try:
        return work()
    except Exception as error:  # it belongs to one text; the others go on
        return error
