"""Lists that moderators work through turn their pages and open each claim, in every language."""

from dataclasses import replace
from datetime import date

import pytest

from bot.buttons.desk import DeskAction, DeskVerb
from bot.rendering.answers import Renderer
from bot.rendering.listing import PAGE, drafts, reviews
from bot.words import words
from claims_db.model import LANGUAGES, State
from tests.bot.rendering.test_dialogue import sendable
from tests.making import make_claim, make_source


def plain(language):
    return Renderer(words(language), date(2026, 5, 7), "allegedly_bot")


def labels(reply):
    return [button.text for row in reply.buttons for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_overdue_claims_have_pages_and_a_reminder(language):
    """Each claim has a button, and the choice of reminders is one press away."""
    claims = [make_claim(id=f"bridge-{number}", next_review=date(2026, 1, 1)) for number in range(PAGE + 1)]
    say = words(language).say

    first = reviews(plain(language), claims, 0, reminded=False)
    last = reviews(plain(language), claims, 9, reminded=None)

    assert say("desk-button-remind") in labels(first)
    assert say("desk-button-more") in labels(first)
    assert len(labels(first)) == PAGE + 2
    assert labels(last)[-1] == say("desk-button-fewer")
    assert sendable(first)
    assert sendable(last)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 21, 400])
def test_drafts_tell_whose_review_they_are_and_lead_to_it(language, count):
    """The publisher stands beside each, and the sentence links to the review, as readers' link leads nowhere yet."""
    source = make_source(publisher="Harbour Facts", url="https://facts.example/bridge")
    claim = make_claim(state=State.DRAFT, sources=(source,), statement="The bridge closes. " * 60)

    reply = drafts(plain(language), [replace(claim, id=f"bridge-{number}") for number in range(count)], 0)

    assert reply.text.startswith(words(language).say("desk-drafts", count=count))
    assert "bridge-0 – Harbour Facts" in reply.text
    assert {entity.url for entity in reply.entities if entity.url} == {source.url}
    assert reply.buttons[0][0].action == str(DeskAction(DeskVerb.CLAIM, "bridge-0"))
    assert sendable(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_without_a_source_is_listed_too(language):
    """A bare claim of a list has neither publisher nor address."""
    reply = drafts(plain(language), [make_claim(state=State.DRAFT, sources=())], 0)

    assert sendable(reply)
    assert drafts(plain(language), [], 0).text == words(language).say("desk-drafts-none")
