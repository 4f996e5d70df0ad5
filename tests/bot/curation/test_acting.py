"""Who may act, and when acts are stopped."""

import pytest

from bot.claim_form import parse
from bot.curation import Frozen
from bot.roles import NotAllowed
from tests.bot.curation.desk import ANN, BOB, BRIDGE, OWNER, READER, SCOOTERS, Desk, edit


async def test_nobody_but_moderators_acts(desk: Desk):
    """Every act is checked when it is done; a dismissed moderator is refused at the next one."""
    claim = await desk.publish(BRIDGE)
    draft = await desk.curator.draft(parse(SCOOTERS))
    await desk.roles.remove(BOB, by=OWNER)
    for user_id in (READER, BOB, 777000, 1087968824, 136817688, -5):
        for act in (
            desk.curator.publish(draft, user_id),
            desk.curator.edit(claim.id, edit("rating: true"), user_id),
            desk.curator.retire(claim.id, "reason", user_id),
            desk.curator.merge(claim.id, claim.id, user_id),
            desk.curator.reviewed(claim.id, user_id, next_review=None),
            desk.curator.undo(user_id),
            desk.curator.import_file(b"", "a.jsonl", user_id),
        ):
            with pytest.raises(NotAllowed):
                await act
    assert await desk.store.revision() == 1


async def test_mass_destruction_is_braked(desk: Desk):
    """The twenty-first destructive act within ten minutes is not done: the moderator is frozen, owners are told."""
    await desk.publish(BRIDGE)
    for turn in range(20):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), ANN)

    with pytest.raises(Frozen) as frozen:
        await desk.curator.retire("bridge-closes", "test", ANN)

    assert frozen.value.now
    assert [(alert.kind, alert.user_id, alert.count) for alert in desk.alerts] == [("frozen", ANN, 21)]
    with pytest.raises(Frozen):
        await desk.publish(SCOOTERS, ANN)
    await desk.publish(SCOOTERS, BOB)
    with pytest.raises(NotAllowed):
        await desk.curator.unfreeze(ANN, BOB)
    assert [freeze.user_id for freeze in await desk.curator.frozen()] == [ANN]

    assert await desk.curator.unfreeze(ANN, OWNER)

    await desk.curator.retire("bridge-closes", "test", ANN)
    assert not await desk.curator.unfreeze(ANN, OWNER)


async def test_a_freeze_ends_by_itself(desk: Desk):
    """After an hour a moderator may go on; slow work is never braked."""
    await desk.publish(BRIDGE)
    for turn in range(40):
        desk.clock.now += 31
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), ANN)
    assert desk.alerts == []
    for turn in range(20):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'true' if turn % 2 else 'false'}"), BOB)
    with pytest.raises(Frozen):
        await desk.curator.edit("bridge-closes", edit("rating: disputed"), BOB)

    desk.clock.now += 3601

    assert await desk.curator.edit("bridge-closes", edit("rating: disputed"), BOB)


async def test_owners_are_warned_about_but_not_frozen(desk: Desk):
    """Whoever could lift a freeze is not stopped by one."""
    await desk.publish(BRIDGE)
    for turn in range(25):
        await desk.curator.edit("bridge-closes", edit(f"rating: {'satire' if turn % 2 else 'opinion'}"), OWNER)

    assert desk.alerts == []


async def test_a_hook_that_fails_does_not_undo_the_act(desk: Desk):
    """What is durable is told as done, and the other hooks still hear of it."""

    async def broken(before: object, after: object) -> None:
        raise RuntimeError

    desk.curator.on_changed.insert(0, broken)

    claim = await desk.publish(BRIDGE)

    assert await desk.curator.claim(claim.id) == claim
    assert desk.told == [(None, claim)]
