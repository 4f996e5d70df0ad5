"""Moderators tie pictures and other files to claims; nobody else does, and every act can be taken back."""

import pytest

from bot.asking.asks import Sending
from bot.store.audit import verify
from bot.words import words
from tests.bot.handlers.desk.conftest import STARTER
from tests.bot.talking import labels, press

SAY = words("en").say
OTHER = "durov-arrested-le-bourget"
VOICE = {"voice": {"file_id": "v", "file_unique_id": "song", "duration": 3}}


async def seen(desk, unique="sea"):
    """A picture in private with the moderator, to reply to."""
    post = desk.moderator.photo(unique=unique)
    await desk.reply(post)
    return post


async def picture(desk, person, words_after, post):
    return (await desk.tell(person, f"/picture {words_after}".strip(), reply_to=post)).text


async def test_a_file_is_tied_looked_at_and_untied(desk):
    """Each step says what is so now; done twice it changes nothing."""
    post = await seen(desk)

    assert await picture(desk, desk.moderator, "", post) == SAY("desk-media-none")
    assert await picture(desk, desk.moderator, STARTER, post) == SAY("desk-media-added", id=STARTER, count=0)
    assert await picture(desk, desk.moderator, STARTER, post) == SAY("desk-media-known", id=STARTER, count=0)
    assert STARTER in await picture(desk, desk.moderator, "", post)
    assert SAY("desk-card-files", count=1) in (await desk.tell(desk.moderator, f"/claim {STARTER}")).text
    assert await picture(desk, desk.moderator, f"{STARTER} off", post) == SAY("desk-media-removed", id=STARTER)
    assert await picture(desk, desk.moderator, f"{STARTER} off", post) == SAY("desk-media-not-known", id=STARTER)


async def test_recordings_are_files_too(desk):
    """A voice message, a video or a document is known like a picture."""
    post = desk.moderator.send(VOICE)
    await desk.reply(post)
    await picture(desk, desk.moderator, STARTER, post)

    reply = await desk.reply(desk.reader.send(VOICE))

    assert reply.text.startswith(SAY("media-known", medium="recording"))


@pytest.mark.parametrize("said", ["/picture", f"/picture {STARTER}", "/picture ???"])
async def test_without_a_file_it_is_explained(desk, said):
    """The command works in a reply to a file, and says so."""
    assert (await desk.tell(desk.moderator, said)).text == SAY("desk-usage-picture")


@pytest.mark.parametrize("claim_id", ["no-such-claim", "retired"])
async def test_only_published_claims_get_files(desk, claim_id):
    """What readers do not see is not tied to anything they may send."""
    post = await seen(desk)
    if claim_id == "retired":
        claim_id = STARTER
        await desk.tell(desk.owner, f"/retire {STARTER} wrong")

    await picture(desk, desk.moderator, claim_id, post)

    assert await picture(desk, desk.moderator, "", post) == SAY("desk-media-none")


async def test_readers_have_no_such_command(desk):
    """A reader who replies with it gets what any unknown command gets, and nothing is kept."""
    post = desk.reader.photo(unique="sea")
    await desk.reply(post)

    assert await picture(desk, desk.reader, STARTER, post) == SAY("unknown-command")
    assert await desk.core.curator.media.claims_of("sea") == []


async def test_acts_on_files_are_in_the_record(desk):
    """Who tied what is written like every act, and the record still proves itself after an undo."""
    post = await seen(desk)
    await picture(desk, desk.moderator, STARTER, post)
    before = await verify(desk.core.records.known_media._engine)

    undone = await desk.tell(desk.moderator, "/undo")

    assert SAY("desk-kind-media") in undone.text
    assert STARTER in undone.text
    after = await verify(desk.core.records.known_media._engine)
    assert (after.acts, after.broken) == (before.acts + 1, None)


async def test_an_undo_leaves_what_others_tied(desk):
    """Everybody takes back only their own acts."""
    post = await seen(desk)
    await picture(desk, desk.moderator, STARTER, post)

    assert (await desk.tell(desk.owner, "/undo")).text == SAY("desk-undo-nothing")
    assert await desk.core.curator.media.claims_of("sea") == [STARTER]


async def test_the_queue_remembers_the_picture_of_a_public_channel(desk):
    """The card leads to the post, and once it is linked a press ties its picture to the claim."""
    caption = "Telegram goes paid for absolutely everyone next month, tell all your friends"
    entry = await ask(desk, caption, channel="citynews", channel_post=77, file_id="sea")
    card = await desk.core.queue.card(entry.id)
    shown = next(message for message in desk.api.sent if "📥" in message.text)
    assert SAY("queue-with-media") in shown.text

    await press(desk.api, desk.moderator, shown, card.candidates[0].statement[:20])
    assert SAY("button-queue-media") in labels(shown)
    told = await desk.popup(desk.moderator, shown, SAY("button-queue-media"))

    assert told == SAY("queue-media-added")
    assert await desk.core.curator.media.claims_of("sea") == [card.candidates[0].id]


async def test_the_queue_keeps_no_picture_of_a_private_post(desk):
    """Moderators could not look at it, and it is nobody's business which picture somebody sent."""
    entry = await ask(desk, "Channels with few readers vanish this December, so they say", file_id="sea")

    assert entry.file_id is None


async def ask(desk, caption, **of_channel):
    """A reader sends a post to the checkers: its entry, once its card is there."""
    sent = await desk.core.asks.send(Sending(desk.reader.id, caption, "en", 11, **of_channel))
    await desk.api.until(lambda: any("📥" in message.text for message in desk.api.sent), within=60)
    return await desk.core.queue.entry(sent.entry.id)
