"""What matching needs of one claim, each part worked out when it is first asked for. Pure."""

from functools import cached_property, partial

from claims_db.matching import links
from claims_db.matching.features import View
from claims_db.matching.stance import Polarity
from claims_db.matching.wordings import Gist, Wording, gist, names, wordings
from claims_db.matching.words import digests
from claims_db.model import Claim


class Profile:
    """The texts of a claim as they are compared."""

    def __init__(self, claim: Claim) -> None:
        self.wordings: list[Wording] = wordings(claim)
        self.claim = claim
        self._views: dict[int, View] = {}

    def view(self, number: int) -> View:
        """One of the wordings, prepared for comparison."""
        known = self._views.get(number)
        if known is None:
            wording = self.wordings[number]
            known = self._views[number] = View(wording.words, wording.keys)
        return known

    @cached_property
    def gist(self) -> Gist:
        """What the wordings have in common."""
        return gist(self.wordings)

    @cached_property
    def polarity(self) -> Polarity:
        """What the claim asserts and what it negates."""
        said = (row.words for row in self.wordings if not row.counter)
        return Polarity(said, partial(names, self.wordings))

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
