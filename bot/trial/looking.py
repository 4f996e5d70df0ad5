"""Posts in a group on trial: what would have been said about them, at which strictness."""

from collections.abc import Callable
from dataclasses import replace

from bot.checking.answer import Part
from bot.group_settings import Look, Strictness
from bot.groups.speaking import Groups, language_of, worth_saying
from bot.incoming import Incoming
from bot.store.groups import Group
from bot.store.trial_rows import TrialPost
from bot.store.trials import TrialRecords


class Looking:
    """Notes what would have been said, and says nothing. Raises StoreUnavailable when the database can't be used."""

    def __init__(self, records: TrialRecords, groups: Groups, *, on_news: Callable[[], None]) -> None:
        """`on_news`: somebody is owed a message."""
        self._records = records
        self._groups = groups
        self._on_news = on_news

    async def look(self, post: Incoming, group: Group, *, at: float, from_channel: bool) -> None:
        """Look at a post of a group on trial, written at the moment `at`, as `Groups.unasked` would without one."""
        if group.trial is None or not self._groups.looks_at(post, _speaking(group), at=at, from_channel=from_channel):
            return
        trial_id = group.trial.trial_id
        self._records.looked_at(trial_id, post.message_id)
        answer = await self._groups.checked(post)
        fitting = [level for level in Strictness if worth_saying(answer, level, forwarded=post.forwarded)]
        if not fitting:
            return
        levels = await self._not_said_lately(group, trial_id, answer.claim_ids[0], fitting, at)
        if levels:
            language = language_of(group, post.text, post.language_code)
            await self._records.keep(_kept(trial_id, post, answer.parts[0], language, fitting[0], levels, at))
            self._on_news()

    async def _not_said_lately(
        self, group: Group, trial_id: int, claim_id: str, fitting: list[Strictness], at: float
    ) -> frozenset[Strictness]:
        """Those of the levels that would not be silent because they had named the claim a short time before."""
        if await self._groups.named_lately(group, claim_id, at=at):
            return frozenset()
        said_at = await self._records.said_at(trial_id, claim_id)
        cooldown = group.settings.cooldown
        return frozenset(level for level in fitting if level not in said_at or at >= said_at[level] + cooldown)


def _speaking(group: Group) -> Group:
    """A trial shows what would be said if the bot spoke, also where it is quiet or answers only when asked."""
    settings = group.settings
    look = Look.ALL if settings.look is Look.ASKED else settings.look
    return replace(group, settings=replace(settings, quiet=False, look=look))


def _kept(
    trial_id: int,
    post: Incoming,
    part: Part,
    language: str,
    level: Strictness,
    levels: frozenset[Strictness],
    at: float,
) -> TrialPost:
    return TrialPost(
        trial_id=trial_id,
        chat_id=post.chat_id,
        message_id=post.message_id,
        claim_id=part.claim.id,
        stance=part.stance.value,
        closeness=part.closeness.value if part.closeness else "",
        language=language,
        level=level,
        levels=levels,
        at=at,
    )
