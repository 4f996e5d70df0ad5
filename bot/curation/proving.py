"""Whether a claim can be published: its form, its proof in the index, its links, its wording."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from bot.curation.links import LinkCheck
from bot.curation.values import IdTaken, Preview, SimilarClaim
from claims_db.curation import Problem, faults, remarks, trial
from claims_db.curation.form import shortcomings
from claims_db.curation.ordinary import ordinary_messages
from claims_db.curation.wording import wording_remarks
from claims_db.live import LiveIndex
from claims_db.model import Claim, State
from claims_db.slug import free_id
from claims_db.store import ClaimStore

_BETWEEN_CLAIMS = frozenset(("phrasing_finds_other", "takes_phrasing"))
_SIMILAR = 3
_WORTH_SHOWING = 0.3
"""Least score of a claim that is shown as similar."""


class Proving:
    """Proves claims that are not published yet, without anybody seeing them."""

    def __init__(
        self, store: ClaimStore, live: LiveIndex, *, links: LinkCheck | None, trusted: Collection[str] = ()
    ) -> None:
        self._store = store
        self._live = live
        self._links = links
        self._trusted = trusted

    async def problems(self, claim: Claim, *, base: Claim | None = None) -> tuple[Problem, ...]:
        """Everything that keeps the claim from being published; empty for one that proves itself.

        `base` is what it was before an edit: what was wrong with that already does not keep it from being improved.

        Raises:
            StoreUnavailable: the store can't be read.
            TimeoutError: the proof took too long.
        """
        known = {problem.code for problem in shortcomings(base)} if base else set()
        short = (problem for problem in shortcomings(claim) if problem.code not in known)
        formal = (*faults(claim, trusted=self._trusted), *short, *await self._taken(claim))
        if any(problem.code in ("too_long", "too_many") for problem in formal):
            return formal
        if base and _wordings(base) == _wordings(claim):
            return formal
        before = set(await self._trial(base)) if base else set()
        return (*formal, *(problem for problem in await self._trial(claim) if problem not in before))

    async def conflicts(self, claim: Claim) -> tuple[Problem, ...]:
        """What keeps a claim that was published before from coming back: its form, or claims that are like it."""
        proof = [problem for problem in await self._trial(claim) if problem.code in _BETWEEN_CLAIMS]
        return (*faults(claim, trusted=self._trusted), *proof)

    async def preview(self, claim: Claim, *, links: bool, by: int | None) -> Preview:
        """The claim with all that is to be said of it; `links` fetches its sources too, where that is on."""
        base = await self._store.claim(claim.id) if claim.version else None
        unseen = base is None or base.state is State.DRAFT
        wanted = replace(claim, state=State.PUBLISHED) if unseen else claim
        problems = await self.problems(wanted, base=None if unseen else base)
        warnings = [*wording_remarks(claim), *remarks(claim), *await self._lost_relatives(claim)]
        warnings += _old_versions(base, claim)
        if links:
            warnings += [Problem("unreachable", url) for url in await self.unreachable(claim, by=by)]
        return Preview(claim, problems, tuple(warnings), await self.similar(claim))

    async def unreachable(self, claim: Claim, *, by: int | None) -> tuple[str, ...]:
        """Sources at which nothing answers; none where links are not fetched."""
        return await self._links.unreachable([source.url for source in claim.sources], by=by) if self._links else ()

    async def id_taken(self, other: Claim) -> IdTaken:
        """Why a new claim can't have the id of `other`, and which one it can have."""
        return IdTaken("id_taken", other.id, other, await self.free_id(other.id))

    async def free_id(self, name: str) -> str:
        """`name`, or where a claim has that id the same with a number."""
        taken: set[str] = set()
        while await self._store.claim(free := free_id(name, taken)):
            taken.add(free)
        return free

    async def similar(self, claim: Claim) -> tuple[SimilarClaim, ...]:
        """Published claims that this one may be the same as, closest first; at most three."""
        scores: dict[str, float] = {}
        for text in _texts(claim):
            for match in (await self._live.match(text)).matches:
                scores[match.claim_id] = max(match.score, scores.get(match.claim_id, 0.0))
        scores.pop(claim.id, None)
        best = sorted(scores, key=lambda claim_id: (-scores[claim_id], claim_id))
        close = (claim_id for claim_id in best if scores[claim_id] >= _WORTH_SHOWING)
        found = ((self._live.claim(claim_id), scores[claim_id]) for claim_id in close)
        return tuple(SimilarClaim(other, score) for other, score in found if other)[:_SIMILAR]

    async def _trial(self, claim: Claim) -> tuple[Problem, ...]:
        return await self._live.trial(claim, partial(trial, ordinary=ordinary_messages()))

    async def _taken(self, claim: Claim) -> tuple[Problem, ...]:
        other = None if claim.version else await self._store.claim(claim.id)
        return (await self.id_taken(other),) if other else ()

    async def _lost_relatives(self, claim: Claim) -> tuple[Problem, ...]:
        return tuple(Problem("unknown_related", other) for other in claim.related if self._live.claim(other) is None)


def _old_versions(base: Claim | None, claim: Claim) -> tuple[Problem, ...]:
    """Languages in which the sentence is still that of before an edit."""
    if base is None or base.statement == claim.statement:
        return ()
    return tuple(
        Problem("old_version", language)
        for language, text in claim.statement_in.items()
        if base.statement_in.get(language) == text
    )


def _wordings(claim: Claim) -> tuple[object, ...]:
    """What matching sees of a claim."""
    return claim.statement, dict(claim.statement_in), set(claim.phrasings), set(claim.near_misses)


def _texts(claim: Claim) -> Iterator[str]:
    texts = (claim.statement, *claim.statement_in.values(), *(phrasing.text for phrasing in claim.phrasings))
    yield from list(dict.fromkeys(texts))[:12]
