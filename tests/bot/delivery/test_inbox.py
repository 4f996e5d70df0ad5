"""What every inbox promises; the suite runs over each of them."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy import update as change

from bot.delivery.inbox import KEPT, DatabaseInbox, DeadLetter
from bot.store.schema import dead_letters
from bot.store.schema import inbox as inbox_table
from bot.store.writer import Writer
from claims_db.errors import StoreUnavailable
from claims_db.store.database import open_engine, reading
from tests.bot.delivery.databases import opened
from tests.bot.delivery.memory_inbox import MemoryInbox
from tests.bot.delivery.scripted import update
from tests.bot.delivery.streams.workers import worker


@pytest.fixture(params=["memory", "sqlite", "postgres", "streams"])
async def any_inbox(request):
    """Each kind of inbox in turn, empty."""
    if request.param == "memory":
        yield MemoryInbox()
        return
    if request.param == "streams":
        async with worker(request.getfixturevalue("valkey_url")) as inbox:
            yield inbox
        return
    async with opened(request.getfixturevalue(f"{request.param}_url")) as engine:
        yield DatabaseInbox(engine, Writer(engine))


async def ids(inbox):
    return [queued.update_id for queued in await inbox.page(0, 1_000)]


async def test_updates_come_out_in_the_order_of_their_arrival(any_inbox):
    """Batch after batch, and by id within one."""
    await any_inbox.put([update(5), update(6)])
    await any_inbox.put([update(2), update(3)])

    assert await ids(any_inbox) == [5, 6, 2, 3]


async def test_an_update_is_kept_once_however_often_it_comes(any_inbox):
    """Waiting or handled: the second delivery is not new."""
    assert await any_inbox.put([update(5), update(6)]) == 2
    assert await ids(any_inbox) == [5, 6]
    await any_inbox.done([5])

    assert await any_inbox.put([update(5), update(6), update(7)]) == 1
    assert await ids(any_inbox) == [6, 7]


async def test_news_are_rung_for_new_updates_only(any_inbox):
    """A repeated batch wakes nobody."""
    await any_inbox.put([update(5)])
    assert any_inbox.news.is_set()
    any_inbox.news.clear()

    await any_inbox.put([update(5)])

    assert not any_inbox.news.is_set()


async def test_an_update_comes_out_as_it_went_in(any_inbox):
    """NUL, half characters, emoji and huge numbers included."""
    odd = update(5, text="\x00 \ud800 \ufffe 🙈", extra=[10**30, 1.5, None, {"x": []}])

    await any_inbox.put([odd])

    [queued] = await any_inbox.page(0, 10)
    assert json.loads(queued.payload) == odd
    assert (queued.chat_id, queued.album, queued.tries) == (7, None, 0)


async def test_pages_go_on_where_the_last_one_ended(any_inbox):
    """Two by two through five updates, and only those of one chat where asked."""
    await any_inbox.put([update(number, chat_id=number % 2) for number in range(5)])

    first = await any_inbox.page(0, 2)
    second = await any_inbox.page(first[-1].seq, 2)
    of_one = await any_inbox.page_of(1, 0, second[-1].seq, 10)

    assert [queued.update_id for queued in first + second] == [0, 1, 2, 3]
    assert [queued.update_id for queued in of_one] == [1, 3]


async def test_tries_are_counted_and_forgotten(any_inbox):
    """A start counts, letting go takes it back."""
    await any_inbox.put([update(5), update(6)])
    assert [queued.tries for queued in await any_inbox.page(0, 10)] == [0, 0]
    await any_inbox.started([5, 6])
    await any_inbox.started([5])
    await any_inbox.let_go([6])

    assert [queued.tries for queued in await any_inbox.page(0, 10)] == [2, 0]


async def test_a_dead_update_waits_no_more_and_is_not_taken_in_again(any_inbox):
    """It is out of the way for good."""
    await any_inbox.put([update(5), update(6)])
    assert await ids(any_inbox) == [5, 6]

    await any_inbox.dead([5], "crashed")

    assert await any_inbox.put([update(5)]) == 0
    assert await ids(any_inbox) == [6]
    assert await any_inbox.waiting() == 1


async def test_a_late_part_of_an_album_is_recognised(any_inbox):
    """Once a part of it is handled, and not for another chat's album of the same name."""
    await any_inbox.put(
        [update(5, media_group_id="m"), update(6, media_group_id="m"), update(7, 8, media_group_id="m")]
    )
    assert await any_inbox.page(0, 10)
    assert not await any_inbox.album_done(7, "message:m")

    await any_inbox.done([5])

    assert await any_inbox.album_done(7, "message:m")
    assert not await any_inbox.album_done(8, "message:m")


async def test_no_word_of_a_handled_update_stays(inbox, engine):
    """Done or dead: the payload is gone with the mark, and the dead letter says what kind it was and how long."""
    await inbox.put(
        [update(5, text="secret"), update(6, text="secret")], [DeadLetter(None, "update", "no_valid_id", 3)]
    )

    await inbox.done([5])
    await inbox.dead([6], "SomeError")

    async with reading(engine) as connection:
        payloads = (await connection.execute(select(inbox_table.c.payload))).scalars().all()
        letters = (await connection.execute(select(dead_letters).order_by(dead_letters.c.id))).mappings().all()
    assert payloads == ["", ""]
    assert [(letter["update_id"], letter["kind"], letter["reason"]) for letter in letters] == [
        (None, "update", "no_valid_id"),
        (6, "message", "SomeError"),
    ]
    assert letters[1]["size"] > 100


async def test_ids_are_remembered_for_two_days(inbox, engine):
    """A younger one is known after the purge, an older one is not; what waits is never purged."""
    await inbox.put([update(5), update(6), update(7)])
    await inbox.done([5, 6])
    async with engine.begin() as connection:
        old = change(inbox_table).where(inbox_table.c.update_id != 6).values(received_at=0.0)
        await connection.execute(old)
        done_long_ago = change(inbox_table).where(inbox_table.c.update_id == 5).values(done_at=time.time() - KEPT - 60)
        await connection.execute(done_long_ago)

    await inbox.purge()

    assert await inbox.put([update(5), update(6), update(7)]) == 1


async def test_an_update_nested_too_deep_to_be_stored_is_a_dead_letter(any_inbox):
    """Its neighbour is kept."""
    deep = []
    for _ in range(100_000):
        deep = [deep]

    assert await any_inbox.put([update(5, deep=deep), update(6)]) == 1
    assert await ids(any_inbox) == [6]


async def test_a_database_that_is_away_is_named(tmp_path):
    """The caller learns that nothing was kept."""
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    async with engine.begin() as connection:
        await connection.execute(text("PRAGMA query_only = ON"))
    (tmp_path / "empty.sqlite3").write_bytes(b"no database at all" * 100)
    try:
        with pytest.raises(StoreUnavailable):
            await DatabaseInbox(engine, Writer(engine)).put([update(5)])
    finally:
        await engine.dispose()


names = st.text(min_size=1, max_size=12)
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from(["message", "callback_query", "poll", "новое"]), bodies))
async def test_updates_of_every_shape_can_be_kept(any_inbox, shape):
    """Law: whatever an update holds, it is kept or becomes a dead letter, and never an error."""
    known = await any_inbox.waiting()

    new = await any_inbox.put([{"update_id": known + 1, **shape}])

    assert new == await any_inbox.waiting() - known
