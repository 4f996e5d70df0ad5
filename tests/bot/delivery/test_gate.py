"""Which chats may be written to, and from when on."""

import pytest

from bot.delivery.gate import LONGEST_PARKING, SHUT_FOR, Gate
from bot.delivery.wire import Done, NoAnswer, Refused

CHAT, GROUP = 7, -100_7
KICKED = Refused(403, "Forbidden: bot was kicked from the supergroup chat")


@pytest.mark.parametrize(("retry_after", "seconds"), [(3.0, 3.0), (None, 5.0), (10_000.0, LONGEST_PARKING), (0.0, 5.0)])
def test_a_closed_chat_opens_again(retry_after, seconds):
    """After what Telegram says, a few seconds where it says nothing, five minutes at most; for edits too."""
    gate = Gate(paces=True)
    closed_for = gate.heed(CHAT, Refused(429, retry_after=retry_after), 100.0)

    assert closed_for == seconds
    assert seconds < gate.closed_for(CHAT, 100.0, edit=True) < seconds + 0.1
    assert gate.opens_at(CHAT) == pytest.approx(100.0 + seconds, abs=0.1)
    assert gate.closed_for(CHAT, 101.0 + seconds, edit=False) == 0.0
    assert gate.closed_for(CHAT + 1, 100.0, edit=False) == 0.0
    assert not gate.shut(CHAT, 100.0)


def test_only_new_messages_are_paced():
    """Edits do not count, and a bot with a rate of its own is held back by Telegram's word alone."""
    paced, free = Gate(paces=True), Gate(paces=False)
    firsts = [[gate.begin(CHAT, 100.0) for _ in range(6)] for gate in (paced, free)]

    assert firsts == [[True, *[False] * 5], [False] * 6]
    assert paced.closed_for(CHAT, 100.0, edit=False) > 1.0
    assert paced.closed_for(CHAT, 100.0, edit=True) == 0.0
    assert free.closed_for(CHAT, 100.0, edit=False) == free.opens_at(CHAT) == 0.0


def test_a_burst_that_arrives_late_counts_from_then():
    """Telegram counts what reaches it."""
    gate = Gate(paces=True)
    for _ in range(5):
        gate.begin(CHAT, 100.0)
    before = gate.opens_at(CHAT)
    gate.counted_late(CHAT, 2.0)
    Gate(paces=False).counted_late(CHAT, 2.0)

    assert gate.opens_at(CHAT) == pytest.approx(before + 2.0)


@pytest.mark.parametrize(
    ("outcome", "shut"),
    [
        (KICKED, True),
        (Refused(403, "Forbidden: bot was blocked by the user"), True),
        (Refused(400, "Bad Request: chat not found"), True),
        (Refused(400, "Bad Request: TOPIC_CLOSED"), False),
        (Refused(400, "Bad Request: message to edit not found"), False),
        (NoAnswer("perhaps", "ReadTimeout"), False),
        (Done(True), False),
    ],
    ids=str,
)
def test_a_chat_shuts_the_bot_out_only_as_a_whole(outcome, shut):
    """What concerns one message or topic says nothing of the others."""
    gate = Gate(paces=True)
    gate.heed(GROUP, outcome, 100.0)

    assert gate.shut(GROUP, 100.0) == shut
    assert not gate.shut(GROUP, 100.0 + SHUT_FOR)


def test_a_chat_that_takes_the_bot_in_is_open():
    """When it says so, and when something went there; no answer at all changes nothing."""
    gate = Gate(paces=True)
    for chat_id in (1, 2, 3):
        gate.heed(chat_id, KICKED, 100.0)
    gate.let_in(1)
    gate.heed(2, Done(True), 101.0)
    gate.heed(3, NoAnswer("no", "ConnectError"), 101.0)

    assert [gate.shut(chat_id, 102.0) for chat_id in (1, 2, 3)] == [False, False, True]


def test_few_chats_are_remembered():
    """The one that shut the bot out first is forgotten first; shutting it out again counts anew."""
    gate = Gate(paces=False)
    gate.heed(1, KICKED, 100.0)
    gate.heed(2, KICKED, 100.0)
    gate.heed(1, KICKED, 101.0)
    for chat_id in range(3, 10_002):
        gate.heed(chat_id, KICKED, 102.0)

    assert [gate.shut(chat_id, 103.0) for chat_id in (1, 2, 3)] == [True, False, True]
