"""Questions and previews speak every language, fit into a message, and can't be broken by what people type."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claim_form import Fault, Form
from bot.curation import Change, Conflict, Preview, SimilarClaim, Who
from bot.dialogue import ORDER, REPEATED, State, Step
from bot.emulator.text import prepare
from bot.rendering.answers import Renderer
from bot.rendering.dialogue import DialogueRenderer
from bot.reply import utf16_length
from bot.words import words
from claims_db.curation import Problem
from claims_db.model import LANGUAGES, Phrasing
from claims_db.model import State as ClaimState
from tests.making import make_claim

TODAY = date(2026, 5, 7)


def renderer(language="en", **changes):
    return DialogueRenderer(Renderer(words(language), TODAY, "allegedly_bot"), "0123456789ab", **changes)


def sendable(reply):
    """Whether Telegram would take the reply as it is."""
    entities = [
        {"type": one.kind, "offset": one.offset, "length": one.length, "url": one.url} for one in reply.entities
    ]
    given = [{name: value for name, value in one.items() if value is not None} for one in entities]
    text, _ = prepare(reply.text, given, limit=4_096, what="message")
    data = [button.action or "" for row in reply.buttons for button in row]
    return bool(text) and all(len(one.encode()) <= 64 for one in data) and all(len(row) <= 8 for row in reply.buttons)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [*ORDER, Step.APPEARS, Step.NEXT_REVIEW, Step.TAGS])
def test_every_question_is_asked_in_every_language(language, step):
    """With a claim and without, alone and in order, the question can be sent and left."""
    for base, claim_id in ((None, ""), (make_claim(), "harbour-bridge-closes")):
        for single in (False, True):
            state = State(step, Form(), claim_id=claim_id, single=single)
            reply = renderer(language).question(state, base)
            assert words(language).say(f"desk-ask-{step}", id=claim_id) in reply.text
            assert sendable(reply)
            assert words(language).say("desk-button-cancel") in [button.text for button in reply.buttons[-1]]


@pytest.mark.parametrize("step", sorted(REPEATED))
def test_what_is_there_is_numbered_and_can_be_dropped(step):
    """Each entry has its number, and the last eight a button."""
    claim = make_claim(tags=("bridge", "city"))

    reply = renderer().question(State(step, Form(id=claim.id), claim_id=claim.id, single=True), claim)

    assert words("en").say("desk-so-far") in reply.text
    assert "\n1. " in reply.text
    assert words("en").say("desk-button-drop", number=1) in [button.text for row in reply.buttons for button in row]


def test_in_a_group_one_is_told_to_reply():
    """There only replies are answers."""
    hint = words("en").say("desk-in-group")

    assert hint in renderer(in_group=True).question(State(Step.CLAIM)).text
    assert hint not in renderer().question(State(Step.CLAIM)).text


def test_faults_stand_before_the_question():
    """Who gave a wrong answer sees first what was wrong with it."""
    reply = renderer().question(State(Step.RATING), None, [Fault("unknown_rating", 1, "flase", "false")])

    assert reply.text.index("flase") < reply.text.index(words("en").say("desk-ask-rating"))
    assert sendable(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_says_everything(language):
    """Changes, the reader's answer, problems, warnings, what is close: all in the moderator's language."""
    say = words(language).say
    preview = Preview(
        make_claim(),
        problems=(Problem("few_sources", "1"),),
        warnings=(
            Problem("agentless", "context[en]: it is alleged"),
            Problem("unreachable", "https://example.org/bridge"),
        ),
        similar=(SimilarClaim(make_claim(id="tunnel-closes", statement="The tunnel closes."), 0.7),),
    )

    reply = renderer(language).preview(
        State(Step.PREVIEW, claim_id="harbour-bridge-closes"),
        preview,
        (Change("rating", "true", "false"),),
        links_checked=True,
    )

    for piece in ("true → false", say("known"), say("desk-keeps"), say("desk-look-again"), "tunnel-closes"):
        assert piece in reply.text
    assert say("desk-links-fine") not in reply.text
    assert say("desk-button-publish") not in [button.text for row in reply.buttons for button in row]
    assert sendable(reply)


def test_a_good_claim_can_be_published():
    """Nothing wrong: the button is there, and the proof is said."""
    reply = renderer().preview(State(Step.PREVIEW), Preview(make_claim()), (), links_checked=True)

    assert [button.text for button in reply.buttons[0]] == ["Publish", "Edit", "Cancel"]
    assert words("en").say("desk-links-fine") in reply.text
    assert words("en").say("desk-proof", phrasings=3, near=1) in reply.text


def test_a_retired_claim_is_said_to_be_retired():
    """Who changes it knows that readers do not see it."""
    preview = Preview(make_claim(state=ClaimState.RETIRED))

    reply = renderer().preview(
        State(Step.PREVIEW, claim_id="x"), preview, (Change("tags", "", "a"),), links_checked=False
    )

    assert words("en").say("desk-preview-retired") in reply.text


def test_a_preview_of_very_long_texts_fits():
    """The longest claim that can be stored is shown shortened, and it says so."""
    long = "Слово та ще слово 😀 " * 45
    claim = make_claim(statement=long * 4, statement_in={}, context={"en": long, "uk": long}, appears=long)
    problems = tuple(Problem("phrasing_finds_nothing", long) for _ in range(60))

    reply = renderer().preview(State(Step.PREVIEW), Preview(claim, problems, problems), (), links_checked=True)

    assert utf16_length(reply.text) <= 4_096
    assert sendable(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conflict_shows_both_sides(language):
    """What they changed, what one wanted, and a way to have both."""
    claim = make_claim(version=3)
    conflict = Conflict(
        claim,
        Who("m-1", 4711),
        datetime(2026, 5, 4, 7, 5, tzinfo=UTC),
        theirs=(Change("rating", "false", "disputed"),),
        yours=(Change("near", "", "the bridge was painted"),),
    )

    reply = renderer(language).conflict(State(Step.PREVIEW, claim_id=claim.id), conflict, user_id=7)

    for piece in ("4711", "false → disputed", "+ near: the bridge was painted"):
        assert piece in reply.text
    assert reply.buttons[0][0].text == words(language).say("desk-button-publish-over")


@settings(max_examples=60)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_nothing_typed_breaks_a_reply(text, language):
    """Any words, in any field: the reply can be sent, and no direction mark of theirs goes with it."""
    typed = f"x{text}y".encode("utf-8", "replace").decode()
    claim = make_claim(statement=typed, context={"en": typed}, near_misses=(typed,), phrasings=(Phrasing(typed, "en"),))
    form = Form(statement=typed, language="en", phrasings=(Phrasing(typed, "en"),), near_misses=(typed,))
    show = renderer(language)

    replies = [
        show.question(State(Step.PHRASING, form), None, [Fault("text_outside", 1, typed)]),
        show.question(State(Step.CLAIM, form), claim),
        show.pick(State(Step.PICK, form, picks=(claim.id,)), [claim]),
        show.confirm(State(Step.CONFIRM, form, claim_id=claim.id), claim),
        show.fields(State(Step.FIELDS, form, claim_id=claim.id), [Change("claim", typed, typed)]),
        show.faults(State(Step.PREVIEW, form), [Fault("unknown_field", 2, typed)]),
    ]

    for reply in replies:
        assert sendable(reply)
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(_without_claims(reply.text, claim, typed))


def _without_claims(text, claim, typed):
    """A reply without the claim's own sentence, which is an editor's."""
    return text.replace(claim.statement, "").replace(replace(claim, statement=typed).statement, "")
