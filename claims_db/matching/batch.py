"""Match texts that wait at the same time: the passages of all are encoded at once. Pure.

A short passage costs 25 ms alone and 12 ms among others, because the weights of the model are read once for all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple, TypeVar

from claims_db.matching.index import ClaimIndex
from claims_db.matching.matcher import Matching
from claims_db.model import Finding

MOST_TEXTS = 16
"""Texts of one batch, those that need no vectors among them."""

ENOUGH_SIGNS = 400
"""Signs to be encoded, about 100 tokens, from which no further text is taken: more make each wait and save little."""

_Result = TypeVar("_Result")


class Asked(NamedTuple):
    """What `match` is asked."""

    text: str
    limit: int = 10
    links: tuple[str, ...] = ()


def match_batch(waiting: Iterable[Asked], index: ClaimIndex) -> Iterator[tuple[int, Finding | Exception]]:
    """Match the first of the texts that wait, as many as are worth encoding together, at least one.

    Gives what `match` gives for each that was taken, with its place, as soon as it is known: those that words settle
    come first. What an operator's encoder raises comes in the place of the finding, only for the text it is about.
    """
    unsettled: list[tuple[int, Matching]] = []
    passages: dict[str, None] = {}
    for place, asked in enumerate(waiting):
        begun = _tried(partial(Matching, asked.text, index, limit=asked.limit, links=asked.links))
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


def _tried(work: Callable[[], _Result]) -> _Result | Exception:
    try:
        return work()
    except Exception as error:  # it belongs to one text; the others go on
        return error
