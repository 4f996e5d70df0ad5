"""Examples to fit the score on: texts, the claims they make, and the features of the claims nearest to them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from claims_db.commands.encoding import encode_claims
from claims_db.matching import ClaimIndex
from claims_db.matching.encoder import Encoder
from claims_db.matching.features import Features
from claims_db.matching.reading import Reading
from claims_db.matching.search import Search
from claims_db.matching.vector_memory import VectorMemory
from claims_db.model import Claim

PARTS = ((1, 40, 1), (2, 30, 1), (3, 30, 2), (5, 20, 3), (20, 6, 8), (100, 2, 40), (700, 1, 150), (3000, 1, 100))
"""Small parts of a large base: claims in one, how many such parts, and texts on its claims asked of each."""
NEAR_CLAIMS = 3
"""Claims nearest to a claim whose wordings are asked for where only that claim is known."""
SAME = 0.6
"""A claim closer in words than this may be the same one in other words, so it says nothing."""

Vector = NDArray[np.float64]
Table = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """A text of some kind, its gold, and passage by passage the claims found by words, and by words and vectors.

    `group` is what must not be in the training part and the judged part at once.
    """

    kind: str
    group: str
    gold: frozenset[str]
    found: tuple["Found", "Found"]


@dataclass(frozen=True)
class Found:
    """The claims of all passages in rows: their ids and their features."""

    ids: tuple[str, ...]
    rows: Table


class _Search(Search):
    """A search in which some claims count as not there."""

    def __init__(self, reading: Reading, index: ClaimIndex, without: frozenset[str]) -> None:
        super().__init__(reading, index)
        self._without = without

    def found(self) -> Found:
        """What is found now."""
        for pairs in self._pairs.values():
            for claim_id in self._without & pairs.keys():
                del pairs[claim_id]
        candidates = self._candidates()
        rows = np.array([one.features for one in candidates], dtype=np.float32)
        return Found(tuple(one.claim_id for one in candidates), rows.reshape(len(candidates), len(Features._fields)))


class Collector:
    """Asks indexes and keeps what they find; all indexes share their vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self.memory, self.encoder = VectorMemory.shipped(encoder.name), encoder
        self.examples: list[Example] = []

    def index(self, claims: Sequence[Claim]) -> ClaimIndex:
        """An index of some claims, with all vectors; those that an earlier run of anything here made are found."""
        index = ClaimIndex.build(claims, encoder=self.encoder, memory=self.memory)
        if index.missing(1):
            encode_claims(index)
        return index

    def ask(self, kind: str, text: str, index: ClaimIndex, gold: Sequence[str], group: str, *, gone: str = "") -> None:
        """Keep the claims nearest to a text as an example; `gone` is the kind of a second one, without the gold."""
        index.warm()
        wanted = frozenset(gold)
        for name, without in ((kind, frozenset[str]()), (gone, wanted)):
            if name:
                search = _Search(Reading(text), index, without)
                search.by_words()
                words = search.found()
                search.by_vectors()
                self.examples.append(Example(name, group, wanted - without, (words, search.found())))


def collect_starter(
    collector: Collector, claims: Sequence[Claim], ordinary: Sequence[str], random: Random, most: int
) -> None:
    """Examples from the wordings of `most` claims: each left out of its claim, some amid other sentences."""
    index = collector.index(claims)
    for claim in random.sample(list(claims), min(most, len(claims))):
        for text, less in wordings_left_out(claim):
            index.put(less)
            collector.ask("known", text, index, [claim.id], claim.id, gone="gone")
            if random.random() < 0.25:
                around = random.sample(ordinary, min(random.randint(2, 7), len(ordinary)))
                around.insert(random.randint(0, len(around)), text)
                buried = ". ".join(part.strip().rstrip(".") for part in around)
                collector.ask("buried", buried, index, [claim.id], claim.id)
        index.put(claim)
        for near in claim.near_misses:
            collector.ask("near", near, index, [], claim.id)
            index.put(replace(claim, near_misses=tuple(other for other in claim.near_misses if other != near)))
            collector.ask("near", near, index, [], claim.id)
            index.put(claim)
    for number, text in enumerate(ordinary):
        collector.ask("ordinary", text, index, [], f"ordinary {number % 9}")


def collect_few(collector: Collector, claims: Sequence[Claim], random: Random) -> None:
    """Examples in bases of one to thirty claims: wordings left out, and those of claims that are not there."""
    for size in (1, 2, 3, 5, 10, 20, 30) * 4:
        inside = random.sample(list(claims), min(size, len(claims) // 2))
        index = collector.index(inside)
        for claim in random.sample(inside, min(size, 5)):
            for text, less in random.sample(left_out := list(wordings_left_out(claim)), min(1, len(left_out))):
                index.put(less)
                collector.ask("few", text, index, [claim.id], claim.id)
                index.put(claim)
        for claim in random.sample([one for one in claims if one not in inside], min(12, len(claims) // 2)):
            text = random.choice([claim.statement, *(phrasing.text for phrasing in claim.phrasings)])
            collector.ask("apart", text, index, [], claim.id)


def collect_close(collector: Collector, claims: Sequence[Claim], random: Random, most: int) -> None:
    """Examples in bases of one to five claims: texts of the claims that are nearest to one of them in words."""
    index = ClaimIndex.build(claims)
    for claim in random.sample(list(claims), min(most, len(claims))):
        closest: dict[str, float] = {}
        for one in Search(Reading(claim.statement), index).by_words():
            closest[one.claim_id] = max(closest.get(one.claim_id, 0.0), one.likeness.closeness)
        others = sorted((other for other in closest if closest[other] < SAME), key=lambda other: -closest[other])
        small = collector.index([claim, *random.sample(list(claims), random.choice((0, 0, 0, 1, 2, 4)))])
        for other in [index.claim(other) for other in others if small.claim(other) is None][:NEAR_CLAIMS]:
            if other:
                text = random.choice([other.statement, *(phrasing.text for phrasing in other.phrasings)])
                collector.ask("close", text, small, [], claim.id)


def collect_other(
    collector: Collector, name: str, claims: Sequence[Claim], queries: Path, random: Random, most: int
) -> None:
    """Examples from another base, each also while its claims are gone; and from small parts of a large one.

    Their kinds are `name`, for texts that make no claim of the base `name` and "none", and so with "gone" and "part".
    """
    known = {claim.id: claim for claim in claims}
    texts = list(rows(queries))
    index = collector.index(claims)
    for row in random.sample(texts, min(most, len(texts))):
        gold = [claim_id for claim_id in row["gold"] if claim_id in known]
        group = "".join(gold[:1]) or row["id"]
        if gold:
            collector.ask(name, row["text"], index, gold, group, gone=f"{name} gone")
        else:
            collector.ask(f"{name} none", row["text"], index, gold, group)
    if len(claims) >= PARTS[-1][0]:
        _collect_parts(collector, f"{name} part", known, texts, random, most)


def _collect_parts(
    collector: Collector,
    kind: str,
    known: Mapping[str, Claim],
    texts: Sequence[dict[str, str]],
    random: Random,
    most: int,
) -> None:
    ids = sorted(known)
    for size, times, asked in PARTS:
        for _ in range(times):
            some = random.sample(texts, min(asked, most, len(texts)))
            inside = {claim_id for row in some for claim_id in row["gold"]} & known.keys()
            inside |= set(random.sample(ids, max(size - len(inside), 0)))
            index = collector.index([known[claim_id] for claim_id in sorted(inside)])
            for row in [*some, *random.sample(texts, min(max(3, asked // 3), most, len(texts)))]:
                gold = [claim_id for claim_id in row["gold"] if claim_id in inside]
                collector.ask(kind, row["text"], index, gold, "".join(row["gold"][:1]) or row["id"])


def wordings_left_out(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Each wording, and the claim without it and its translations (the phrasings of the same number)."""
    by_language: dict[str, list[str]] = {}
    for phrasing in claim.phrasings:
        by_language.setdefault(phrasing.language, []).append(phrasing.text)
    for number in range(max(map(len, by_language.values()), default=0)):
        same = {texts[number] for texts in by_language.values() if number < len(texts)}
        less = replace(claim, phrasings=tuple(one for one in claim.phrasings if one.text not in same))
        yield from ((text, less) for text in sorted(same))
    if claim.phrasings:
        less = replace(claim, statement=claim.phrasings[0].text, statement_in={})
        yield from ((text, less) for text in (claim.statement, *claim.statement_in.values()))


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The lines of a JSONL file."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
