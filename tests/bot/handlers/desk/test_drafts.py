"""What came in from others waits among the drafts until a moderator publishes or discards it."""

import json

import pytest

from bot.curation.acting import BRAKE
from bot.rendering.listing import PAGE
from bot.words import words
from claims_db.model import State
from tests.bot.handlers.desk.conftest import STARTER
from tests.bot.talking import labels

SAY = words("en").say
POST = "The old lighthouse of Odesa was sold to a casino in March 2026"


def review(sentence, **fields):
    """A review by others as a fact-checker publishes it."""
    return {
        "@type": "ClaimReview",
        "claimReviewed": sentence,
        "inLanguage": "en",
        "url": "https://facts.example/lighthouse",
        "datePublished": "2026-04-02",
        "author": {"name": "Harbour Facts"},
        "name": "The lighthouse was not sold",
        "reviewRating": {"alternateName": "False"},
        **fields,
    }


async def brought_in(desk, *reviews):
    """Import reviews: what the moderator is told, and the drafts there are."""
    feed = json.dumps({"@graph": list(reviews)}).encode()
    told = await desk.reply(desk.moderator.document("feed.json", feed, "/import"))
    return told, await desk.core.curator.drafts("en")


async def pressed(desk, message, label):
    """Press a button that answers with a new message."""
    desk.moderator.press(message, label)
    answer = (await desk.api.replies(message))[-1]
    await desk.api.confirmed()
    return answer


async def card_of(desk, draft):
    return await desk.tell(desk.moderator, f"/claim {draft.id}")


async def test_an_import_leads_to_its_drafts(desk):
    """The button under what was imported lists them, and each opens its card."""
    told, (draft,) = await brought_in(desk, review(POST))

    listed = await pressed(desk, told, SAY("desk-button-drafts"))

    assert POST in listed.text
    assert f"{draft.id} – Harbour Facts" in listed.text
    card = await pressed(desk, listed, 1)
    assert card.text.startswith(draft.id)
    assert {SAY("desk-button-publish"), SAY("desk-button-discard")} <= set(labels(card))
    assert SAY("desk-button-merge") not in labels(card)


async def test_drafts_are_listed_page_by_page(desk):
    """/drafts shows a page; the next one comes in its place."""
    await brought_in(desk, *(review(f"{POST} for the {number}th time") for number in range(PAGE + 1)))

    listed = await desk.tell(desk.moderator, "/drafts")
    turned = await desk.press(desk.moderator, listed, SAY("desk-button-more"))

    assert turned.text.startswith(SAY("desk-drafts", count=PAGE + 1))
    assert f"\n{PAGE + 1}. " in turned.text


async def test_drafts_in_ones_own_language_come_first(desk):
    """A moderator begins with what they can read."""
    ukrainian = review("Старий маяк Одеси продали під казино у березні 2026 року", inLanguage="uk")
    await brought_in(desk, review(POST), ukrainian)

    own = await desk.core.curator.drafts("uk")

    assert [draft.language for draft in own] == ["uk", "en"]


async def test_no_drafts_is_an_answer_too(desk):
    """Nothing waits on a fresh base."""
    assert (await desk.tell(desk.moderator, "/drafts")).text == SAY("desk-drafts-none")


async def test_a_draft_is_not_published_with_what_it_lacks(desk):
    """One source and no context of two sentences: the button says everything that is missing."""
    _, (draft,) = await brought_in(desk, review(POST))

    told = await pressed(desk, await card_of(desk, draft), SAY("desk-button-publish"))

    assert SAY("desk-problem-few_sources", detail="1") in told.text
    assert (await desk.claim(draft.id)).state is State.DRAFT


async def test_work_on_a_draft_can_be_kept_without_publishing_it(desk):
    """What is not ready is saved, and the preview goes on saying what is missing."""
    _, (draft,) = await brought_in(desk, review(POST))

    preview = await desk.tell(desk.moderator, f"/editclaim {draft.id}\nappears: chain letters")
    kept = await desk.press(desk.moderator, preview, SAY("desk-button-keep-draft"))

    assert kept.text.startswith(SAY("desk-saved-draft"))
    assert SAY("desk-button-publish") not in labels(preview)
    stored = await desk.claim(draft.id)
    assert (stored.state, stored.appears) == (State.DRAFT, "chain letters")


async def test_a_completed_draft_is_published_from_its_preview_and_found(desk):
    """One press makes it public with what was added; one /undo makes it a draft again."""
    _, (draft,) = await brought_in(desk, review(POST))
    completed = (
        f"/editclaim {draft.id}\ncontext: The city council owns the lighthouse. Its register names no sale.\n"
        "source: https://odesa.example/register | City council | Register of property | 2026-04-01"
    )

    preview = await desk.tell(desk.moderator, completed)
    assert SAY("desk-preview-draft") in preview.text
    done = await desk.press(desk.moderator, preview, SAY("desk-button-publish"))

    assert done.text.startswith(SAY("desk-published"))
    assert "The city council owns the lighthouse" in (await desk.reply(desk.reader.forward(POST))).text
    await desk.tell(desk.moderator, "/undo")
    assert (await desk.claim(draft.id)).state is State.DRAFT


async def test_a_draft_with_everything_needs_only_the_button(desk):
    """A complete draft comes out by one press, and its history says that it was published."""
    _, (draft,) = await brought_in(desk, review(POST))
    form = f"/editclaim {draft.id}\ncontext: The city council owns the lighthouse. Its register names no sale.\n"
    sources = "source: https://odesa.example/register | City council | Register of property | 2026-04-01"
    preview = await desk.tell(desk.moderator, form + sources)
    await desk.press(desk.moderator, preview, SAY("desk-button-keep-draft"))

    told = await pressed(desk, await card_of(desk, draft), SAY("desk-button-publish"))

    assert told.text == SAY("desk-draft-published", id=draft.id)
    assert SAY("desk-kind-publish") in (await desk.tell(desk.moderator, f"/history {draft.id}")).text


@pytest.mark.parametrize("count", [BRAKE + 2])
async def test_discarding_many_drafts_stops_nobody(desk, count):
    """Readers lose nothing by it, so the brake on acts that take something away does not count it."""
    _, drafts = await brought_in(desk, *(review(f"{POST} for the {number}th time") for number in range(count)))

    told = [await desk.tell(desk.moderator, f"/retire {draft.id} not ours") for draft in drafts]

    assert [reply.text for reply in told] == [SAY("desk-retired", id=draft.id) for draft in drafts]
    assert await desk.core.curator.drafts("en") == ()


async def test_a_change_of_a_retired_claim_is_not_called_public(desk):
    """Readers do not see it, and the moderator is told so."""
    await desk.tell(desk.moderator, f"/retire {STARTER} not needed")

    preview = await desk.tell(desk.moderator, f"/editclaim {STARTER}\nappears: chain letters")
    done = await desk.press(desk.moderator, preview, SAY("desk-button-publish"))

    assert done.text.startswith(SAY("desk-saved-retired"))
