"""A dispatcher at work for tests, and a handler that records what it is given."""

import asyncio
import contextlib
from collections import Counter

from bot.delivery.dispatch import Dispatcher
from tests.bot.delivery.scripted import update
from tests.bot.delivery.virtual import now


class Handler:
    """Records what it is given. `takes`: seconds for each; `trouble`: what to raise at which call for an id."""

    def __init__(self, takes=0.0, trouble=None):
        self.takes = takes
        self.trouble = {update_id: list(steps) for update_id, steps in (trouble or {}).items()}
        self.handled = []
        self.began = []
        self.busy = Counter()
        self.most_at_once = 0

    async def __call__(self, raw):
        body = raw.get("message") or raw.get("callback_query") or {}
        chat_id = body.get("chat", body.get("from", {})).get("id")
        assert not self.busy[chat_id]
        self.busy[chat_id] += 1
        self.most_at_once = max(self.most_at_once, self.busy.total())
        self.began.append((now(), raw["update_id"]))
        try:
            await asyncio.sleep(self.takes)
            if steps := self.trouble.get(raw["update_id"]):
                raise steps.pop(0)
            self.handled.append(raw)
        finally:
            self.busy[chat_id] -= 1

    @property
    def ids(self):
        return [raw["update_id"] for raw in self.handled]


@contextlib.asynccontextmanager
async def dispatching(inbox, handle, **settings):
    """A dispatcher at work; it is stopped at the end."""
    stop = asyncio.Event()
    dispatcher = Dispatcher(inbox, handle, **settings)
    task = asyncio.create_task(dispatcher.run(stop))
    try:
        yield dispatcher
    finally:
        stop.set()
        await task


async def handle_all(inbox, handle, **settings):
    """Let a dispatcher handle all that waits."""
    async with dispatching(inbox, handle, **settings) as dispatcher, asyncio.timeout(3600):
        await dispatcher.idle()


def part(update_id, chat_id=7, kind="message", **more):
    """A part of the one album of a chat."""
    raw = update(update_id, chat_id, media_group_id="m", **more)
    return {"update_id": update_id, kind: raw["message"]}
