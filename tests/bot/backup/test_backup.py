"""What is backed up comes back, whole, into either kind of database."""

import asyncio
import os
import stat
import sys

import pytest
from sqlalchemy import inspect

from bot.backup import back_up, restore
from bot.backup.tables import ON_THEIR_WAY, names
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate
from tests.bot.backup.contents import LIMIT, ROOT, contents, execute, make, opened, saved, schema
from tests.making import make_claim


async def test_everything_moves_into_another_database(database_url, other_url, tmp_path):
    """From SQLite and PostgreSQL into SQLite and PostgreSQL: the same rows in every table, the newest schema."""
    await make(database_url)

    await saved(database_url, tmp_path / "b", moving=True)
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    assert await contents(other_url) == await contents(database_url)
    assert await schema(other_url) == await schema(database_url)
    assert (await contents(other_url)).keys() == names()


async def test_no_table_is_missing(sqlite_url):
    """Whatever a migration adds is in backups, also when nothing else of the bot is loaded."""
    code = "from bot.backup.tables import names; print(*sorted(names()))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    known, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    await make(sqlite_url)

    async with opened(sqlite_url) as engine, engine.connect() as connection:
        there = await connection.run_sync(lambda sync: inspect(sync).get_table_names())

    assert set(known.decode().split()) == set(there) - {"claims_version", "bot_version"}


async def test_what_is_on_its_way_stays_out_of_the_usual_backup(database_url, tmp_path):
    """Posts that wait would be answered a second time, and no words of theirs lie in backups."""
    await make(database_url)

    manifest = await saved(database_url, tmp_path / "b")

    assert set(manifest.tables) == names() - ON_THEIR_WAY


async def test_rows_are_numbered_on_after_those_that_were_put_back(database_url, other_url, tmp_path):
    """The next update and the next entry of the queue do not meet a number that is taken."""
    await make(database_url)
    await saved(database_url, tmp_path / "b", moving=True)
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    await execute(
        other_url,
        "INSERT INTO inbox (update_id, payload, state, tries, received_at) VALUES (9, '', 'new', 0, 1)",
        "INSERT INTO dead_letters (kind, reason, size, at) VALUES ('a', 'b', 1, 1)",
    )

    assert [row["seq"] for row in (await contents(other_url))["inbox"]] == [1, 2, 3]


async def test_history_stays_append_only(database_url, other_url, tmp_path):
    """What was put back can be changed as little as what was there."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    await restore(tmp_path / "b", other_url, data_dir=tmp_path / "other")

    for table in ("versions", "acts"):
        with pytest.raises(Exception, match="never changed"):
            await execute(other_url, f"UPDATE {table} SET {'body' if table == 'versions' else 'note'} = ''")


async def test_a_backup_shows_one_moment(database_url, tmp_path):
    """Claims are saved all the while: the store's counter and its versions belong together."""
    async with opened(database_url) as engine:
        await migrate(engine, package="claims_db.store")
        await migrate(engine, package="bot.store")
        store = SqlClaimStore(engine)
        writing_on = asyncio.create_task(save_for_ever(store))
        while await store.revision() < 5:
            await asyncio.sleep(0.01)
        for attempt in range(5):
            await back_up(engine, tmp_path / str(attempt))
        writing_on.cancel()
        await asyncio.wait([writing_on])

    for attempt in range(5):
        copy = tmp_path / f"copy-{attempt}" / "allegedly.sqlite3"
        await restore(tmp_path / str(attempt), f"sqlite:///{copy}", data_dir=copy.parent)
        found = await contents(f"sqlite:///{copy}")
        revision = found["store"][0]["revision"]
        assert (len(found["versions"]), found["claims"][0]["revision"]) == (revision, revision)


async def save_for_ever(store):
    claim = await store.save(make_claim(), by="ann")
    while True:
        claim = await store.save(claim, by="ann")


async def test_only_its_owner_can_read_a_backup(database_url, tmp_path):
    """Whatever the umask says; no unfinished file is left."""
    await make(database_url)
    (tmp_path / "here").mkdir()

    before = os.umask(0)
    try:
        await saved(database_url, tmp_path / "here" / "b")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "here" / "b").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["b"]
