"""What the last messages say is known, without their words and within bounds."""

from bot.delivery.shown import Shown
from bot.reply import Quote, Reply


def test_a_message_is_known_by_all_that_can_be_edited():
    """The same text, formatting and buttons are the same message; the quote is no part of it."""
    shown = Shown()
    shown.note(7, 1, Reply("Known.", quote=Quote("closes", 3)))

    assert shown.says(7, 1, Reply("Known."))
    assert not shown.says(7, 1, Reply("Unknown."))
    assert not shown.says(7, 2, Reply("Known."))


def test_only_the_last_messages_are_remembered():
    """Memory does not grow with what is sent; of older messages nothing is claimed."""
    shown = Shown(most=10)
    for message_id in range(20):
        shown.note(7, message_id, Reply("Known."))

    assert [message_id for message_id in range(20) if shown.says(7, message_id, Reply("Known."))] == list(range(10, 20))


def test_a_message_that_was_edited_is_remembered_as_a_new_one():
    """Its old words are forgotten, and it is not the first to go."""
    shown = Shown(most=2)
    for message_id in (1, 2):
        shown.note(7, message_id, Reply("Known."))
    shown.note(7, 1, Reply("Corrected."))
    shown.note(7, 3, Reply("Known."))

    assert shown.says(7, 1, Reply("Corrected."))
    assert not shown.says(7, 1, Reply("Known."))
    assert not shown.says(7, 2, Reply("Known."))
