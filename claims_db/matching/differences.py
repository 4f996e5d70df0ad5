"""What a passage says otherwise than the claim it comes close to: number, date, name, roles. Pure.

Only what is sure counts: a value of the same kind, said of the same thing, that no wording of the claim has, in
place of one that the claim's own sentence has. A paraphrase with a further detail is no difference.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from claims_db.matching.names import ANY, Name
from claims_db.matching.told import Told, told_by
from claims_db.matching.values import Date, Value
from claims_db.model import Claim, Difference, DifferenceKind

_ALIKE = 0.5
"""Least share of a passage's plain words that the claim knows, for a name to stand in another's place."""

_REPEATS = 0.85
"""Least share of the plain words of a passage and a wording that both have, for the one to be the other, altered."""

_CLOSE = 0.7
"""Least share of a wording's plain words that a passage has, for one value to be other while the rest agree."""

_JOINS = frozenset(("and", "with", "і", "й", "та", "з", "із", "и", "с", "со"))
"""Words between two names that make both do the same."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A passage and a claim: `own` are the claim's sentence in its languages and the wordings that the passage repeats,
    `every` all its wordings; the ones nearest to the passage come first. `is_topic` knows the keys that most of the
    base has and that so tell nothing.
    """

    passage: Told
    own: tuple[Told, ...]
    every: tuple[Told, ...]
    is_topic: Callable[[str], bool]

    def close(self) -> bool:
        """Whether the passage has nearly all plain words of one wording."""
        said = self.passage.plain
        return any(len(one.plain & said) >= max(_CLOSE * len(one.plain), 2) for one in self.every)

    def alike(self, strange: set[int]) -> bool:
        """Whether most words of the passage, without those at the places `strange`, are the claim's."""
        said = {key for place, key in enumerate(self.passage.keys) if key and place not in strange}
        said = {key for key in said if not self.is_topic(key)}
        known = {key for one in self.every for key in one.keys}
        return len(said & known) >= max(_ALIKE * len(said), 1)

    def difference(
        self, kind: DifferenceKind, said: tuple[int, int], known: Told, instead: tuple[int, int]
    ) -> Difference:
        """Words `said` of the passage that differ from the words `instead` of a wording."""
        start, end = self.passage.span(*said)
        return Difference(kind, self.passage.given[start:end], known.given[slice(*known.span(*instead))], (start, end))


def differences(passage: Told, claim: Claim, is_topic: Callable[[str], bool]) -> tuple[Difference, ...]:
    """What `passage` says otherwise than `claim`, in the order in which it is said; empty when nothing surely is."""
    if not (passage.dates or passage.numbers or passage.names):
        return ()
    own = _nearest(passage, (claim.statement, *claim.statement_in.values()))
    others = _nearest(passage, (phrasing.text for phrasing in claim.phrasings))
    repeated = tuple(one for one in others if _repeats(passage, one))
    pair = _Pair(passage, (*repeated, *own), (*own, *others), is_topic)
    found = [*_other_values(pair, DifferenceKind.DATE), *_other_values(pair, DifferenceKind.NUMBER)]
    found += _other_names(pair)
    return tuple(sorted(found or _swapped_roles(pair), key=lambda one: one.span))


def _repeats(passage: Told, wording: Told) -> bool:
    """Whether a passage says what a wording says, with other values and names at most."""
    both = len(passage.plain & wording.plain)
    return both >= max(_REPEATS * len(passage.plain | wording.plain), 1)


def _nearest(passage: Told, texts: Iterable[str]) -> tuple[Told, ...]:
    said = frozenset(passage.words)
    return tuple(sorted(map(told_by, texts), key=lambda one: -len(said.intersection(one.words))))


def _values(stretch: Told, kind: DifferenceKind) -> tuple[Value, ...]:
    return stretch.dates if kind is DifferenceKind.DATE else stretch.numbers


def _other_values(pair: _Pair, kind: DifferenceKind) -> Iterator[Difference]:
    said = _values(pair.passage, kind)
    known = [value for one in pair.every for value in _values(one, kind)]
    for one in said:
        agrees = any(other.same(value) for other in said if other is not one for value in known)
        if any(one.same(value) and value.exact_for(one) for value in known) or (agrees and not pair.close()):
            continue
        if instead := _instead(pair, one, kind):
            yield pair.difference(kind, (one.first, one.last), *instead)


def _instead(pair: _Pair, said: Value, kind: DifferenceKind) -> tuple[Told, tuple[int, int]] | None:
    """What `said` stands in place of: the value of the claim's sentence, in any wording, that is said of the same thing
    and that the passage does not have.

    A year or month is said of all that a sentence tells; a day may be that of the post, so it must stand near.
    """
    dayless = isinstance(said, Date) and not said.day
    near = frozenset(key for key in pair.passage.around(said) if not pair.is_topic(key))
    own = [value for one in pair.own for value in _values(one, kind)]
    passage = _values(pair.passage, kind)
    best: tuple[int, Told, Value] | None = None
    for one in pair.every:
        for value in _values(one, kind):
            missing = said.comparable(value) and not any(other.same(value) for other in passage)
            common = len(near.intersection(one.keys if dayless else one.around(value))) if missing else 0
            if common > (best[0] if best else 0) and any(value.amounts_to(other) for other in own):
                best = common, one, value
    return (best[1], (best[2].first, best[2].last)) if best else None


def _other_names(pair: _Pair) -> Iterator[Difference]:
    known = {name.name for one in pair.every for name in one.names} | {ANY}
    strangers = [name for name in pair.passage.names if name.name not in known]
    if not strangers or not pair.alike({name.place for name in strangers}):
        return
    told: set[str] = set()
    for stranger in strangers:
        instead = _named_instead(pair, stranger)
        if instead and stranger.name not in told:
            told.add(stranger.name)
            place = instead[1].place
            said = stranger.place, stranger.place + 1
            yield pair.difference(DifferenceKind.NAME, said, instead[0], (place, place + 1))


def _named_instead(pair: _Pair, stranger: Name) -> tuple[Told, Name] | None:
    """The name of the same kind in the claim's sentence that the passage lacks; None where a word may stand for it."""
    said = {name.name for name in pair.passage.names}
    general = (name.place for name in pair.passage.names if name.name == ANY and name.kind == stranger.kind)
    if any(place < stranger.place - 1 for place in general):
        return None
    missing = ((one, name) for one in pair.own for name in one.names if name.name not in said | {ANY})
    return next(((one, name) for one, name in missing if name.kind == stranger.kind), None)


def _swapped_roles(pair: _Pair) -> Iterator[Difference]:
    """The passage has the two names of a near wording, but the other one acts; no wording has it so."""
    roles = _roles(pair.passage)
    if not roles or not pair.close():
        return
    known = [(one, role) for one in pair.every for role in _roles(one)]
    ways = {(doer.name, other.name) for _, (doer, other) in known}
    for doer, other in roles:
        if (doer.name, other.name) not in ways and (other.name, doer.name) in ways:
            wording, role = next((one, role) for one, role in known if role[0].name == other.name)
            yield pair.difference(DifferenceKind.ROLE, _stretch(doer, other), wording, _stretch(*role))
            return


def _stretch(one: Name, other: Name) -> tuple[int, int]:
    return min(one.place, other.place), max(one.place, other.place) + 1


def _roles(stretch: Told) -> list[tuple[Name, Name]]:
    """Pairs of neighbouring names of one kind of which the first does something to the second, where that is plain."""
    found: list[tuple[Name, Name]] = []
    for one, two in pairwise(stretch.names):
        between = stretch.words[one.place + 1 : two.place]
        if (
            one.kind != two.kind
            or one.name == two.name
            or ANY in (one.name, two.name)
            or not between
            or not _JOINS.isdisjoint(between)
        ):
            continue
        if stretch.words[one.place].isascii() and stretch.words[two.place].isascii():
            found.append((two, one) if "by" in between else (one, two))
        elif one.acts != two.acts:
            found.append((one, two) if one.acts else (two, one))
    return found
