"""What matching needs of one claim; what not every comparison does is worked out when it is asked for. Pure."""

from collections.abc import Callable
from functools import cached_property

from claims_db.matching import links
from claims_db.matching.polarity import Polarity
from claims_db.matching.wordings import Gist, Text, Wording, gist, names, texts, wordings
from claims_db.matching.words import digests
from claims_db.model import Claim
from claims_db.text import normalise


class Profile:
    """A claim as it is compared; `folded` is what `fold` makes of it, `read` gives it whole."""

    def __init__(self, claim_id: str, folded: bytes, read: Callable[[], Claim]) -> None:
        self.wordings: list[Wording] = wordings(claim_id, folded)
        self.gist: Gist = gist(self.wordings)
        """What the wordings have in common."""
        self._read = read

    @cached_property
    def claim(self) -> Claim:
        """The claim itself."""
        return self._read()

    @cached_property
    def polarity(self) -> Polarity:
        """What the claim asserts and what it negates."""
        return Polarity(
            [row.negates for row in self.wordings if not row.counter],
            lambda: [normalise(text).words for text in self._said()],
            lambda: names(self._said()),
        )

    def text(self, wording: Wording) -> str:
        """One of the wordings as it stands in the claim."""
        return self._texts[wording.number].text if wording.number else self.claim.statement

    @cached_property
    def _texts(self) -> list[Text]:
        return texts(self.claim)

    def _said(self) -> list[str]:
        return [self.text(row) for row in self.wordings if not row.counter]

    def digests(self) -> list[int]:
        """Under what the claim is found: its keys and the pairs of neighbouring keys, near misses left out, and the
        addresses of its sources.
        """
        found = links.digests(source.url for source in self.claim.sources)
        for row in self.wordings:
            if not row.counter:
                words, pairs = digests(row.order)
                found.update(words.tolist(), pairs.tolist())
        return list(found)
