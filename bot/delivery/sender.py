"""The one door out: every message and edit of the bot passes here.

What can go wrong has one of three kinds. It certainly did not happen (no connection, 429): tried again. Telegram says
no (400, 403): mended if only a part was refused, else given up. Nobody knows (no answer, a server's error): a second
message is better than silence in private and worse in a group, so only in private it is sent once more, after a while
and when Telegram answers again. Edits and answers to presses do no harm twice and are simply repeated.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot

from bot.delivery.doubts import Doubts, Post
from bot.delivery.errors import Later
from bot.delivery.exposure import Exposure
from bot.delivery.gate import Gate
from bot.delivery.outgoing import (
    Parameters,
    file_parameters,
    in_new_chat,
    message_parameters,
    reply_parameters,
    storable,
    without_refused_part,
)
from bot.delivery.pace import FREE_RATE, Pace
from bot.delivery.shown import Shown
from bot.delivery.waiting import Backoff, pause
from bot.delivery.wire import Done, NoAnswer, Outcome, Refused, Wire, message_id_of, worth_repeating
from bot.metrics import Metrics
from bot.reply import Reply

log = structlog.get_logger()

CALL_TIMEOUT = 7.0
"""Seconds for one call; less than the program has to end in, so that none is cut off half-way."""
UPLOAD_TIMEOUT = 60.0
"""Seconds for sending a file; one that is cut off when the program ends is sent again."""
PATIENCE = 2.0
"""Seconds that a closed chat is waited for; for longer, others get the turn."""
_UNREACHED_FOR = 45.0
"""Seconds of trying to reach Telegram before others get the turn."""
_AT_ONCE = 8

Begin = Callable[[], Awaitable[None]]
"""Notes that a message is about to go out."""


async def _ignore_migration(_old: int, _new: int) -> None:
    return None


class Sender:
    """Sends replies. All methods raise Later when a reply could not go out but may at a later time."""

    def __init__(
        self,
        bot: Bot,
        *,
        stop: asyncio.Event,
        rate: int = 30,
        repeat_after: float = 10.0,
        on_migrated: Callable[[int, int], Awaitable[None]] = _ignore_migration,
        metrics: Metrics | None = None,
        exposure: Exposure | None = None,
    ) -> None:
        """`rate`: messages a second; nothing is waited for once `stop` is set.

        Up to the rate that is free for all, chats are paced one by one too; where more was agreed on with Telegram,
        only its own word (429) holds a chat back.
        `repeat_after`: seconds until a reply that may have gone out is sent again. `on_migrated` is told the old and
        the new id of a group that became a supergroup.
        """
        self._wire = Wire(bot.request, bot.base_url, metrics)
        self._stop = stop
        self._rate = rate
        self._pace = Pace(rate)
        self._bulk = Pace(_bulk_of(rate))
        self._gate = Gate(paces=rate <= FREE_RATE)
        self._shown = Shown()
        self._exposure = exposure or Exposure()
        self._flight = asyncio.Semaphore(_AT_ONCE)
        self._repeat_after = repeat_after
        self._on_migrated = on_migrated
        self._doubts = Doubts(repeat_after)

    def share_rate(self, processes: int) -> None:
        """So many processes send, this one with them: each takes an equal part of the rate."""
        self._pace.change(self._rate // processes)
        self._bulk.change(_bulk_of(self._rate // processes))

    async def bulk_turn(self) -> None:
        """Wait for the turn of a message that is one of many: they leave a third of the rate to readers who ask."""
        await self._bulk.turn()

    def opens_at(self, chat_id: int) -> float:
        """From when on a message may go to this chat, in the time of the event loop; a past moment: now."""
        return self._gate.opens_at(chat_id)

    def shut_out(self, chat_id: int) -> bool:
        """Whether the last that was heard of a chat, a short while ago, is that the bot may not write there."""
        return self._gate.shut(chat_id, asyncio.get_running_loop().time())

    def let_in(self, chat_id: int) -> None:
        """A chat took the bot in, or a person allowed it to write again."""
        self._gate.let_in(chat_id)

    async def send(
        self,
        chat_id: int,
        reply: Reply,
        *,
        to: int | None,
        orphaned: bool = True,
        elsewhere: int | None = None,
        begin: Begin | None = None,
    ) -> int | None:
        """Send `reply` to a chat, as a reply to the message `to`: the new message's id.

        None when it can't be sent (the bot was blocked or removed) or nobody knows whether it was. `orphaned`: also
        when the message `to` is gone; `elsewhere`: its chat, if another; `begin`: awaited whenever Telegram is called.
        """
        parameters = message_parameters(reply)
        if to is not None:
            parameters["reply_parameters"] = reply_parameters(to, reply.quote, orphaned=orphaned, elsewhere=elsewhere)
        message_id = await self._deliver("sendMessage", chat_id, to, parameters, begin=begin)
        if message_id is not None:
            self._shown.note(chat_id, message_id, reply)
        return message_id

    async def send_file(
        self, chat_id: int, name: str, data: bytes, *, to: int | None, caption: str = "", shown: bool = False
    ) -> int | None:
        """Send a file called `name` (at most 50 MB, Telegram's limit), otherwise as `send`.

        `shown`: it is a PNG or JPEG of at most 10 MB that is to be seen in the chat.
        """
        kind, method = ("photo", "sendPhoto") if shown else ("document", "sendDocument")
        parameters = file_parameters(kind, name, data, to=to, caption=caption)
        return await self._deliver(method, chat_id, to, parameters, within=UPLOAD_TIMEOUT)

    async def edit(self, chat_id: int, message_id: int, reply: Reply) -> bool:
        """Put `reply` in the place of the bot's message: whether it says so now. Quotes can't be edited."""
        if self._shown.says(chat_id, message_id, reply):
            return True
        self._shown.forget(chat_id, message_id)
        parameters = {"chat_id": chat_id, "message_id": message_id, **message_parameters(reply)}
        backoff = Backoff(0.5, 2)
        for _ in range(3):
            outcome = await self._persuade("editMessageText", chat_id, parameters)
            if isinstance(outcome, Done) or (isinstance(outcome, Refused) and "not modified" in outcome.description):
                self._shown.note(chat_id, message_id, reply)
                return True
            if isinstance(outcome, Refused):
                return False
            await self._wait(backoff.next())
        raise Later(5)

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message of the bot: whether it is gone, or can't be deleted any more."""
        parameters = {"chat_id": chat_id, "message_id": message_id}
        if chat_id < 0 and self.shut_out(chat_id):
            return True
        async with self._flight:
            outcome = await self._wire.call("deleteMessage", parameters, within=CALL_TIMEOUT)
        self._shown.forget(chat_id, message_id)
        return not worth_repeating(outcome)

    async def answer_press(self, query_id: str, text: str | None = None, *, alert: bool = False) -> bool:
        """End the waiting of somebody who pressed a button; false when it was too late or did not succeed."""
        parameters = {"callback_query_id": query_id, "text": storable(text) if text else None, "show_alert": alert}
        backoff = Backoff(0.3, 2)
        for _ in range(4):
            async with self._flight:
                outcome = await self._wire.call("answerCallbackQuery", parameters, within=CALL_TIMEOUT)
            if not worth_repeating(outcome):
                return isinstance(outcome, Done)
            await self._wait(backoff.next())
        return False

    async def _deliver(
        self,
        method: str,
        chat_id: int,
        to: int | None,
        parameters: Parameters,
        *,
        within: float = CALL_TIMEOUT,
        begin: Begin | None = None,
    ) -> int | None:
        """Send a new message, again where that is better than silence: its id, or None."""
        doubted = (chat_id, to)
        await self._respect_doubt(doubted)
        outcome = await self._persuade(method, chat_id, {"chat_id": chat_id, **parameters}, within, begin)
        if isinstance(outcome, NoAnswer):
            self._left_in_doubt(doubted, outcome)
            return None
        self._doubts.settle(doubted)
        if isinstance(outcome, Done):
            return message_id_of(outcome.result)
        log.info("reply_refused", status=outcome.status)
        return None

    async def _persuade(
        self,
        method: str,
        chat_id: int,
        parameters: Parameters,
        within: float = CALL_TIMEOUT,
        begin: Begin | None = None,
    ) -> Outcome:
        """Call `method`, without a part that is refused, and where the chat has moved to."""
        while True:
            outcome = await self._post(method, chat_id, parameters, within, begin)
            if not isinstance(outcome, Refused):
                return outcome
            if outcome.status in (401, 404):
                raise Later(5)
            # A person does not move; it is the group of a post that is answered in private.
            moved_to = outcome.migrate_to if chat_id < 0 and outcome.migrate_to != chat_id else None
            if moved_to is not None:
                await self._on_migrated(chat_id, moved_to)
                changed = in_new_chat(parameters, moved_to)
                chat_id = moved_to
            else:
                changed = without_refused_part(parameters, outcome.description) if outcome.status == 400 else None
            if changed is None:
                return outcome
            log.warning("reply_simplified", method=method)
            parameters = changed

    async def _post(
        self, method: str, chat_id: int, parameters: Parameters, within: float, begin: Begin | None
    ) -> Outcome:
        """Call `method` once it may go to this chat, again while it certainly did not happen."""
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + _UNREACHED_FOR
        backoff = Backoff(0.5, 5)
        edit = method == "editMessageText"
        while True:
            if chat_id < 0 and self.shut_out(chat_id):  # that a person is there again is not always told
                return Refused(403)
            await self._until_open(chat_id, edit=edit)
            async with self._exposure.sending():
                await self._pace.turn()
                if self._gate.closed_for(chat_id, loop.time(), edit=edit):
                    continue
                if begin is not None:
                    await begin()
                began = loop.time()
                first = not edit and self._gate.begin(chat_id, began)
                outcome = await self._wire.call(method, parameters, within=within)
                self._exposure.answered(loop.time() - began)
                if first:
                    self._gate.counted_late(chat_id, loop.time() - began)
            if seconds := self._gate.heed(chat_id, outcome, loop.time()):
                log.info("chat_closed", seconds=seconds)
            elif not isinstance(outcome, NoAnswer) or outcome.happened != "no":
                return outcome
            if loop.time() > give_up_at:
                raise Later(1)
            if isinstance(outcome, NoAnswer):
                await self._wait(backoff.next())

    async def _until_open(self, chat_id: int, *, edit: bool) -> None:
        seconds = self._gate.closed_for(chat_id, asyncio.get_running_loop().time(), edit=edit)
        if seconds > PATIENCE:
            raise Later(seconds)
        if seconds:
            await self._wait(seconds)

    async def _respect_doubt(self, post: Post) -> None:
        """A reply that may have gone out waits its time, and until Telegram answers at all: it has few repeats."""
        not_before = self._doubts.not_before(post)
        if not_before is None:
            return
        seconds = not_before - asyncio.get_running_loop().time()
        if seconds > 0:
            raise Later(seconds)
        if not isinstance(await self._wire.call("getMe", {}, within=CALL_TIMEOUT), Done):
            raise Later(3)

    def _left_in_doubt(self, post: Post, outcome: NoAnswer) -> None:
        if self._doubts.add(post, outcome.happened, asyncio.get_running_loop().time()):
            raise Later(self._repeat_after)
        log.warning("reply_in_doubt", cause=outcome.cause)

    async def _wait(self, seconds: float) -> None:
        """Wait, unless the program is to stop: then there is no time for it."""
        await pause(self._stop, seconds)
        if self._stop.is_set():
            raise Later(0)


def _bulk_of(rate: int) -> int:
    return rate * 2 // 3
