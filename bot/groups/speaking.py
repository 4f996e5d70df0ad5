"""When the bot speaks in a group, and what it does for the group's admins. Knows no Telegram."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.checking.answer import Answer, Case, Part
from bot.checking.checker import Checker
from bot.group_settings import Look, Strictness
from bot.incoming import Incoming
from bot.store.groups import Group, GroupRecords
from bot.words import language_for
from claims_db.model import Closeness, Stance
from claims_db.text import guess_language

FEWEST_WORDS = 4
"""Words below which a post is never answered unasked: too little to tell what it says."""
LATEST = 3600.0
"""Seconds after which a post is no longer answered unasked; a group has moved on by then."""
GREETED_AGAIN = 24 * 3600.0
"""Seconds until a group that added the bot again is told again what it does."""

_CLOSE = frozenset((Closeness.EXACT, Closeness.VERY_CLOSE))
_DAY = 24 * 3600.0

Welcome = Literal["greet", "silent", "leave"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a match must be to be told unasked: least scores for a close wording and for a related one, stances.

    A least score above 1 lets nothing pass. `forward` is the least score of a related wording in a forwarded post:
    what somebody passes on claims something, whereas chat that touches the same facts mostly does not.
    """

    close: float
    forward: float
    related: float
    stances: frozenset[Stance]

    def allows(self, part: Part, *, forwarded: bool) -> bool:
        """Whether this match may be told."""
        if part.stance not in self.stances or part.closeness is None:
            return False
        related = min(self.forward, self.related) if forwarded else self.related
        return part.score >= (self.close if part.closeness in _CLOSE else related)


_NEVER = 2.0
RULES = {
    Strictness.STRICT: Rule(0.95, _NEVER, _NEVER, frozenset((Stance.ASSERTS,))),
    Strictness.NORMAL: Rule(0.9, 0.95, _NEVER, frozenset((Stance.ASSERTS, Stance.ASKS))),
    Strictness.OPEN: Rule(0.82, 0.82, 0.82, frozenset(Stance)),
}
"""In private a strong match is told whatever its stance and closeness, which is what OPEN does."""


def worth_saying(answer: Answer, strictness: Strictness, *, forwarded: bool) -> bool:
    """Whether an answer may be given unasked: exactly one claim, and it passes the rule. Pure."""
    if answer.case is not Case.CLAIM or len(answer.post.split()) < FEWEST_WORDS:
        return False
    return RULES[strictness].allows(answer.parts[0], forwarded=forwarded)


class Groups:
    """Decides what is said in groups. All awaited methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, records: GroupRecords, checker: Checker, *, now: Callable[[], float] = time.time) -> None:
        """`now` gives seconds since 1970."""
        self._records = records
        self._checker = checker
        self._now = now
        self._arrivals = Arrivals()
        self._rests = Rests()

    async def group(self, chat_id: int) -> Group:
        """The group of this id, or the supergroup that it became."""
        return await self._records.group(chat_id)

    async def heard(self, chat_id: int, *, at: float) -> Group:
        """The group that a message of the moment `at` came from: it proves that the bot is there.

        The news of that may have got lost, or have come before the bot kept any settings.
        """
        group = await self._records.group(chat_id)
        if group.known and (group.left_at is None or at <= group.left_at):
            return group
        await self._records.enter(group.chat_id, may_write=True)
        return await self._records.group(group.chat_id)

    # -- speaking -----------------------------------------------------------------------------------------

    async def unasked(self, post: Incoming, group: Group, *, at: float, from_channel: bool) -> Answer | None:
        """What to say about a post that nobody asked about; None for silence, which is nearly always.

        `at`: when it was written; `from_channel`: the linked channel's post, forwarded here by Telegram.
        """
        if not self.looks_at(post, group, at=at, from_channel=from_channel):
            return None
        answer = await self.checked(post)
        if not worth_saying(answer, group.settings.strictness, forwarded=post.forwarded):
            return None
        return None if await self.named_lately(group, answer.claim_ids[0], at=at) else answer

    async def named_lately(self, group: Group, claim_id: str, *, at: float) -> bool:
        """Whether the claim was named in the group so short a time before `at` that it is not named again unasked."""
        said_at = await self._records.mentioned_at(group.chat_id, claim_id)
        return said_at is not None and at < said_at + group.settings.cooldown

    async def checked(self, post: Incoming) -> Answer:
        """What is known about the words of the post itself."""
        return await self._checker.check(replace(post, quoted=""))

    def said(self, group: Group, answer: Answer, message_id: int | None, *, at: float, place: int | None) -> None:
        """An answer went out as `message_id`, or None: it could not. `place` is the topic, None for none."""
        if message_id is None:
            self._rests.refused((group.chat_id, place), self._now())
            return
        self._rests.accepted((group.chat_id, place))
        if answer.case in (Case.CLAIM, Case.SEVERAL):
            self._records.mention(group.chat_id, answer.claim_ids, at)
        self.sent(group, message_id)

    def sent(self, group: Group, message_id: int | None) -> None:
        """The bot wrote in the group; where that is wished, the message goes away again later."""
        if message_id is not None and group.settings.delete_after:
            self._records.delete_later(group.chat_id, message_id, self._now() + group.settings.delete_after)

    def rests(self, group: Group, place: int | None) -> bool:
        """Whether nothing should be tried in this place, because messages were refused there again and again."""
        return self._rests.resting((group.chat_id, place), self._now())

    def looks_at(self, post: Incoming, group: Group, *, at: float, from_channel: bool) -> bool:
        """Whether a post is looked at unasked; the rest is as for `unasked`."""
        settings = group.settings
        if settings.quiet or settings.look is Look.ASKED or not group.may_write:
            return False
        if from_channel and not settings.channel_posts:
            return False
        if settings.look is Look.FORWARDS and not post.forwarded:
            return False
        return len(post.text.split()) >= FEWEST_WORDS and self._now() - at < LATEST

    # -- coming, going, moving ----------------------------------------------------------------------------

    async def arrived(self, chat_id: int, *, by: str, guessed: str, may_write: bool) -> Welcome:
        """The bot was added by somebody who is known by the key `by`: whether to greet, to be silent or to leave."""
        group = await self._records.group(chat_id)
        await self._records.enter(chat_id, may_write=may_write, guessed=guessed)
        self._rests.forget(chat_id)
        welcome = self._arrivals.welcome(by, self._now())
        fresh = group.greeted_at is None or self._now() - group.greeted_at > GREETED_AGAIN
        if welcome == "greet" and not (fresh and may_write):
            return "silent"
        return welcome

    async def greeted(self, chat_id: int) -> None:
        """The group was told what the bot does."""
        await self._records.greeted(chat_id, self._now())

    async def allowed(self, chat_id: int, *, may_write: bool) -> None:
        """What the bot may do in the group has changed."""
        await self._records.enter(chat_id, may_write=may_write)
        self._rests.forget(chat_id)

    async def left(self, chat_id: int, *, at: float) -> None:
        """The bot was removed from the group, or left it."""
        await self._records.leave(chat_id, at)

    async def migrated(self, old: int, new: int) -> None:
        """A group became a supergroup; told again, it changes nothing."""
        await self._records.migrate(old, new, self._now())

    # -- settings -----------------------------------------------------------------------------------------

    async def choose(self, group: Group, field: str, code: str) -> Group:
        """Keep an admin's choice: the group as it is now. Raises KeyError for a choice that does not exist."""
        await self._records.change(group.chat_id, field, code, self._now())
        return await self._records.group(group.chat_id)

    # -- housekeeping -------------------------------------------------------------------------------------

    async def due(self) -> list[tuple[int, int]]:
        """Messages that are to be deleted now: (chat, message)."""
        return await self._records.due(self._now())

    async def deleted(self, chat_id: int, message_id: int) -> None:
        """The message is gone, or can't be deleted any more."""
        await self._records.deleted(chat_id, message_id)

    async def purge(self) -> None:
        """Forget groups that were left 30 days ago, and what no cooldown asks for."""
        await self._records.purge(self._now())


def language_of(group: Group, text: str, language_code: str | None) -> str:
    """The language a group is answered in: chosen, else of whoever added the bot, else of the post. Pure."""
    return group.settings.language or group.guessed or guess_language(text) or language_for(language_code)


class Arrivals:
    """Groups that one person adds the bot to: the first ten of a day are greeted, those after thirty are left."""

    GREETED = 10
    JOINED = 30
    _MOST = 10_000

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def welcome(self, by: str, now: float) -> Welcome:
        """What to do about one more group of this person."""
        times = self._times.pop(by, None) or deque(maxlen=self.JOINED + 1)
        self._times[by] = times
        while len(self._times) > self._MOST:
            self._times.popitem(last=False)
        times.append(now)
        recent = sum(now - at < _DAY for at in times)
        return "leave" if recent > self.JOINED else "silent" if recent > self.GREETED else "greet"


Place = tuple[int, int | None]


class Rests:
    """Places where messages were refused: after three refusals in a row nothing is tried for a while, and longer each
    time, an hour at most.
    """

    PATIENCE = 3
    FIRST, LONGEST = 60.0, 3600.0
    _MOST = 10_000

    def __init__(self) -> None:
        self._refusals: OrderedDict[Place, tuple[int, float]] = OrderedDict()

    def refused(self, place: Place, now: float) -> None:
        """A message could not go out there."""
        times = self._refusals.pop(place, (0, 0.0))[0] + 1
        wait = min(self.LONGEST, self.FIRST * 2 ** min(times - self.PATIENCE, 10)) if times >= self.PATIENCE else 0.0
        self._refusals[place] = times, now + wait
        while len(self._refusals) > self._MOST:
            self._refusals.popitem(last=False)

    def accepted(self, place: Place) -> None:
        """A message went out there."""
        self._refusals.pop(place, None)

    def resting(self, place: Place, now: float) -> bool:
        """Whether nothing should be tried there now."""
        return now < self._refusals.get(place, (0, 0.0))[1]

    def forget(self, chat_id: int) -> None:
        """What holds in this chat has changed: try again."""
        for place in [known for known in self._refusals if known[0] == chat_id]:
            del self._refusals[place]
