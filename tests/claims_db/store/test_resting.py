"""Connections that a server has ended are replaced before anybody meets them."""

import asyncio

from sqlalchemy import text

from claims_db.store.database import glancing, open_engine, reading, writing
from claims_db.store.resting import TRUSTED_FOR

OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != :me"
)
SELF = text("SELECT pg_backend_pid()")


async def end_all_others(url: str) -> None:
    """As an operator does, or a server that restarts; what was ended has heard of it on return."""
    engine = open_engine(url)
    async with reading(engine) as connection:
        me = (await connection.execute(SELF)).scalar()
        await connection.execute(OTHERS, {"me": me})
    await engine.dispose()
    await asyncio.sleep(0.1)


async def test_a_connection_ended_a_moment_after_its_use_is_replaced_unseen(postgres_url: str):
    """Three were in use at once and are ended: reading and writing go on, with none of the old ones."""
    engine = open_engine(postgres_url)
    async with reading(engine) as one, reading(engine) as two, reading(engine) as three:
        old = {(await connection.execute(SELF)).scalar() for connection in (one, two, three)}

    await end_all_others(postgres_url)
    async with glancing(engine) as one, reading(engine) as two, writing(engine) as three:
        new = {(await connection.execute(SELF)).scalar() for connection in (one, two, three)}
    await engine.dispose()

    assert len(old) == len(new) == 3
    assert not old & new


async def test_a_connection_that_rested_is_used_again(postgres_url: str):
    """After longer than it is trusted for it is asked first, and stays in use when it answers."""
    engine = open_engine(postgres_url)
    async with glancing(engine) as connection:
        before = (await connection.execute(SELF)).scalar()

    await asyncio.sleep(TRUSTED_FOR + 0.1)
    async with glancing(engine) as connection:
        after = (await connection.execute(SELF)).scalar()
    await engine.dispose()

    assert before == after
