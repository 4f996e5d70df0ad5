"""Posts in private chats: one post, one answer; an edited post changes the answer already given."""

import time

import structlog
from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import incoming
from bot.checking.answer import Case
from bot.checking.answered import record_of
from bot.handlers.services import Services
from bot.incoming import Incoming
from bot.limits import Limits, Permission
from bot.reply import Reply
from bot.roles import Role

log = structlog.get_logger()


class CheckHandlers:
    """Answers what people forward, write and edit."""

    def __init__(self, services: Services, limits: Limits) -> None:
        self._services = services
        self._limits = limits

    async def on_post(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a new post with exactly one message, unless its sender sends too many."""
        if update.message is None:
            return
        post = incoming.from_message(update.message, bot_id=self._services.bot_id)
        permission = await self._permission(post, update.message)
        if permission == "allowed":
            await self._answer(post)
        elif permission == "notice":
            renderer = await self._services.languages.renderer(post.chat_id, post.language_code)
            await self._services.sender.send(post.chat_id, Reply(renderer.words.say("limited")), to=post.message_id)

    async def on_edit(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Change the answer to a post when its words or its picture change; one that has no answer yet gets one."""
        message = update.edited_message
        if message is None or _is_command(message):
            return
        post = incoming.from_message(message, bot_id=self._services.bot_id, edited=True)
        if not (post.text or post.files) or await self._permission(post, message) != "allowed":
            return
        given = await self._services.answers.by_post(post.chat_id, post.message_id)
        await self._answer(post, reply_id=given.reply_message_id if given else None)

    async def _answer(self, post: Incoming, reply_id: int | None = None) -> None:
        started = time.perf_counter()
        answer = await self._services.checker.check(post)
        renderer = await self._services.languages.renderer(post.chat_id, post.language_code)
        reply = renderer.reply(answer)
        if reply_id is None or not await self._services.sender.edit(post.chat_id, reply_id, reply):
            reply_id = await self._services.sender.send(post.chat_id, reply, to=post.message_id)
        log.info(
            "answered",
            case=answer.case.value,
            claims=len(answer.parts),
            length=len(post.text),
            edited=post.edited,
            delivered=reply_id is not None,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        if reply_id is not None and answer.case is not Case.DEGRADED:
            language = renderer.words.language
            record = record_of(
                answer, chat_id=post.chat_id, post_id=post.message_id, reply_id=reply_id, language=language
            )
            self._services.answers.record(*record)

    async def _permission(self, post: Incoming, message: Message) -> Permission:
        """What the limits say; they do not apply to those who moderate."""
        again = None if post.edited else post.message_id  # an edit is a post of its own
        key, sent_at = self._services.keys.of(post.chat_id), incoming.sent_at(message, now=time.time())
        permission = self._limits.allow(key, time.monotonic(), post=again, sent_at=sent_at)
        if permission != "allowed" and await self._services.roles.of(post.sender_id) >= Role.MODERATOR:
            return "allowed"
        return permission


def _is_command(message: Message) -> bool:
    return not message.forward_origin and (message.text or "").startswith("/")
