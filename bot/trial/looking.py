"""Posts in a group on trial: what would have been said about them, at which strictness."""

from collections.abc import Callable
from dataclasses import replace

from bot.checking.answer import Answer
from bot.group_settings import GroupSettings, Look, Strictness
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
        if group.trial is None:
            return
        speaking = replace(group, settings=_speaking(group.settings))
        if not self._groups.looks_at(post, speaking, at=at, from_channel=from_channel):
            return
        if not post.edited:
            self._records.looked_at(group.trial.trial_id, post.message_id)
        answer = await self._groups.checked(post)
        fitting = [level for level in Strictness if worth_saying(answer, level, forwarded=post.forwarded)]
        levels = await self._not_said_lately(group, group.trial.trial_id, answer, fitting, at)
        if levels:
            await self._records.keep(_kept(post, group, answer, fitting[0], levels, at))
            self._on_news()

    async def _not_said_lately(
        self, group: Group, trial_id: int, answer: Answer, fitting: list[Strictness], at: float
    ) -> frozenset[Strictness]:
        """Those of the levels that would not be silent because they had named the claim a short time before."""
        if not fitting or await self._groups.named_lately(group, answer.claim_ids[0], at=at):
            return frozenset()
        said_at = await self._records.said_at(trial_id, answer.claim_ids[0])
        cooldown = group.settings.cooldown
        return frozenset(level for level in fitting if level not in said_at or at >= said_at[level] + cooldown)


def _speaking(settings: GroupSettings) -> GroupSettings:
    """A trial shows what would be said if the bot spoke, also where it is quiet or answers only when asked."""
    return replace(settings, quiet=False, look=Look.ALL if settings.look is Look.ASKED else settings.look)


def _kept(
    post: Incoming, group: Group, answer: Answer, level: Strictness, levels: frozenset[Strictness], at: float
) -> TrialPost:
    part = answer.parts[0]
    return TrialPost(
        trial_id=group.trial.trial_id if group.trial else 0,
        chat_id=post.chat_id,
        message_id=post.message_id,
        claim_id=part.claim.id,
        stance=part.stance.value,
        closeness=part.closeness.value if part.closeness else "",
        language=language_of(group, post.text, post.language_code),
        level=level,
        levels=levels,
        at=at,
    )
