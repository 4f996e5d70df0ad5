"""Writes share commits and nothing else: each is durable when it is confirmed, and fails for itself."""

import asyncio

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.store.rows import insert_new, upsert
from bot.store.schema import readers
from bot.store.writer import Writer
from claims_db.errors import StoreUnavailable
from claims_db.store.database import migrate, open_engine, reading


@pytest.fixture
def writer(engine):
    return Writer(engine)


async def insert(connection, rows):
    await upsert(connection, readers, rows)


async def refuse_seven(connection, rows):
    await insert(connection, rows)
    if any(row["chat_id"] == 7 for row in rows):
        raise ValueError


def row(chat_id, language="uk"):
    return {"chat_id": chat_id, "language": language}


async def stored(engine):
    async with reading(engine) as connection:
        return set((await connection.execute(select(readers.c.chat_id))).scalars())


class Commits(list):
    """Inserts rows and notes how many each commit had."""

    async def insert(self, connection, rows):
        self.append(len(rows))
        await insert(connection, rows)


async def test_what_waits_together_is_committed_together(engine, writer):
    """A hundred writes at once take a few commits, not a hundred."""
    commits = Commits()
    insert_counted = commits.insert

    await asyncio.gather(*(writer.write(insert_counted, row(chat_id)) for chat_id in range(100)))

    assert await stored(engine) == set(range(100))
    assert len(commits) <= 4


async def test_marks_wait_for_a_write_to_go_with_and_a_write_for_nobody(engine):
    """After a commit a mark and a note wait, here for an hour; a write goes at once and takes both along."""
    writer, commits = Writer(engine, gather=3600), Commits()
    insert_counted = commits.insert
    await writer.mark(insert_counted, row(1))

    mark = asyncio.create_task(writer.mark(insert_counted, row(2)))
    writer.note(insert_counted, row(3))
    await asyncio.sleep(0)
    await writer.write(insert, row(4))
    await mark

    assert await stored(engine) == {1, 2, 3, 4}
    assert commits == [1, 2]
    await writer.close()


async def test_a_mark_by_itself_is_written_after_a_moment(engine):
    """Nothing else comes: two marks, one after the other, are both written."""
    writer = Writer(engine, gather=0.05)

    await writer.mark(insert, row(1))
    await writer.mark(insert, row(2))

    assert await stored(engine) == {1, 2}
    await writer.close()


async def test_a_write_that_fails_takes_no_other_with_it(engine, writer):
    """One of ten writes is refused: its caller is told, the nine others are stored."""
    results = await asyncio.gather(
        *(writer.write(refuse_seven, row(chat_id)) for chat_id in range(10)), return_exceptions=True
    )

    assert [chat_id for chat_id, result in enumerate(results) if isinstance(result, ValueError)] == [7]
    assert await stored(engine) == set(range(10)) - {7}


async def test_a_note_is_durable_with_the_next_write(engine, writer):
    """A note is not waited for, and is there when a later write is confirmed."""
    writer.note(insert, row(1))
    await writer.write(insert, row(2))

    assert await stored(engine) == {1, 2}


async def test_notes_outlast_a_database_that_is_away_for_a_moment(engine, writer):
    """The database refuses for a while: the write is told so, the note follows when it is back."""
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE readers RENAME TO away"))

    async def unless_away(connection, rows):
        try:
            await insert(connection, rows)
        except Exception:
            raise StoreUnavailable("away") from None

    writer.note(unless_away, row(1))
    with pytest.raises(StoreUnavailable):
        await writer.write(unless_away, row(2))
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO readers"))

    await writer.write(unless_away, row(3))

    assert await stored(engine) == {1, 3}


async def test_a_note_that_can_never_be_written_is_logged_without_its_content(writer):
    """The log names the kind of error only."""
    with capture_logs() as logs:
        writer.note(refuse_seven, row(7, "secret"))
        await writer.settle()

    assert [entry["event"] for entry in logs] == ["record_lost"]
    assert "secret" not in str(logs)


async def test_the_order_of_writes_to_one_row_is_kept(engine, writer):
    """The same row written fifty times at once: the last one stays."""
    await asyncio.gather(*(writer.write(insert, row(1, str(number))) for number in range(50)))

    async with reading(engine) as connection:
        assert (await connection.execute(select(readers.c.language))).scalar() == "49"


async def test_rows_that_are_there_already_stay_as_they_are(engine):
    """Inserting a known key changes nothing and is no error."""
    async with engine.begin() as connection:
        await insert_new(connection, readers, [row(1, "uk")])
        await insert_new(connection, readers, [row(1, "ru"), row(2, "ru")])

    async with reading(engine) as connection:
        found = await connection.execute(select(readers).order_by(readers.c.chat_id))
        assert [tuple(each) for each in found] == [(1, "uk"), (2, "ru")]


async def test_a_write_that_waits_for_anything_else_is_refused_on_sqlite(sqlite_url):
    """Its thread would stand still: the caller is told, nothing is written, and the next write works."""
    engine = open_engine(sqlite_url)
    await migrate(engine, package="bot.store")
    writer = Writer(engine)

    never = asyncio.get_running_loop().create_future()

    async def wait_first(connection, rows):
        await insert(connection, rows)
        await never

    with pytest.raises(RuntimeError, match="waits for something"):
        await writer.write(wait_first, row(1))
    await writer.write(insert, row(2))

    assert await stored(engine) == {2}
    await writer.close()
    await engine.dispose()


async def test_a_connection_that_the_server_has_ended_costs_no_write(postgres_url):
    """PostgreSQL ends all connections between two writes, as in a restart: the second is written on a new one."""
    engine = open_engine(postgres_url)
    await migrate(engine, package="bot.store")
    writer = Writer(engine)
    await writer.write(insert, row(1))
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    async with reading(engine) as connection:
        await connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    await asyncio.sleep(0.1)

    await writer.write(insert, row(2))
    await writer.mark(insert, row(3))
    there = await stored(engine)
    await writer.close()
    await engine.dispose()

    assert there == {1, 2, 3}
