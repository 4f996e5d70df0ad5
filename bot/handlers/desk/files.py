"""Claims as files: /export sends one, /import takes one that has it as its caption."""

import re

import structlog
from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.curation import Curator
from bot.curation.files import MAX_BYTES
from bot.delivery.files import Files
from bot.handlers.desk.access import Access, Visitor, is_own_words, tried
from bot.rendering.compose import without_direction_marks
from bot.rendering.refusals import refusal_words
from bot.reply import Reply
from claims_db.errors import InvalidFile
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.formats import FORMATS, SUFFIXES, format_named

log = structlog.get_logger()

MAX_UPLOAD = 50_000_000
"""Bytes that Telegram takes from a bot at most."""
_NAME_LENGTH = 80
"""Characters of the name of a file in a message."""
IMPORT = re.compile(r"/import(?:@(\w{1,32}))?(?=\s|$)", re.IGNORECASE)


class FileHandlers:
    """Sends and takes files."""

    def __init__(self, access: Access, curator: Curator, files: Files, *, bot_name: str) -> None:
        self._access = access
        self._curator = curator
        self._files = files
        self._bot_name = bot_name

    async def on_export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Send all claims, in the form that is named after the command."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        form = format_named(context.args[0].lower().lstrip(".")) if context.args else FORMATS[0]
        if form is None:
            names = [one.name for one in FORMATS]
            reply = visitor.desk.say("desk-usage-export", formats=", ".join(names), example=names[-1])
            await self._access.reply(message, reply)
            return
        site = Site(self._bot_name, f"https://t.me/{self._bot_name}?start=c_")
        data = await self._curator.export(form, site=site)
        if len(data) > MAX_UPLOAD:
            await self._access.reply(message, visitor.desk.say("desk-export-too-large"))
            return
        caption = visitor.desk.plain.words.say("desk-export-caption", count=len(data))
        await self._access.sender.send_file(
            message.chat.id, f"claims{form.suffixes[0]}", data, to=message.message_id, caption=caption
        )
        log.info("claims_exported", form=form.name, bytes=len(data))

    async def on_import(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Explain how a file is imported: the command alone is not enough."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is not None and visitor is not None:
            await self._access.reply(message, _import_usage(visitor))

    async def takes(self, message: Message) -> bool:
        """Whether a message was a file to import; then it has been dealt with. A forwarded one is a post."""
        named = IMPORT.match(message.caption or "")
        if message.document is None or named is None or not is_own_words(message):
            return False
        if named[1] and named[1].lower() != self._bot_name.lower():
            return False
        visitor = await self._access.admit(message)
        if visitor is not None:
            await self._access.reply(message, await self._import(visitor, message))
        return True

    async def _import(self, visitor: Visitor, message: Message) -> Reply:
        document = message.document
        if document is None:
            return _import_usage(visitor)
        if (document.file_size or 0) > MAX_BYTES:
            return visitor.desk.say("desk-import-too-large", megabytes=MAX_BYTES // 1_000_000)
        data = await self._files.fetch(document.file_id)
        if data is None:
            return visitor.desk.say("desk-import-unreachable")
        name = without_direction_marks(document.file_name or "claims")
        name = name if len(name) <= _NAME_LENGTH else "…" + name[1 - _NAME_LENGTH :]  # the end tells the format

        async def take() -> Reply:
            try:
                imported = await self._curator.import_file(data, name, visitor.user_id)
            except InvalidFile as error:
                return Reply(refusal_words(visitor.desk.plain.words, error))
            log.info("claims_imported", new=imported.new, changed=imported.changed, same=imported.same)
            return visitor.desk.imported(imported)

        return await tried(take, visitor)


def _import_usage(visitor: Visitor) -> Reply:
    return visitor.desk.say("desk-usage-import", endings=", ".join(SUFFIXES))
