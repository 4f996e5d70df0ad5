"""An inbox in memory, held to the same promises as the real ones, for tests in virtual time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.delivery.inbox import DeadLetter, Queued, row_of
from claims_db.errors import StoreUnavailable


class MemoryInbox:
    """Keeps nothing beyond the test. `away` refuses everything, as a database does that can't be reached."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.unmarked = 5
        self.waiting_updates: dict[int, Queued] = {}
        self.finished: dict[int, Queued] = {}
        self.letters: list[DeadLetter] = []
        self.away = False
        self._seq = 0

    async def put(self, updates: Sequence[Mapping[str, Any]], rejected: Sequence[DeadLetter] = ()) -> int:
        self._check()
        new = 0
        self.letters += rejected
        for raw in updates:
            row = row_of(raw)
            if isinstance(row, DeadLetter):
                self.letters.append(row)
            elif row["update_id"] not in self.waiting_updates | self.finished:
                self._seq += 1
                fields = {name: value for name, value in row.items() if name != "state"}
                self.waiting_updates[row["update_id"]] = Queued(seq=self._seq, **fields)
                new += 1
        if new:
            self.news.set()
        return new

    async def page(self, after: int, limit: int) -> list[Queued]:
        self._check()
        return [queued for queued in self._in_order() if queued.seq > after][:limit]

    async def page_of(self, chat_id: int, after: int, upto: int, limit: int) -> list[Queued]:
        page = await self.page(after, 10**9)
        return [queued for queued in page if queued.chat_id == chat_id and queued.seq <= upto][:limit]

    async def started(self, update_ids: Sequence[int]) -> None:
        self._check()
        for update_id in update_ids:
            queued = self.waiting_updates[update_id]
            self.waiting_updates[update_id] = replace(queued, tries=queued.tries + 1)

    async def let_go(self, update_ids: Sequence[int]) -> None:
        self._check()
        for update_id in update_ids:
            if update_id in self.waiting_updates:
                self.waiting_updates[update_id] = replace(self.waiting_updates[update_id], tries=0)

    async def done(self, update_ids: Sequence[int]) -> None:
        self._check()
        for update_id in update_ids:
            self.finished[update_id] = self.waiting_updates.pop(update_id)

    async def dead(self, update_ids: Sequence[int], reason: str) -> None:
        await self.done(update_ids)
        self.letters += [DeadLetter(update_id, "message", reason, 0) for update_id in update_ids]

    async def album_done(self, chat_id: int, album: str) -> bool:
        self._check()
        return any((queued.chat_id, queued.album) == (chat_id, album) for queued in self.finished.values())

    async def waiting(self) -> int:
        self._check()
        return len(self.waiting_updates)

    async def purge(self) -> None:
        self._check()

    async def wipe_after(self, update_id: int) -> None:
        self._check()

    def tries(self) -> dict[int, int]:
        """The tries of each waiting update that has some."""
        return {queued.update_id: queued.tries for queued in self._in_order() if queued.tries}

    def _in_order(self) -> list[Queued]:
        return sorted(self.waiting_updates.values(), key=lambda queued: queued.seq)

    def _check(self) -> None:
        if self.away:
            raise StoreUnavailable("away")
