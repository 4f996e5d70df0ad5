"""Settings of groups in the database."""

import itertools

import pytest

from bot.group_settings import GroupSettings, Look, Strictness

OLD, NEW, OTHER = -4001, -1001000004001, -1001000004002
HOUR, DAY = 3600.0, 24 * 3600.0
T0 = 1_800_000_000.0


async def test_an_unknown_group_has_the_defaults(records):
    """A group where the bot was before it kept settings, or whose arrival was never told, is an ordinary group."""
    group = await records.groups.group(OTHER)

    assert (group.settings, group.may_write, group.left_at) == (GroupSettings(), True, None)


async def test_a_choice_changes_nothing_else(records):
    """Two admins who choose different things at the same time both get what they chose."""
    await records.groups.change(NEW, "look", "forwards", T0)
    await records.groups.change(NEW, "strictness", "strict", T0)
    await records.groups.change(NEW, "strictness", "strict", T0)

    group = await records.groups.group(NEW)
    assert group.settings == GroupSettings(look=Look.FORWARDS, strictness=Strictness.STRICT)
    assert (await records.groups.group(OTHER)).settings == GroupSettings()


async def test_a_choice_that_does_not_exist_is_refused(records):
    """Nothing is written for a field or value that no button offers."""
    with pytest.raises(KeyError):
        await records.groups.change(NEW, "look", "everything", T0)
    assert (await records.groups.group(NEW)).settings == GroupSettings()


async def test_coming_back_finds_the_settings_again(records):
    """A group that removes the bot and adds it again within 30 days keeps what it chose."""
    await records.groups.enter(NEW, may_write=True, guessed="uk")
    await records.groups.change(NEW, "cooldown", "24h", T0)
    await records.groups.leave(NEW, T0)
    left = await records.groups.group(NEW)
    await records.groups.purge(T0 + 29 * DAY)

    await records.groups.enter(NEW, may_write=True)

    group = await records.groups.group(NEW)
    assert (left.left_at, group.left_at) == (T0, None)
    assert (group.settings.cooldown, group.guessed) == (24 * HOUR, "uk")


async def test_settings_are_gone_30_days_after_leaving(records):
    """What a group chose is not kept for longer than promised, and other groups keep theirs."""
    for chat_id in (NEW, OTHER):
        await records.groups.change(chat_id, "quiet", "on", T0)
    await records.groups.leave(NEW, T0)

    await records.groups.purge(T0 + 30 * DAY + 1)

    assert (await records.groups.group(NEW)).settings == GroupSettings()
    assert (await records.groups.group(OTHER)).settings.quiet


@pytest.mark.parametrize("calls", list(itertools.product([True, False], repeat=2)))
async def test_a_migration_keeps_the_settings_once(records, calls):
    """Told by the old group, the new one or both, once or twice: the same settings, found under both ids."""
    await records.groups.enter(OLD, may_write=True, guessed="ru")
    await records.groups.change(OLD, "look", "asked", T0)
    records.groups.mention(OLD, ["a-claim"], T0)
    for _ in range(1 + sum(calls)):
        await records.groups.migrate(OLD, NEW, T0 + 1)

    new, old = await records.groups.group(NEW), await records.groups.group(OLD)

    assert new == old
    assert (new.chat_id, new.settings.look, new.guessed) == (NEW, Look.ASKED, "ru")
    assert await records.groups.mentioned_at(NEW, "a-claim") == T0
    assert await records.groups.mentioned_at(OLD, "a-claim") is None


async def test_what_was_chosen_after_a_migration_wins(records):
    """The second news of a migration does not bring back what an admin has changed since."""
    await records.groups.change(OLD, "look", "asked", T0)
    await records.groups.migrate(OLD, NEW, T0 + 1)
    await records.groups.change(NEW, "look", "forwards", T0 + 2)
    await records.groups.migrate(OLD, NEW, T0 + 3)

    assert (await records.groups.group(NEW)).settings.look is Look.FORWARDS


async def test_a_supergroup_seen_before_its_migration_takes_the_settings_over(records):
    """The new group may be heard of before the news that it is an old one."""
    await records.groups.change(OLD, "quiet", "on", T0)
    await records.groups.enter(NEW, may_write=True, guessed="en")

    await records.groups.migrate(OLD, NEW, T0 + 1)

    assert (await records.groups.group(NEW)).settings.quiet


async def test_a_group_that_never_was_can_migrate(records):
    """Nothing is known of the old group, and the new one is an ordinary group."""
    await records.groups.migrate(OLD, NEW, T0)

    group = await records.groups.group(OLD)
    assert (group.chat_id, group.settings) == (NEW, GroupSettings())


async def test_a_claim_is_remembered_until_no_cooldown_asks_for_it(records):
    """The newest mention counts; after the longest cooldown it is forgotten."""
    records.groups.mention(NEW, ["a-claim", "b-claim"], T0)
    records.groups.mention(NEW, ["a-claim"], T0 + HOUR)

    assert await records.groups.mentioned_at(NEW, "a-claim") == T0 + HOUR
    await records.groups.purge(T0 + 7 * DAY + 1)
    assert await records.groups.mentioned_at(NEW, "a-claim") == T0 + HOUR
    assert await records.groups.mentioned_at(NEW, "b-claim") is None


async def test_messages_are_deleted_when_their_time_has_come(records):
    """The longest due come first, those of a group that was left never."""
    records.groups.delete_later(NEW, 12, T0 + 2)
    records.groups.delete_later(NEW, 11, T0 + 1)
    records.groups.delete_later(OTHER, 13, T0)
    records.groups.delete_later(NEW, 14, T0 + HOUR)
    await records.writer.settle()
    await records.groups.leave(OTHER, T0)

    due = await records.groups.due(T0 + 10)
    await records.groups.deleted(NEW, 11)

    assert due == [(NEW, 11), (NEW, 12)]
    assert await records.groups.due(T0 + 10) == [(NEW, 12)]


async def test_chosen_cards_are_counted_by_claim(records):
    """Only a number is kept for each claim."""
    for claim_id in ("a-claim", "b-claim", "a-claim"):
        records.inline_choices.count(claim_id)

    assert await records.inline_choices.of("a-claim") == 2
    assert await records.inline_choices.of("c-claim") == 0
