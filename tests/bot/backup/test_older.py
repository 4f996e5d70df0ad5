"""Databases and backups of every earlier release, with rows in all tables, come up to this one."""

import pytest

from bot.backup import back_up, restore
from claims_db.store.database import migrate
from claims_db.store.migrating import revisions
from tests.bot.backup.contents import contents, make, opened, schema

CLAIMS, BOT = revisions("claims_db.store"), revisions("bot.store")
EARLIER = [{"claims_db.store": CLAIMS[-1], "bot.store": revision} for revision in BOT[:-1]] + [
    {"claims_db.store": revision, "bot.store": BOT[-1]} for revision in CLAIMS[:-1]
]
NEWEST = {"claims_db.store": CLAIMS[-1], "bot.store": BOT[-1]}


def told(earlier):
    return f"claims {earlier['claims_db.store']}, bot {earlier['bot.store']}"


def lost(before, after):
    """Rows of `before`, with the columns that they had, that `after` has not."""
    return [
        (table, row)
        for table, rows in before.items()
        for row in rows
        if not any(row.items() <= other.items() for other in after[table])
    ]


@pytest.mark.parametrize("earlier", EARLIER, ids=told)
async def test_migrations_keep_what_is_there(earlier, empty_database_url):
    """A start of this release on a database of an earlier one."""
    await make(empty_database_url, earlier)
    before = await contents(empty_database_url)

    async with opened(empty_database_url) as engine:
        for package in NEWEST:
            await migrate(engine, package=package)

    assert await schema(empty_database_url) == NEWEST
    assert lost(before, await contents(empty_database_url)) == []


@pytest.mark.parametrize("earlier", EARLIER, ids=told)
async def test_a_backup_of_an_earlier_release_is_put_back(earlier, empty_database_url, tmp_path):
    """It is brought to this release's schema on the way."""
    await make(empty_database_url, earlier)
    before = await contents(empty_database_url)
    async with opened(empty_database_url) as engine:
        await back_up(engine, tmp_path / "b", moving=True)

    await restore(tmp_path / "b", empty_database_url, data_dir=tmp_path, replace=True)

    assert await schema(empty_database_url) == NEWEST
    assert lost(before, await contents(empty_database_url)) == []
