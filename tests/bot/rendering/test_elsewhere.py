"""What others found is shown as theirs: whose it is, in their words, with the day and a link."""

import pytest

from bot.buttons.readers import Verb, parse
from bot.elsewhere import Found, Outcome, Review
from bot.rendering.elsewhere import found_elsewhere, offering
from bot.reply import Reply, utf16_length
from bot.words import words
from claims_db.model import LANGUAGES

POST = "A hamster won the chess championship."
REVIEW = Review("Example Check", "A hamster won.", "Pants on fire", "https://check.example/1", "2024-05-02")


def shown(*reviews, language="en"):
    return found_elsewhere(words(language), Found(Outcome.FOUND, reviews))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_has_all_of_a_review(language):
    """Publisher as a link, the day as the reader writes it, the claim and the rating as they were published."""
    sent = shown(REVIEW, language=language)

    say, day = words(language).say, words(language).date("2024-05-02")
    line = sent.text.splitlines()[-1]
    assert sent.text.startswith(say("elsewhere-found"))
    assert line.startswith(f"1. Example Check ({day}): {say('quoted', text='A hamster won.')}")
    assert line.endswith(say("elsewhere-rating", rating="Pants on fire"))
    (link,) = sent.entities
    assert (link.kind, link.url) == ("text_link", "https://check.example/1")
    units = sent.text.encode("utf-16-le")
    assert units[2 * link.offset : 2 * (link.offset + link.length)].decode("utf-16-le") == "Example Check"


def test_each_review_has_a_line_of_its_own():
    """Three publishers are three lines, and no common rating is made of them."""
    assert [line[:3] for line in shown(REVIEW, REVIEW, REVIEW).text.splitlines()[2:]] == ["1. ", "2. ", "3. "]


def test_long_and_odd_texts_are_tamed():
    """What strangers publish fits into a message, keeps to its line and turns nothing around."""
    odd = Review("P" * 1_000, "C \u202e\n" * 300, "R\n" * 500, "https://check.example/1")

    sent = shown(odd, odd, odd)

    assert utf16_length(sent.text) < 1_500
    assert "\u202e" not in sent.text
    assert len(sent.text.splitlines()) == 5
    assert "()" not in sent.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("outcome", "key"),
    [
        (Outcome.NOTHING, "elsewhere-nothing"),
        (Outcome.FAILED, "elsewhere-later"),
        (Outcome.HELD_BACK, "elsewhere-later"),
    ],
)
def test_nothing_found_is_told_from_no_search(outcome, key, language):
    """ "Nobody has checked it" is only said when somebody was asked."""
    assert found_elsewhere(words(language), Found(outcome)) == Reply(words(language).say(key))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offer_says_what_is_sent_and_to_whom(language):
    """The button comes with its consequence, above it; whoever says too little to search for is offered nothing."""
    sent = offering(words(language), Reply("No check yet."), POST)

    assert sent.text.endswith(words(language).say("elsewhere-hint", count=300))
    assert "Google" in sent.text
    assert [parse(button.action).verb for row in sent.buttons for button in row] == [Verb.ELSEWHERE]
    assert offering(words(language), Reply("No check yet."), "Is it?") == Reply("No check yet.")
