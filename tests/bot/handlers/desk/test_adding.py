"""Claims come in through one message, or one question a step, and are found at once."""

import pytest

from bot.words import words
from claims_db.model import LANGUAGES, Rating
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, POSTS, STARTER
from tests.bot.running import running

SAY = words("en").say


def labels(message):
    return [button["text"] for button in message.buttons]


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


async def test_the_guided_dialogue_leads_to_a_claim(desk):
    """One question a step, on a phone, with buttons."""
    person = desk.moderator
    asked = await desk.tell(person, "/addclaim")
    assert asked.text.startswith(SAY("desk-new"))
    asked = await desk.tell(
        person, "Telegram will delete all channels with fewer than 100 subscribers in December 2026."
    )
    asked = await desk.press(person, asked, "False")
    asked = await desk.tell(person, "Telegram has announced nothing of the kind; its terms name no such number.")
    asked = await desk.press(person, asked, SAY("desk-button-next"))
    asked = await desk.tell(person, "https://telegram.org/faq | Telegram | FAQ | 2024-09")
    asked = await desk.tell(person, "https://example.org/check | Example News | Small channels stay | 2026-08-30")
    asked = await desk.press(person, asked, SAY("desk-button-next"))
    asked = await desk.reply(person.forward(POSTS["en"]))
    asked = await desk.tell(person, "/find nothing changes here")
    asked = await desk.tell(person, POSTS["uk"])
    asked = await desk.press(person, asked, SAY("desk-button-next"))
    preview = await desk.press(person, asked, SAY("desk-button-skip"))

    await desk.press(person, preview, "Publish")

    answer = await desk.reply(desk.reader.forward(POSTS["en"]))
    assert SAY("rating-false") in answer.text


async def test_a_dialogue_goes_on_after_a_restart(tmp_path, desk):
    """What was typed before the bot stopped is there when it is back."""
    person, folder = desk.moderator, tmp_path / "second"
    folder.mkdir()
    options = {"owner_ids": (desk.owner.id,), "moderators_chat_id": desk.chat.id}
    async with running(folder, desk.api, **options) as core:
        await core.roles.add(person.id, by=desk.owner.id)
        await desk.tell(person, "/addclaim")
        asked = await desk.tell(person, "The harbour bridge closes for good in June 2026.")
    async with running(folder, desk.api, **options):
        asked = await desk.press(person, asked, "False")
        asked = await desk.press(person, asked, SAY("desk-button-back"))
        asked = await desk.press(person, asked, SAY("desk-button-back"))

    assert SAY("desk-now", value="The harbour bridge closes for good in June 2026.") in asked.text


async def test_a_faulty_answer_keeps_the_question(desk):
    """The answer is mended, not the whole dialogue."""
    await desk.tell(desk.moderator, "/addclaim")
    await desk.tell(desk.moderator, "The harbour bridge closes for good in June 2026.")

    asked = await desk.tell(desk.moderator, "flase")

    assert SAY("desk-ask-rating") in asked.text
    assert "“false”" in asked.text


async def test_cancel_leaves_the_dialogue(desk):
    """After /cancel, what is written is a post again."""
    await desk.tell(desk.moderator, "/addclaim")

    left = await desk.tell(desk.moderator, "/cancel")

    assert left.text == SAY("desk-cancelled")
    assert (await desk.tell(desk.moderator, "Good morning everybody, what a day")).text.startswith(SAY("none"))
    assert (await desk.tell(desk.moderator, "/cancel")).text == SAY("desk-nothing-to-cancel")


async def test_a_form_that_is_too_long_for_a_message_comes_back_as_a_file(desk):
    """However much was typed, nothing of it is lost."""
    await desk.tell(desk.moderator, "/addclaim")
    sentence = "The harbour bridge closes for good in June 2026."
    asked = await desk.tell(desk.moderator, sentence)
    asked = await desk.press(desk.moderator, asked, "False")
    for language in ("en", "uk", "ru"):
        asked = await desk.tell(desk.moderator, f"[{language}] " + "Місто каже, що міст ремонтують. " * 28)
    asked = await desk.press(desk.moderator, asked, SAY("desk-button-next"))
    for number in range(30):
        line = f"https://example.org/a-rather-long-address-{number} | Example News | A title of some length | 2026"
        asked = await desk.tell(desk.moderator, line)

    left = await desk.press(desk.moderator, asked, "Cancel")

    assert left.text == SAY("desk-cancelled-typed")
    file = desk.api.sent[-1].raw["document"]["file_id"]
    typed = desk.api.world.files[file].decode()
    assert sentence in typed
    assert "a-rather-long-address-29" in typed


async def test_a_forwarded_post_is_checked_in_the_middle_of_a_dialogue(desk):
    """Only what the moderator writes answers a question; posts stay posts."""
    await desk.tell(desk.moderator, "/addclaim")

    answer = await desk.reply(desk.moderator.forward("Telegram will soon become paid for everyone unless you act now"))

    assert SAY("rating-false") in answer.text


async def test_an_old_question_changes_nothing(desk):
    """A button of a question that was answered since is told so."""
    first = await desk.tell(desk.moderator, "/addclaim")
    second = await desk.tell(desk.moderator, "The harbour bridge closes for good in June 2026.")

    said = await desk.popup(desk.moderator, first, "Cancel")

    assert said == SAY("desk-press-old")
    assert "False" in labels(second)


async def test_a_second_dialogue_does_not_mix_with_the_first(desk):
    """Answers go to the dialogue that was begun last; the older one waits under its buttons."""
    older = await desk.tell(desk.moderator, "/addclaim")
    await desk.tell(desk.moderator, f"/retire {STARTER}")
    await desk.tell(desk.moderator, "The harbour bridge closes for good in June 2026.")

    claim = await desk.claim(STARTER)
    assert claim is not None
    assert claim.state.value == "retired"
    assert (await desk.core.curator.history(STARTER))[-1].why == "The harbour bridge closes for good in June 2026."
    assert SAY("desk-new") in older.text
    answer = await desk.tell(desk.moderator, "Good morning everybody, what a day")
    assert answer.text.startswith(SAY("none"))


async def test_two_people_in_one_chat_have_two_dialogues(desk):
    """In the moderators' chat everybody answers their own question, as a reply to it."""
    first = await desk.tell(desk.moderator, "/addclaim", chat=desk.chat)
    second = await desk.tell(desk.owner, "/addclaim", chat=desk.chat)
    assert SAY("desk-in-group") in first.text

    one = await desk.reply(desk.owner.say("The tunnel opens in May 2027.", chat=desk.chat, reply_to=second))
    two = await desk.reply(desk.moderator.say("The bridge closes in June 2026.", chat=desk.chat, reply_to=first))

    for person, question, sentence in (
        (desk.owner, one, "The tunnel opens in May 2027."),
        (desk.moderator, two, "The bridge closes in June 2026."),
    ):
        back = await desk.press(person, question, SAY("desk-button-back"))
        assert SAY("desk-now", value=sentence) in back.text


async def test_talk_in_the_moderators_chat_is_no_answer(desk):
    """What is not a reply to the question goes past the bot."""
    await desk.tell(desk.moderator, "/addclaim", chat=desk.chat)
    talk = desk.moderator.say("Shall we have lunch first?", chat=desk.chat)

    await desk.api.confirmed()

    assert desk.api.answers_to(talk) == []


async def test_nobody_presses_somebody_elses_buttons(desk):
    """In the moderators' chat others see a preview, and can't publish it."""
    preview = await desk.tell(desk.moderator, FORM, chat=desk.chat)

    said = await desk.popup(desk.owner, preview, "Publish")

    assert said == SAY("desk-press-other")
    assert await desk.claim() is None


async def test_an_edited_answer_is_not_taken_for_a_post(desk):
    """Who mends a slip in an answer by editing it is told how to mend it."""
    await desk.tell(desk.moderator, "/addclaim")
    typed = desk.moderator.say("The harbour bridge closes.")
    await desk.reply(typed)

    desk.moderator.edit(typed, "The harbour bridge closes for good in June 2026.")
    await desk.api.until(lambda: len(desk.api.answers_to(typed)) == 2)

    assert desk.api.answers_to(typed)[1].text == SAY("desk-edit-kept")


# -- from a post --------------------------------------------------------------------------------------------


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
