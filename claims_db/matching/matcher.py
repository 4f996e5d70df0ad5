"""From a text to what may be said of it: candidates, score, stance, decision. Pure."""

from claims_db.matching.citing import cited, likelier, with_offers
from claims_db.matching.closeness import closeness
from claims_db.matching.decision import WEAK, Scored, decide
from claims_db.matching.differences import differences
from claims_db.matching.index import ClaimIndex
from claims_db.matching.links import canonical
from claims_db.matching.opinion import reads_as_opinion
from claims_db.matching.reading import Reading
from claims_db.matching.search import ENCODED_SIGNS, Candidate
from claims_db.matching.stance import stance, wants_to_know
from claims_db.matching.told import may_tell, told
from claims_db.matching.weighing import Weighing
from claims_db.model import Claim, Difference, Finding, Match, Stance

_FIRST = (
    "5 people in France never said so on 3 May 2024",
    "5 people in France said so on 3 May 2024",
    "People in France said so in May",
)
"""A claim, and texts that have everything be looked at."""


def match(text: str, index: ClaimIndex, *, limit: int = 10, links: tuple[str, ...] = ()) -> Finding:
    """Find the claims that a text makes, denies or asks about, best first.

    `links` are addresses that belong to the text but do not stand in it. Only the first
    claims_db.text.MAX_READ characters are read. Never raises, whatever `text` holds; an empty text without links gives
    no matches.
    """
    return Matching(text, index, limit=limit, links=links).finding()


class Matching:
    """A text on its way to its finding: words are looked at first; `wanted` are the passages still to be encoded.

    `signs` bounds these passages. The index may not change in between.
    """

    def __init__(
        self,
        text: str,
        index: ClaimIndex,
        *,
        limit: int = 10,
        links: tuple[str, ...] = (),
        signs: int = ENCODED_SIGNS,
    ) -> None:
        self._text, self._index, self._limit, self._links = text, index, limit, links
        self._reading = Reading(text)
        self._weighing = Weighing(self._reading, index, signs)
        self.wanted = self._weighing.wanted

    def finding(self) -> Finding:
        """What `match` gives."""
        reading, index, limit = self._reading, self._index, self._limit
        sources = cited(reading, index, self._links)
        scored = _with_sources(self._weighing.scored(), sources)[:limit]
        matches = tuple(_match(reading, index, candidate, score) for score, candidate in scored)
        decision, sure = decide(
            [
                Scored(
                    score=score,
                    passage=candidate.passage,
                    closeness=found.closeness,
                    words=len(reading.keys(candidate.passage)),
                    off_topic=bool(candidate.features.off_topic),
                    wants_to_know=_wants_to_know(reading, candidate),
                    differs=bool(found.differences),
                )
                for (score, candidate), found in zip(scored, matches, strict=True)
            ],
            vectors=self._weighing.open,
        )
        first = matches[0].stance if matches else Stance.ASSERTS
        asserted = tuple(matches[place].claim_id for place in sure)
        finding = Finding(
            decision,
            first,
            matches,
            reads_as_opinion(reading.text),
            reading.text.read,
            asserted,
            hurried=self._weighing.is_cut,
        )
        return with_offers(finding, sources, self._text, index, limit)


def prepare() -> None:
    """Read the lists of words and load the libraries that a first text would otherwise wait for; 100 ms, once."""
    canonical("https://example.org/a")
    index = ClaimIndex.build([Claim("first", _FIRST[0], "en")])
    for text in _FIRST:
        match(text, index)


def _with_sources(scored: list[tuple[float, Candidate]], sources: dict[str, str]) -> list[tuple[float, Candidate]]:
    """The same with higher scores for the claims that the text links to a source of."""
    if not sources:
        return scored
    raised = (
        (likelier(score) if one.claim_id in sources and not one.features.near_miss else score, one)
        for score, one in scored
    )
    return sorted(raised, key=lambda pair: (-pair[0], pair[1].claim_id))


def _wants_to_know(reading: Reading, candidate: Candidate) -> bool:
    first, last = candidate.passage.first, candidate.passage.last
    return wants_to_know(reading.text.words, first, last, reading.text.gaps[last])


def _match(reading: Reading, index: ClaimIndex, candidate: Candidate, score: float) -> Match:
    read = reading.text
    first, last = candidate.passage.first, candidate.passage.last
    worth = score >= WEAK / 10
    return Match(
        claim_id=candidate.claim_id,
        score=score,
        phrasing=index.text(candidate.wording),
        span=(read.starts[first], read.ends[last - 1]),
        stance=stance(read.words, read.gaps, first, last, index.polarity(candidate.claim_id))
        if worth
        else Stance.ASSERTS,
        closeness=closeness(candidate.likeness),
        differences=_differences(reading, index, candidate) if score >= WEAK else (),
    )


def _differences(reading: Reading, index: ClaimIndex, candidate: Candidate) -> tuple[Difference, ...]:
    first, last = candidate.passage.first, candidate.passage.last
    claim = index.claim(candidate.claim_id) if may_tell(reading.text.words[first:last]) else None
    if claim is None:
        return ()
    return differences(told(reading.given, reading.text, first, last), claim, index.is_topic)
