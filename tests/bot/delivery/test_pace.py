"""No chat gets messages faster than Telegram asks for, and no chat waits for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import BURST, IN_GROUPS, ChatPace

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
