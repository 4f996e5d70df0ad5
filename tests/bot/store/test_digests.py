"""Who gets a digest gets each one once, by whichever process is first, and misses none of the news."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.store.digests import Digest, Digests
from bot.store.writer import Writer

MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 11)
FOLLOWING = {"day": TUESDAY, "week": NEXT_MONDAY}


@pytest.fixture
async def digests(engine):
    writer = Writer(engine)
    yield Digests(engine, writer)
    await writer.close()


def wish(chat_id=7, **changes):
    return replace(Digest(chat_id, "day", "uk", 3, MONDAY), **changes)


async def due(digests, today, **how):
    return [one.chat_id for one in await digests.due(today, limit=10, **how)]


async def test_a_wish_is_kept_until_it_is_taken_back(digests):
    """One a chat; who never asked has none."""
    await digests.want(wish())

    assert await digests.of(7) == wish()
    assert await digests.of(8) is None
    await digests.stop(7)
    assert await digests.of(7) is None
    assert await digests.due(TUESDAY, limit=10) == []


async def test_another_wish_does_not_lose_what_was_told(digests):
    """Who changes how often is told from where they were, and not from now on."""
    await digests.want(wish())
    await digests.want(wish(every="week", language="ru", revision=90, due_on=NEXT_MONDAY))

    assert await digests.of(7) == wish(every="week", language="ru", due_on=NEXT_MONDAY)


async def test_of_several_processes_one_sends(digests):
    """Nobody gets the same digest twice, and it is due again when the next one is."""
    await digests.want(wish())
    await digests.want(wish(8, every="week"))

    begun = await asyncio.gather(*(digests.begin(chat_id, MONDAY, FOLLOWING) for chat_id in (7, 8) * 5))

    assert sum(begun) == 2
    assert await due(digests, MONDAY) == []
    assert await due(digests, TUESDAY) == [7]
    assert await due(digests, NEXT_MONDAY) == [7, 8]


async def test_a_digest_that_was_begun_is_told_when_it_is_out(digests):
    """In between nobody knows: the next one then tells the same and what has come since."""
    await digests.want(wish())
    await digests.begin(7, MONDAY, FOLLOWING)
    begun = await digests.of(7)
    await digests.told(7, 12)
    await digests.told(7, 11)  # by a process that was slow

    assert begun == wish(due_on=TUESDAY)
    assert await digests.of(7) == wish(revision=12, due_on=TUESDAY)


async def test_a_digest_that_did_not_go_out_is_due_again(digests):
    """The same one, on the same day."""
    await digests.want(wish())
    (found,) = await digests.due(MONDAY, limit=10)
    await digests.begin(7, MONDAY, FOLLOWING)
    await digests.put_back(found)

    assert await digests.due(MONDAY, limit=10) == [wish()]


async def test_who_has_stopped_meanwhile_stays_without(digests):
    """None of the steps of sending brings a wish back."""
    await digests.want(wish())
    await digests.stop(7)

    assert not await digests.begin(7, MONDAY, FOLLOWING)
    await digests.put_back(wish())
    await digests.told(7, 12)
    await digests.nothing_new([7], MONDAY, FOLLOWING, 12)
    assert await digests.of(7) is None


async def test_where_nothing_is_new_many_are_done_at_once(digests):
    """Each is due when the next one is; who is not due stays as they were."""
    later = wish(9, due_on=TUESDAY)
    for one in (wish(), wish(8, every="week"), later):
        await digests.want(one)

    await digests.nothing_new([7, 8, 9], MONDAY, FOLLOWING, 12)

    assert [await digests.of(chat_id) for chat_id in (7, 8)] == [
        wish(revision=12, due_on=TUESDAY),
        wish(8, every="week", revision=12, due_on=NEXT_MONDAY),
    ]
    assert await digests.of(9) == later


async def test_many_are_had_page_by_page(digests):
    """The longest due first; each is on one page, also when what was had stays due."""
    days = {5: TUESDAY, 6: MONDAY, 7: TUESDAY, 8: MONDAY, 9: NEXT_MONDAY}
    for chat_id, day in days.items():
        await digests.want(wish(chat_id, due_on=day))

    found, page = [], await digests.due(TUESDAY, limit=3)
    while page:
        found += page
        page = await digests.due(TUESDAY, after=page[-1], limit=3)

    assert [one.chat_id for one in found] == [6, 8, 5, 7]
