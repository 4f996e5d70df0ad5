"""What is kept of moderators, and for how long."""

from bot.store.moderators import IDENTITY_KEPT, Moderators
from claims_db.store.database import writing


async def test_a_code_stands_for_one_person_and_tells_nothing(records):
    """The same id has the same code, another one another, and neither is in it."""
    moderators = records.moderators

    assert moderators.code(5) == moderators.code(5) != moderators.code(6)
    assert moderators.code(123456789).startswith("m-")
    assert "123456789" not in moderators.code(123456789)
    assert moderators.code(5)[2:] not in records.reader_keys.of(5)


async def test_whose_acts_they_were_is_forgotten_after_two_years(engine, records):
    """The record of acts stays whole; who stands behind a code goes."""
    now = 1_800_000_000.0
    moderators = Moderators(engine, records.reader_keys, now=lambda: now)
    async with writing(engine) as connection:
        await moderators.sign(connection, 5)
    now += IDENTITY_KEPT - 1
    await moderators.purge()
    kept = await moderators.identities()
    now += 2

    await moderators.purge()

    assert kept == {moderators.code(5): 5}
    assert await moderators.identities() == {}


async def test_a_moderator_is_forgotten_on_request(engine, records):
    """/forget_me takes the identity and any freeze."""
    moderators = records.moderators
    async with writing(engine) as connection:
        await moderators.sign(connection, 5)
    await moderators.freeze(5, until=4_000_000_000.0)

    await moderators.forget(5)

    assert await moderators.identities() == {}
    assert await moderators.frozen() == ()
