"""Findings kept for posts that come again: by everything that changes them, and without a word of the post."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from bot.cache import Cache
from claims_db.model import Closeness, Decision, Difference, DifferenceKind, Finding, Match, Stance

TTL = 24 * 3600
"""Seconds that a finding is kept; an older one would be found again from the same claims."""


@dataclass(frozen=True, slots=True)
class FindingKey:
    """All that a finding depends on; the revision makes every edit of a claim effective at once."""

    text: str = field(repr=False)
    revision: int
    encoder: str
    limit: int
    links: tuple[str, ...] = field(default=(), repr=False)


class Findings:
    """A cache of findings; what it stores names claims and numbers, its keys are keyed hashes."""

    def __init__(self, cache: Cache, *, secret: bytes) -> None:
        self._cache = cache
        self._secret = secret

    async def get(self, key: FindingKey) -> Finding | None:
        """The finding kept for `key`, None when there is none that can be read."""
        kept = await self._cache.get(self._name(key))
        return None if kept is None else _decoded(kept, key.text)

    async def put(self, key: FindingKey, finding: Finding) -> None:
        """Keep `finding` for a day."""
        await self._cache.put(self._name(key), _encoded(finding), TTL)

    def _name(self, key: FindingKey) -> str:
        told = json.dumps(_plain(key)).encode()
        return "finding:" + hashlib.blake2b(told, key=self._secret[:64], digest_size=24).hexdigest()


def _encoded(finding: Finding) -> bytes:
    """A finding without the words of the post: where they differ from the claim is enough to find them again."""
    return json.dumps(finding, default=_plain).encode()


def _plain(value: FindingKey | Finding | Match | Difference) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__ if name != "said"}


def _decoded(kept: bytes, text: str) -> Finding | None:
    try:
        told = json.loads(kept)
        matches = tuple(_match(match, text) for match in told["matches"])
        decision, stance = Decision(told["decision"]), Stance(told["stance"])
        return Finding(
            decision, stance, matches, bool(told["opinion"]), int(told["read"]), tuple(map(str, told["sure"]))
        )
    except (ValueError, KeyError, TypeError):
        return None


def _match(told: Any, text: str) -> Match:  # noqa: ANN401 - whatever a cache may hold
    start, end = told["span"]
    return Match(
        claim_id=str(told["claim_id"]),
        score=float(told["score"]),
        phrasing=str(told["phrasing"]),
        span=(int(start), int(end)),
        stance=Stance(told["stance"]),
        closeness=Closeness(told["closeness"]),
        differences=tuple(_difference(one, text) for one in told["differences"]),
        linked=bool(told["linked"]),
    )


def _difference(told: Any, text: str) -> Difference:  # noqa: ANN401 - whatever a cache may hold
    start, end = told["span"]
    span = int(start), int(end)
    return Difference(DifferenceKind(told["kind"]), text[slice(*span)], str(told["known"]), span)
