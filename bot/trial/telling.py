"""Tells admins what would have been said, and in the end how it went.

What is still to be told stands in the records; each pass hands it over under keys that make twice the same as once, so
nothing is lost or told again by a restart. Who administers a group is asked of Telegram when a message goes out.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from bot.asking.notices import Notice, Outbox
from bot.delivery.errors import Later
from bot.reply import Reply
from bot.store.trial_rows import Trial, TrialPost
from bot.store.trials import TrialRecords
from bot.trial.places import Places
from bot.trial.rendering import A_DAY
from bot.trial.showing import Showing

log = structlog.get_logger()

POST, REPORT = "trial-post", "trial-report"
AT_ONCE = 500
"""Posts handed over in one commit."""
PATIENCE = 24 * 3600.0
"""Seconds for which Telegram is asked again who administers a group, before a message is given up."""
_ASK_AGAIN = 60.0


class Telling:
    """Hands over what admins are owed. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(
        self,
        records: TrialRecords,
        showing: Showing,
        outbox: Outbox,
        places: Places,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now` gives seconds since 1970."""
        self._records = records
        self._showing = showing
        self._outbox = outbox
        self._places = places
        self._now = now
        outbox.handles(POST, self.post, on_lost=self.lost)
        outbox.handles(REPORT, self.report)

    async def tell(self) -> int:
        """Hand over what is owed, end what is due: how many messages."""
        number = await self._hand_over_posts()
        for trial in await self._records.due(self._now()):
            await self._records.end(trial.id, self._now(), owes_report=trial.admin_id is not None)
            log.info("trial_over", looked=trial.looked)
        for trial in await self._records.owing_report():
            if trial.admin_id is not None:
                await self._outbox.add([_report_notice(trial, trial.admin_id)])
                number += 1
            await self._records.reported(trial.id)
        return number

    async def _hand_over_posts(self) -> int:
        number, left_today = 0, dict[int, int]()
        while owed := await self._records.owed(AT_ONCE):
            notices, told, held = [], [], []
            for trial, post in owed:
                left = await self._left(trial, left_today)
                if trial.admin_id is not None and left:
                    left_today[trial.admin_id] = left - 1
                    notices.append(_post_notice(post, trial.admin_id, last=left == 1))
                    told.append(post.id)
                else:
                    held.append(post.id)
            await self._outbox.add(notices)
            await self._records.told(told, self._now())
            await self._records.held(held)
            number += len(told)
            log.info("trial_posts_handed_over", told=len(told), held=len(held))
        return number

    async def _left(self, trial: Trial, left_today: dict[int, int]) -> int:
        """How many more replies the admin of a trial is told of today; `left_today` remembers it of each."""
        if trial.admin_id is None or trial.unreachable or not trial.runs:
            return 0
        if trial.admin_id not in left_today:
            told = await self._records.told_since(trial.admin_id, _midnight(self._now()))
            left_today[trial.admin_id] = max(0, A_DAY - told)
        return left_today[trial.admin_id]

    # -- words, when they are sent ------------------------------------------------------------------------

    async def post(self, notice: Notice) -> Reply | None:
        """A reply that would have been given; None when the trial is over, or its admin administers no more."""
        post = await self._records.post(int(notice.payload["post"]))
        trial = await self._records.trial(post.trial_id) if post else None
        if post is None or trial is None or not trial.runs or trial.admin_id != notice.chat_id:
            return None
        if not await self._still_admin(trial, since=post.at):
            return None
        return await self._showing.post(trial, post, last=bool(notice.payload.get("last")))

    async def report(self, notice: Notice) -> Reply | None:
        """How a trial went; None when it is forgotten, or its admin administers no more."""
        trial = await self._records.trial(int(notice.payload["trial"]))
        if trial is None or trial.admin_id != notice.chat_id or trial.ended_at is None:
            return None
        if not await self._still_admin(trial, since=trial.ended_at):
            return None
        return await self._showing.report(trial)

    async def lost(self, notice: Notice) -> None:
        """An admin blocked the bot: the trial goes on without a word to them."""
        await self._records.reaches(notice.chat_id, reached=False)

    async def _still_admin(self, trial: Trial, *, since: float) -> bool:
        """Whether the admin may be told; asked again later where Telegram does not say, for a day at most."""
        standing = await self._places.standing(trial.chat_id, trial.admin_id or 0)
        if standing == "unknown" and self._now() - since < PATIENCE:
            raise Later(_ASK_AGAIN)
        return standing == "admin"


def _post_notice(post: TrialPost, admin_id: int, *, last: bool) -> Notice:
    payload = {"post": post.id, "last": last, "to": post.message_id, "elsewhere": post.chat_id}
    return Notice(POST, admin_id, post.claim_id, f"trial-post:{post.id}", payload)


def _report_notice(trial: Trial, admin_id: int) -> Notice:
    return Notice(REPORT, admin_id, "", f"trial-report:{trial.id}", {"trial": trial.id})


def _midnight(now: float) -> float:
    """The beginning of a day, UTC."""
    return datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
