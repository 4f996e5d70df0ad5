"""Claims are changed, retired, merged and taken back; what another did meanwhile is shown."""

from datetime import date

import pytest

from bot.curation.acting import BRAKE
from bot.words import words
from claims_db.exchange.formats import SUFFIXES
from claims_db.model import Rating, State
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, POSTS, STARTER
from tests.bot.talking import labels

SAY = words("en").say
OTHER = "forward-or-account-deleted"


async def published(desk):
    """The claim of the form, published by the moderator."""
    preview = await desk.tell(desk.moderator, FORM)
    await desk.press(desk.moderator, preview, "Publish")


# -- changing -----------------------------------------------------------------------------------------------


async def test_a_change_in_one_message(desk):
    """Given values replace, phrasings, near misses and sources add, a minus takes away."""
    await published(desk)
    preview = await desk.tell(
        desk.moderator,
        f"/editclaim {CLAIM_ID}\nrating: disputed\nphrasing[en]: they wipe out tiny telegram channels at new year\n"
        "-source: https://telegram.org/faq\nsource: https://example.net/note | City | A note | 2026-09",
    )
    assert "rating: false → disputed" in preview.text
    assert "− source: https://telegram.org/faq" in preview.text

    done = await desk.press(desk.moderator, preview, "Publish")

    assert done.text.startswith(SAY("desk-published-change"))
    claim = await desk.claim()
    assert claim is not None
    assert claim.rating is Rating.DISPUTED
    assert [source.url for source in claim.sources] == ["https://example.org/check", "https://example.net/note"]
    answer = await desk.reply(desk.reader.forward("they wipe out tiny telegram channels at new year"))
    assert SAY("rating-disputed") in answer.text


async def test_a_line_that_takes_away_nothing_is_a_fault(desk):
    """What the claim does not have can't be removed, and the line is named."""
    reply = await desk.tell(desk.moderator, f"/editclaim {STARTER}\n-phrasing: no such words")

    assert SAY("desk-problem-nothing_to_remove", detail="no such words") in reply.text
    assert "Line 2" in reply.text


async def test_a_change_with_buttons(desk):
    """Field by field: chosen, answered, looked at, published."""
    await published(desk)
    asked = await desk.tell(desk.moderator, f"/editclaim {CLAIM_ID}")
    assert SAY("desk-no-changes") in asked.text
    await desk.press(desk.moderator, asked, "Rating")
    await desk.press(desk.moderator, asked, "Misleading")
    await desk.press(desk.moderator, asked, "Near misses")
    asked = await desk.press(desk.moderator, asked, SAY("desk-button-drop", number=1))
    asked = await desk.tell(desk.moderator, "Telegram removed three channels after a court order")
    menu = await desk.press(desk.moderator, asked, SAY("desk-button-next"))
    assert "rating: false → misleading" in menu.text
    preview = await desk.press(desk.moderator, menu, "Preview")

    await desk.press(desk.moderator, preview, "Publish")

    claim = await desk.claim()
    assert claim is not None
    assert claim.rating is Rating.MISLEADING
    assert claim.near_misses == ("Telegram removed three channels after a court order",)


async def test_the_claim_to_change_is_asked_for(desk):
    """/editclaim alone asks which one; words find it as well as its id does."""
    asked = await desk.tell(desk.moderator, "/editclaim")
    assert asked.text == SAY("desk-ask-which")
    asked = await desk.tell(desk.moderator, "Telegram will soon become paid for everyone")
    menu = await desk.press(desk.moderator, asked, 1)
    assert menu.text.startswith(SAY("desk-change", id=STARTER))
    await desk.tell(desk.moderator, "/editclaim")

    menu = await desk.tell(desk.moderator, OTHER)

    assert menu.text.startswith(SAY("desk-change", id=OTHER))


async def test_the_claim_to_change_is_found_by_a_post(desk):
    """/editclaim as a reply offers the claims that the post finds."""
    post = desk.moderator.forward("Telegram will soon become paid for everyone unless you act now")
    await desk.reply(post)

    asked = await desk.reply(desk.moderator.say("/editclaim", reply_to=post))
    menu = await desk.press(desk.moderator, asked, 1)

    assert menu.text.startswith(SAY("desk-change", id=STARTER))


async def test_a_change_that_changes_nothing_is_not_published(desk):
    """A preview of nothing has no button to publish it."""
    await published(desk)

    preview = await desk.tell(desk.moderator, f"/editclaim {CLAIM_ID}\nrating: false")

    assert SAY("desk-preview-unchanged") in preview.text or "date-checked" in preview.text
    asked = await desk.tell(desk.moderator, f"/editclaim {CLAIM_ID}")
    preview = await desk.press(desk.moderator, asked, "Preview")
    assert SAY("desk-preview-unchanged") in preview.text
    assert "Publish" not in labels(preview)


async def test_the_later_of_two_editors_sees_the_difference(desk):
    """Nothing is overwritten unseen, and nothing typed is lost: it goes on top with one press."""
    await published(desk)
    early = await desk.tell(desk.moderator, f"/editclaim {CLAIM_ID}\nrating: disputed")
    late = await desk.tell(desk.owner, f"/editclaim {CLAIM_ID}\nappears: Chain letters of autumn 2026")
    await desk.press(desk.moderator, early, "Publish")

    told = await desk.press(desk.owner, late, "Publish")
    assert str(desk.moderator.id) in told.text
    assert "rating: false → disputed" in told.text
    assert "+ appears: Chain letters of autumn 2026" in told.text
    done = await desk.press(desk.owner, told, SAY("desk-button-publish-over"))

    claim = await desk.claim()
    assert claim is not None
    assert done.text.startswith(SAY("desk-published-change"))
    assert (claim.rating, claim.appears) == (Rating.DISPUTED, "Chain letters of autumn 2026")


async def test_an_unknown_claim_is_said_to_be_unknown(desk):
    """A misspelt id gets claims with ids like it."""
    reply = await desk.tell(desk.moderator, "/claim telegram-will-become-payd")

    assert reply.text.startswith(SAY("desk-unknown-claim", id="telegram-will-become-payd"))
    assert any(STARTER in button.get("callback_data", "") for button in reply.buttons)


# -- retiring and coming back -------------------------------------------------------------------------------


async def test_retired_and_restored(desk):
    """A retired claim reaches nobody, its reason is kept, and it can come back."""
    await published(desk)

    retired = await desk.tell(desk.moderator, f"/retire\n{CLAIM_ID} the plan\nwas given up")
    gone = await desk.reply(desk.reader.forward(POSTS["en"]))
    again = await desk.tell(desk.moderator, f"/retire {CLAIM_ID} once more")
    restored = await desk.tell(desk.moderator, f"/restore {CLAIM_ID}")
    back = await desk.reply(desk.reader.forward(POSTS["en"]))

    assert retired.text == SAY("desk-retired", id=CLAIM_ID)
    assert SAY("rating-false") not in gone.text
    assert again.text == SAY("desk-wrong-retired", id=CLAIM_ID)
    assert restored.text == SAY("desk-restored", id=CLAIM_ID)
    assert SAY("rating-false") in back.text
    history = await desk.core.curator.history(CLAIM_ID)
    assert [entry.why for entry in history][1] == "the plan\nwas given up"


async def test_the_reason_is_asked_for(desk):
    """From the card, or without a reason, the bot asks why."""
    card = await desk.tell(desk.moderator, f"/claim {STARTER}")
    desk.moderator.press(card, SAY("desk-button-retire"))
    (asked,) = await desk.api.replies(card)
    assert asked.text == SAY("desk-ask-reason", id=STARTER)

    done = await desk.tell(desk.moderator, "Nobody sends it any more")

    assert done.text == SAY("desk-retired", id=STARTER)


async def test_restoring_what_is_published_is_explained(desk):
    """There is nothing to bring back."""
    reply = await desk.tell(desk.moderator, f"/restore {STARTER}")

    assert reply.text == SAY("desk-wrong-published", id=STARTER)


async def test_merged_with_a_command_and_undone(desk):
    """The phrasings of one claim find the other, until it is taken back."""
    await published(desk)

    merged = await desk.tell(desk.moderator, f"/merge {CLAIM_ID} {OTHER}")
    part, whole = await desk.claim(), await desk.claim(OTHER)
    undone = await desk.tell(desk.moderator, "/undo")

    assert merged.text == SAY("desk-merged", id=CLAIM_ID, into=OTHER)
    assert part is not None
    assert whole is not None
    assert (part.state, part.merged_into) == (State.RETIRED, OTHER)
    assert POSTS["en"] in [phrasing.text for phrasing in whole.phrasings]
    assert CLAIM_ID in undone.text
    back = await desk.claim()
    assert back is not None
    assert back.state is State.PUBLISHED


async def test_merged_with_buttons(desk):
    """The card offers the closest claims, or takes an id."""
    await published(desk)
    card = await desk.tell(desk.moderator, f"/claim {CLAIM_ID}")
    desk.moderator.press(card, SAY("desk-button-merge"))
    (asked,) = await desk.api.replies(card)
    assert asked.text == SAY("desk-ask-into", id=CLAIM_ID)

    done = await desk.tell(desk.moderator, OTHER)

    assert done.text == SAY("desk-merged", id=CLAIM_ID, into=OTHER)


async def test_undo_goes_back_act_by_act(desk):
    """Each /undo takes back the act before, until there is none."""
    await published(desk)
    await desk.tell(desk.moderator, f"/retire {CLAIM_ID} a slip")

    first = await desk.tell(desk.moderator, "/undo")
    published_again = await desk.claim()
    second = await desk.tell(desk.moderator, "/undo")
    third = await desk.tell(desk.moderator, "/undo")

    assert CLAIM_ID in first.text
    assert published_again is not None
    assert published_again.state is State.PUBLISHED
    assert CLAIM_ID in second.text
    assert await desk.claim() is None
    assert third.text == SAY("desk-undo-nothing")


async def test_undo_says_when_somebody_has_changed_it_since(desk):
    """What others built on is not taken away from under them."""
    await published(desk)
    await desk.tell(desk.owner, f"/retire {CLAIM_ID} not needed")

    reply = await desk.tell(desk.moderator, "/undo")

    assert str(desk.owner.id) in reply.text
    claim = await desk.claim()
    assert claim is not None
    assert claim.state is State.RETIRED


async def test_the_brake_stops_a_moderator_and_tells_the_owners(desk):
    """More than twenty destructive acts in ten minutes freeze whoever does them; nothing more is lost."""
    live = [claim.id for claim in await desk.core.curator.overdue(date(2099, 1, 1))]
    ids = [*live, STARTER, OTHER][: BRAKE + 2]
    assert len(set(ids)) == BRAKE + 2

    replies = [await desk.tell(desk.moderator, f"/retire {claim_id} cleaning up") for claim_id in ids]

    assert [reply.text for reply in replies[:BRAKE]] == [SAY("desk-retired", id=claim_id) for claim_id in ids[:BRAKE]]
    assert replies[BRAKE].text.startswith("Stopped: more than 20 acts")
    assert replies[BRAKE + 1].text.startswith("You made very many changes")
    last = await desk.claim(ids[BRAKE])
    assert last is not None
    assert last.state is State.PUBLISHED
    await desk.api.until(lambda: any(message.chat.id == desk.owner.id for message in desk.api.sent))


async def test_still_right_notes_the_review_once(desk):
    """A review moves the next one on; a second press changes nothing."""
    await desk.tell(desk.moderator, f"/editclaim {STARTER}\nnext-review: 2026-01-01")
    preview = desk.api.sent[-1]
    await desk.press(desk.moderator, preview, "Publish")
    card = await desk.tell(desk.moderator, f"/claim {STARTER}")

    for _ in range(2):
        desk.moderator.press(card, SAY("desk-button-still-right"))
    await desk.api.replies(card, number=2)
    await desk.api.confirmed()

    claim = await desk.claim(STARTER)
    assert claim is not None
    assert claim.next_review is not None
    assert claim.next_review.year >= 2026
    history = await desk.core.curator.history(STARTER)
    assert [entry.kind for entry in history].count("review") == 1


@pytest.mark.parametrize("command", ["/retire", "/restore", "/merge", "/claim", "/find", "/history", "/import"])
async def test_a_command_without_what_it_needs_explains_itself(desk, command):
    """Nobody has to remember the form of a command."""
    reply = await desk.tell(desk.moderator, command)

    assert reply.text == SAY(f"desk-usage-{command[1:]}", endings=", ".join(SUFFIXES))
