"""An outbox in memory that keeps the promises of the real one: each key once, words made when it is sent."""

from itertools import count


class MemoryOutbox:
    """What it was given, and what was sent so far."""

    def __init__(self, *, fails_after=None):
        self.notices = {}
        self.batches = 0
        self.sent = []
        self._fails_after = fails_after
        self._renders = {}
        self._ids = count(90_000)

    async def add(self, notices):
        if self._fails_after is not None and self.batches >= self._fails_after:
            raise ConnectionError
        self.batches += 1
        for notice in notices:
            self.notices.setdefault(notice.key, notice)

    def handles(self, kind, render, *, on_sent=None, on_lost=None):
        self._renders[kind] = (render, on_sent)

    async def deliver(self):
        """Send everything that waits; returns what was sent, as (notice, reply)."""
        fresh = []
        for key, notice in self.notices.items():
            if notice is None:
                continue
            render, on_sent = self._renders[notice.kind]
            reply = await render(notice)
            if reply is not None:
                fresh.append((notice, reply))
                if on_sent is not None and notice.edit_message_id is None:
                    await on_sent(notice, next(self._ids))
            self.notices[key] = None
        self.sent += fresh
        return fresh
