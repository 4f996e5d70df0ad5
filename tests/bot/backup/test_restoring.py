"""Where a backup is put back, and what becomes of those who left since."""

import time

import pytest
from sqlalchemy import insert, text

from bot.backup import NotEmpty, back_up, restore
from bot.backup.tables import ON_THEIR_WAY
from bot.store.ask_tables import forgotten
from bot.store.lock import InstanceLock, SecondInstance
from bot.store.reader_keys import FINDINGS_KEY, load_reader_keys, load_secret
from bot.store.schema import readers
from claims_db.errors import StoreLocked
from tests.bot.backup.contents import contents, execute, make, opened, saved


async def test_a_database_in_use_is_replaced_only_on_demand(database_url, tmp_path):
    """Without --replace nothing is touched; with it what was there is gone."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    before = await contents(database_url)
    await execute(database_url, "DELETE FROM judgements", "UPDATE store SET revision = 77")
    changed = await contents(database_url)

    with pytest.raises(NotEmpty):
        await restore(tmp_path / "b", database_url, data_dir=tmp_path)
    assert await contents(database_url) == changed

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)
    assert await contents(database_url) == before | {name: [] for name in ON_THEIR_WAY}


async def test_tables_of_others_are_left_alone(database_url, tmp_path):
    """In PostgreSQL another program may use the same database."""
    if database_url.startswith("sqlite"):
        pytest.skip("an SQLite file is the bot's alone")
    await make(database_url)
    await saved(database_url, tmp_path / "b")
    await execute(database_url, "CREATE TABLE theirs (x INTEGER)", "INSERT INTO theirs VALUES (1)")

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)

    async with opened(database_url) as engine, engine.connect() as connection:
        assert (await connection.execute(text("SELECT x FROM theirs"))).scalars().all() == [1]


async def test_nothing_is_put_back_under_a_running_bot(database_url, tmp_path):
    """The reason says what to do."""
    await make(database_url)
    await saved(database_url, tmp_path / "b")

    if database_url.startswith("sqlite"):
        with InstanceLock(tmp_path), pytest.raises(SecondInstance):
            await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)
        return
    async with opened(database_url) as running, running.connect() as connection:
        await connection.execute(text("SELECT 1"))
        with pytest.raises(StoreLocked, match="stop every one"):
            await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)


async def test_readers_forgotten_since_stay_forgotten(database_url, tmp_path):
    """What the backup still says of them goes; others, and those who came back before it, keep what is theirs."""
    await make(database_url)
    async with opened(database_url) as engine:
        keys = await load_reader_keys(engine)
    gone, back_again, other = keys.of(501), keys.of(502), keys.of(503)
    chats = [{"chat_id": chat, "language": "uk"} for chat in (501, 502, 503)]
    ask = "(entry_id, reader_key, digest, language, hears, at) VALUES"
    await execute(
        database_url,
        insert(readers).values(chats),
        *(f"INSERT INTO judgements VALUES ('{key}', 'a', 'useful', NULL, 1)" for key in (gone, other)),
        *(f"INSERT INTO asks {ask} ({entry}, '{key}', '', '', false, 1)" for entry, key in ((1, gone), (1, other))),
        f"INSERT INTO asks {ask} (2, '{gone}', '', '', false, 1)",
        "DELETE FROM asks WHERE entry_id = 2 AND reader_key = 'row-2'",
        "UPDATE ask_entries SET demand = 3",
        "UPDATE ask_entries SET text = 'canary-4711' WHERE id = 2",
        "UPDATE trials SET admin_id = 501 WHERE id = 1",
        "UPDATE digests SET chat_id = 501 WHERE chat_id = 1",
        insert(forgotten).values(reader_key=back_again, at=time.time() - 1000),
    )
    await saved(database_url, tmp_path / "b")
    await execute(database_url, insert(forgotten).values(reader_key=gone, at=time.time() + 1))

    await restore(tmp_path / "b", database_url, data_dir=tmp_path, replace=True)

    found = await contents(database_url)
    assert {row["chat_id"] for row in found["readers"]} == {1, 2, 502, 503}
    assert {row["reader_key"] for row in found["judgements"]} == {"row-1", "row-2", other}
    assert {row["reader_key"] for row in found["asks"]} == {"row-1", other}
    assert [(row["id"], row["demand"]) for row in found["ask_entries"]] == [(1, 2)]
    assert [row["id"] for row in found["trials"]] == [row["id"] for row in found["trial_posts"]] == [2]
    assert [row["chat_id"] for row in found["digests"]] == [2]
    assert {row["reader_key"] for row in found["forgotten"]} >= {gone, back_again}
    if database_url.startswith("sqlite"):
        left = [path for path in tmp_path.iterdir() if path.name.startswith((".", "allegedly"))]
        assert left
        assert all(b"canary-4711" not in path.read_bytes() for path in left)


async def test_a_database_put_back_has_its_own_cache(sqlite_url, tmp_path):
    """Its revisions are counted again, so findings cached for the old one must not fit; readers' keys stay."""
    await make(sqlite_url)
    await execute(sqlite_url, "DELETE FROM install")
    async with opened(sqlite_url) as engine:
        secret, keys = await load_secret(engine, FINDINGS_KEY), await load_reader_keys(engine)
        await back_up(engine, tmp_path / "b")

    await restore(tmp_path / "b", sqlite_url, data_dir=tmp_path, replace=True)

    async with opened(sqlite_url) as engine:
        assert await load_secret(engine, FINDINGS_KEY) != secret
        assert (await load_reader_keys(engine)).of(1) == keys.of(1)
