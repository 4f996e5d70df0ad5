"""Which chats may be written to, and from when on. Pure: the time is passed in, that of the event loop.

Chats are paced one by one; Telegram closes one for a while (429); one may have shut the bot out (403).
"""

from collections import OrderedDict

from bot.delivery.pace import ChatPace, Parked
from bot.delivery.wire import Done, Outcome, Refused

LONGEST_PARKING = 300.0
"""Seconds: no retry_after of Telegram is obeyed for longer."""
SHUT_FOR = 60.0
"""Seconds for which a group that shut the bot out is not tried again, unless it takes the bot in before."""
_UNSAID_PARKING = 5.0
_PARKING_MARGIN = 0.05
_MOST_SHUT = 10_000


class Gate:
    """What is known of each chat."""

    def __init__(self, *, paces: bool) -> None:
        """`paces`: chats get no more than Telegram takes from everybody; otherwise only its own word holds one back."""
        self._pace = ChatPace() if paces else None
        self._parked = Parked()
        self._shut: OrderedDict[int, float] = OrderedDict()

    def opens_at(self, chat_id: int) -> float:
        """From when on a new message may go to the chat; a past moment: now."""
        return max(self._pace.opens_at(chat_id) if self._pace else 0.0, self._parked.until(chat_id))

    def closed_for(self, chat_id: int, now: float, *, edit: bool) -> float:
        """Seconds until the chat may have a message, or an edit, which is not paced; 0 when it may now."""
        opens_at = self._pace.opens_at(chat_id) if self._pace and not edit else 0.0
        return max(self._parked.remaining(chat_id, now), opens_at - now, 0.0)

    def begin(self, chat_id: int, now: float) -> bool:
        """A new message goes to the chat now; whether it is the first one of a burst."""
        return self._pace is not None and self._pace.begin(chat_id, now)

    def counted_late(self, chat_id: int, seconds: float) -> None:
        """The first message of a burst took so long to arrive, so Telegram counts from later on."""
        if self._pace:
            self._pace.counted_late(chat_id, seconds)

    def heed(self, chat_id: int, outcome: Outcome, now: float) -> float:
        """Mind what Telegram answered: seconds for which it closed the chat, 0 when it did not."""
        if isinstance(outcome, Refused) and outcome.status == 429:
            seconds = min(LONGEST_PARKING, outcome.retry_after or _UNSAID_PARKING)
            self._parked.park(chat_id, now + seconds + _PARKING_MARGIN)
            return seconds
        if isinstance(outcome, Refused) and (outcome.status == 403 or "chat not found" in outcome.description.lower()):
            self._shut[chat_id] = now + SHUT_FOR
            self._shut.move_to_end(chat_id)
            if len(self._shut) > _MOST_SHUT:
                self._shut.popitem(last=False)
        elif isinstance(outcome, Done):
            self.let_in(chat_id)
        return 0.0

    def shut(self, chat_id: int, now: float) -> bool:
        """Whether the chat shut the bot out a short while ago: it was blocked or removed, or there is no such chat."""
        return self._shut.get(chat_id, now) > now

    def let_in(self, chat_id: int) -> None:
        """The chat takes the bot in."""
        self._shut.pop(chat_id, None)
