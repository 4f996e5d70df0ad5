"""The Bot API emulated in process: the terminal chat and the tests run the unchanged bot on it.

    api = EmulatedBotApi()
    bot = telegram.Bot(api.token, request=EmulatedRequest(api), get_updates_request=EmulatedRequest(api))
    ann = api.person("Ann", language="uk")
    post = ann.forward("A post", origin=channel_origin("City News"))
    [reply] = await api.replies(post)
    press = ann.press(reply, "Helpful")

It holds what this bot uses, and is as strict as Telegram about lengths, entities, quotes and buttons.
"""

from bot.emulator.admin import Admin
from bot.emulator.api import DEFAULT_TOKEN, Call, EmulatedBotApi
from bot.emulator.errors import Raw, Refusal
from bot.emulator.faults import Fault, NoAnswer
from bot.emulator.people import Person, channel_origin, chat_origin, hidden_origin, user_origin
from bot.emulator.request import EmulatedRequest
from bot.emulator.world import Chat, Event, InlineQuery, Message, Press

__all__ = [
    "DEFAULT_TOKEN",
    "Admin",
    "Call",
    "Chat",
    "EmulatedBotApi",
    "EmulatedRequest",
    "Event",
    "Fault",
    "InlineQuery",
    "Message",
    "NoAnswer",
    "Person",
    "Press",
    "Raw",
    "Refusal",
    "channel_origin",
    "chat_origin",
    "hidden_origin",
    "user_origin",
]
