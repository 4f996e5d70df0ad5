"""Corrections: when a claim changes, the answers that named it change too, and those who asked hear of a new rating.

The store's revision is followed, so that nothing depends on who changed the claim, in which process, or on whether it
went on living: a pass that was cut off is done again, and every notice has a key that makes twice the same as once.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import structlog

from bot.asking.hearing import Hearing
from bot.asking.notices import Notice, Outbox
from bot.checking.answered import Renewed, renewed
from bot.checking.past import PastClaims
from bot.checking.survivors import Survivors
from bot.languages import Languages
from bot.rendering.answers import MESSAGE_LENGTH, Renderer
from bot.rendering.compose import Composer
from bot.reply import Reply, utf16_length
from bot.store.answers import Answers, Named, Place, SentAnswer
from bot.store.followed import Followed
from claims_db.live import LiveIndex
from claims_db.model import Claim, Stance, State
from claims_db.store import ClaimStore

log = structlog.get_logger()

CORRECTION = "correction"
AT_ONCE = 500
"""Answers whose correction is handed over in one commit."""
_NAME = "corrections"
_AGAIN_FOR = 120.0
"""Seconds after a change for which answers are looked for again: one may have been under way when it came."""

GroupAnswer = Callable[[Renderer, Renewed, int], Reply]
"""The short answer of a group, in the words of a renderer, for a chat."""


class Corrections:
    """Follows the claims. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        store: ClaimStore,
        live: LiveIndex,
        survivors: Survivors,
        answers: Answers,
        followed: Followed,
        hearing: Hearing,
        languages: Languages,
        outbox: Outbox,
        *,
        in_groups: GroupAnswer | None = None,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        """`in_groups` puts a group's answer into words; without it answers in groups stay as they are."""
        self._store = store
        self._live = live
        self._answers = answers
        self._survivors = survivors
        self._past = PastClaims(store)
        self._recent: list[tuple[float, int, Claim]] = []
        self._followed = followed
        self._hearing = hearing
        self._languages = languages
        self._outbox = outbox
        self._in_groups = in_groups
        self._today = today
        outbox.handles(CORRECTION, self.reply)

    async def begin(self) -> None:
        """Follow from here on where nothing was followed yet: before the first answer, so that none is missed."""
        if await self._followed.revision(_NAME) is None:
            await self._followed.reached(_NAME, await self._store.revision())

    async def follow(self) -> int:
        """Hand over what follows from every change since the last time: how many corrections."""
        seen = await self._followed.revision(_NAME)
        revision = await self._store.revision()
        if seen is None or revision < seen:  # the first start, or a backup was put back
            await self._followed.reached(_NAME, revision)
            return 0
        await self._live.refresh()
        changed = await self._store.changes_since(seen) if revision > seen else []
        number = await self._correct(changed, revision)
        if revision > seen:
            await self._followed.reached(_NAME, revision)
        return number

    async def reply(self, notice: Notice) -> Reply | None:
        """An answer as it is to read now; None when it reads as before, names no claim any more, or is too old."""
        place = Place(notice.chat_id, notice.edit_message_id or 0)
        given = await self._answers.by_reply(place.chat_id, place.message_id)
        if given is None:
            return None
        await self._live.refresh()
        named = await self._answers.named_in(place)
        now = renewed(given, await self._merged(named), self._live.claim)
        if now is None:
            return None
        renderer = self._languages.speaking(given.language)
        before = await self._as_of(int(notice.payload.get("since", -1)), given, named)
        if before is not None and self._body(renderer, given, before) == self._body(renderer, given, now):
            return None
        day = date.fromisoformat(str(notice.payload["on"]))
        return self._told(renderer, given, now, named, day)

    async def _correct(self, changed: Sequence[Claim], revision: int) -> int:
        now = time.monotonic()
        self._recent = [one for one in self._recent if one[0] > now - _AGAIN_FOR]
        again = {claim.id: (since, claim) for _, since, claim in self._recent}
        todo = again | {claim.id: (revision, claim) for claim in changed}
        self._recent += [(now, revision, claim) for claim in changed]
        if not todo:
            return 0
        named = await self._answers.claims_named()
        number = 0
        for since, claim in todo.values():
            claim_ids = await self._survivors.parts(claim.id, named)
            number += await self._edit_answers(claim_ids, since)
            if claim.state is State.PUBLISHED:
                await self._hearing.correct(claim)
        return number

    async def _edit_answers(self, claim_ids: Sequence[str], revision: int) -> int:
        number = 0
        while found := await self._answers.outdated(claim_ids, revision, limit=AT_ONCE):
            await self._outbox.add([self._notice(place, since, claim_ids[0], revision) for place, since in found])
            await self._answers.renewed(claim_ids, revision, [place for place, _ in found])
            number += len(found)
        if number:
            log.info("claim_corrected", answers=number)
        return number

    def _notice(self, place: Place, since: int, claim_id: str, revision: int) -> Notice:
        key = f"correction:{place.chat_id}:{place.message_id}:{revision}"
        payload = {"on": self._today().isoformat(), "since": since}
        return Notice(CORRECTION, place.chat_id, claim_id, key, payload, edit_message_id=place.message_id)

    async def _merged(self, named: tuple[Named, ...]) -> list[Named]:
        """What an answer named, with the claims in whose place others stand now."""
        found: dict[str, Named] = {}
        for one in named:
            claim_id = await self._survivors.of(one.claim_id)
            found.setdefault(claim_id, replace(one, claim_id=claim_id))
        return list(found.values())

    async def _as_of(self, revision: int, given: SentAnswer, named: tuple[Named, ...]) -> Renewed | None:
        """The answer with its claims as they were at `revision`."""
        then = {one.claim_id: await self._past.at(one.claim_id, revision) for one in named}
        return renewed(given, named, then.get)

    def _body(self, renderer: Renderer, given: SentAnswer, now: Renewed) -> Reply | None:
        """What is said of the claims, without a word on what has changed; None for a group that is not written to."""
        if given.chat_id < 0:
            return self._in_groups(renderer, now, given.chat_id) if self._in_groups else None
        return renderer.reply(now.answer)

    def _told(
        self, renderer: Renderer, given: SentAnswer, now: Renewed, named: tuple[Named, ...], day: date
    ) -> Reply | None:
        reply = self._body(renderer, given, now)
        if given.chat_id < 0 or reply is None:
            return reply
        note = _note(renderer, now, named, day)
        if not now.answer.parts:
            return Reply(note)
        if utf16_length(note) + utf16_length(reply.text) + 2 > MESSAGE_LENGTH:
            return reply
        return Reply(f"{reply.text}\n\n{note}", reply.entities, reply.buttons)


def _note(renderer: Renderer, now: Renewed, named: tuple[Named, ...], day: date) -> str:
    """What has changed since the answer was given."""
    say, on = renderer.words.say, renderer.words.date(day)
    if not now.answer.parts:
        return " ".join((say("corrected-gone", date=on), *_earlier(renderer, named[:1])))
    text = Composer()
    ratings = {part.claim.id: part.claim.rating.value for part in now.answer.parts}
    changed = [one for one in named if ratings.get(one.claim_id, one.rating) != one.rating]
    if len(named) == 1 and len(ratings) == 1 and next(iter(ratings.values())) != named[0].rating:
        changed = list(named)  # also where another claim took the place of the one that was named
    if earlier := _earlier(renderer, changed):
        text.add(" ".join((say("corrected-rating", date=on), *earlier)))
    else:
        text.add(say("corrected-text", date=on))
    if now.gone:
        text.add(" " + say("corrected-gone-one"))
    return text.text


def _earlier(renderer: Renderer, named: Sequence[Named]) -> list[str]:
    """What the answer said: the rating of the first claim that the post asserted; of others none was said."""
    rated = (one.rating for one in named if one.stance == Stance.ASSERTS)
    return [renderer.words.say("earlier-answer", label=renderer.words.say(f"rating-{rating}")) for rating in rated][:1]
