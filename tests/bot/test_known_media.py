"""A picture that a moderator has tied to a claim is recognised, and never asserts more than the words under it."""

import pytest

from bot.emulator import channel_origin, hidden_origin
from bot.words import words
from claims_db.model import LANGUAGES
from tests.bot.running import running
from tests.bot.talking import ARREST, answered, labels, press

PAID, ARRESTED = "telegram-will-become-paid", "durov-arrested-le-bourget"
SAY = words("en").say


@pytest.fixture
async def desk(tmp_path, api):
    """A running bot, and its owner, who has tied a picture to a claim."""
    owner = api.person("Olha")
    async with running(tmp_path, api, owner_ids=(owner.id,)) as core:
        post = owner.photo(unique="sea")
        await answered(api, post)
        told = await answered(api, owner.command(f"/picture {PAID}", reply_to=post))
        assert told.text == SAY("desk-media-added", id=PAID, count=0)
        yield core, owner, post


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_known_picture_without_words_is_answered(desk, api, language):
    """The reader learns that the picture is known, and the claim with its rating and sources."""
    say = words(language).say

    reply = await answered(api, api.person("Rita", language=language).photo(unique="sea"))

    assert reply.text.startswith(say("media-known", medium="picture"))
    for piece in (say("media-claim"), say("rating-false"), say("sources"), say("media-only", medium="picture")):
        assert piece in reply.text
    assert labels(reply)[:2] == [say("button-helpful"), say("button-not-mine")]


async def test_another_picture_is_as_unknown_as_before(desk, api):
    """Only the very file is recognised."""
    reply = await answered(api, api.person("Rita").photo(unique="sky"))

    assert reply.text == SAY("no-text")


async def test_any_picture_of_an_album_counts(desk, api):
    """One of three pictures is known: the album gets one answer."""
    first, *_ = api.person("Rita").album(["", "", ""], uniques=["a", "b", "sea"])

    reply = await answered(api, first)

    assert reply.text.startswith(SAY("media-known", medium="album"))


async def test_other_words_are_answered_by_themselves(desk, api):
    """The caption makes another claim: that is the answer, and the claim of the picture is an offer beside it."""
    reply = await answered(api, api.person("Rita").photo(ARREST, unique="sea"))

    head, _, beside = reply.text.partition(SAY("media-beside", medium="picture"))
    assert SAY("claim-asserts") in head
    assert SAY("rating-false") not in reply.text
    assert SAY("full-answer") in beside
    assert reply.raw["entities"][-1]["url"].endswith(f"c_{PAID}")


async def test_words_that_make_no_claim_leave_an_offer(desk, api):
    """The picture alone never says that this post makes the claim: it is shown for comparison, without its rating."""
    reply = await answered(api, api.person("Rita").photo("What a lovely sunset over our village tonight", unique="sea"))

    assert reply.text.startswith(SAY("weak"))
    assert SAY("weak-media", medium="picture") in reply.text
    assert SAY("rating-false") not in reply.text
    assert SAY("button-same") in labels(reply)


async def test_words_and_picture_may_agree(desk, api):
    """A post that makes the claim of its picture is answered as ever, and told that the picture is known too."""
    caption = "Telegram will soon become paid for everyone unless you act now"
    reply = await answered(api, api.person("Rita").photo(caption, unique="sea"))

    assert SAY("claim-asserts") in reply.text
    assert SAY("media-agrees", medium="picture") in reply.text


async def test_a_retired_claim_is_silent(desk, api):
    """The next post after the claim was retired finds the picture unknown; restored, it is known again."""
    _, owner, _ = desk
    reader = api.person("Rita")

    await answered(api, owner.command(f"/retire {PAID} wrong"))
    retired = await answered(api, reader.photo(unique="sea"))
    await answered(api, owner.command(f"/restore {PAID}"))
    restored = await answered(api, reader.photo(unique="sea"))

    assert retired.text == SAY("no-text")
    assert restored.text.startswith(SAY("media-known", medium="picture"))


async def test_a_merged_claim_takes_its_pictures_along(desk, api):
    """The picture is known with the claim that stands in the place of the old one."""
    _, owner, _ = desk
    await answered(api, owner.command(f"/merge {PAID} {ARRESTED}"))

    reply = await answered(api, api.person("Rita").photo(unique="sea"))

    assert reply.text.startswith(SAY("media-known", medium="picture"))
    assert reply.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"].endswith(ARRESTED)


@pytest.mark.parametrize("undo", ["/undo", f"/picture {PAID} off"])
async def test_it_can_be_taken_back(desk, api, undo):
    """By the command or by /undo, from the very next post on; /undo of taking back brings it again."""
    _, owner, post = desk
    reader = api.person("Rita")

    await answered(api, owner.command(undo, reply_to=post))
    gone = await answered(api, reader.photo(unique="sea"))
    await answered(api, owner.command("/undo" if "off" in undo else f"/picture {PAID}", reply_to=post))
    again = await answered(api, reader.photo(unique="sea"))

    assert gone.text == SAY("no-text")
    assert again.text.startswith(SAY("media-known", medium="picture"))


async def test_a_correction_keeps_what_led_to_the_claim(desk, api):
    """An answer that was given for a picture follows its claim and still says that the picture is known."""
    _, owner, _ = desk
    reply = await answered(api, api.person("Rita").photo(unique="sea"))

    preview = await answered(api, owner.say(f"/editclaim {PAID}\nrating: misleading"))
    await press(api, owner, preview, SAY("desk-button-publish"))
    await api.until(lambda: SAY("rating-misleading") in reply.text)

    assert SAY("media-known", medium="picture") in reply.text
    assert SAY("media-claim") in reply.text


async def test_a_picture_of_several_claims_is_a_list(desk, api):
    """Each claim that it goes round with is one press away, the one tied last first."""
    _, owner, post = desk
    await answered(api, owner.command(f"/picture {ARRESTED}", reply_to=post))

    listed = await answered(api, api.person("Rita").photo(unique="sea"))

    assert listed.text.startswith(SAY("media-known", medium="picture"))
    assert SAY("several-media") in listed.text
    opened = [button["callback_data"].partition(":")[2] for button in listed.buttons]
    assert opened[:2] == [ARRESTED, PAID]


@pytest.mark.parametrize("others", [0, 1])
async def test_not_my_claim_offers_what_else_is_known(desk, api, others):
    """A reader who says that it is another claim is offered what else the picture was tied to since, if anything."""
    _, owner, post = desk
    reader = api.person("Rita")
    reply = await answered(api, reader.photo(unique="sea"))
    if others:
        await answered(api, owner.command(f"/picture {ARRESTED}", reply_to=post))

    await press(api, reader, reply, SAY("button-not-mine"))

    assert reply.text.startswith(SAY("not-mine-ask" if others else "not-mine-none"))


async def test_an_exchanged_picture_changes_the_answer(desk, api):
    """Telegram lets people put another picture into their message: the answer is about the one that is there."""
    reader = api.person("Rita")
    post = reader.photo(unique="sea")
    reply = await answered(api, post)

    post.raw = {**post.raw, "photo": reader.photo(unique="sky").raw["photo"], "edit_date": post.raw["date"] + 1}
    api.world.updates.push("edited_message", post.wire())
    await api.until(lambda: reply.edits > 0)

    assert reply.text == SAY("no-text")


async def test_in_groups_a_picture_alone_is_answered_to_those_who_ask(desk, api):
    """Unasked the bot is silent about it; /check gets the short answer."""
    bob = api.person("Bob")
    chat = api.group("Neighbours", bob, bot="administrator")
    post = bob.photo(chat=chat, unique="sea")
    unasked = bob.command("/check", chat=chat)
    await api.replies(unasked)
    assert api.answers_to(post) == []

    (reply,) = await api.replies(bob.command("/check", chat=chat, reply_to=post))

    assert reply.text.startswith(SAY("media-known", medium="picture"))
    assert len(reply.text) <= 600


@pytest.mark.parametrize(
    ("origin", "kept"), [(channel_origin(), "sea"), (hidden_origin(), None), (channel_origin(username=None), None)]
)
async def test_with_a_text_for_the_checkers_goes_only_a_public_picture(bot, api, origin, kept):
    """What a public channel posted everybody can look at; which picture came from elsewhere is not kept."""
    reader = api.person("Rita")
    reply = await answered(api, reader.photo("Fourteen hundred paper lanterns were eaten", origin=origin, unique="sea"))

    await press(api, reader, reply, SAY("button-send"))
    await press(api, reader, reply, SAY("button-ask-yes"))

    (entry,) = await bot.queue.waiting(limit=10)
    assert entry.file_id == kept
    assert ('"file": "sea"' in (await answered(api, reader.command("/my_data"))).text) is (kept is not None)
