"""Posts and questions in groups, and the bot's coming and going there."""

import time
from datetime import datetime

import structlog
from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import incoming
from bot.checking.answer import Answer, Case
from bot.checking.answered import record_of
from bot.groups.speaking import Groups, language_of, worth_saying
from bot.handlers.digest import OPENS as OPENS_DIGEST
from bot.handlers.group_messages import asked_about, is_command, is_nobodys_post, mentions, number_in, topic_of
from bot.handlers.rights import Rights
from bot.handlers.services import Services
from bot.incoming import Incoming
from bot.limits import Limits, Permission
from bot.rendering.groups import GroupRenderer
from bot.reply import Reply
from bot.roles import Role
from bot.store.answers import SentAnswer
from bot.store.groups import Group
from bot.trial.looking import Looking
from bot.words import language_for

log = structlog.get_logger()

ASKED = "asked-"
"""How the kind of an answer begins that somebody asked for; the others were given unasked."""
UNASKED = "group-"
_GROUPS = frozenset((ChatType.GROUP, ChatType.SUPERGROUP))
_INSIDE = frozenset((ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER))


class GroupHandlers:
    """Speaks in groups: unasked nearly never, asked always, and once about each post."""

    def __init__(self, services: Services, groups: Groups, looking: Looking, rights: Rights, limits: Limits) -> None:
        self._services = services
        self._groups = groups
        self._looking = looking
        self._rights = rights
        self._limits = limits

    # -- posts --------------------------------------------------------------------------------------------

    async def on_post(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Look at a post, or answer the question that a mention in a reply is."""
        message = update.message
        if message is None or is_nobodys_post(message) or is_command(message):
            return
        group = await self._group(message)
        if group is None:
            return
        about = asked_about(message, bot_id=self._services.bot_id)
        mentioned = mentions(message, bot_id=self._services.bot_id, bot_name=self._services.bot_name)
        if about is not None and mentioned and message.forward_origin is None:
            await self._answer_question(message, about, group)
        else:
            await self._consider(message, incoming.from_message(message, bot_id=self._services.bot_id), group)

    async def on_check(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /check about the message that it replies to; alone it is explained."""
        message = update.message
        if message is None or is_nobodys_post(message):
            return
        group = await self._group(message)
        if group is None:
            return
        about = asked_about(message, bot_id=self._services.bot_id)
        if about is not None:
            await self._answer_question(message, about, group)
        elif await self._may_ask(message) == "allowed":
            reply = self._renderer(group, message).said("group-check-help")
            await self._send(message, group, reply)

    async def on_digest(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Point to the private chat: digests are a reader's own matter."""
        message = update.message
        if message is None or is_nobodys_post(message):
            return
        group = await self._group(message)
        if group is not None and await self._may_ask(message) == "allowed":
            link = f"https://t.me/{self._services.bot_name}?start={OPENS_DIGEST}"
            words = self._renderer(group, message).full.words
            await self._send(message, group, Reply(words.say("digest-elsewhere", link=link)))

    async def on_edit(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Correct the answer to a post whose words have changed; a post without one may get its first."""
        message = update.edited_message
        if message is None or is_nobodys_post(message) or is_command(message):
            return
        post = incoming.from_message(message, bot_id=self._services.bot_id, edited=True)
        given = await self._services.answers.by_post(post.chat_id, post.message_id)
        if given is None:
            group = await self._group(message)
            if group is not None:
                await self._consider(message, post, group)
        elif await self._may_ask(message, again=True) == "allowed":
            await self._correct(message, post, given)

    async def _consider(self, message: Message, post: Incoming, group: Group) -> None:
        place, at = topic_of(message), _seconds(message.date)
        from_channel = bool(message.is_automatic_forward)
        if group.trial is not None:
            await self._looking.look(post, group, at=at, from_channel=from_channel)
            return
        if self._groups.rests(group, place) or number_in(group, message) is None:
            return
        answer = await self._groups.unasked(post, group, at=at, from_channel=from_channel)
        if answer is None or await self._services.answers.by_post(post.chat_id, post.message_id):
            return
        reply = self._renderer(group, message).answer(answer, group.chat_id)
        reply_id = await self._services.sender.send(group.chat_id, reply, to=post.message_id, orphaned=False)
        self._groups.said(group, answer, reply_id, at=at, place=place)
        self._record(post, reply_id, answer, group, message, UNASKED)

    async def _answer_question(self, message: Message, about: Incoming, group: Group) -> None:
        permission = await self._may_ask(message)
        if permission == "notice":
            await self._send(message, group, self._renderer(group, message).said("group-limited"))
        if permission != "allowed":
            return
        answer = await self._groups.checked(about)
        reply = self._renderer(group, message, about.text).answer(answer, group.chat_id, quoting=False)
        reply_id = await self._services.sender.send(group.chat_id, reply, to=number_in(group, message))
        at = _seconds(message.date)
        self._groups.said(group, answer, reply_id, at=at, place=topic_of(message))
        self._record(about, reply_id, answer, group, message, ASKED)

    async def _correct(self, message: Message, post: Incoming, given: SentAnswer) -> None:
        group = await self._groups.group(post.chat_id)
        answer = await self._groups.checked(post)
        renderer = self._renderer(group, message)
        asked = given.kind.startswith(ASKED)
        strictness = group.settings.strictness
        if answer.case is Case.DEGRADED:
            return
        if asked or worth_saying(answer, strictness, forwarded=post.forwarded):
            reply = renderer.answer(answer, group.chat_id, quoting=not asked)
        else:
            answer = Answer(Case.NONE, revision=answer.revision)
            reply = renderer.said("group-post-changed")
        await self._services.sender.edit(post.chat_id, given.reply_message_id, reply)
        self._record(post, given.reply_message_id, answer, group, message, ASKED if asked else UNASKED)

    # -- coming, going, moving ----------------------------------------------------------------------------

    async def on_membership(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added, removed, promoted or restricted."""
        change = update.my_chat_member
        if change is None:
            return
        chat_id = change.chat.id
        if _inside(change.new_chat_member):
            self._services.sender.let_in(chat_id)
        if change.chat.type not in _GROUPS:  # people who block the bot, channels
            return
        if not _inside(change.new_chat_member):
            await self._groups.left(chat_id, at=_seconds(change.date))
        elif _inside(change.old_chat_member):
            await self._groups.allowed(chat_id, may_write=_may_write(change.new_chat_member))
        else:
            await self._arrive(change)

    async def on_migration(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: one of the two messages that say so is enough, in either order."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self._groups.migrated(message.chat.id, message.migrate_to_chat_id)
        if message.migrate_from_chat_id is not None:
            await self._groups.migrated(message.migrate_from_chat_id, message.chat.id)

    async def _arrive(self, change: ChatMemberUpdated) -> None:
        chat_id, who = change.chat.id, change.from_user
        welcome = await self._groups.arrived(
            chat_id,
            by=self._services.keys.of(chat_id if who.is_bot else who.id),
            guessed=language_for(who.language_code),
            may_write=_may_write(change.new_chat_member),
        )
        log.info("group_entered", welcome=welcome)
        if welcome == "leave":
            await self._rights.leave(chat_id)
        if welcome != "greet":
            return
        sees = change.new_chat_member.status == ChatMember.ADMINISTRATOR or await self._rights.sees_all()
        group = await self._groups.group(chat_id)
        reply = self._speaking(language_of(group, "", who.language_code)).hello(chat_id, sees_posts=sees)
        self._groups.sent(group, await self._services.sender.send(chat_id, reply, to=None))
        await self._groups.greeted(chat_id)

    # -- pieces -------------------------------------------------------------------------------------------

    async def _group(self, message: Message) -> Group | None:
        """The group of a message, None where the bot may not write anyway."""
        group = await self._groups.heard(message.chat.id, at=_seconds(message.date))
        return group if group.may_write else None

    async def _may_ask(self, message: Message, *, again: bool = False) -> Permission:
        sender = message.sender_chat or message.from_user
        key = self._services.keys.of(sender.id if sender else message.chat.id)
        post, sent_at = None if again else message.message_id, incoming.sent_at(message, now=time.time())
        permission = self._limits.allow(key, time.monotonic(), post=post, sent_at=sent_at)
        if permission != "allowed" and await self._services.roles.of(sender.id if sender else None) >= Role.MODERATOR:
            return "allowed"
        return permission

    def _renderer(self, group: Group, message: Message, text: str | None = None) -> GroupRenderer:
        words = text if text is not None else message.text or message.caption or ""
        code = message.from_user.language_code if message.from_user else None
        return self._speaking(language_of(group, words, code))

    def _speaking(self, language: str) -> GroupRenderer:
        return GroupRenderer(self._services.languages.speaking(language))

    async def _send(self, message: Message, group: Group, reply: Reply) -> None:
        to = number_in(group, message)
        self._groups.sent(group, await self._services.sender.send(group.chat_id, reply, to=to))

    def _record(
        self, post: Incoming, reply_id: int | None, answer: Answer, group: Group, message: Message, kind: str
    ) -> None:
        log.info(
            "answered_in_group",
            case=answer.case.value,
            claims=len(answer.parts),
            asked=kind == ASKED,
            edited=post.edited,
            delivered=reply_id is not None,
        )
        if reply_id is None or answer.case is Case.DEGRADED:
            return
        words = self._renderer(group, message, post.text).full.words
        record = record_of(
            answer,
            chat_id=group.chat_id,
            post_id=post.message_id if number_in(group, message) else 0,
            reply_id=reply_id,
            language=words.language,
            kind=kind + answer.case.value,
        )
        self._services.answers.record(*record)


def _inside(member: ChatMember) -> bool:
    return member.status in _INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member)


def _may_write(member: ChatMember) -> bool:
    return not isinstance(member, ChatMemberRestricted) or member.can_send_messages


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
