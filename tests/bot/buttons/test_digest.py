"""The button that shows more of a digest."""

from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.carried import MOST_BYTES
from bot.buttons.digest import Onward, read_onward
from bot.buttons.readers import Verb, parse

REVISION = st.integers(0, 10**12 - 1)


@given(REVISION, REVISION, st.booleans(), REVISION)
def test_it_brings_back_where_the_reader_was(since, until, new, revision):
    """Whatever the numbers, within Telegram's limit."""
    button = Onward(since, until, (new, -revision))

    action = parse(str(button))

    assert len(str(button)) <= MOST_BYTES
    assert action is not None
    assert action.verb is Verb.DIGEST
    assert read_onward(action.subject) == button


@given(st.text("more-cn0123456789x", max_size=30))
def test_forged_data_does_no_harm(subject):
    """Anything is read as a place, or as none."""
    found = read_onward(subject)

    assert found is None or str(found).startswith("b:more-")
