"""No chat gets messages faster than Telegram asks for, and no chat waits for another."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import BURST, IN_GROUPS, ChatPace, Pace, Parked
from tests.bot.delivery.virtual import now, virtual_time

PERSON, GROUP = 7, -100_7


def send(pace, chat_id, number):
    """Send so many messages, each as soon as it may go; the moments."""
    now, moments = 100.0, []
    for _ in range(number):
        now = max(now, pace.opens_at(chat_id))
        pace.begin(chat_id, now)
        moments.append(now)
    return moments


def test_a_short_burst_is_sent_at_once_and_then_one_message_a_second():
    """Twenty messages to one person: five now, then the others a second apart."""
    moments = send(ChatPace(), PERSON, 20)

    assert moments[:BURST] == [100.0] * BURST
    gaps = [later - earlier for earlier, later in zip(moments[BURST:], moments[BURST + 1 :], strict=False)]
    assert all(1.0 < gap < 1.1 for gap in gaps)


def test_a_group_gets_twenty_messages_a_minute_at_most():
    """A busy group of an hour: any minute holds at most twenty."""
    moments = send(ChatPace(), GROUP, 400)

    assert all(later - earlier > 60 for earlier, later in zip(moments, moments[IN_GROUPS:], strict=False))
    assert moments[-1] - 100 < 400 / IN_GROUPS * 62


def test_one_chat_does_not_wait_for_another():
    """What one person has had closes no other chat."""
    pace = ChatPace()
    send(pace, PERSON, 50)

    assert pace.opens_at(8) == 0.0


def test_a_burst_counts_from_when_its_first_message_arrived():
    """The first message takes two seconds to Telegram: what comes after the burst waits so much longer."""
    slow, quick = ChatPace(), ChatPace()
    for pace in (slow, quick):
        assert [pace.begin(PERSON, 100.0) for _ in range(BURST)] == [True] + [False] * (BURST - 1)
    slow.counted_late(PERSON, 2.0)

    assert slow.opens_at(PERSON) == pytest.approx(quick.opens_at(PERSON) + 2)


def test_quiet_chats_take_no_memory():
    """A thousand people, one a second: held are those who had something in the last moments."""
    pace = ChatPace()

    for person in range(1, 1_001):
        pace.begin(person, float(person))

    assert len(pace) <= 3


def test_the_memory_for_chats_is_bounded():
    """More people at one moment than are remembered: the earliest are let go."""
    pace = ChatPace(chats=100)

    for person in range(1, 1_001):
        pace.begin(person, 1.0)

    assert len(pace) == 100


@given(st.lists(st.floats(0, 120), max_size=80))
def test_whoever_heeds_the_pace_never_exceeds_what_telegram_asks_for(moments):
    """Law: between any two messages in a group at most five, and one more for each second between them."""
    pace, sent = ChatPace(), []
    for moment in sorted(moments):
        if pace.opens_at(GROUP) <= moment:
            pace.begin(GROUP, moment)
            sent.append(moment)

    for first, begin in enumerate(sent):
        for count, end in enumerate(sent[first:], start=1):
            assert count <= BURST + (end - begin) + 1e-6
            assert count <= IN_GROUPS or end - begin > 60


async def turns(pace, number):
    """The moments of so many turns, in the time of the event loop since now."""
    begin, moments = now(), []
    for _ in range(number):
        await pace.turn()
        moments.append(now() - begin)
    return moments


@virtual_time
async def test_a_turn_waits_for_the_one_that_was_as_many_before_it():
    """Not for the last one: a pause within a second is not added to the wait."""
    pace = Pace(2)
    first = await turns(pace, 1)
    await asyncio.sleep(0.5)
    later = await turns(pace, 3)

    assert first == [0.0]
    assert later == pytest.approx([0.0, 0.55, 1.05])


@virtual_time
async def test_turns_that_were_given_count_when_the_rate_changes():
    """A second process joins: what went out at the old rate is not forgotten; the same rate again changes nothing."""
    pace = Pace(4)
    await turns(pace, 4)
    pace.change(4)
    same = await turns(pace, 1)
    pace.change(1)
    slower = await turns(pace, 2)
    pace.change(0)
    slowest = await turns(pace, 1)

    assert same == pytest.approx([1.05])
    assert slower == pytest.approx([1.05, 2.10])
    assert slowest == pytest.approx([1.05])


def test_a_parked_chat_stays_so_until_its_time_however_often_it_is_asked_about():
    """The longest wait counts; the memory for chats is bounded, and the last one parked is in it."""
    parked = Parked()
    parked.park(PERSON, 110.0)
    parked.park(PERSON, 105.0)

    assert [parked.remaining(PERSON, 109.5) for _ in range(2)] == [0.5, 0.5]
    assert parked.remaining(PERSON, 110.0) == 0.0
    assert parked.until(PERSON) == 0.0
    for chat_id in range(100, 10_101):
        parked.park(chat_id, 200.0)
    assert parked.until(100) == 0.0
    assert parked.until(10_100) == 200.0
