"""What the admins of a group do with its trial: begin, end, judge, read the report, take what it proposes."""

import time
from collections.abc import Callable
from dataclasses import replace

import structlog

from bot.group_settings import Strictness
from bot.groups.speaking import Groups
from bot.store.groups import Group
from bot.store.trial_rows import Opinion, Trial, TrialPost
from bot.store.trials import TrialRecords
from bot.trial.proposing import Report, report

log = structlog.get_logger()

LASTS = 7 * 24 * 3600.0
"""Seconds that a trial runs by itself."""


class Trials:
    """Rights are asked for by whoever calls. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        records: TrialRecords,
        groups: Groups,
        *,
        on_news: Callable[[], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        """`on_news`: somebody is owed a message; `now` gives seconds since 1970."""
        self._records = records
        self._groups = groups
        self._on_news = on_news
        self._now = now

    async def of(self, group: Group) -> Trial | None:
        """The trial of a group, running or ended; None where there is none, or it is forgotten by now."""
        return await self._records.of_group(group.chat_id)

    async def start(self, group: Group, admin_id: int, language: str, *, again: bool = False) -> Trial:
        """Begin a trial, told to `admin_id`; one that runs goes on as it is, unless it is to begin `again`."""
        trial = await self.of(group)
        if trial is None or not trial.runs or again:
            trial = await self._records.start(group.chat_id, admin_id, language, now=self._now(), lasts=LASTS)
            log.info("trial_started", again=again)
        return trial

    def would_end(self) -> float:
        """When a trial that began now would be over."""
        return self._now() + LASTS

    async def end(self, group: Group) -> None:
        """End a trial that runs; who started it gets the report."""
        trial = await self.of(group)
        if trial is not None and trial.runs:
            await self._end(trial, owes_report=trial.admin_id is not None)

    async def take(self, group: Group, level: Strictness, *, by: int) -> Group:
        """Speak at that strictness from now on; a trial that runs ends, and who started it hears if that is another."""
        trial = await self.of(group)
        group = await self._groups.choose(group, "strictness", level.value)
        if trial is not None and trial.runs:
            await self._end(trial, owes_report=trial.admin_id not in (None, by))
        return await self._groups.group(group.chat_id)

    async def report(self, group: Group, trial: Trial) -> Report:
        """What a trial has shown so far."""
        return report(await self._records.counts(trial.id), group.settings.strictness)

    async def post(self, post_id: int) -> tuple[Trial, TrialPost] | None:
        """A post and its trial, None when it is forgotten."""
        post = await self._records.post(post_id)
        trial = await self._records.trial(post.trial_id) if post else None
        return None if post is None or trial is None else (trial, post)

    async def judge(self, post: TrialPost, opinion: Opinion) -> TrialPost:
        """Keep what the admin thinks of a reply: the post as it is now."""
        await self._records.judge(post.id, opinion)
        return replace(post, opinion=opinion)

    async def reached(self, admin_id: int) -> None:
        """An admin was there in private: messages get to them again."""
        await self._records.reaches(admin_id, reached=True)

    async def purge(self) -> None:
        """Forget the trials that ended long enough ago."""
        await self._records.purge(self._now())

    async def _end(self, trial: Trial, *, owes_report: bool) -> None:
        await self._records.end(trial.id, self._now(), owes_report=owes_report)
        log.info("trial_ended", looked=trial.looked)
        self._on_news()
