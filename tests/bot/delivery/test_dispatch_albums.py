"""Parts of an album are handled as one post."""

import asyncio

from bot.delivery.window import SHARE
from tests.bot.delivery.dispatching import Handler, dispatching, handle_all, part
from tests.bot.delivery.scripted import update
from tests.bot.delivery.virtual import now, virtual_time


@virtual_time
async def test_an_album_is_handled_as_one_after_its_last_part(memory_inbox):
    """Three parts over a second: one call with all captions, while another chat goes on."""
    handler = Handler()

    async with dispatching(memory_inbox, handler) as dispatcher:
        await memory_inbox.put([part(1, caption="first")])
        await asyncio.sleep(0.5)
        await memory_inbox.put([part(2), update(10, chat_id=8)])
        await asyncio.sleep(0.5)
        await memory_inbox.put([part(3, caption="third"), update(4)])
        await dispatcher.idle()

    assert handler.ids == [10, 1, 4]
    assert handler.handled[1]["message"]["caption"] == "first\n\nthird"
    assert set(memory_inbox.finished) == {1, 2, 3, 4, 10}


@virtual_time
async def test_two_parts_are_an_album_too(memory_inbox):
    """The words of both count."""
    await memory_inbox.put([part(1, caption="first"), part(2, caption="second")])
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert [raw["message"]["caption"] for raw in handler.handled] == ["first\n\nsecond"]


@virtual_time
async def test_ten_parts_are_an_album_at_once(memory_inbox):
    """More can't come, so nothing is waited for."""
    await memory_inbox.put([part(number) for number in range(10)])
    handler = Handler()
    begin = now()

    await handle_all(memory_inbox, handler)

    assert handler.ids == [0]
    assert now() - begin < 0.5


@virtual_time
async def test_a_late_part_of_an_answered_album_gets_no_second_answer(memory_inbox):
    """It is done with silently, also by the next process; an edit of a part is handled."""
    handler = Handler()
    await memory_inbox.put([part(1)])
    await handle_all(memory_inbox, handler)

    await memory_inbox.put([part(2), part(3, kind="edited_message")])
    await handle_all(memory_inbox, handler)

    assert handler.ids == [1, 3]
    assert await memory_inbox.waiting() == 0


@virtual_time
async def test_the_album_of_a_flooder_is_seen_whole(memory_inbox):
    """It stands where the share of a chat in memory ends: its parts on the disk are taken in first."""
    before = [update(number) for number in range(SHARE - 2)]
    await memory_inbox.put([*before, *(part(100 + number, caption="x") for number in range(10)), update(200)])
    handler = Handler()

    await handle_all(memory_inbox, handler)

    assert handler.ids == [*range(SHARE - 2), 100, 200]
    assert handler.handled[-2]["message"]["caption"].count("x") == 10
