"""The whole bot with an owner, a moderator, a reader and the moderators' chat."""

from dataclasses import dataclass

import pytest

from bot.core import Core
from bot.emulator import Chat, EmulatedBotApi, Message, Person
from tests.bot.running import running

FORM = """/addclaim
claim: Telegram will delete all channels with fewer than 100 subscribers in December 2026.
claim[uk]: Telegram видалить усі канали, де менше ніж 100 підписників, у грудні 2026 року.
claim[ru]: Telegram удалит все каналы, где меньше 100 подписчиков, в декабре 2026 года.
rating: false
context: Telegram has announced nothing of the kind; its terms name no least number of subscribers.
context[uk]: Telegram нічого такого не оголошував; в умовах немає найменшої кількості підписників.
context[ru]: Telegram ничего такого не объявлял; в условиях нет наименьшего числа подписчиков.
source: https://telegram.org/faq | Telegram | FAQ | 2024-09
source: https://example.org/check | Example News | Small channels stay | 2026-08-30
phrasing[en]: Telegram is deleting small channels in December, hurry up and subscribe
phrasing[uk]: Телеграм видалить маленькі канали в грудні, підписуйтеся швидше
phrasing[ru]: Телеграм удалит маленькие каналы в декабре, подписывайтесь скорее
near: Telegram removed several channels for copyright complaints
id: small-channels-deleted"""
CLAIM_ID = "small-channels-deleted"
POSTS = {
    "en": "Telegram is deleting small channels in December, hurry up and subscribe",
    "uk": "Телеграм видалить маленькі канали в грудні, підписуйтеся швидше",
    "ru": "Телеграм удалит маленькие каналы в декабре, подписывайтесь скорее",
}
STARTER = "telegram-will-become-paid"
"""A claim that comes with the bot."""


@dataclass(slots=True)
class Desk:
    """The people of a test, and what they see."""

    api: EmulatedBotApi
    core: Core
    owner: Person
    moderator: Person
    reader: Person
    chat: Chat

    async def reply(self, message: Message, *, within: float = 60) -> Message:
        """The one reply to a message, once the bot has nothing left to do."""
        (reply,) = await self.api.replies(message, within=within)
        await self.api.confirmed()
        return reply

    async def tell(self, person: Person, text: str, **where: object) -> Message:
        """Somebody writes: the reply they get."""
        return await self.reply(person.say(text, **where))  # type: ignore[arg-type]

    async def press(self, person: Person, message: Message, button: str | int) -> Message:
        """Somebody presses a button that changes its message: the message as it is then."""
        edits = message.edits
        person.press(message, button)
        await self.api.until(lambda: message.edits > edits, within=60)
        await self.api.confirmed()
        return message

    async def popup(self, person: Person, message: Message, button: str | None = None, data: str | None = None) -> str:
        """Somebody presses a button: what pops up."""
        press = person.press(message, button, data=data)
        await self.api.until(lambda: bool(press.answers), within=60)
        await self.api.confirmed()
        return str(press.answers[0]["text"])

    async def claim(self, claim_id: str = CLAIM_ID):
        """The claim as it is stored."""
        return await self.core.curator.claim(claim_id)


@pytest.fixture
async def desk(tmp_path):
    """A running bot; the owner has appointed the moderator."""
    api = EmulatedBotApi()
    owner, moderator, reader = api.person("Olha"), api.person("Max"), api.person("Rita")
    chat = api.group("Desk", owner, moderator, reader, bot="administrator")
    async with running(tmp_path, api, owner_ids=(owner.id,), moderators_chat_id=chat.id) as core:
        await core.roles.add(moderator.id, by=owner.id)
        yield Desk(api, core, owner, moderator, reader, chat)
