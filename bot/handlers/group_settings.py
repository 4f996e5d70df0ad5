"""The settings of a group: in the group or in private, for its admins only, asked of Telegram at each press."""

import time

import structlog
from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import incoming
from bot.buttons.groups import GroupPress, Step, parse_press
from bot.groups.speaking import Groups, language_of
from bot.handlers.group_admins import REFUSALS, GroupAdmins
from bot.handlers.group_messages import is_nobodys_post, number_in
from bot.handlers.rights import Rights, Standing
from bot.handlers.services import Services
from bot.limits import Limits
from bot.rendering.groups import OPEN_SETTINGS, GroupRenderer
from bot.reply import Reply
from bot.store.groups import Group

log = structlog.get_logger()

_QUIET = {"on": "group-quiet-on", "off": "group-quiet-off"}


class SettingsHandlers:
    """Shows and changes settings; a press by anybody else, forged or not, changes nothing."""

    def __init__(self, services: Services, groups: Groups, rights: Rights, limits: Limits) -> None:
        self._services = services
        self._groups = groups
        self._rights = rights
        self._admins = GroupAdmins(groups, rights)
        self._limits = limits

    # -- commands -----------------------------------------------------------------------------------------

    async def on_settings(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the settings in the group that an admin asks for them in."""
        message = update.message
        group = await self._admit(message) if message else None
        if message is None or group is None:
            return
        await self._say(message, group, self._speaking(group, message.from_user).settings(group, in_group=True))

    async def on_quiet(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Be silent unless asked, or speak again."""
        message = update.message
        group = await self._admit(message) if message else None
        if message is None or group is None:
            return
        code = context.args[0].lower() if context.args else ""
        if code in _QUIET:
            group = await self._groups.choose(group, "quiet", code)
        renderer = self._speaking(group, message.from_user)
        said = renderer.said(_QUIET.get(code, "group-quiet-help"))
        await self._say(message, group, renderer.on_trial(group, said) if code == "off" else said)

    async def on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Open in private the settings of the group that a link names."""
        message = update.message
        if message is None or message.from_user is None:
            return
        named = (context.args or [""])[0].removeprefix(OPEN_SETTINGS)
        press = parse_press(f"g:{named}:{Step.MENU}:")
        renderer = GroupRenderer(
            await self._services.languages.renderer(message.chat.id, message.from_user.language_code)
        )
        reply = renderer.said(REFUSALS["unknown"])
        if press is not None:
            group = await self._groups.group(press.chat_id)
            standing = await self._admins.standing(group, message.from_user.id)
            if standing == "admin":
                title = await self._rights.title(group.chat_id)
                reply = renderer.settings(group, title=title, in_group=False)
            else:
                reply = renderer.said(REFUSALS[standing])
        await self._services.sender.send(message.chat.id, reply, to=message.message_id)

    async def _admit(self, message: Message) -> Group | None:
        """The group of a command of an admin; None for anybody else's, and for posts that are nobody's."""
        if is_nobodys_post(message):
            return None
        group = await self._groups.heard(message.chat.id, at=message.date.timestamp())
        return None if await self._refuse(message, group) else group

    async def _refuse(self, message: Message, group: Group) -> bool:
        """Whether the message is not of an admin; its writer is told so, unless they ask again and again."""
        standing = await self._writer_standing(message, group)
        if standing == "admin":
            return False
        who = message.sender_chat or message.from_user
        key = self._services.keys.of(who.id if who else message.chat.id)
        sent_at = incoming.sent_at(message, now=time.time())
        if self._limits.allow(key, time.monotonic(), post=message.message_id, sent_at=sent_at) == "allowed":
            await self._say(message, group, self._speaking(group, message.from_user).said(REFUSALS[standing]))
        return True

    async def _writer_standing(self, message: Message, group: Group) -> Standing:
        if message.sender_chat is not None:
            # An anonymous admin writes in the name of the group; a channel that writes here is nobody.
            return "admin" if message.sender_chat.id == message.chat.id else "other"
        return await self._admins.standing(group, message.from_user.id) if message.from_user else "other"

    # -- presses ------------------------------------------------------------------------------------------

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of the settings says, if who pressed it administers the group that it is about."""
        query = update.callback_query
        if query is None:
            return
        press = parse_press(query.data)
        reader = await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)
        if press is None or query.message is None or not await self._admins.is_about(press.chat_id, query):
            await self._services.sender.answer_press(query.id, reader.words.say("pressed-unknown"))
            return
        group = await self._groups.group(press.chat_id)
        standing = await self._admins.standing(group, query.from_user.id)
        if standing != "admin":
            words = reader.words.say(REFUSALS[standing])
            await self._services.sender.answer_press(query.id, words, alert=standing == "unknown")
            return
        await self._services.sender.answer_press(query.id)
        in_group = query.message.chat.type != ChatType.PRIVATE
        await self._act(query, press, group, GroupRenderer(reader) if not in_group else None)
        log.info("group_setting_pressed", field=press.field, chosen=press.code)

    async def _act(self, query: CallbackQuery, press: GroupPress, group: Group, private: GroupRenderer | None) -> None:
        if query.message is None:
            return
        chat_id, message_id = query.message.chat.id, query.message.message_id
        if press.field == Step.HIDE:
            await self._services.sender.delete(chat_id, message_id)
            return
        if press.code:
            group = await self._groups.choose(group, press.field, press.code)
        renderer = private or self._speaking(group, query.from_user)
        title = await self._rights.title(group.chat_id) if private else ""
        if press.field == Step.MENU or press.code:
            reply = renderer.settings(group, title=title, in_group=private is None)
        else:
            reply = renderer.choices(group, press.field, title=title)
        await self._services.sender.edit(chat_id, message_id, reply)

    # -- pieces -------------------------------------------------------------------------------------------

    def _speaking(self, group: Group, user: User | None) -> GroupRenderer:
        language = language_of(group, "", user.language_code if user else None)
        return GroupRenderer(self._services.languages.speaking(language))

    async def _say(self, message: Message, group: Group, reply: Reply) -> None:
        to = number_in(group, message)
        self._groups.sent(group, await self._services.sender.send(group.chat_id, reply, to=to))
