"""Short answers for groups, their settings, and cards for any chat."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.groups import parse_press
from bot.checking.answer import Answer, Case, Part
from bot.group_settings import CHOICES, GroupSettings
from bot.rendering.answers import Renderer
from bot.rendering.groups import GROUP_LENGTH, GroupRenderer
from bot.reply import utf16_length
from bot.store.groups import Group
from bot.words import words
from claims_db.model import LANGUAGES, Closeness, Rating, Stance
from tests.making import make_claim, make_source

CHAT = -1001000001002
POST = "They are shutting the harbour bridge forever, says my neighbour"
LONG = "Довге речення про міст, яке ніяк не скінчиться, бо в ньому все нові й нові подробиці. "


def renderer(language="en", today=date(2026, 6, 1)):
    return GroupRenderer(Renderer(words(language), today, "allegedly_bot"))


def found(claim=None, stance=Stance.ASSERTS, case=Case.CLAIM, number=1):
    """A post that says something of a claim, or of several."""
    claims = [claim or make_claim()] + [make_claim(id=f"claim-{n}") for n in range(1, number)]
    parts = tuple(Part(each, stance, (0, 44), Closeness.VERY_CLOSE, 0.97) for each in claims)
    return Answer(case, parts, post=POST, quotable=True, read=len(POST), revision=3)


def links(reply):
    return [entity.url for entity in reply.entities if entity.url]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_complete(language):
    """Facts, the claim and its rating, dated sources, the day of the check, the way to all of it, what is quoted."""
    reply = renderer(language).answer(found(), CHAT)

    say = words(language).say
    claim = make_claim()
    assert reply.text.startswith("ℹ️ " + say("known"))
    assert claim.context[language][:60] in reply.text
    assert say("rating-false") in reply.text
    assert words(language).date("2026-05-04") in reply.text
    assert say("checked-on", date=words(language).date(date(2026, 5, 6))) in reply.text
    full = "https://t.me/allegedly_bot?start=c_harbour-bridge-closes"
    assert links(reply) == ["https://example.org/bridge", "https://example.net/works", full]
    assert reply.buttons[0][0].url == full
    assert reply.quote is not None
    assert POST.startswith(reply.quote.text)


def test_the_only_button_that_acts_is_for_admins():
    """No votes and no counts in a group: the full answer, and taking the message away."""
    [row] = renderer().answer(found(), CHAT).buttons

    pressed = parse_press(row[1].action)
    assert (len(row), pressed and (pressed.chat_id, pressed.field)) == (2, (CHAT, "hide"))


@pytest.mark.parametrize("stance", [Stance.NEGATES, Stance.ASKS])
def test_a_denial_is_never_given_the_claims_label(stance):
    """It would be read as that of the post."""
    reply = renderer().answer(found(stance=stance), CHAT)

    assert words("en").say(f"claim-{stance}") in reply.text
    assert "False" not in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("stance", Stance)
def test_the_longest_claim_fits(language, rating, stance):
    """600 units hold for claims with endless texts, and a source stays."""
    claim = make_claim(
        rating=rating,
        statement=LONG * 9,
        language="uk",
        statement_in={},
        context={"uk": LONG * 20},
        sources=(make_source(publisher="П" * 40, title=LONG * 2), make_source(title=LONG)),
        next_review=date(2026, 5, 20),
    )

    for answer in (found(claim, stance), found(claim, stance, Case.WEAK), found(claim, stance, Case.SEVERAL, 3)):
        reply = renderer(language).answer(answer, CHAT)
        assert utf16_length(reply.text) <= GROUP_LENGTH
        assert links(reply)
    assert utf16_length(renderer(language).card(claim).message.text) <= GROUP_LENGTH


@given(st.text(max_size=300), st.text(max_size=600), st.text(min_size=1, max_size=80))
def test_offsets_fit_whatever_the_texts(statement, context, title):
    """Every entity lies inside the message, which is never too long."""
    claim = make_claim(statement=statement, context={"en": context}, sources=(make_source(title=title),))

    reply = renderer().answer(found(claim), CHAT)

    length = utf16_length(reply.text)
    assert length <= GROUP_LENGTH
    assert all(each.offset >= 0 and each.length and each.offset + each.length <= length for each in reply.entities)


def test_several_claims_are_a_short_list():
    """Each with its rating and the link to its full answer."""
    reply = renderer().answer(found(case=Case.SEVERAL, number=3), CHAT)

    assert reply.text.count(words("en").say("rating-false")) == 3
    assert [link.split("c_")[1] for link in links(reply)] == ["harbour-bridge-closes", "claim-1", "claim-2"]


def test_a_weak_match_is_offered_without_a_rating():
    """It may be about something else, so nothing is said of whether it is true."""
    reply = renderer().answer(found(case=Case.WEAK), CHAT)

    assert reply.text.startswith(words("en").say("weak"))
    assert words("en").say("rating-false") not in reply.text
    assert len(links(reply)) == 2


def test_old_knowledge_is_marked():
    """After the day of its review a claim says that it may be out of date."""
    claim = make_claim(next_review=date(2026, 5, 20))

    said = words("en").say("review-passed", date=words("en").date(date(2026, 5, 20)))

    assert said in renderer().answer(found(claim), CHAT).text
    assert said not in renderer(today=date(2026, 5, 20)).answer(found(claim), CHAT).text


@pytest.mark.parametrize("case", [Case.WEAK, Case.CLAIM])
def test_short_answers_are_dated_too(case):
    """When it was checked, how far the evidence goes where it can change, and whether that may be too old."""
    claim = make_claim(next_review=date(2020, 1, 1))

    text = renderer("en").answer(replace(found(claim), case=case), CHAT).text

    assert "Checked on" in text
    assert "Evidence up to" in text
    assert "out of date" in text


def test_another_language_is_said():
    """Who gets a text in another language is told why."""
    claim = make_claim(statement_in={}, context={"en": "Only in English."})

    assert words("uk").say("other-language", language="англійською") in renderer("uk").answer(found(claim), CHAT).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in Case if case not in (Case.CLAIM, Case.SEVERAL, Case.WEAK)])
def test_every_other_case_is_short(language, case):
    """A question that finds nothing is answered all the same, in a few lines."""
    reply = renderer(language).answer(Answer(case), CHAT)

    assert 10 < utf16_length(reply.text) <= 300
    assert reply.buttons == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_stands_alone(language):
    """What is dropped into a chat names the claim, its rating and sources; the list shows what it will be."""
    card = renderer(language).card(make_claim())

    say = words(language).say
    assert card.claim_id == "harbour-bridge-closes"
    assert card.about.startswith(say("rating-false"))
    assert say("claim-card") in card.message.text
    assert links(card.message)[-1].endswith("c_harbour-bridge-closes")
    assert card.message.buttons == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", CHOICES)
def test_every_setting_is_explained_and_every_choice_offered(language, field):
    """The current choice is marked, each button chooses what it says, for this group."""
    group = Group(CHAT, GroupSettings())

    reply = renderer(language).choices(group, field)

    *offered, back = [row[0] for row in reply.buttons]
    pressed = [parse_press(button.action) for button in offered]
    assert [press and (press.chat_id, press.field, press.code) for press in pressed] == [
        (CHAT, field, code) for code in CHOICES[field]
    ]
    marked = [press.code for press, button in zip(pressed, offered, strict=True) if press and "✓" in button.text]
    assert marked == [GroupSettings().choice(field)]
    assert back.action == f"g:{CHAT}:menu:"
    assert words(language).say(f"settings-{field}-why") in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_name_the_group_in_private(language):
    """An admin of many groups sees which one this is; only in the group itself is there a way into private."""
    group = Group(CHAT, GroupSettings(), guessed="uk")

    private = renderer(language).settings(group, title="Neighbours <b>", in_group=False)
    public = renderer(language).settings(replace(group, guessed=""), in_group=True)

    assert "Neighbours <b>" in private.text
    assert "Українська" in private.text
    assert [row[0].url for row in private.buttons if row[0].url] == []
    assert [row[0].url for row in public.buttons if row[0].url] == [f"https://t.me/allegedly_bot?start=g_{CHAT}"]
