"""Trials of groups in the database."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.group_settings import Strictness
from bot.store.trial_rows import Same, TrialPost
from bot.store.trial_tables import trial_posts
from bot.store.trials import KEPT
from claims_db.store.database import reading

OLD, NEW, OTHER = -4001, -1001000004001, -1001000004002
OLGA, BOB = 71, 72
DAY, WEEK = 24 * 3600.0, 7 * 24 * 3600.0
T0 = 1_800_000_000.0
STRICT, NORMAL, OPEN = Strictness


@pytest.fixture
async def group(records):
    """A group that the bot is in."""
    await records.groups.enter(NEW, may_write=True)
    return NEW


async def begun(records, chat_id=NEW, admin_id=OLGA, now=T0):
    return await records.trials.start(chat_id, admin_id, "uk", now=now, lasts=WEEK)


def post(trial, message_id=5, level=STRICT, levels=Strictness, claim_id="a-claim", at=T0, chat_id=NEW):
    """A post that would have been answered."""
    return TrialPost(trial.id, chat_id, message_id, claim_id, "asserts", "exact", "uk", level, frozenset(levels), at=at)


async def kept(records, trial, **of):
    """The post, as it is kept."""
    new = post(trial, **of)
    await records.trials.keep(new)
    [found] = [one for _, one in await records.trials.owed(100) if one.message_id == new.message_id]
    return found


async def test_a_group_knows_the_trial_that_runs(records, group):
    """From its beginning to its end, and no longer."""
    before = (await records.groups.group(group)).trial
    trial = await begun(records)
    during = (await records.groups.group(group)).trial
    await records.trials.end(trial.id, T0 + DAY, owes_report=True)
    ended = await records.trials.of_group(group)

    assert (before, (await records.groups.group(group)).trial) == (None, None)
    assert (during.trial_id, during.until) == (trial.id, T0 + WEEK)
    assert (trial.admin_id, trial.language, trial.runs) == (OLGA, "uk", True)
    assert (ended.id, ended.ended_at, ended.runs) == (trial.id, T0 + DAY, False)


async def test_an_end_is_one_end(records, group):
    """What comes second, the week's end or a button, does not move the end or owe a second report."""
    trial = await begun(records)
    await records.trials.end(trial.id, T0 + 1, owes_report=False)
    await records.trials.end(trial.id, T0 + 2, owes_report=True)

    assert (await records.trials.trial(trial.id)).ended_at == T0 + 1
    assert await records.trials.owing_report() == []


async def test_a_new_trial_takes_the_place_of_the_last(records, group):
    """Nothing of the one before is counted in it, or owed to anybody."""
    first = await begun(records)
    await records.trials.keep(post(first))
    second = await begun(records, admin_id=BOB, now=T0 + DAY)

    assert second.id != first.id
    assert await records.trials.trial(first.id) is None
    assert (await records.trials.owed(10), await records.trials.counts(second.id)) == ([], [])
    assert (await records.trials.of_group(group)).admin_id == BOB


async def test_two_who_begin_at_once_begin_one(records, group):
    """Whoever is quicker, both find the same trial."""
    begun_at_once = await asyncio.gather(begun(records), begun(records, admin_id=BOB))

    trial = await records.trials.of_group(group)
    assert trial.id in {one.id for one in begun_at_once}


async def test_posts_are_counted_once(records, group):
    """An update that is handled again after a crash counts nothing twice."""
    trial = await begun(records)
    for message_id in (5, 6, 6, 5, 9):
        records.trials.looked_at(trial.id, message_id)

    assert (await records.trials.trial(trial.id)).looked == 3


async def test_a_post_is_owed_once(records, group):
    """However often it comes, edited or handled again, it stays what it was first."""
    trial = await begun(records)
    await records.trials.keep(post(trial))
    await records.trials.keep(post(trial, level=OPEN, levels={OPEN}))

    [(its_trial, owed)] = await records.trials.owed(10)
    assert its_trial.id == trial.id
    assert replace(owed, id=0) == post(trial)
    assert await records.trials.post(owed.id) == owed


async def test_nothing_is_kept_for_a_trial_that_is_over(records, group):
    """A post that was under way when somebody ended the trial is owed to nobody."""
    trial = await begun(records)
    await records.trials.end(trial.id, T0, owes_report=False)
    await records.trials.keep(post(trial))

    assert await records.trials.owed(10) == []


async def test_each_level_remembers_what_it_would_have_said(records, group):
    """The newest reply of each level counts for its cooldown, of this claim only."""
    trial = await begun(records)
    await records.trials.keep(post(trial, 5, at=T0))
    await records.trials.keep(post(trial, 6, level=OPEN, levels={OPEN}, at=T0 + 60))
    await records.trials.keep(post(trial, 7, claim_id="b-claim", levels={NORMAL}, at=T0 + 90))

    assert await records.trials.said_at(trial.id, "a-claim") == {STRICT: T0, NORMAL: T0, OPEN: T0 + 60}
    assert await records.trials.said_at(trial.id, "b-claim") == {NORMAL: T0 + 90}
    assert await records.trials.said_at(trial.id, "c-claim") == {}


async def test_what_is_told_is_no_longer_owed(records, group):
    """Told posts count for their admin's day, over all groups; held ones do not."""
    await records.groups.enter(OTHER, may_write=True)
    first, second = await begun(records), await begun(records, OTHER)
    told, held = await kept(records, first, message_id=5), await kept(records, first, message_id=6)
    elsewhere = await kept(records, second, message_id=7, chat_id=OTHER)
    await records.trials.told([told.id, elsewhere.id], T0 + 60)
    await records.trials.held([held.id])

    assert await records.trials.owed(10) == []
    assert await records.trials.told_since(OLGA, T0) == 2
    assert (await records.trials.told_since(OLGA, T0 + 61), await records.trials.told_since(BOB, T0)) == (0, 0)


async def test_a_report_counts_what_is_alike(records, group):
    """By level, by the levels that would have replied, by opinion, and whether anybody was told."""
    trial = await begun(records)
    told = [await kept(records, trial, message_id=number) for number in (1, 2, 3)]
    held = await kept(records, trial, message_id=4, level=OPEN, levels={OPEN})
    await records.trials.told([one.id for one in told], T0)
    await records.trials.held([held.id])
    await records.trials.judge(told[0].id, "bad")
    await records.trials.judge(told[0].id, "good")

    every = frozenset(Strictness)
    assert sorted(await records.trials.counts(trial.id), key=lambda same: (same.number, same.level)) == [
        Same(OPEN, frozenset({OPEN}), None, True, 1),
        Same(STRICT, every, "good", False, 1),
        Same(STRICT, every, None, False, 2),
    ]


async def test_time_ends_a_trial_and_owes_its_report(records, group):
    """A trial is due when its week is over; the report is owed until it was handed over."""
    trial = await begun(records)

    assert await records.trials.due(T0 + WEEK - 1) == []
    assert [one.id for one in await records.trials.due(T0 + WEEK)] == [trial.id]
    await records.trials.end(trial.id, T0 + WEEK, owes_report=True)
    assert [one.id for one in await records.trials.owing_report()] == [trial.id]
    await records.trials.reported(trial.id)
    assert (await records.trials.due(T0 + 2 * WEEK), await records.trials.owing_report()) == ([], [])


async def test_a_removed_bot_ends_the_trial_in_silence(records, group):
    """Out of the group nobody can be asked who administers it, so nothing is told; coming back starts none."""
    trial = await begun(records)
    await records.groups.leave(group, T0 + 60)
    await records.groups.enter(group, may_write=True)

    assert (await records.trials.trial(trial.id)).ended_at == T0 + 60
    assert (await records.groups.group(group)).trial is None
    assert await records.trials.owing_report() == []


async def test_a_migration_keeps_the_trial(records):
    """It goes on in the supergroup, which numbers its messages anew; told twice, nothing changes more."""
    await records.groups.enter(OLD, may_write=True)
    trial = await begun(records, OLD)
    records.trials.looked_at(trial.id, 900)
    await records.trials.keep(post(trial, 900, chat_id=OLD))
    for _ in range(2):
        await records.groups.migrate(OLD, NEW, T0 + 1)
    records.trials.looked_at(trial.id, 2)

    assert (await records.groups.group(OLD)).trial.trial_id == trial.id
    assert (await records.trials.of_group(NEW)).looked == 2
    [(its_trial, owed)] = await records.trials.owed(10)
    assert (its_trial.chat_id, owed.chat_id) == (NEW, OLD)


async def test_a_trial_begun_after_the_migration_wins(records, group):
    """The news of a migration may come late."""
    await records.groups.enter(OLD, may_write=True)
    await begun(records, OLD)
    new = await begun(records)
    await records.groups.migrate(OLD, NEW, T0 + 1)

    assert (await records.trials.of_group(NEW)).id == new.id
    assert await records.trials.of_group(OLD) is None


async def test_who_is_forgotten_leaves_a_trial_without_anybody(records, group):
    """Neither who it was nor what they thought is left; the group stays unspoken to, others' trials as they are."""
    await records.groups.enter(OTHER, may_write=True)
    trial, others = await begun(records), await begun(records, OTHER, admin_id=BOB)
    for one in (await kept(records, trial), await kept(records, others, message_id=6, chat_id=OTHER)):
        await records.trials.judge(one.id, "bad")
    before = await records.trials.of_admin(OLGA)
    await records.trials.forget(OLGA)

    assert [(one.id, [judged.opinion for judged in posts]) for one, posts in before] == [(trial.id, ["bad"])]
    assert await records.trials.of_admin(OLGA) == []
    assert [same.opinion for same in await records.trials.counts(trial.id)] == [None]
    assert [same.opinion for same in await records.trials.counts(others.id)] == ["bad"]
    assert (await records.groups.group(group)).trial.trial_id == trial.id


async def test_a_trial_is_forgotten_two_weeks_after_its_end(records, engine, group):
    """With every post of it; one that runs stays however long."""
    await records.groups.enter(OTHER, may_write=True)
    ended, running = await begun(records), await begun(records, OTHER)
    await records.trials.keep(post(ended))
    await records.trials.end(ended.id, T0, owes_report=False)
    await records.trials.purge(T0 + KEPT)
    there = await records.trials.trial(ended.id)
    await records.trials.purge(T0 + KEPT + 1)

    assert there is not None
    assert await records.trials.trial(ended.id) is None
    assert await records.trials.trial(running.id) is not None
    async with reading(engine) as connection:
        assert (await connection.execute(select(func.count()).select_from(trial_posts))).scalar_one() == 0


async def test_an_admin_who_was_not_reached_may_be_again(records, group):
    """What holds is noted for all their trials."""
    trial = await begun(records)
    await records.trials.reaches(OLGA, reached=False)
    lost = await records.trials.trial(trial.id)
    await records.trials.reaches(OLGA, reached=True)

    assert (lost.unreachable, (await records.trials.trial(trial.id)).unreachable) == (True, False)
