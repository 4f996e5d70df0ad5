"""Who moderates: /addmod, /removemod, /mods, for owners; and ending a freeze."""

import asyncio
import re

import structlog
from telegram import CallbackQuery, Message, MessageOriginHiddenUser, MessageOriginUser, Update
from telegram.ext import ContextTypes

from bot.buttons.desk import DeskAction, DeskVerb
from bot.curation import Alert
from bot.delivery.errors import Later
from bot.delivery.sender import Sender
from bot.handlers.desk.access import Access, Visitor, author_of
from bot.languages import Languages
from bot.profile import CommandMenus
from bot.rendering.pieces import moment
from bot.reply import Button, Reply
from bot.roles import Role, Roles, is_person
from bot.store.moderators import Moderators
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

_TRIES = 10
_LONGEST_PAUSE = 60.0
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)


class PeopleHandlers:
    """Appoints and dismisses; takes numeric ids only, never a name."""

    def __init__(self, access: Access, moderators: Moderators, menus: CommandMenus) -> None:
        self._access = access
        self._moderators = moderators
        self._menus = menus

    async def on_add(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Appoint somebody."""
        message = update.message
        visitor = await self._access.admit(message, Role.OWNER) if message else None
        if message is None or visitor is None:
            return
        found = _meant(message, context.args or [], "desk-usage-addmod")
        if isinstance(found, str):
            await self._access.reply(message, visitor.desk.say(found))
            return
        added = await self._access.roles.add(found, by=visitor.user_id)
        await self._access.reply(
            message, visitor.desk.say(f"desk-mod-{'added' if added else 'already'}", user=str(found))
        )
        log.info("moderator_added", new=added)
        await self._menus.show(found)

    async def on_remove(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Dismiss somebody, from their next act on."""
        message = update.message
        visitor = await self._access.admit(message, Role.OWNER) if message else None
        if message is None or visitor is None:
            return
        found = _meant(message, context.args or [], "desk-usage-removemod")
        if isinstance(found, str):
            await self._access.reply(message, visitor.desk.say(found))
            return
        removed = await self._access.roles.remove(found, by=visitor.user_id)
        owner = await self._access.roles.of(found) is Role.OWNER
        key = "desk-mod-owner" if owner else "desk-mod-removed" if removed else "desk-mod-not-one"
        await self._access.reply(message, visitor.desk.say(key, user=str(found)))
        log.info("moderator_removed", was_one=removed)
        await self._menus.renew(found)

    async def on_list(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show who moderates."""
        message = update.message
        visitor = await self._access.admit(message, Role.OWNER) if message else None
        if message is None or visitor is None:
            return
        await self._access.reply(message, visitor.desk.members(await self._access.roles.all()))

    async def unfreeze(self, query: CallbackQuery, visitor: Visitor, subject: str) -> None:
        """Let a moderator who was stopped go on."""
        ended = _ID.fullmatch(subject) and await self._moderators.unfreeze(int(subject), by=visitor.user_id)
        say = visitor.desk.plain.words.say
        await self._access.sender.answer_press(
            query.id, say("desk-unfrozen" if ended else "desk-not-frozen"), alert=True
        )
        if ended and isinstance(query.message, Message):
            told = Reply(f"{query.message.text or ''}\n\n{say('desk-unfrozen')}"[:4_000])
            await self._access.sender.edit(visitor.chat_id, visitor.message_id, told)


class Alerts:
    """Tells the owners, and the moderators' chat, what they should know at once."""

    def __init__(
        self, roles: Roles, languages: Languages, sender: Sender, *, moderators_chat_id: int | None = None
    ) -> None:
        self._roles = roles
        self._languages = languages
        self._sender = sender
        self._moderators_chat_id = moderators_chat_id
        self._telling: set[asyncio.Task[None]] = set()

    async def on_alert(self, alert: Alert) -> None:
        """Tell of a moderator who was stopped, with a button that lets them go on; does not wait for it."""
        owners = [member.user_id for member in await self._roles.all() if member.role is Role.OWNER]
        for chat_id in (*owners, *([self._moderators_chat_id] if self._moderators_chat_id else [])):
            telling = asyncio.create_task(self._tell(chat_id, alert))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    async def _tell(self, chat_id: int, alert: Alert) -> None:
        for _ in range(_TRIES):
            try:
                words = (await self._languages.renderer(chat_id, None)).words
                time, user = moment(words, alert.until), str(alert.user_id)
                told = words.say("desk-alert-frozen", user=user, count=alert.count, time=time)
                button = Button(words.say("desk-button-unfreeze"), str(DeskAction(DeskVerb.UNFREEZE, user)))
                await self._sender.send(chat_id, Reply(told, buttons=((button,),)), to=None)
            except Later as later:
                await asyncio.sleep(min(later.delay, _LONGEST_PAUSE))
            except StoreUnavailable:
                await asyncio.sleep(1)
            else:
                return
        log.warning("alert_not_told")


def _meant(message: Message, arguments: list[str], usage: str) -> int | str:
    """Whose id is meant, or the key of what to say where nobody's is."""
    if arguments:
        given = int(arguments[0]) if _ID.fullmatch(arguments[0]) else 0
        return given if is_person(given) else usage
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return usage
    origin = replied.forward_origin
    if isinstance(origin, MessageOriginHiddenUser):
        return "desk-mod-hidden"
    if isinstance(origin, MessageOriginUser):
        user = origin.sender_user
        return "desk-mod-nobody" if user.is_bot or not is_person(user.id) else user.id
    author = None if origin is not None else author_of(replied)
    return author if author is not None and is_person(author) else "desk-mod-nobody"
