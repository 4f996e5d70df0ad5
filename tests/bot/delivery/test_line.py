"""The queue of one chat: order, albums, and what is left on the disk."""

from bot.delivery.inbox import Queued
from bot.delivery.line import ALBUM_PARTS, ALBUM_PAUSE, Line


def queued(seq, album=None, tries=0):
    return Queued(seq, seq + 100, 7, album, tries, 0.0, "{}")


def line(*updates, now=0.0):
    made = Line(7, 7)
    for one in updates:
        made.add(one, now)
    return made


def seqs(updates):
    return [one.seq for one in updates]


def test_the_first_to_come_is_the_first_to_go():
    """One at a time, in order."""
    waiting = line(queued(1), queued(2))

    assert seqs(waiting.turn()) == [1]
    waiting.remove(waiting.turn())
    assert seqs(waiting.turn()) == [2]


def test_the_parts_of_an_album_go_together_though_others_come_between():
    """An album that is at the head takes its parts from anywhere behind."""
    waiting = line(queued(1, "a"), queued(2), queued(3, "a"), queued(4, "b"))

    assert seqs(waiting.turn()) == [1, 3]
    waiting.remove(waiting.turn())
    assert seqs(waiting.waiting) == [2, 4]


def test_an_album_waits_until_nothing_more_has_come_for_a_while():
    """Each further part prolongs the wait."""
    waiting = line(queued(1, "a"), now=10.0)
    waiting.add(queued(2, "a"), 10.5)

    assert waiting.ready_at() == 10.5 + ALBUM_PAUSE


def test_a_whole_album_does_not_wait():
    """Ten parts are all that Telegram allows."""
    waiting = line(*(queued(seq, "a") for seq in range(ALBUM_PARTS)), now=10.0)

    assert waiting.ready_at() == 0.0


def test_a_single_post_does_not_wait():
    """Only albums do."""
    assert line(queued(1), queued(2, "a"), now=10.0).ready_at() == 0.0


def test_an_album_is_suspect_when_one_of_its_parts_is():
    """An earlier process ended on a part of it."""
    waiting = line(queued(1, "a"), queued(2, "a", tries=1), queued(3, tries=1))

    assert waiting.suspect
    waiting.absolve()
    assert not waiting.suspect
    waiting.remove(waiting.turn())
    assert waiting.suspect
