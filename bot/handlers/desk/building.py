"""The desk put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from telegram import Bot

from bot.asking.queue import Queue
from bot.curation import Curator
from bot.delivery.files import Files
from bot.desk_settings import DeskSettings
from bot.handlers.desk import DeskHandlers
from bot.handlers.desk.access import Access
from bot.handlers.desk.acting import ActingHandlers
from bot.handlers.desk.adding import AddingHandlers
from bot.handlers.desk.conversations import Conversations
from bot.handlers.desk.files import FileHandlers
from bot.handlers.desk.looking import LookingHandlers
from bot.handlers.desk.media import MediaHandlers
from bot.handlers.desk.people import Alerts, PeopleHandlers
from bot.handlers.desk.publishing import Publishing
from bot.handlers.desk.screens import Screens
from bot.handlers.desk.talking import Talking
from bot.handlers.services import Services
from bot.profile import CommandMenus
from bot.reminding import Reminding
from bot.store.records import Records


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers moderators, and what runs beside."""

    handlers: DeskHandlers
    menus: CommandMenus
    reminding: Reminding


def build_desk(
    bot: Bot,
    services: Services,
    curator: Curator,
    records: Records,
    queue: Queue,
    *,
    settings: DeskSettings,
    today: Callable[[], date],
) -> Desk:
    """Everything of the desk over the services it uses; `curator` tells it of alerts from now on."""
    chat_id, trusted = settings.moderators_chat_id, settings.trusted
    roles, languages, sender = services.roles, services.languages, services.sender
    menus = CommandMenus(bot, roles, records.met, moderators_chat_id=chat_id)
    access = Access(roles, languages, sender, bot_name=bot.username, moderators_chat_id=chat_id, on_admitted=menus.seen)
    screens = Screens(curator, links_checked=settings.links_checked, trusted=trusted)
    publishing = Publishing(curator, queue)
    conversations = Conversations(records.dialogues)
    talking = Talking(access, curator, conversations, screens, publishing, bot_id=bot.id, trusted=trusted)
    curator.on_alert.append(Alerts(roles, languages, sender, moderators_chat_id=chat_id).on_alert)
    handlers = DeskHandlers(
        access=access,
        adding=AddingHandlers(access, curator, talking, bot_id=bot.id, queue=queue, trusted=trusted),
        talking=talking,
        looking=LookingHandlers(access, curator, records.reminders, records.daily, bot_id=bot.id, today=today),
        acting=ActingHandlers(access, curator, talking, today=today),
        files=FileHandlers(access, curator, Files(bot), bot_name=bot.username),
        people=PeopleHandlers(access, records.moderators, menus),
        media=MediaHandlers(access, curator),
    )
    reminding = Reminding(records.reminders, curator, roles, languages, sender, moderators_chat_id=chat_id)
    return Desk(handlers, menus, reminding)
