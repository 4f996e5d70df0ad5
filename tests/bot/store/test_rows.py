"""Inserting what may be there already: nothing is written twice, and it is told how much was new."""

from sqlalchemy import select

from bot.store.rows import insert_new
from bot.store.schema import dead_letters, readers
from claims_db.store.database import reading, writing


async def test_only_what_is_not_there_is_inserted_and_counted(engine):
    """Of three rows two are there: they keep what they say, and one is new; no rows are no work."""
    async with writing(engine) as connection:
        first = await insert_new(connection, readers, [{"chat_id": number, "language": "uk"} for number in (1, 2)])
        none = await insert_new(connection, readers, [])
    async with writing(engine) as connection:
        second = await insert_new(connection, readers, [{"chat_id": number, "language": "en"} for number in (1, 2, 3)])
    async with reading(engine) as connection:
        there = (await connection.execute(select(readers.c.chat_id, readers.c.language))).all()

    assert (first, none, second) == (2, 0, 1)
    assert sorted(map(tuple, there)) == [(1, "uk"), (2, "uk"), (3, "en")]


async def test_every_kind_of_value_comes_back_as_it_was(engine):
    """Numbers, text with quotes and braces, and what is absent; keys are given in the order of the rows."""
    rows = [
        {"update_id": None, "kind": "message", "reason": '{"a,b"\\}', "size": 3, "at": 1.5},
        {"update_id": 2**62, "kind": "other", "reason": "", "size": 0, "at": 0.0},
    ]
    async with writing(engine) as connection:
        await insert_new(connection, dead_letters, rows)
    async with reading(engine) as connection:
        there = (await connection.execute(select(dead_letters).order_by(dead_letters.c.id))).mappings().all()

    assert [{name: value for name, value in row.items() if name != "id"} for row in there] == rows
