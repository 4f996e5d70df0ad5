"""What is searched for is a short, plain form of the post."""

from hypothesis import given
from hypothesis import strategies as st

from bot.elsewhere.query import LEAST_WORDS, LONGEST_QUERY, query_of
from claims_db.text import normalise


@given(st.text(max_size=2_000))
def test_a_query_is_short_and_plain(text):
    """Whatever a post holds: words with one blank between, few enough, and asking again changes nothing."""
    query = query_of(text)

    assert len(query) <= LONGEST_QUERY
    assert query == "" or query == query_of(query)
    assert normalise(text).text.startswith(query)


def test_it_ends_with_a_whole_word():
    """Half a word finds nothing."""
    query = query_of("hamsters " * 100)

    assert set(query.split()) == {"hamsters"}


def test_links_are_left_out():
    """Where somebody's link leads is not told."""
    assert query_of("A hamster won in chess https://t.me/+s3cret?x=1") == "a hamster won in chess"


def test_too_few_words_are_no_query():
    """What claims nothing is not searched for."""
    words = ["durov", "left", "russia", "again"]

    assert query_of(" ".join(words[: LEAST_WORDS - 1])) == ""
    assert query_of(" ".join(words[:LEAST_WORDS])) != ""
    assert query_of("😀 !!! ...") == ""
