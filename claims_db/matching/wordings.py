"""The texts of a claim as they are compared. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from claims_db.matching.words import key_of
from claims_db.model import Claim
from claims_db.text import normalise

_CORE = 0.5
"""Share of a language's wordings that a word must stand in to belong to the claim's core."""


class Wording(NamedTuple):
    """One text of a claim; `keys` are those of its content words, `order` the same in reading order, `counter` marks
    a near miss.
    """

    claim_id: str
    text: str
    words: tuple[str, ...]
    keys: frozenset[str]
    order: tuple[str, ...]
    language: str
    counter: bool


class Gist(NamedTuple):
    """What the wordings of a claim have in common.

    `cores` are the keys that most wordings of one language share, one set a language: who and what the claim is
    about. `known` are all keys of all wordings, `numbers` those that are numbers.
    """

    cores: tuple[frozenset[str], ...]
    known: frozenset[str]
    numbers: frozenset[str]

    def share(self, keys: frozenset[str]) -> float:
        """The share of a core that `keys` hold, for the language that suits best; 0 without cores."""
        return max([len(core & keys) / len(core) for core in self.cores], default=0.0)


def wordings(claim: Claim) -> list[Wording]:
    """Every distinct text of a claim that has a content word; near misses too."""
    texts = {claim.statement: (claim.language, False)}
    texts |= {text: (language, False) for language, text in claim.statement_in.items()}
    texts |= {phrasing.text: (phrasing.language, False) for phrasing in claim.phrasings}
    for near_miss in claim.near_misses:
        texts.setdefault(near_miss, ("", True))
    found = (_wording(claim.id, text, language, counter) for text, (language, counter) in texts.items())
    return [wording for wording in found if wording.keys]


def gist(rows: Iterable[Wording]) -> Gist:
    """Sum up the wordings of one claim; near misses do not count."""
    own = [row for row in rows if not row.counter]
    if len(own) == 1:
        return Gist((own[0].keys,), own[0].keys, frozenset(filter(str.isdigit, own[0].keys)))
    by_language: defaultdict[str, list[Wording]] = defaultdict(list)
    for row in own:
        by_language[row.language].append(row)
    known: frozenset[str] = frozenset().union(*(row.keys for row in own))
    cores = frozenset(filter(None, map(_core, by_language.values())))
    return Gist(tuple(sorted(cores, key=sorted)), known, frozenset(filter(str.isdigit, known)))


def names(rows: Iterable[Wording]) -> frozenset[str]:
    """Keys of the words that the wordings of one claim write with a capital letter inside a sentence; near misses do
    not count.
    """
    found = (_names(row) for row in rows if not row.counter)
    return frozenset[str]().union(*found)


def _core(group: list[Wording]) -> frozenset[str]:
    if len(group) == 1:
        return group[0].keys
    counts = Counter(key for row in group for key in row.keys)
    return frozenset(key for key, count in counts.items() if count >= max(_CORE * len(group), min(2, len(group))))


def _names(row: Wording) -> frozenset[str]:
    places = zip(row.words[1:], normalise(row.text).starts[1:], strict=True)
    return frozenset(key_of(word) for word, start in places if row.text[start].isupper()) - {""}


def _wording(claim_id: str, text: str, language: str, counter: bool) -> Wording:
    words = normalise(text).words
    order = tuple(filter(None, map(key_of, words)))
    return Wording(claim_id, text, words, frozenset(order), order, language, counter)
