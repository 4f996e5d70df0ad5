"""One reader may ask much, none may ask everything."""

from hypothesis import given
from hypothesis import strategies as st

from bot import limits
from bot.limits import A_MINUTE, AT_ONCE, Limits


def test_a_burst_is_answered_up_to_twenty_posts_then_comes_one_notice_then_silence():
    """25 posts at once: 20 answers, one notice, four times nothing."""
    readers = Limits()

    permissions = [readers.allow("ann", 0.0) for _ in range(25)]

    assert permissions == ["allowed"] * 20 + ["notice"] + ["silent"] * 4


def test_thirty_posts_a_minute_are_answered_for_as_long_as_they_come():
    """A post every two seconds for an hour: every one is answered."""
    readers = Limits()

    permissions = {readers.allow("ann", second * 2.0) for second in range(1_800)}

    assert permissions == {"allowed"}


def test_a_flooder_gets_one_notice_a_minute():
    """Ten posts a second for five minutes: thirty answers a minute beyond the burst, and five notices."""
    readers = Limits()

    permissions = [readers.allow("ann", tick / 10) for tick in range(3_000)]

    assert permissions.count("notice") == 5
    assert permissions.count("allowed") == AT_ONCE + 5 * A_MINUTE - 1


def test_readers_do_not_use_up_the_posts_of_others():
    """One reader's flood leaves another's posts answered."""
    readers = Limits()
    for _ in range(100):
        readers.allow("ann", 0.0)

    assert readers.allow("bob", 0.0) == "allowed"


def test_a_post_that_is_handled_again_stays_allowed():
    """The answer to the twentieth post could not go out at once: its second try is no further post."""
    readers = Limits()
    for post in range(AT_ONCE):
        readers.allow("ann", 0.0, post=post)

    assert readers.allow("ann", 1.0, post=AT_ONCE - 1) == "allowed"
    assert readers.allow("ann", 1.0, post=AT_ONCE) == "notice"


def test_posts_that_waited_for_the_bot_count_from_when_they_were_sent():
    """An outage of an hour, 60 posts sent a minute apart: all are answered, though handled at once."""
    readers = Limits()

    permissions = {readers.allow("ann", 0.01 * post, post=post, sent_at=post * 60.0) for post in range(60)}

    assert permissions == {"allowed"}


def test_a_flood_that_waited_for_the_bot_is_still_one():
    """25 posts sent in one second and handled a second apart, beside others' newer ones: 20 answers and one notice."""
    readers = Limits()
    permissions = []
    for post in range(25):
        permissions.append(readers.allow("ann", float(post), post=post, sent_at=1_000.0))
        readers.allow("bob", float(post), post=post, sent_at=5_000.0 + post)

    assert permissions == ["allowed"] * 20 + ["notice"] + ["silent"] * 4


def test_an_old_post_after_a_new_one_fills_nothing_again():
    """Posts whose dates jump back and forth earn no more answers than the newest date allows."""
    readers = Limits()

    permissions = [readers.allow("ann", 0.0, sent_at=1_000.0 * (post % 2)) for post in range(60)]

    assert permissions.count("allowed") == AT_ONCE + 1
    assert readers.allow("ann", 59.0, sent_at=1_002.0) == "allowed"


def test_the_memory_for_readers_is_bounded(monkeypatch):
    """New readers push out the one who has been quiet for longest, and only that one."""
    monkeypatch.setattr(limits, "MOST_READERS", 2)
    readers = Limits()
    for reader in ("quiet", "ann"):
        for _ in range(AT_ONCE):
            readers.allow(reader, 0.0)
    readers.allow("ann", 0.1)
    readers.allow("new", 0.2)

    assert readers.allow("ann", 0.3) == "silent"
    assert readers.allow("quiet", 0.3) == "allowed"


def test_who_is_quiet_until_they_are_as_new_takes_no_memory():
    """A thousand readers, one a second: held are those of the last minute."""
    readers = Limits()

    for reader in range(1_000):
        readers.allow(str(reader), float(reader))

    assert len(readers) <= 61


@given(st.lists(st.floats(0, 600), max_size=300))
def test_no_stretch_of_time_holds_more_answers_than_burst_and_rate_allow(moments):
    """Law: between any two moments at most 20 answers and 30 for each minute between them."""
    readers = Limits()
    answered = [moment for moment in sorted(moments) if readers.allow("ann", moment) == "allowed"]

    for first, begin in enumerate(answered):
        for count, end in enumerate(answered[first:], start=1):
            assert count <= AT_ONCE + (end - begin) * A_MINUTE / 60 + 1e-6
