"""What the bot does for a reader: Incoming -> Answer. Knows claims and caches, neither Telegram nor words."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

import structlog

from bot.checking.answer import Answer, Case, Part
from bot.checking.findings import FindingKey, Findings
from bot.checking.media import joined, medium_of
from bot.checking.survivors import Survivors
from bot.incoming import Incoming
from bot.metrics import Metrics
from claims_db.errors import StoreUnavailable
from claims_db.live import LiveIndex
from claims_db.model import Claim, Decision, Finding, Match
from claims_db.text import normalise

log = structlog.get_logger()

_LIMIT = 5
"""Matches asked for: three are shown, the others are offered when the first was not it."""
_SHOWN = 3
_NEAR = 0.03
"""Least score of a claim that is offered to somebody who types and chooses by eye."""
_HURRY_TOLD_EVERY = 60.0
"""Seconds between two log lines that posts are compared less by meaning, because too many wait."""
_COMMAND = re.compile(r"\s*/[A-Za-z]\w{0,31}(@\w+)?(\s|$)")
"""A command says nothing that could be checked, forwarded or not."""
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,24}(?:[/?#:]\S*)?", re.IGNORECASE)
_AROUND = ".,;:!?()[]<>«»\"'"
_FEW_WORDS = 2
"""So many are a greeting, or a question about a link beside them."""
_SEEN_OR_HEARD = frozenset(
    ("photo", "video", "animation", "audio", "voice", "video_note", "document", "story", "paid_media")
)


class KnownMedia(Protocol):
    """With which claims pictures and other files are known."""

    async def claims_of(self, file_ids: Sequence[str]) -> list[str]:
        """The ids of the claims, the one added last first. Raises StoreUnavailable when they can't be read."""


class Checker:
    """Finds what is known about posts and claims."""

    def __init__(
        self,
        live: LiveIndex,
        findings: Findings,
        survivors: Survivors,
        metrics: Metrics | None = None,
        media: KnownMedia | None = None,
    ) -> None:
        self._live = live
        self._media = media
        self._survivors = survivors
        self._findings = findings
        self._metrics = metrics or Metrics()
        self._newest: tuple[int, int, tuple[Claim, ...]] = (-1, 0, ())
        self._quiet_until = 0.0

    async def check(self, post: Incoming) -> Answer:
        """The answer to a post; an unreachable claims base gives Case.DEGRADED, never "nothing found"."""
        answer = Answer(Case.OWN) if post.own else await self._checked(post)
        self._metrics.answered(answer.case)
        return answer

    async def card(self, claim_id: str) -> Answer:
        """The full answer about one claim, or about the one it was merged into, without a post."""
        try:
            await self._live.refresh()
            claim = await self._survivors.claim(claim_id)
        except StoreUnavailable as error:
            log.error("check_failed", error=type(error).__name__)
            return Answer(Case.DEGRADED)
        if claim is None:
            return Answer(Case.CLAIM_GONE)
        return Answer(Case.CLAIM, (Part(claim),), revision=self._live.revision)

    async def others(self, post: Incoming, claim_id: str) -> tuple[Claim, ...]:
        """At most three claims that the post may make instead of `claim_id`, best first; empty when none is close."""
        try:
            finding, known = await self._find(_words(post)), await self._known(post)
        except StoreUnavailable:
            return ()
        found = self.published(match.claim_id for match in finding.matches)
        others = {claim.id: claim for claim in (*found, *known) if claim.id != claim_id}
        return tuple(others.values())[:_SHOWN]

    async def closest(self, text: str, limit: int) -> tuple[Claim, ...]:
        """At most `limit` claims that a text may be about, closest first; what it says of them does not matter.

        Raises StoreUnavailable when the claims can't be read.
        """
        finding = await self._find(text)
        return self.published(match.claim_id for match in finding.matches if match.score >= _NEAR)[:limit]

    def published(self, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
        """Those of the claims that are published now, in the order given."""
        return tuple(claim for claim_id in claim_ids if (claim := self._live.claim(claim_id)))

    async def newest(self, limit: int) -> tuple[Claim, ...]:
        """At most `limit` claims, those first that were checked last.

        Raises StoreUnavailable when the claims can't be read.
        """
        await self._live.refresh()
        if self._newest[:2] != (self._live.revision, limit):
            self._newest = (self._live.revision, limit, await self._live.newest(limit))
        return self._newest[2]

    async def _checked(self, post: Incoming) -> Answer:
        try:
            return await self._check(post)
        except StoreUnavailable as error:
            log.error("check_failed", error=type(error).__name__)
            self._metrics.store_failed("claims")
            return Answer(Case.DEGRADED)

    async def _check(self, post: Incoming) -> Answer:
        if _COMMAND.match(post.text):
            return Answer(Case.SMALL_TALK, post=post.text)
        words = await self._answer(post, post.text, quotable=post.quotable)
        own = joined(words, await self._known(post), medium_of(post), revision=self._live.revision)
        if own.parts or not post.quoted:
            return own
        # "Is this true?" under somebody's message: what is doubted stands in that message.
        quoted = await self._answer(post, post.quoted, quotable=False)
        return quoted if quoted.parts or own.case not in (Case.NONE, Case.LINKS) else own

    async def _answer(self, post: Incoming, text: str, *, quotable: bool) -> Answer:
        if not any(map(str.isalnum, text)):
            return Answer(Case.NO_TEXT if post.media in _SEEN_OR_HEARD else Case.NO_WORDS)
        finding = await self._find(text, post.links if quotable else ())
        parts = tuple(self._parts(finding))
        case = _case(finding, parts, post, text)
        return Answer(
            case=case,
            parts=parts,
            beside=await self._citing(text, post.links if quotable else ()) if case is Case.LINKS else (),
            post=text,
            formats=post.formats if quotable else (),
            quotable=quotable,
            read=finding.read,
            revision=self._live.revision,
        )

    async def _citing(self, text: str, links: tuple[str, ...]) -> tuple[Part, ...]:
        """The claims that cite the page of a bare link, checked last first: each is too little to be sure of."""
        claims = self.published(await self._live.citing(text, links=links))
        newest = sorted(claims, key=lambda claim: claim.date_checked or date.min, reverse=True)
        return tuple(Part(claim, linked=True) for claim in newest[:_LIMIT])

    async def _known(self, post: Incoming) -> tuple[Claim, ...]:
        """The published claims with which the files of a post are known, whatever its words say."""
        if not post.files or self._media is None:
            return ()
        claim_ids = await self._media.claims_of(post.files)
        if not claim_ids:
            return ()
        await self._live.refresh()
        claims = [await self._survivors.claim(claim_id) for claim_id in claim_ids]
        return tuple({claim.id: claim for claim in claims if claim}.values())

    async def _find(self, text: str, links: tuple[str, ...] = ()) -> Finding:
        await self._live.refresh()
        key = FindingKey(text, self._live.revision, self._live.encoder_name, _LIMIT, links)
        kept = await self._findings.get(key)
        self._metrics.looked_up(found=kept is not None)
        if kept is not None:
            return kept
        started = time.perf_counter()
        finding = await self._live.match(text, limit=_LIMIT, links=links, refreshed=True, hurry=True)
        self._metrics.decided(finding.decision, time.perf_counter() - started, hurried=finding.hurried)
        if finding.hurried:
            self._tell_hurry()
        else:
            await self._findings.put(key, finding)
        return finding

    def _tell_hurry(self) -> None:
        if (now := time.monotonic()) >= self._quiet_until:
            self._quiet_until = now + _HURRY_TOLD_EVERY
            log.warning("matching_hurried")

    def _parts(self, finding: Finding) -> Iterator[Part]:
        for match in _shown(finding):
            claim = self._live.claim(match.claim_id)
            if claim is not None:
                yield Part(
                    claim, match.stance, match.span, match.closeness, match.score, match.differences, match.linked
                )


def _words(post: Incoming) -> str:
    return post.text or post.quoted


def _shown(finding: Finding) -> tuple[Match, ...]:
    match finding.decision:
        case Decision.SEVERAL:
            return tuple(match for match in finding.matches if match.claim_id in finding.sure[:_SHOWN])
        case Decision.STRONG | Decision.WEAK:
            return finding.matches[:1]
        case Decision.NONE:
            return ()


def _case_of_nothing(post: Incoming, text: str) -> Case:
    """A greeting, links that somebody doubts, or a post without a claim that we know."""
    words = text.split()
    said = [word for word in words if not _ADDRESS.fullmatch(word.strip(_AROUND))]
    if len(said) > _FEW_WORDS or len(normalise(" ".join(said)).words) > _FEW_WORDS:
        return Case.NONE
    if len(said) < len(words) or post.links:
        return Case.LINKS
    return Case.NONE if post.forwarded else Case.SMALL_TALK


def _case(finding: Finding, parts: tuple[Part, ...], post: Incoming, text: str) -> Case:
    if not parts:
        return Case.OPINION if finding.opinion else _case_of_nothing(post, text)
    if finding.decision is Decision.WEAK:
        return Case.WEAK
    return Case.CLAIM if len(parts) == 1 else Case.SEVERAL
