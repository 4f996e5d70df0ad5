"""A process that ends in the midst of its work: what was under way is suspected, and only the guilty put away."""

import asyncio

from bot.delivery.dispatch import Dispatcher
from tests.bot.delivery.dispatching import Handler, handle_all
from tests.bot.delivery.scripted import update
from tests.bot.delivery.virtual import now, virtual_time


@virtual_time
async def test_what_crashes_three_processes_is_put_away_by_the_fourth(memory_inbox):
    """One update ends each process that touches it; seven that ran beside it every time are answered."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(8)])
    answered = []
    for _ in range(3):
        answered += await crash_on(4, memory_inbox)
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert sorted(answered + handler.ids) == [0, 1, 2, 3, 5, 6, 7]
    assert [(letter.update_id, letter.reason) for letter in memory_inbox.letters] == [(4, "crashed")]


async def crash_on(poison, inbox):
    """A process that dies as soon as it touches `poison`: nothing is marked or written after that."""
    crashed = asyncio.Event()
    answered = []

    async def handle(raw):
        if raw["update_id"] == poison:
            crashed.set()
        if crashed.is_set():
            await asyncio.Event().wait()
        await asyncio.sleep(0.1)
        answered.append(raw["update_id"])

    task = asyncio.create_task(Dispatcher(inbox, handle).run(asyncio.Event()))
    await crashed.wait()
    inbox.away = True
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    inbox.away = False
    return [update_id for update_id in answered if update_id in inbox.finished]


@virtual_time
async def test_suspects_come_first_and_alone(memory_inbox):
    """What was under way when a process ended is done with before anything else, one after the other."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(20)])
    await memory_inbox.started([3, 5])
    handler = Handler(takes=0.1)

    await handle_all(memory_inbox, handler)

    began = handler.began[0][0]
    assert [(round(at - began, 3), number) for at, number in handler.began[:3]] == [(0.0, 3), (0.1, 5), (0.2, 0)]


@virtual_time
async def test_a_suspect_that_hangs_keeps_others_back_for_a_second(memory_inbox):
    """Telegram may be slow for one chat only."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(3)])
    await memory_inbox.started([1])
    began, handled = now(), {}

    async def handle(raw):
        handled[raw["update_id"]] = now() - began
        await asyncio.sleep(30 if raw["update_id"] == 1 else 0)

    await handle_all(memory_inbox, handle)

    assert handled[1] < 0.1
    assert 1 <= handled[0] <= 2.1


@virtual_time
async def test_updates_that_are_long_under_way_are_no_suspects(memory_inbox):
    """Telegram is away and the process is killed three times, always with the same eight under way: none is lost."""
    await memory_inbox.put([update(number, chat_id=number) for number in range(8)])
    for _ in range(4):
        task = asyncio.create_task(Dispatcher(memory_inbox, Handler(takes=100.0)).run(asyncio.Event()))
        await asyncio.sleep(60)
        memory_inbox.away = True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        memory_inbox.away = False
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert len(handler.ids) == 8
    assert memory_inbox.letters == []
