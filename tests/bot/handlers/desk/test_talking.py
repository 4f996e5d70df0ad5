"""A moderator and the bot in a dialogue: one question a step, by buttons and answers."""

from bot.words import words
from tests.bot.handlers.desk.conftest import POSTS, STARTER
from tests.bot.running import running
from tests.bot.talking import labels

SAY = words("en").say


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


async def test_an_edited_answer_is_not_taken_for_a_post(desk):
    """Who mends a slip in an answer by editing it is told how to mend it."""
    await desk.tell(desk.moderator, "/addclaim")
    typed = desk.moderator.say("The harbour bridge closes.")
    await desk.reply(typed)

    desk.moderator.edit(typed, "The harbour bridge closes for good in June 2026.")
    await desk.api.until(lambda: len(desk.api.answers_to(typed)) == 2)

    assert desk.api.answers_to(typed)[1].text == SAY("desk-edit-kept")
