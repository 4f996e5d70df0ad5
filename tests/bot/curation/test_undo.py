"""Any act can be taken back: after undoing everything, the base is what it was."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.claim_form import Form, parse
from bot.curation import ChangedSince, Conflict, Kind, NothingToUndo, Undone
from bot.curation.errors import CurationError
from bot.store.audit import verify
from claims_db.errors import ClaimsError
from claims_db.model import Phrasing, Rating, State
from claims_db.store.database import writing
from tests.bot.curation.desk import ANN, BOB, BRIDGE, OWNER, SCOOTERS, Desk, edit, open_desk


async def test_each_undo_goes_one_act_further_back(desk: Desk):
    """Again and again, to the very first one; what was added is gone, its history is not."""
    claim = await desk.publish(BRIDGE)
    await desk.curator.edit(claim.id, edit("rating: satire"), ANN)
    await desk.curator.retire(claim.id, "test", ANN)

    kinds = [await desk.curator.undo(ANN) for _ in range(4)]

    assert [undone.kind for undone in kinds if isinstance(undone, Undone)] == [Kind.RETIRE, Kind.EDIT, Kind.PUBLISH]
    assert kinds[3] == NothingToUndo()
    assert await desk.content() == []
    assert await desk.curator.claim(claim.id) is None
    assert (await desk.live.match("they are shutting the harbour bridge forever")).matches == ()
    assert [entry.withdrawn for entry in await desk.curator.history(claim.id)] == [False] * 5 + [True]


async def test_only_ones_own_acts_are_undone(desk: Desk):
    """Nobody takes back what somebody else did."""
    await desk.publish(BRIDGE)

    assert await desk.curator.undo(BOB) == NothingToUndo()


async def test_an_act_stays_while_somebody_elses_change_is_on_it(desk: Desk):
    """The claim was changed since: that is said, with who did it; once that is undone, the act can be."""
    claim = await desk.publish(BRIDGE)
    await desk.curator.edit(claim.id, edit("rating: satire"), BOB)

    refused = await desk.curator.undo(ANN)
    await desk.curator.undo(BOB)
    undone = await desk.curator.undo(ANN)

    assert isinstance(refused, ChangedSince)
    assert (refused.kind, refused.claim_ids, refused.by.user_id) == (Kind.PUBLISH, (claim.id,), BOB)
    assert isinstance(undone, Undone)


async def test_a_claim_whose_adding_was_undone_can_be_added_again(desk: Desk):
    """The id is free for the same claim, and its history goes on."""
    await desk.publish(BRIDGE)
    await desk.curator.undo(ANN)

    again = await desk.publish(BRIDGE, BOB)

    assert again.version == 3
    assert await desk.curator.undo(BOB)
    assert await desk.content() == []


async def test_a_merge_is_undone_whole(desk: Desk):
    """Both claims and those that were related to them are as before."""
    bridge = await desk.publish(BRIDGE)
    scooters = await desk.publish(SCOOTERS)
    before = await desk.content()
    await desk.curator.merge(scooters.id, bridge.id, ANN)

    undone = await desk.curator.undo(ANN)

    assert isinstance(undone, Undone)
    assert undone.claim_ids == (bridge.id, scooters.id)
    assert await desk.content() == before
    assert desk.told[-1][1].state is State.PUBLISHED


async def test_ten_presses_at_once_undo_ten_acts_or_fewer(desk: Desk):
    """No act is undone twice, however often and fast somebody presses."""
    claim = await desk.publish(BRIDGE)
    await desk.curator.edit(claim.id, edit("rating: satire"), ANN)

    results = await asyncio.gather(*(desk.curator.undo(ANN) for _ in range(10)))

    assert sum(isinstance(result, Undone) for result in results) == 2
    assert sum(isinstance(result, NothingToUndo) for result in results) == 8


async def test_a_request_that_is_handled_again_undoes_nothing_more(desk: Desk):
    """The process ended before the answer was out: the same is said again, and the act before stays."""
    claim = await desk.publish(BRIDGE)
    await desk.curator.edit(claim.id, edit("rating: satire"), ANN)

    first = await desk.curator.undo(ANN, request="1 of 1700000000")
    again = await desk.curator.undo(ANN, request="1 of 1700000000")
    another = await desk.curator.undo(ANN, request="2 of 1700000000")

    assert isinstance(first, Undone)
    assert again == first
    assert isinstance(another, Undone)
    assert (first.kind, another.kind) == (Kind.EDIT, Kind.PUBLISH)
    assert (await verify(desk.engine)).broken is None


async def test_an_edit_that_is_handled_again_is_no_conflict_with_itself(desk: Desk):
    """The same moderator, the same base, the same form: what was saved comes back, and nothing is saved."""
    claim = await desk.publish(BRIDGE)
    change = edit("rating: satire")

    first = await desk.curator.edit(claim.id, change, ANN, base_version=claim.version)
    again = await desk.curator.edit(claim.id, change, ANN, base_version=claim.version)
    other = await desk.curator.edit(claim.id, change, BOB, base_version=claim.version)

    assert again == first
    assert isinstance(other, Conflict)


async def test_two_editors_race(desk: Desk):
    """Of two edits from the same version one counts, and the other is told; nothing is lost in between."""
    claim = await desk.publish(BRIDGE)
    for _ in range(100):
        newest = await desk.curator.claim(claim.id)
        assert newest
        ratings = [rating for rating in Rating if rating is not newest.rating]
        results = await asyncio.gather(
            *(
                desk.curator.edit(claim.id, Form(rating=ratings[n]), by, base_version=newest.version)
                for n, by in enumerate((OWNER, BOB))
            )
        )
        desk.clock.now += 60

        assert sorted(isinstance(result, Conflict) for result in results) == [False, True]

    assert len(await desk.curator.history(claim.id)) == 101


async def test_the_record_can_not_be_changed(desk: Desk):
    """The database refuses to change or delete an act, or what it did."""
    await desk.publish(BRIDGE)
    for statement in (
        "UPDATE acts SET note = 'x'",
        "DELETE FROM acts",
        "UPDATE act_changes SET after = 7",
        "DELETE FROM act_changes",
    ):
        with pytest.raises(DBAPIError, match=r"never (changed|deleted)|never changed or deleted"):
            async with writing(desk.engine) as connection:
                await connection.execute(text(statement))


@asynccontextmanager
async def forged(desk: Desk, table: str) -> AsyncIterator[None]:
    """The database without its guards, as somebody with the file or the server in hand could have it."""
    postgres = desk.engine.dialect.name == "postgresql"
    if postgres:
        guards = [f"ALTER TABLE {table} DISABLE TRIGGER ALL"]
    else:
        guards = [f"DROP TRIGGER {table}_keep_update", f"DROP TRIGGER {table}_keep_delete"]
    async with writing(desk.engine) as connection:
        for guard in guards:
            await connection.execute(text(guard))
    yield


@pytest.mark.parametrize(
    ("table", "statement", "found"),
    [
        ("acts", "UPDATE acts SET note = 'y' WHERE seq = 4", (4, "changed")),
        ("acts", "UPDATE acts SET code = 'm-000000000000' WHERE seq = 3", (3, "changed")),
        ("acts", "UPDATE acts SET at = at + 1 WHERE seq = 5", (5, "changed")),
        ("act_changes", "UPDATE act_changes SET before = 1 WHERE seq = 3", (3, "changed")),
        ("act_changes", "DELETE FROM act_changes WHERE seq = 4", (4, "changed")),
        (
            "versions",
            "UPDATE versions SET body = replace(body, 'false', 'true') WHERE version = 1",
            (3, "claim_changed"),
        ),
    ],
)
async def test_a_changed_byte_shows(desk: Desk, table: str, statement: str, found: tuple[int, str]):
    """Whoever gets round the guards leaves a digest that does not fit; the first such act is named."""
    claim = await desk.publish(BRIDGE)
    await desk.curator.edit(claim.id, edit("rating: satire"), ANN)
    await desk.curator.undo(ANN)
    whole = await verify(desk.engine)

    async with forged(desk, table), writing(desk.engine) as connection:
        await connection.execute(text(statement))
    broken = await verify(desk.engine)

    assert (whole.acts, whole.broken) == (5, None)
    assert (broken.broken, broken.reason) == found


async def random_act(desk: Desk, dice: random.Random) -> None:
    """One act of somebody, of any kind, on any claim; refusals are part of the game."""
    by = dice.choice((OWNER, ANN, BOB))
    claims = await desk.store.all_claims()
    desk.clock.now += 40
    kind = dice.choice(
        ("publish", "edit", "edit", "phrasing", "retire", "restore", "merge", "import", "review", "undo")
    )
    one, other = (dice.choice(claims).id, dice.choice(claims).id) if claims else ("none", "none")
    number = dice.randrange(1_000_000)
    try:
        match kind:
            case "publish":
                words = f"number{number} street{dice.randrange(1000)} becomes walkway{number % 977}"
                draft = await desk.curator.draft(
                    replace(parse(SCOOTERS), id="", statement=f"The {words}.", phrasings=(Phrasing(words, "en"),))
                )
                await desk.curator.publish(draft, by)
            case "edit":
                await desk.curator.edit(one, Form(rating=dice.choice(list(Rating)), tags=(f"t{number}",)), by)
            case "phrasing":
                await desk.curator.add_phrasing(one, f"people say thing{number} of place{number % 89}", "en", by)
            case "retire":
                await desk.curator.retire(one, "random", by)
            case "restore":
                await desk.curator.restore(one, by)
            case "merge":
                await desk.curator.merge(one, other, by)
            case "import":
                data = (await desk.curator.export()).replace(b"P", b"Q", dice.randrange(3))
                await desk.curator.import_file(data, "x.yaml", by)
            case "review":
                await desk.curator.reviewed(one, by, next_review=None)
            case "undo":
                await desk.curator.undo(by)
    except (CurationError, ClaimsError):
        pass


async def undo_everything(desk: Desk) -> int:
    """Take back all acts of everybody; the last act of all can always be undone."""
    undone = 0
    while True:
        results = [await desk.curator.undo(by) for by in (OWNER, ANN, BOB)]
        undone += sum(isinstance(result, Undone) for result in results)
        if all(result == NothingToUndo() for result in results):
            return undone
        assert any(isinstance(result, Undone) for result in results)


async def play(url: str, seed: int, acts: int) -> None:
    """Random acts on two claims that were there before, everything undone: the same content, an unbroken record."""
    async with open_desk(url) as desk:
        await desk.store.save((await desk.curator.draft(parse(BRIDGE))), by="starter")
        await desk.store.save((await desk.curator.draft(parse(SCOOTERS))), by="starter")
        before = await desk.content()
        dice = random.Random(seed)

        for _ in range(acts):
            await random_act(desk, dice)
        await undo_everything(desk)

        assert await desk.content() == before
        assert [claim.id for claim in await desk.store.live_claims()] == ["bridge-closes", "lviv-bans-scooters"]
        assert (await verify(desk.engine)).broken is None


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_undoing_everything_gives_the_same_base(furnished_file: Path, seed: int, acts: int):
    """Whatever three people did, in whatever order."""
    with TemporaryDirectory() as folder:
        asyncio.run(play(f"sqlite:///{shutil.copy(furnished_file, folder)}", seed, acts))


async def test_the_same_on_postgres(furnished_postgres_url: str):
    """The law holds on a real PostgreSQL too."""
    await play(furnished_postgres_url, seed=7, acts=60)
