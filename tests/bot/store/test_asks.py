"""What readers have sent, on both databases: limits, time, and who may change what."""

import pytest

from bot.store.ask_rows import NewAsk, NewEntry
from bot.store.asks import DAY, KEPT, Limits

LIMITS = Limits(open=5, a_day=30, queue=100)
START = 1_000_000.0


class Clock:
    """Time that a test moves."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


@pytest.fixture
def clock(records):
    moved = Clock()
    for one in (records.asks, records.queue, records.promises):
        one._now = moved
    return moved


def entry(number):
    return NewEntry(text=f"text {number}", digest=f"d{number}", language="en", candidates=("bridge",))


def ask(reader, number, **changes):
    return NewAsk(**{"reader_key": reader, "digest": f"d{number}", "language": "uk"} | changes)


async def opened(records, number, reader="ann", **changes):
    return (await records.asks.open(entry(number), ask(reader, number, **changes), LIMITS)).entry


async def test_entries_are_forgotten_ninety_days_after_they_were_closed(records, clock):
    """With everybody who sent them; an open entry stays for as long as it is open."""
    closed, waiting = await opened(records, 1), await opened(records, 2)
    await records.queue.close(closed.id, "judged", reason="opinion")
    clock.now += KEPT - 60
    await records.asks.purge()
    kept = await records.queue.entry(closed.id)
    clock.now += 120

    await records.asks.purge()

    assert kept is not None
    assert await records.queue.entry(closed.id) is None
    assert [pair[0].id for pair in await records.asks.of_reader("ann")] == [waiting.id]


async def test_the_limit_of_a_day_moves_with_the_clock(records, clock):
    """What was sent a day ago counts no more."""
    limits = Limits(open=100, a_day=2, queue=100)
    for number in range(2):
        await records.asks.open(entry(number), ask("ann", number), limits)
    refused = await records.asks.open(entry(3), ask("ann", 3), limits)
    clock.now += DAY + 1

    later = await records.asks.open(entry(4), ask("ann", 4), limits)

    assert (refused.entry, refused.refused) == (None, "most-today")
    assert later.new


async def test_a_full_queue_opens_no_entry_but_takes_people(records, clock):
    """The queue is bounded; who sends what is in it already still counts."""
    limits = Limits(open=5, a_day=30, queue=1)
    first = (await records.asks.open(entry(1), ask("ann", 1), limits)).entry

    refused = await records.asks.open(entry(2), ask("bob", 2), limits)
    joined = await records.asks.join(first.id, ask("bob", 1), limits)

    assert refused.refused == "full"
    assert (joined.new, joined.entry.demand) == (True, 2)


async def test_nobody_joins_what_is_closed(records, clock):
    """A closed entry comes back as it ended."""
    first = await opened(records, 1)
    await records.queue.close(first.id, "linked", claim_id="bridge")

    joined = await records.asks.join(first.id, ask("bob", 1), LIMITS)

    assert (joined.new, joined.entry.state, joined.entry.demand) == (False, "linked", 1)
    assert not await records.queue.close(first.id, "spam")


async def test_forgetting_keeps_what_others_sent(records, clock):
    """The person goes from every entry, and the entries that were theirs alone go too."""
    shared, own = await opened(records, 1), await opened(records, 2)
    await records.asks.join(shared.id, ask("bob", 1), LIMITS)

    gone = await records.asks.forget("ann")

    assert [one.id for one in gone] == [own.id]
    assert (await records.queue.entry(shared.id)).demand == 1
    assert await records.asks.of_reader("ann") == []
    assert await records.asks.forget("ann") == []


async def test_only_one_process_sends_a_card(records, clock):
    """Whoever takes a card has it for a minute; after a crash another may."""
    first = await opened(records, 1)

    taken = [await records.queue.take_card(first), await records.queue.take_card(first)]
    meanwhile = await records.queue.without_card(limit=5)
    clock.now += 61
    later = await records.queue.without_card(limit=5)

    assert taken == [True, False]
    assert (meanwhile, [one.id for one in later]) == ([], [first.id])


async def test_a_card_is_behind_when_demand_or_state_changed(records, clock):
    """A card is edited as its entry grows, not more often than asked for, and at once when it is closed."""
    first = await opened(records, 1)
    await records.queue.card_shown(first, -100, 7)
    even = await records.queue.with_old_card(older_than=60, limit=5)
    await records.queue.take_card(first)
    await records.asks.join(first.id, ask("bob", 1), LIMITS)
    soon = await records.queue.with_old_card(older_than=60, limit=5)
    await records.queue.close(first.id, "spam")

    closed = await records.queue.with_old_card(older_than=60, limit=5)

    assert (even, soon) == ([], [])
    assert [one.id for one in closed] == [first.id]


async def test_answers_and_judgements_follow_the_clock(records):
    """Ninety days later nothing is left of either, whatever the day of the purge."""
    await records.judgements.record("ann", "bridge", "useful")

    await records.judgements.purge(now=START)
    kept = await records.judgements.of("ann", "bridge")
    await records.judgements.purge(now=9e9)

    assert kept == "useful"
    assert await records.judgements.of("ann", "bridge") is None
