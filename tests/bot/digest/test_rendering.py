"""What a digest looks like to its reader."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons.digest import Onward
from bot.buttons.readers import Verb, parse
from bot.digest.pages import AT_ONCE, Page, Told
from bot.digest.rendering import choice, digest, onward
from bot.rendering.answers import MESSAGE_LENGTH
from bot.reply import utf16_length
from bot.words import words
from claims_db.model import LANGUAGES, Rating
from tests.bot.rendering.speaking import TODAY, links, speaking
from tests.making import make_claim

BRIDGE = make_claim()
FERRY = make_claim(
    id="ferry-is-free",
    statement="The ferry is free.",
    statement_in={},
    rating=Rating.ALLEGED,
    appears="The ferry company",
    appears_in={"uk": "Поромна компанія"},
)


def subjects(reply):
    """What the buttons of each row bring back."""
    return [[str(parse(button.action).subject) for button in row] for row in reply.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_has_its_rating_date_and_way_to_the_full_answer(language):
    """Changed ratings first with the one before; by link and by number the whole answer is one press away."""
    page = Page((Told(BRIDGE, Rating.ALLEGED), Told(FERRY)))

    sent = digest(speaking(language), page)

    say = words(language).say
    lines = sent.text.split("\n")
    assert lines[0] == say("digest-title", date=words(language).date(TODAY))
    assert lines[2] == say("digest-changed")
    sentence = BRIDGE.statement_in.get(language, BRIDGE.statement).rstrip(".")
    before = say("digest-before", label=say("rating-alleged"))
    expected = f"1. {say('quoted', text=sentence)} – {say('rating-false')} ({before}) – {say('full-answer')}"
    assert lines[3] == expected
    assert lines[4] == say("checked-on", date=words(language).date(BRIDGE.date_checked))
    assert lines[6] == say("digest-new")
    assert links(sent) == [f"https://t.me/allegedly_bot?start=c_{claim.id}" for claim in (BRIDGE, FERRY)]
    assert subjects(sent) == [[BRIDGE.id, FERRY.id], ["stop"]]
    assert [parse(button.action).verb for button in sent.buttons[0]] == [Verb.OPEN, Verb.OPEN]


@pytest.mark.parametrize(
    ("language", "who"), [("en", "The ferry company"), ("uk", "Поромна компанія"), ("ru", "The ferry company")]
)
def test_an_allegation_names_who_alleges(language, who):
    """Never the bot as accuser."""
    sent = digest(speaking(language), Page((Told(FERRY),)))

    assert words(language).say("said-by", who=who) in sent.text.split("\n")


@pytest.mark.parametrize(("language", "numbers"), [("en", None), ("uk", "2, 3"), ("ru", "2, 3")])
def test_a_claim_in_another_language_is_said_to_be_in_one(language, numbers):
    """In one line for all of them, by their numbers."""
    page = Page((Told(BRIDGE), Told(FERRY), Told(make_claim(id="tram", statement_in={}))))

    sent = digest(speaking(language), page)

    renderer = speaking(language)
    note = renderer.words.say("digest-other-language", numbers=numbers or "", language=renderer.in_language("en"))
    assert (sent.text.split("\n")[-1] == note) is (numbers is not None)


def test_more_than_fit_are_counted_and_shown_at_a_press():
    """The button stands between the claims and the end of the digest; what is read on has no title and no end."""
    page = Page((Told(BRIDGE),) * AT_ONCE, 4_990, Onward(2, 5_002, (True, -4_993)))

    sent, read_on = digest(speaking(), page), onward(speaking(), page)

    assert "And 4,990 more." in sent.text.split("\n")
    assert subjects(sent) == [[BRIDGE.id] * 5, [BRIDGE.id] * 5, ["more-2-5002-n4993"], ["stop"]]
    assert read_on.text.startswith(words("en").say("digest-new"))
    assert subjects(read_on) == subjects(sent)[:-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_digest_fits_into_a_message(language):
    """Ten claims of any length, every label at its longest: sentences give way, links and ratings never."""
    endless = make_claim(
        statement="𝔗he bridge is closed " * 60,
        statement_in={},
        language="uk" if language == "en" else "en",
        rating=Rating.DISPUTED,
        appears="Local channels and a newspaper " * 30,
    )
    page = Page((Told(endless, Rating.ALLEGED),) * AT_ONCE, 9_990, Onward(1, 2, (False, -2)))

    sent = digest(speaking(language), page)

    assert utf16_length(sent.text) <= MESSAGE_LENGTH
    assert len(links(sent)) == AT_ONCE
    assert sent.text.count(words(language).say("rating-disputed")) == AT_ONCE


@settings(max_examples=60)
@given(
    language=st.sampled_from(LANGUAGES),
    told=st.lists(st.tuples(st.text(min_size=1, max_size=300), st.sampled_from(Rating), st.booleans()), max_size=10),
)
def test_numbers_buttons_and_links_agree(language, told):
    """Whatever the claims say, the number on a button is the number of its line."""
    claims = [
        Told(make_claim(id=f"claim-{at}", statement=text, statement_in={}, rating=rating), Rating.TRUE if old else None)
        for at, (text, rating, old) in enumerate(told)
    ]
    page = Page(tuple(sorted(claims, key=lambda one: one.before is None)))

    sent = onward(speaking(language), page)

    buttons = [button for row in sent.buttons for button in row]
    assert [button.text for button in buttons] == [str(number) for number in range(1, len(told) + 1)]
    assert [parse(button.action).subject for button in buttons] == [one.claim.id for one in page.told]
    assert links(sent) == [speaking().link(one.claim) for one in page.told]
    assert utf16_length(sent.text) <= MESSAGE_LENGTH


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("every", [None, "day", "week"])
def test_the_choice_shows_what_is_chosen(language, every):
    """What it is, how it is now, and a mark on the button of it."""
    reply = choice(words(language), every)

    say, now = words(language).say, every or "off"
    (row,) = reply.buttons
    assert reply.text == say("digest-about") + "\n\n" + say(f"digest-now-{now}")
    assert [parse(button.action).subject for button in row] == ["week", "day", "off"]
    assert [button.text for button in row if button.text.startswith("✓")] == [
        say("settings-chosen", value=say(f"button-digest-{now}"))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_do_not_shout(language):
    """No exclamation marks and no capitals for effect."""
    page = Page((Told(BRIDGE, Rating.TRUE), Told(FERRY)), 3, Onward(1, 2, (True, -1)))

    said = choice(words(language), None).text + digest(speaking(language), page).text

    assert "!" not in said
    assert [word for word in re.findall(r"\w{4,}", said) if word.isupper()] == []
