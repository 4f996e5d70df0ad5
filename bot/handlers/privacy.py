"""/my_data tells a person all that is kept of them, /forget_me forgets it after one confirmation."""

import json

import structlog
from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.asking.cards import Cards
from bot.buttons.readers import Action, Verb, parse
from bot.handlers.services import Services
from bot.privacy import Privacy
from bot.reply import Button, Reply, utf16_length
from bot.roles import Role

log = structlog.get_logger()

LONGEST_MESSAGE = 3_500
"""UTF-16 units of data that go into a message; more goes into a file."""
FILE_NAME = "my_data.json"


class PrivacyHandlers:
    """Works in private only: what is kept of a person is nobody else's business."""

    def __init__(self, services: Services, privacy: Privacy, cards: Cards | None = None) -> None:
        self._services = services
        self._privacy = privacy
        self._cards = cards

    async def on_my_data(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send everything that is kept, as JSON."""
        message = update.message
        if message is None or message.from_user is None:
            return
        renderer = await self._services.languages.renderer(message.chat.id, message.from_user.language_code)
        intro = renderer.words.say("my-data-intro")
        data = json.dumps(await self._privacy.data_of(message.from_user.id), ensure_ascii=False, indent=1)
        if utf16_length(data) <= LONGEST_MESSAGE:
            await self._services.sender.send(message.chat.id, Reply(f"{intro}\n\n{data}"), to=message.message_id)
        else:
            to = message.message_id
            await self._services.sender.send_file(message.chat.id, FILE_NAME, data.encode(), to=to, caption=intro)
        log.info("data_told", length=len(data))

    async def on_forget_me(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what would be forgotten, and ask once."""
        message = update.message
        if message is None or message.from_user is None:
            return
        renderer = await self._services.languages.renderer(message.chat.id, message.from_user.language_code)
        say = renderer.words.say
        buttons = (
            (Button(say("button-forget-yes"), str(Action(Verb.FORGET, "yes"))),),
            (Button(say("button-forget-no"), str(Action(Verb.FORGET, "no"))),),
        )
        await self._services.sender.send(
            message.chat.id, Reply(say("forget-ask"), buttons=buttons), to=message.message_id
        )

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget the person who pressed, or leave everything as it is."""
        query = update.callback_query
        action = parse(query.data) if query else None
        if query is None or query.message is None or action is None or query.message.chat.type != ChatType.PRIVATE:
            return
        chat_id, user = query.message.chat.id, query.from_user
        words = (await self._services.languages.renderer(chat_id, user.language_code)).words
        await self._services.sender.answer_press(query.id)
        said = "forget-kept"
        if action.subject == "yes":
            said = "forget-done" if await self._services.roles.of(user.id) is Role.READER else "forget-done-moderator"
            for entry in await self._privacy.forget(user.id, update_id=update.update_id):
                if self._cards:
                    await self._cards.remove(entry)
        await self._services.sender.edit(chat_id, query.message.message_id, Reply(words.say(said)))
