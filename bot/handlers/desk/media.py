"""/picture: in a reply to a picture or another file, which claims it is known with, and one more or less of them."""

import structlog
from telegram import Update
from telegram.ext import ContextTypes

from bot import incoming
from bot.curation import Curator
from bot.handlers.desk.access import Access, Visitor, tried
from bot.handlers.desk.reading import claim_id_of
from bot.rendering.listing import known_files
from bot.reply import Reply
from bot.store.known_media import MOST_CLAIMS, MOST_FILES

log = structlog.get_logger()

_OFF = "off"


class MediaHandlers:
    """Lets the bot know a file that goes round with a claim."""

    def __init__(self, access: Access, curator: Curator) -> None:
        self._access = access
        self._curator = curator

    async def on_picture(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Know the file that is replied to with a claim, know it no more (`off`), or tell what it is known with."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        files = incoming.files_of(message.reply_to_message) if message.reply_to_message else ()
        arguments = context.args or []
        claim_id = claim_id_of(arguments)
        if not files or bool(arguments) != bool(claim_id):
            reply = visitor.desk.say("desk-usage-picture")
        elif not claim_id:
            reply = await self._known(visitor, files[0])
        elif [word.lower() for word in arguments[1:]] == [_OFF]:
            reply = await tried(lambda: self._forget(visitor, files[0], claim_id), visitor)
        else:
            reply = await tried(lambda: self._know(visitor, files[0], claim_id), visitor)
        await self._access.reply(message, reply)

    async def _know(self, visitor: Visitor, file_id: str, claim_id: str) -> Reply:
        added = await self._curator.media.know(file_id, claim_id, visitor.user_id)
        log.info("media_known", outcome=added)
        count = {"most-claims": MOST_CLAIMS, "most-files": MOST_FILES}.get(added, 0)
        return visitor.desk.say(f"desk-media-{added}", id=claim_id, count=count)

    async def _forget(self, visitor: Visitor, file_id: str, claim_id: str) -> Reply:
        removed = await self._curator.media.forget(file_id, claim_id, visitor.user_id)
        log.info("media_forgotten", done=removed)
        return visitor.desk.say("desk-media-removed" if removed else "desk-media-not-known", id=claim_id)

    async def _known(self, visitor: Visitor, file_id: str) -> Reply:
        claims = [await self._curator.claim(claim_id) for claim_id in await self._curator.media.claims_of(file_id)]
        return known_files(visitor.desk.plain, [claim for claim in claims if claim])
