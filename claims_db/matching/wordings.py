"""The texts of a claim as they are compared. Pure.

What comparing needs of a claim is folded into a short text when the claim is saved, so that the many claims that a post
is compared with are neither read whole nor taken apart again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from claims_db.matching.features import View
from claims_db.matching.negations import negates
from claims_db.matching.words import bare, key_of, keys_in, row_of
from claims_db.model import Claim
from claims_db.text import normalise

_CORE = 0.5
"""Share of a language's wordings that a word must stand in to belong to the claim's core."""

_OWN, _NEGATING, _COUNTER = "+", "!", "-"
"""Begin the line of a text of the claim, of one that negates, and of a near miss."""


class Text(NamedTuple):
    """A text of a claim; `counter` marks a near miss."""

    text: str
    language: str
    counter: bool


class Wording(View):
    """One text of a claim as it is compared: the `number`-th of `texts`, on a line as `fold` makes it.

    `order` are its keys in reading order, `counter` marks a near miss, `negates` another text with a negation.
    """

    __slots__ = ("claim_id", "counter", "language", "negates", "number", "order")

    def __init__(self, claim_id: str, number: int, line: str) -> None:
        self.claim_id, self.number = claim_id, number
        self.counter, self.negates = line[0] == _COUNTER, line[0] == _NEGATING
        self.language, _, row = line[1:].partition("\t")
        self.order = keys_in(row)
        super().__init__(bare(row), frozenset(self.order))


class Gist(NamedTuple):
    """What the wordings of a claim have in common.

    `cores` are the keys that most wordings of one language share, one set a language: who and what the claim is
    about. `known` are all keys of all wordings, `numbers` the numbers of them; `wordings` is how many there are.
    """

    cores: tuple[frozenset[str], ...]
    known: frozenset[str]
    numbers: frozenset[str]
    wordings: int

    def share(self, keys: frozenset[str]) -> float:
        """The share of a core that `keys` hold, for the language that suits best; 0 without cores."""
        return max([len(core & keys) / len(core) for core in self.cores], default=0.0)


def texts(claim: Claim) -> list[Text]:
    """Every distinct text of a claim, its statement first; near misses too, which come last and have no language."""
    known = {claim.statement: claim.language}
    known |= {text: language for language, text in claim.statement_in.items()}
    known |= {phrasing.text: phrasing.language for phrasing in claim.phrasings}
    own = [Text(text, language, counter=False) for text, language in known.items()]
    return own + [Text(text, "", counter=True) for text in dict.fromkeys(claim.near_misses) if text not in known]


def fold(claim: Claim) -> bytes:
    """What `wordings` needs of a claim, in UTF-8: a line for each of its texts, empty where no content word is."""
    return "\n".join(map(_line, texts(claim))).encode()


def wordings(claim_id: str, folded: bytes) -> list[Wording]:
    """Of a claim that was folded every text that has a content word."""
    return [Wording(claim_id, number, line) for number, line in enumerate(folded.decode().split("\n")) if line]


def worded(claim: Claim) -> dict[str, Wording]:
    """The same of a whole claim, by the text itself."""
    told = texts(claim)
    return {told[one.number].text: one for one in wordings(claim.id, fold(claim))}


def gist(rows: Iterable[Wording]) -> Gist:
    """Sum up the wordings of one claim; near misses do not count."""
    own = [row for row in rows if not row.counter]
    if len(own) == 1:
        return Gist((own[0].keys,), own[0].keys, frozenset(filter(str.isdigit, own[0].keys)), 1)
    by_language: defaultdict[str, list[Wording]] = defaultdict(list)
    for row in own:
        by_language[row.language].append(row)
    known: frozenset[str] = frozenset().union(*(row.keys for row in own))
    cores = frozenset(filter(None, map(_core, by_language.values())))
    return Gist(tuple(sorted(cores, key=sorted)), known, frozenset(filter(str.isdigit, known)), len(own))


def names(texts: Iterable[str]) -> frozenset[str]:
    """Keys of the words that some texts write with a capital letter inside a sentence."""
    return frozenset[str]().union(*map(_names, texts))


def _line(one: Text) -> str:
    words = normalise(one.text).words
    row = row_of(words)
    kind = _COUNTER if one.counter else _NEGATING if negates(words) else _OWN
    return f"{kind}{one.language}\t{row}" if keys_in(row) else ""


def _core(group: list[Wording]) -> frozenset[str]:
    if len(group) == 1:
        return group[0].keys
    counts = Counter(key for row in group for key in row.keys)
    return frozenset(key for key, count in counts.items() if count >= max(_CORE * len(group), min(2, len(group))))


def _names(text: str) -> frozenset[str]:
    read = normalise(text)
    places = zip(read.words[1:], read.starts[1:], strict=True)
    return frozenset(key_of(word) for word, start in places if text[start].isupper()) - {""}
