"""Claims come in through one message, are shown before anybody sees them, and are found at once."""

import pytest

from bot.words import words
from claims_db.model import LANGUAGES, Rating
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, POSTS, STARTER
from tests.bot.talking import labels

SAY = words("en").say


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_claim_in_one_message_is_found_by_the_next_forward(desk, language):
    """From the press on "Publish" on, a post in any language finds the claim, answered in the reader's language."""
    moderator = desk.api.person("Ann", language=language)
    await desk.core.roles.add(moderator.id, by=desk.owner.id)
    say = words(language).say

    preview = await desk.tell(moderator, FORM)
    assert labels(preview) == [say("desk-button-publish"), say("desk-button-edit"), say("desk-button-cancel")]
    published = await desk.press(moderator, preview, say("desk-button-publish"))

    assert published.text.startswith(say("desk-published"))
    for post in POSTS.values():
        answer = await desk.reply(moderator.forward(post))
        assert say("rating-false") in answer.text
        assert answer.quote == post


async def test_the_preview_shows_what_readers_will_see_and_the_proof(desk):
    """Before anything is public: the answer, how it is found, and what to look at again."""
    preview = await desk.tell(desk.moderator, FORM)

    assert preview.text.startswith(SAY("desk-preview"))
    assert "Telegram has announced nothing of the kind" in preview.text
    assert SAY("rating-false") in preview.text
    assert SAY("desk-proof", phrasings=3, near=1) in preview.text
    assert SAY("desk-links-unchecked") in preview.text
    assert "blockquote" in {entity["type"] for entity in preview.entities}
    assert await desk.claim() is None


async def test_all_faults_are_told_at_once_with_their_lines(desk):
    """Nobody learns of the second mistake only after mending the first."""
    reply = await desk.tell(
        desk.moderator,
        "/addclaim\nclaim: The bridge closes.\nrating: flase\nsource: http://me:secret@x.org | A | B | 2026",
    )

    lines = reply.text.splitlines()
    assert lines[0] == SAY("desk-faults", count=3)
    assert [line[:9] for line in lines[1:4]] == ["• Line 3:", "• Line 4:", "• The con"]
    assert SAY("desk-faults-keep") in reply.text
    assert labels(reply) == [SAY("desk-button-edit"), SAY("desk-button-cancel")]


@pytest.mark.parametrize("language", ["uk", "ru"])
async def test_faults_are_told_in_the_moderators_language(desk, language):
    """The words are those of whoever has to act on them."""
    moderator = desk.api.person("Ann", language=language)
    await desk.core.roles.add(moderator.id, by=desk.owner.id)

    reply = await desk.tell(moderator, "/addclaim\nrating: nope")

    assert words(language).say("desk-problem-no_claim") in reply.text


async def test_a_claim_that_does_not_prove_itself_cannot_be_published(desk):
    """A phrasing that finds another claim keeps a new one from readers, and says so."""
    stolen = "phrasing: Telegram will soon become paid for everyone unless you act now"
    preview = await desk.tell(desk.moderator, f"{FORM}\n{stolen}")

    assert SAY("desk-keeps") in preview.text
    assert SAY("desk-button-publish") not in labels(preview)


async def test_pressing_publish_twice_publishes_once(desk):
    """The second press is told that it is over; there is one version."""
    preview = await desk.tell(desk.moderator, FORM)
    data = next(button["callback_data"] for button in preview.buttons if button["text"] == "Publish")
    await desk.press(desk.moderator, preview, "Publish")

    said = await desk.popup(desk.moderator, preview, data=data)

    assert said == SAY("desk-press-ended")
    assert len(await desk.core.curator.history(CLAIM_ID)) == 1


async def test_an_update_that_comes_again_publishes_nothing_again(desk):
    """A press that Telegram delivers twice has one effect."""
    preview = await desk.tell(desk.moderator, FORM)
    await desk.press(desk.moderator, preview, "Publish")

    desk.api.redeliver(2)
    await desk.api.confirmed()

    assert len(await desk.core.curator.history(CLAIM_ID)) == 1


async def test_cancel_publishes_nothing_and_gives_back_what_was_typed(desk):
    """Leaving costs nothing."""
    preview = await desk.tell(desk.moderator, FORM)

    left = await desk.press(desk.moderator, preview, "Cancel")

    assert left.text.startswith(SAY("desk-cancelled-typed"))
    assert "rating: false" in left.text
    assert await desk.claim() is None


async def test_a_preview_made_before_somebody_elses_claim_is_refused_politely(desk):
    """Two moderators prepare the same claim: the later press is told, and nothing is overwritten."""
    first = await desk.tell(desk.moderator, FORM)
    second = await desk.tell(desk.owner, FORM.replace("rating: false", "rating: disputed"))
    await desk.press(desk.owner, second, "Publish")

    refused = await desk.press(desk.moderator, first, "Publish")

    assert f"/editclaim {CLAIM_ID}" in refused.text
    claim = await desk.claim()
    assert claim is not None
    assert claim.rating is Rating.DISPUTED


async def test_an_id_that_is_taken_is_refused_with_both_ways_on(desk):
    """A moderator reads whose id it is, how that claim is changed, and an id that makes the form a new claim."""
    refused = await desk.tell(desk.moderator, FORM.replace(CLAIM_ID, STARTER))
    mended = await desk.tell(desk.moderator, FORM.replace(CLAIM_ID, f"{STARTER}-2"))

    assert "“Telegram will soon become paid for everyone unless you act now.” (published)" in refused.text
    assert f"/editclaim {STARTER} changes that one" in refused.text
    assert f"another id, say {STARTER}-2, or none" in refused.text
    assert "Publish" in labels(mended)


async def test_a_mended_form_is_sent_again(desk):
    """Nothing typed is lost: the same message, corrected, is taken."""
    await desk.tell(desk.moderator, FORM.replace("rating: false", "rating: fals"))

    preview = await desk.tell(desk.moderator, FORM)

    assert "Publish" in labels(preview)


async def test_a_faulty_form_can_be_mended_with_buttons(desk):
    """What was right stays; the rest is asked for."""
    reply = await desk.tell(desk.moderator, FORM.replace("rating: false", "rating: fals"))

    await desk.press(desk.moderator, reply, "Edit")
    await desk.press(desk.moderator, reply, "Rating")
    preview = await desk.press(desk.moderator, reply, "Disputed")

    assert "Publish" in labels(preview)
    assert SAY("rating-disputed") in preview.text


async def test_nobody_presses_somebody_elses_buttons(desk):
    """In the moderators' chat others see a preview, and can't publish it."""
    preview = await desk.tell(desk.moderator, FORM, chat=desk.chat)

    said = await desk.popup(desk.owner, preview, "Publish")

    assert said == SAY("desk-press-other")
    assert await desk.claim() is None
