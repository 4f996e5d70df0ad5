"""Cards, histories and lists fit into a message in every language, whatever a claim holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.buttons.desk import parse, read_page
from bot.curation import (
    Change,
    ChangedSince,
    Explained,
    Found,
    HistoryEntry,
    Imported,
    Kind,
    NothingToUndo,
    Stats,
    Undone,
    Who,
    WrongState,
)
from bot.rendering.answers import Renderer
from bot.rendering.desk import HISTORY_PAGE, DeskRenderer, form_text
from bot.reply import utf16_length
from bot.roles import Member, Role
from bot.words import words
from claims_db.model import (
    LANGUAGES,
    Closeness,
    Decision,
    Difference,
    DifferenceKind,
    Finding,
    Match,
    Phrasing,
    Stance,
    State,
)
from tests.bot.rendering.test_dialogue import sendable
from tests.making import make_claim, make_source

TODAY = date(2026, 5, 7)


def renderer(language="en"):
    return DeskRenderer(Renderer(words(language), TODAY, "allegedly_bot"))


def labels(reply):
    return [button.text for row in reply.buttons for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_of_the_largest_claim_fits(language):
    """More than a message holds is cut, and the cut is said."""
    text = "слово \u202eдруге\u202c 😀 " * 60
    claim = make_claim(
        context={"en": text, "uk": text, "ru": text},
        phrasings=tuple(Phrasing(f"{number} {text}", "uk") for number in range(40)),
        near_misses=tuple(f"{number} {text}" for number in range(40)),
        sources=tuple(make_source(title=f"{number} {text}") for number in range(40)),
    )

    reply = renderer(language).card(claim, {})

    assert sendable(reply)
    assert reply.text.endswith(words(language).say("desk-cut"))
    assert "\u202e" not in reply.text


def test_a_card_offers_what_its_state_allows():
    """A published claim can be retired and merged, a retired one restored."""
    say = words("en").say

    live = labels(renderer().card(make_claim(next_review=date(2026, 5, 1)), {"useful": 3}))
    gone = labels(renderer().card(make_claim(state=State.RETIRED, merged_into="tunnel-closes"), {}))

    assert {say(f"desk-button-{name}") for name in ("retire", "merge", "still-right", "edit", "history")} <= set(live)
    assert say("desk-button-restore") not in live
    assert say("desk-button-restore") in gone
    assert say("desk-button-retire") not in gone


def test_a_card_says_which_sources_are_silent():
    """Where sources were looked at, those that do not answer are named."""
    reply = renderer().card(make_claim(), {}, ("https://example.org/bridge",))

    assert words("en").say("desk-problem-unreachable", detail="https://example.org/bridge") in reply.text


def test_a_form_that_is_too_long_is_no_message():
    """Then it is sent as a file."""
    long = make_claim(context={"en": "word " * 900})

    assert renderer().form(long) is None
    short = renderer().form(make_claim())
    assert short is not None
    assert form_text(make_claim()) in short.text


def test_what_was_typed_can_be_copied():
    """A text comes back in one piece, ready to be tapped."""
    reply = renderer().copy("desk-cancelled-typed", "claim: The bridge closes.\nphrasing: it \u202ecloses")

    assert reply is not None
    assert reply.text.endswith("claim: The bridge closes.\nphrasing: it closes")
    assert [entity.kind for entity in reply.entities] == ["pre"]
    assert renderer().copy("desk-cancelled-typed", "x" * 4_096) is None


def entry(version, **changes):
    good = {
        "version": version,
        "by": Who("m-1", 7),
        "at": datetime(2026, 5, 4, 7, 5, tzinfo=UTC),
        "kind": "edit",
        "why": "",
        "changes": (Change("rating", "true", "false"),),
    }
    return HistoryEntry(**good | changes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*Kind, ""])
def test_every_kind_of_act_has_words(language, kind):
    """No act is told by its code."""
    reply = renderer(language).history("bridge", [entry(2, kind=str(kind))], 0, user_id=7)

    assert words(language).say(f"desk-kind-{kind or 'none'}") in reply.text


def test_a_history_has_pages():
    """The newest first; the buttons name the pages beside, and a page beyond the end is the last."""
    entries = [entry(number) for number in range(1, 2 * HISTORY_PAGE + 2)]

    middle = renderer().history("bridge", entries, 1, user_id=7)
    beyond = renderer().history("bridge", entries, 30, user_id=7)

    actions = [parse(button.action) for row in middle.buttons for button in row]
    assert [read_page(action.subject) for action in actions if action] == [(0, "bridge"), (2, "bridge")]
    assert f"\n\n{HISTORY_PAGE + 1}. " in middle.text
    assert "\n\n1. " in beyond.text
    assert len(beyond.buttons[0]) == 1


def test_a_history_of_long_changes_fits():
    """Each change is shortened, and many are counted."""
    change = Change("context[uk]", "слово " * 150, "слово 😀 " * 150)
    entries = [entry(number, changes=(change,) * 30, why="причина " * 200) for number in range(1, 9)]

    reply = renderer("uk").history("bridge", entries, 0, user_id=7)

    assert sendable(reply)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("stance", Stance)
def test_each_match_is_explained(language, decision, stance):
    """What a reader would get, and why: in the moderator's language."""
    match = Match("harbour-bridge-closes", 0.93, "they are shutting the bridge", (0, 10), stance, Closeness.VERY_CLOSE)
    finding = Finding(decision, stance, (match,), sure=("harbour-bridge-closes",))

    reply = renderer(language).found(Found(finding, (Explained(match, make_claim()),)), "they shut the harbour bridge")

    assert words(language).say(f"desk-stance-{stance}") in reply.text
    assert "0.93" in reply.text
    assert words(language).say("desk-found-span", span="they shut") in reply.text
    assert sendable(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_of_a_match_are_said(language):
    """The words that met, what differs, a link to a source and a near miss that is closer."""
    other = Difference(DifferenceKind.DATE, "June 2031", "June 2026", (0, 9))
    match = Match(
        "harbour-bridge-closes", 0.5, "the bridge", (0, 10), Stance.ASSERTS, Closeness.RELATED, (other,), linked=True
    )
    told = Explained(match, make_claim(), words=("harbor", "bridges"), capped=True)

    reply = renderer(language).found(Found(Finding(Decision.WEAK, Stance.ASSERTS, (match,)), (told,)), "in June 2031")

    say = words(language).say
    assert say("desk-found-words", words="harbor, bridges") in reply.text
    assert say("differs", said="June 2031", known="June 2026") in reply.text
    assert say("desk-found-linked") in reply.text
    assert say("desk-found-capped") in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_done_is_said(language):
    """Undone, not undone, imported, impossible: each has its sentence."""
    show = renderer(language)
    many = tuple(f"claim-{number}" for number in range(40))

    replies = [
        show.undone(Undone(Kind.MERGE, 1_777_878_300.0, many), 7),
        show.undone(NothingToUndo(), 7),
        show.undone(ChangedSince(Kind.EDIT, 1_777_878_300.0, ("bridge",), Who("m-2", 8)), 7),
        show.imported(Imported(1, 2, 3, 1)),
        show.imported(Imported(0, 0, 3, 0)),
        show.wrong_state(WrongState("bridge", State.RETIRED)),
        show.wrong_state(WrongState("bridge", State.PUBLISHED)),
        show.wrong_state(WrongState("bridge", State.DRAFT)),
        show.wrong_state(WrongState("bridge", State.RETIRED, "tunnel")),
        show.members([Member(7, Role.OWNER), Member(8, Role.MODERATOR, 1_777_878_300.0, 7)]),
        show.stats(Stats({"published": 3}, {"false": 2}, {"uk": 4}, 1, {"edit": 2, "brand-new": 1}, {"useful": 5})),
        show.unknown("no-such", [make_claim()]),
    ]

    assert all(sendable(reply) for reply in replies)
    assert "claim-9" in replies[0].text
    assert "claim-10" not in replies[0].text
    assert utf16_length(replies[0].text) < 1_000


def test_a_forged_id_is_shown_harmlessly():
    """An id that somebody typed is shortened and turns nothing around."""
    reply = renderer().unknown("\u202e" + "x" * 500)

    assert "\u202e" not in reply.text
    assert len(reply.text) < 250
    assert replace(reply, text="").buttons == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_no_heading_over_nothing(language):
    """A draft that came in bare shows what it has, and what may be done with it."""
    bare = make_claim(state=State.DRAFT, context={}, phrasings=(), near_misses=(), sources=())
    say = words(language).say

    card = renderer(language).card(bare, {})

    for part in ("context", "phrasings", "near", "sources"):
        assert say(f"desk-card-{part}") not in card.text.split("\n")
    assert {say("desk-button-publish"), say("desk-button-discard")} <= set(labels(card))
