"""Who is at the desk: asked at every command, answer and press, and told where the desk is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from telegram import CallbackQuery, Message, MessageEntity
from telegram.constants import ChatType

from bot.curation import Frozen, Refused, WrongState
from bot.curation.acting import BRAKE, BRAKE_WINDOW
from bot.delivery.sender import Sender
from bot.languages import Languages
from bot.rendering.desk import DeskRenderer
from bot.rendering.pieces import moment, problem_words
from bot.reply import Reply
from bot.roles import NotAllowed, Role, Roles
from claims_db.errors import InvalidClaim, StaleClaim, UnknownClaim

log = structlog.get_logger()

_SET_APART = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE, MessageEntity.CODE, MessageEntity.PRE)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may do what they ask for, here and now."""

    user_id: int
    chat_id: int
    message_id: int
    in_group: bool
    desk: DeskRenderer


class Access:
    """Lets in who may come in, and answers those who may not."""

    def __init__(
        self,
        roles: Roles,
        languages: Languages,
        sender: Sender,
        *,
        bot_name: str,
        moderators_chat_id: int | None = None,
        on_admitted: Callable[[int], Awaitable[None]] | None = None,
    ) -> None:
        """`on_admitted` is told whose command was admitted in private."""
        self.roles = roles
        self.languages = languages
        self.sender = sender
        self.moderators_chat_id = moderators_chat_id
        self._bot_name = bot_name
        self._on_admitted = on_admitted

    def is_desk(self, chat_id: int, kind: str) -> bool:
        """Whether moderators work in this chat."""
        return kind == ChatType.PRIVATE or chat_id == self.moderators_chat_id

    async def admit(self, message: Message, needed: Role = Role.MODERATOR) -> Visitor | None:
        """The sender of a command who may give it, in this chat; anybody else has been answered, or left alone."""
        author = author_of(message)
        desk = await self.desk_for(message)
        if await self.roles.of(author) < needed:
            await self._refuse(message, author, desk)
            return None
        if author is None or not self.is_desk(message.chat.id, message.chat.type):
            await self.reply(message, desk.say("desk-elsewhere", link=f"https://t.me/{self._bot_name}"))
            return None
        if self._on_admitted is not None and message.chat.type == ChatType.PRIVATE:
            await self._on_admitted(author)
        return _visitor(author, message, desk)

    async def recognise(self, message: Message) -> Visitor | None:
        """The sender of words that may be an answer, as long as they moderate and are at the desk."""
        author = author_of(message)
        if author is None or await self.roles.of(author) < Role.MODERATOR:
            return None
        return _visitor(author, message, await self.desk_for(message))

    async def admit_press(self, query: CallbackQuery, needed: Role = Role.MODERATOR) -> Visitor | None:
        """The presser of a button who may press it, where the button is; anybody else has been answered."""
        visitor, role = await self.visitor_of(query), await self.roles.of(query.from_user.id)
        if visitor is not None and role >= needed:
            return visitor
        renderer = await self.languages.renderer(query.from_user.id, query.from_user.language_code)
        key = "desk-owners-only" if visitor and role is Role.MODERATOR else "pressed-unknown"
        await self.sender.answer_press(query.id, renderer.words.say(key), alert=True)
        return None

    async def visitor_of(self, query: CallbackQuery) -> Visitor | None:
        """The presser of a button at the desk, whatever their role; None where the button is elsewhere."""
        message = query.message
        if message is None or not self.is_desk(message.chat.id, message.chat.type):
            return None
        renderer = await self.languages.renderer(query.from_user.id, query.from_user.language_code)
        in_group = message.chat.type != ChatType.PRIVATE
        return Visitor(query.from_user.id, message.chat.id, message.message_id, in_group, DeskRenderer(renderer))

    async def desk_for(self, message: Message) -> DeskRenderer:
        """The words of whoever wrote a message: their own choice, else their Telegram's language."""
        user = message.from_user
        code = user.language_code if user else None
        return DeskRenderer(await self.languages.renderer(user.id if user else message.chat.id, code))

    async def reply(self, message: Message, reply: Reply) -> int | None:
        """Answer a message: the id of the answer."""
        return await self.sender.send(message.chat.id, reply, to=message.message_id)

    async def _refuse(self, message: Message, author: int | None, desk: DeskRenderer) -> None:
        """Readers get what any unknown command gets; in groups of others the bot says nothing."""
        if await self.roles.of(author) is Role.MODERATOR:
            await self.reply(message, desk.say("desk-owners-only"))
        elif message.chat.type == ChatType.PRIVATE:
            await self.reply(message, desk.say("unknown-command"))
        elif message.chat.id == self.moderators_chat_id:
            await self.reply(message, desk.say("desk-anonymous" if author is None else "unknown-command"))


Act = Callable[[], Awaitable[Reply]]


async def tried(act: Act, visitor: Visitor) -> Reply:
    """The reply of an act, or in words why it was not done."""
    words = visitor.desk.plain.words
    try:
        return await act()
    except Frozen as error:
        time = moment(words, error.until)
        if error.now:
            minutes = int(BRAKE_WINDOW // 60)
            return visitor.desk.say("desk-frozen-now", count=BRAKE, minutes=minutes, time=time)
        return visitor.desk.say("desk-frozen", time=time)
    except Refused as error:
        lines = "\n".join(f"• {problem_words(words, problem)}" for problem in error.problems)
        return Reply(f"{words.say('desk-faults', count=len(error.problems))}\n{lines}"[:4_000])
    except WrongState as error:
        return visitor.desk.wrong_state(error)
    except UnknownClaim as error:
        return visitor.desk.unknown(error.claim_id)
    except NotAllowed:
        return visitor.desk.say("unknown-command")
    except (StaleClaim, InvalidClaim, TimeoutError) as error:
        log.warning("act_failed", error=type(error).__name__)
        return visitor.desk.say("desk-later")


def author_of(message: Message) -> int | None:
    """The person who wrote a message; None for channels, anonymous administrators, bots and automatic forwards."""
    user = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None or message.is_automatic_forward:
        return None
    return user.id


def is_own_words(message: Message) -> bool:
    """Whether the text is the sender's own: not forwarded, not inserted by a bot, not begun with a quotation."""
    entities = (*message.entities, *message.caption_entities)
    set_apart = any(entity.offset == 0 and entity.type in _SET_APART for entity in entities)
    return message.forward_origin is None and message.via_bot is None and not set_apart


def _visitor(author: int, message: Message, desk: DeskRenderer) -> Visitor:
    in_group = message.chat.type != ChatType.PRIVATE
    return Visitor(author, message.chat.id, message.message_id, in_group, desk)
