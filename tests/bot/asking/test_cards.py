"""The moderators' chat has one card for each entry of the queue, and it shows how the entry stands."""

import asyncio

import pytest
import structlog

from bot.buttons.queue import Reason
from bot.words import words
from tests.bot.asking.queueing import POST, press, sending, state_of
from tests.bot.running import running

say = words("en").say


@pytest.fixture
def cards(api):
    return lambda chat: [message for message in api.sent if message.chat is chat]


async def test_a_new_entry_gets_one_card_in_the_moderators_chat(tmp_path, api, moderator, cards):
    """One card for an entry, however many send it; its buttons work there for moderators only."""
    chat, stranger = api.group("Desk", moderator), api.person("Stan")
    async with running(tmp_path, api, owner_ids=[moderator.id], moderators_chat_id=chat.id) as bot:
        for reader in range(1, 30):
            sent = await bot.asks.send(sending(POST, reader))
        await api.until(lambda: len(cards(chat)) == 1)
        (card,) = cards(chat)
        await press(api, stranger, card, say("button-queue-spam"))
        kept = await state_of(bot, sent.entry.id)
        await press(api, moderator, card, say("button-queue-spam"))
        await api.until(lambda: say("queue-spam") in card.text)

        assert kept[0] == "open"
        assert (await state_of(bot, sent.entry.id))[0] == "spam"
        assert len(cards(chat)) == 1


async def test_a_card_closed_elsewhere_is_closed_in_the_chat(tmp_path, api, moderator, cards):
    """What a moderator decides in private shows on the card that the others see."""
    chat = api.group("Desk", moderator)
    async with running(tmp_path, api, owner_ids=[moderator.id], moderators_chat_id=chat.id) as bot:
        entry = (await bot.asks.send(sending(POST))).entry
        await api.until(lambda: len(cards(chat)) == 1)
        await bot.queue.judge(entry.id, Reason.OPINION)

        await api.until(lambda: say("reason-opinion") in cards(chat)[0].text)


async def test_a_restart_sends_no_card_twice(tmp_path, api, moderator, cards):
    """The chat keeps its one card for an entry, whichever process looks."""
    chat = api.group("Desk", moderator)
    for _ in range(2):
        async with running(tmp_path, api, owner_ids=[moderator.id], moderators_chat_id=chat.id) as bot:
            await bot.asks.send(sending(POST))
            await api.until(lambda: len(cards(chat)) == 1)
            await asyncio.sleep(0.5)

    assert len(cards(chat)) == 1


async def test_cards_speak_the_language_of_the_chat(tmp_path, api, moderator, cards):
    """A desk whose group is set to Ukrainian reads its cards in Ukrainian, whoever presses."""
    chat = api.group("Desk", moderator)
    async with running(tmp_path, api, owner_ids=[moderator.id], moderators_chat_id=chat.id) as bot:
        await bot.records.groups.change(chat.id, "language", "uk", 1.0)
        await bot.asks.send(sending(POST))
        await api.until(lambda: len(cards(chat)) == 1)
        (card,) = cards(chat)
        await press(api, moderator, card, words("uk").say("button-queue-spam"))

    assert words("uk").say("queue-spam") in card.text


async def test_cards_follow_a_chat_that_became_a_supergroup(tmp_path, api, moderator, cards):
    """They come and change where the chat is now; after a restart moderators work there, and the operator is told."""
    chat = api.group("Desk", moderator, basic=True)
    settings = {"owner_ids": [moderator.id], "moderators_chat_id": chat.id}
    async with running(tmp_path, api, **settings) as bot:
        new = api.admin(moderator, chat).migrate(news="none")
        entry = (await bot.asks.send(sending(POST))).entry
        await api.until(lambda: len(cards(new)) == 1)
        await bot.queue.judge(entry.id, Reason.OPINION)
        await api.until(lambda: say("reason-opinion") in cards(new)[0].text)
    with structlog.testing.capture_logs() as logs:
        async with running(tmp_path, api, **settings):
            (reply,) = await api.replies(moderator.command("/queue", chat=new))

    assert say("queue-empty") in reply.text
    assert [event["moderators_chat_id"] for event in logs if event["event"] == "moderators_chat_moved"] == [new.id]
