"""Who may do what, at this very moment, in every process."""

import pytest

from bot.roles import Member, NotAllowed, Role, Roles
from bot.store.audit import verify
from bot.store.records import open_records
from claims_db.store.database import migrate, open_engine

OWNER, ANN, BOB, READER = 1, 5, 6, 99
STAND_INS = (777000, 1087968824, 136817688)


@pytest.fixture
async def engine(database_url):
    """A database with all tables."""
    engine = open_engine(database_url)
    for package in ("claims_db.store", "bot.store"):
        await migrate(engine, package=package)
    yield engine
    await engine.dispose()


@pytest.fixture
async def moderators(engine):
    """Nobody yet."""
    return (await open_records(engine)).moderators


async def test_owners_are_named_and_moderators_appointed(moderators):
    """An owner is one by the settings, a moderator from the moment of the appointment, everybody else a reader."""
    roles = Roles(moderators, [OWNER])

    assert await roles.add(ANN, by=OWNER)

    assert [await roles.of(user_id) for user_id in (OWNER, ANN, BOB, None)] == [
        Role.OWNER,
        Role.MODERATOR,
        Role.READER,
        Role.READER,
    ]


async def test_an_appointment_and_a_dismissal_count_at_once_everywhere(engine, moderators):
    """Another process sees both at its next act, also one that started before."""
    here, there = Roles(moderators, [OWNER]), Roles((await open_records(engine)).moderators, [OWNER])

    await here.add(ANN, by=OWNER)
    appointed = await there.of(ANN)
    await here.remove(ANN, by=OWNER)

    assert appointed is Role.MODERATOR
    assert await there.of(ANN) is Role.READER
    with pytest.raises(NotAllowed):
        await there.demand(ANN, Role.MODERATOR)


async def test_telegrams_stand_ins_are_never_anybody(moderators):
    """Anonymous admins, channels and automatic forwards have no rights, not even when somebody names them."""
    roles = Roles(moderators, [OWNER, *STAND_INS])

    for user_id in (*STAND_INS, 0, -1, -100123, 2**60):
        assert await roles.of(user_id) is Role.READER
        with pytest.raises(ValueError, match="person"):
            await roles.add(user_id, by=OWNER)
        with pytest.raises(NotAllowed):
            await roles.add(ANN, by=user_id)


@pytest.mark.parametrize("by", [ANN, READER, -5])
async def test_only_owners_appoint_and_dismiss(moderators, by: int):
    """A moderator makes no moderators."""
    roles = Roles(moderators, [OWNER])
    await roles.add(ANN, by=OWNER)

    with pytest.raises(NotAllowed):
        await roles.add(BOB, by=by)
    with pytest.raises(NotAllowed):
        await roles.remove(ANN, by=by)

    assert await roles.of(ANN) is Role.MODERATOR


async def test_doing_it_twice_changes_nothing(moderators):
    """Appointing a moderator or an owner, and dismissing a reader, say that nothing was to be done."""
    roles = Roles(moderators, [OWNER])

    assert await roles.add(ANN, by=OWNER)
    assert not await roles.add(ANN, by=OWNER)
    assert not await roles.add(OWNER, by=OWNER)
    assert not await roles.remove(BOB, by=OWNER)
    assert not await roles.remove(OWNER, by=OWNER)


async def test_the_list_has_everybody_once(moderators):
    """Owners first, then moderators in the order of their appointment."""
    roles = Roles(moderators, [OWNER, OWNER, 2])
    await roles.add(BOB, by=OWNER)
    await roles.add(ANN, by=2)

    members = await roles.all()

    assert [(member.user_id, member.role, member.added_by) for member in members] == [
        (OWNER, Role.OWNER, None),
        (2, Role.OWNER, None),
        (BOB, Role.MODERATOR, OWNER),
        (ANN, Role.MODERATOR, 2),
    ]
    assert isinstance(members[0], Member)


async def test_appointments_are_in_the_audit(engine, moderators):
    """Who appointed and dismissed whom is kept, by codes."""
    roles = Roles(moderators, [OWNER])
    await roles.add(ANN, by=OWNER)
    await roles.remove(ANN, by=OWNER)

    assert (await verify(engine)).acts == 2
    assert await moderators.identities() == {moderators.code(OWNER): OWNER}
