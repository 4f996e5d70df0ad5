"""What is in memory of the inbox: nothing that came in is overlooked."""

import asyncio

from bot.delivery.window import Window
from tests.bot.delivery.memory_inbox import MemoryInbox
from tests.bot.delivery.scripted import update
from tests.bot.delivery.virtual import now, virtual_time


class FarInbox(MemoryInbox):
    """Its pages show what was there when they were asked for, and take a tenth of a second to arrive."""

    async def page(self, after, limit):
        page = await super().page(after, limit)
        await asyncio.sleep(0.1)
        return page


@virtual_time
async def test_what_comes_in_while_a_page_is_on_its_way_is_loaded_next():
    """A page is under way when another update comes and is told of: the window knows that there may be more."""
    inbox = FarInbox()
    await inbox.put([update(1, chat_id=1)])
    window = Window(inbox)
    loading = asyncio.create_task(window.load(now()))
    await asyncio.sleep(0.05)
    await inbox.put([update(2, chat_id=2)])
    window.look_again()
    await loading

    assert window.wants_more
    assert [line.chat_id for line in await window.load(now())] == [2]
    assert not window.wants_more
