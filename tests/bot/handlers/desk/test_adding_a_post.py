"""A claim, or a phrasing of one, out of a post."""

from bot.words import words
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, STARTER
from tests.bot.talking import labels

SAY = words("en").say


async def test_a_reply_to_a_post_offers_the_closest_claims_first(desk):
    """Most posts are about a claim that is there: then its phrasing is added, after a question."""
    wording = "Telegram goes paid next month for absolutely everyone, tell all your friends now"
    post = desk.moderator.forward(wording)
    await desk.reply(post)

    asked = await desk.reply(desk.moderator.say("/addclaim", reply_to=post))
    assert asked.text.startswith(SAY("desk-pick"))
    assert wording in asked.text
    asked = await desk.press(desk.moderator, asked, 1)
    assert asked.text.startswith(SAY("desk-confirm-phrasing", id=STARTER))
    done = await desk.press(desk.moderator, asked, SAY("desk-button-add-phrasing"))

    assert done.text.startswith(SAY("desk-phrasing-added"))
    claim = await desk.claim(STARTER)
    assert claim is not None
    assert wording in [phrasing.text for phrasing in claim.phrasings]


async def test_a_post_about_something_new_becomes_a_phrasing(desk):
    """ "None of these" goes on to a new claim, with the post as its first phrasing."""
    post = desk.moderator.forward("Telegram closes every channel with few subscribers this December")
    await desk.reply(post)
    asked = await desk.reply(desk.moderator.say("/addclaim", reply_to=post))
    if SAY("desk-button-new") in labels(asked):
        asked = await desk.press(desk.moderator, asked, SAY("desk-button-new"))

    left = await desk.press(desk.moderator, asked, "Cancel")

    assert "phrasing[en]: Telegram closes every channel with few subscribers this December" in left.text


async def test_a_form_as_a_reply_takes_the_post_as_a_phrasing(desk):
    """The form and the post together make the claim."""
    post = desk.moderator.forward("Channels with few readers vanish from Telegram this December, hurry up")
    await desk.reply(post)

    preview = await desk.reply(desk.moderator.say(FORM, reply_to=post))

    assert SAY("desk-proof", phrasings=4, near=1) in preview.text


async def test_a_quoted_piece_is_the_phrasing(desk):
    """Who quotes a sentence of a long post means that sentence."""
    post = desk.moderator.forward("Good news. Channels with few readers vanish from Telegram in December. Love, Ann")
    await desk.reply(post)
    asked = await desk.reply(
        desk.moderator.say(
            "/addclaim", reply_to=post, quote="Channels with few readers vanish from Telegram in December."
        )
    )

    left = await desk.press(desk.moderator, asked, "Cancel")

    assert "phrasing[en]: Channels with few readers vanish from Telegram in December." in left.text
    assert "Good news" not in left.text


async def test_the_picture_of_a_post_is_not_forgotten(desk):
    """Whoever makes a claim, or a phrasing, of a post with a picture is told how the picture can be known, too."""
    post = desk.moderator.photo("Telegram goes paid next month for absolutely everyone, tell all your friends now")
    await desk.reply(post)

    asked = await desk.reply(desk.moderator.say("/addclaim", reply_to=post))
    asked = await desk.press(desk.moderator, asked, 1)
    done = await desk.press(desk.moderator, asked, SAY("desk-button-add-phrasing"))
    other = desk.moderator.photo("Channels with few readers are deleted by Telegram in December 2026")
    await desk.reply(other)
    preview = await desk.reply(desk.moderator.say(FORM, reply_to=other))
    published = await desk.press(desk.moderator, preview, SAY("desk-button-publish"))

    assert SAY("desk-media-hint", id=STARTER) in done.text
    assert SAY("desk-media-hint", id=CLAIM_ID) in published.text


async def test_without_a_picture_nothing_is_said_of_one(desk):
    """Most claims are made of words alone."""
    preview = await desk.tell(desk.moderator, FORM)

    published = await desk.press(desk.moderator, preview, SAY("desk-button-publish"))

    assert SAY("desk-media-hint", id=CLAIM_ID) not in published.text
