"""What is kept of a person, told in full, and forgotten for good. Knows neither Telegram nor words."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.asking.asks import Asks
from bot.delivery.inbox import Inbox
from bot.roles import Role, Roles
from bot.store.ask_rows import Ask, Entry
from bot.store.digests import Digest
from bot.store.records import Records
from bot.store.trial_rows import Trial, TrialPost

log = structlog.get_logger()


class Privacy:
    """Both methods raise StoreUnavailable when the database can't be used; forgetting may then be asked for again."""

    def __init__(self, records: Records, asks: Asks, roles: Roles, inbox: Inbox) -> None:
        self._records = records
        self._inbox = inbox
        self._erasure = records.erasure
        self._asks = asks
        self._roles = roles
        self._unwiped = False

    async def data_of(self, user_id: int) -> dict[str, Any]:
        """Everything that is kept of a person, as values that JSON knows; moments in ISO 8601, UTC."""
        records, key = self._records, self._records.reader_keys.of(user_id)
        judgements = await records.judgements.of_reader(key)
        updates = await self._erasure.updates_of(user_id)
        forgotten_at = await self._erasure.forgotten_at(key)
        role = await self._roles.of(user_id)
        return {
            "chat": user_id,
            "code": key,
            "language": await records.readers.language(user_id) or None,
            "role": role.name.lower() if role > Role.READER else None,
            "answers": [_without_chat(asdict(answer)) for answer in await records.answers.of_chat(user_id)],
            "judgements": [{**judgement, "at": _moment(judgement["at"])} for judgement in judgements],
            "asks": [_ask(entry, ask) for entry, ask in await records.asks.of_reader(key)],
            "notifications": await records.notices.of_chat(user_id),
            "trials": [_trial(trial, judged) for trial, judged in await records.trials.of_admin(user_id)],
            "reminders": await records.reminders.wanted(user_id),
            "digest": _digest(await records.digests.of(user_id)),
            "dialogues": [{**one, "at": _moment(one["at"])} for one in await self._erasure.dialogues_of(user_id)],
            "updates": [{**one, "received_at": _moment(one["received_at"])} for one in updates],
            "forgotten_at": _moment(forgotten_at),
        }

    async def forget(self, user_id: int, *, update_id: int) -> list[Entry]:
        """Forget a person everywhere, the update that asks for it included: the entries that went with them.

        A crash in between leaves a person who can ask again; what is gone by then is gone.
        """
        records, key = self._records, self._records.reader_keys.of(user_id)
        await self._erasure.mark(key)
        await records.notices.forget(user_id)
        gone = await self._asks.forget(user_id)
        await records.answers.forget(user_id)
        await records.judgements.forget(key)
        await records.readers.forget(user_id)
        await records.reminders.stop(user_id)
        await records.trials.forget(user_id)
        await records.digests.stop(user_id)
        await self._erasure.clear_waiting(user_id, update_id)
        await self._inbox.wipe_after(update_id)
        self._unwiped = not await self._erasure.wipe()
        log.info("reader_forgotten")
        return gone

    async def wipe(self) -> None:
        """Try again to wipe what a busy database kept in its log; one look at a flag otherwise."""
        if self._unwiped:
            self._unwiped = not await self._erasure.wipe()


def _ask(entry: Entry, ask: Ask) -> dict[str, Any]:
    return {
        "entry": entry.id,
        "text": entry.text,
        "channel": entry.channel or None,
        "file": entry.file_id,
        "state": entry.state,
        "claim": entry.claim_id,
        "reason": entry.reason,
        "language": ask.language,
        "wants_to_hear": ask.hears,
        "post_message": ask.post_message_id,
        "about_claim": ask.about_claim,
        "verdict": ask.verdict,
        "sent_at": _moment(ask.at),
        "told_at": _moment(ask.told_at),
        "told_rating": ask.told_rating,
    }


def _trial(trial: Trial, judged: list[TrialPost]) -> dict[str, Any]:
    return {
        "group": trial.chat_id,
        "language": trial.language,
        "started_at": _moment(trial.started_at),
        "ends_at": _moment(trial.ends_at),
        "ended_at": _moment(trial.ended_at),
        "judgements": [
            {"post": post.message_id, "claim": post.claim_id, "verdict": post.opinion, "written_at": _moment(post.at)}
            for post in judged
        ],
    }


def _digest(digest: Digest | None) -> dict[str, Any] | None:
    if digest is None:
        return None
    return {**_without_chat(asdict(digest)), "due_on": digest.due_on.isoformat()}


def _without_chat(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "chat_id"}


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
