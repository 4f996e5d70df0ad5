"""Texts are cut where people end a thought, and channel furniture is left out."""

import pytest

from claims_db.matching.passages import MAX_PASSAGES, MAX_WORDS, passages
from claims_db.text import normalise


def cut(text):
    """The sentences of a text as folded words."""
    read = normalise(text)
    return [" ".join(read.words[one.first : one.last]) for one in passages(read) if one.sentences == 1]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One thing. Another thing! A third?", ["one thing", "another thing", "a third"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("It costs 4.99 a month", ["it costs 4 99 a month"]),
        ("", []),
        ("🔥🔥", []),
    ],
)
def test_sentences_end_at_marks_and_lines(text, sentences):
    """A mark inside a number ends nothing."""
    assert cut(text) == sentences


@pytest.mark.parametrize(
    "line",
    [
        "👉 Subscribe @truth https://t.me/truth",
        "Підписуйтесь на наш канал",
        "🔁 Переслано много раз",
        "#news #today",
        "Срочно!!!",
        "https://example.org/a",
    ],
)
def test_furniture_is_no_passage(line):
    """Asking to subscribe, forwarding headers, rows of hashtags and links make no claim."""
    assert cut(f"The bridge is closed\n{line}") == ["the bridge is closed"]


def test_neighbours_and_short_texts_are_also_taken_together():
    """A claim told in two sentences can be found in both."""
    read = normalise("They closed it. The bridge is gone. For good.")

    assert {(one.first, one.last) for one in passages(read)} >= {(0, 7), (3, 9), (0, 9)}


def test_a_post_of_very_many_sentences_is_read_to_its_end():
    """Neighbours are taken together, so that each word of the text stands in some passage."""
    read = normalise("The market is open. " * 90 + "They closed the harbour bridge. " + "It rains on the hill. " * 90)

    found = passages(read)

    assert [one.last for one in found[:-1]] == [one.first for one in found[1:]]
    assert (found[0].first, found[-1].last) == (0, len(read.words))
    assert len(found) <= MAX_PASSAGES
    assert max(one.last - one.first for one in found) <= MAX_WORDS


def test_there_is_an_end_to_it():
    """However a text is made, its passages are few and none is long."""
    found = passages(normalise("a b. " * 900))
    long = passages(normalise("слово " * 600))

    assert len(found) <= MAX_PASSAGES
    assert max(one.last - one.first for one in long) <= MAX_WORDS
