"""What the bot's last messages say, so that none is edited into what it says already. Pure."""

from collections import OrderedDict

from bot.reply import Reply

MOST_SHOWN = 5_000
"""Messages remembered; an older one is edited without a look, which Telegram refuses where nothing would change."""


class Shown:
    """Digests of what messages show, by chat and message; no words."""

    def __init__(self, *, most: int = MOST_SHOWN) -> None:
        self._most = most
        self._digests: OrderedDict[tuple[int, int], int] = OrderedDict()

    def says(self, chat_id: int, message_id: int, reply: Reply) -> bool:
        """Whether the message is known to say `reply`; a quote does not count, as it can't be edited."""
        return self._digests.get((chat_id, message_id)) == _digest(reply)

    def note(self, chat_id: int, message_id: int, reply: Reply) -> None:
        """The message says `reply` from now on."""
        self._digests.pop((chat_id, message_id), None)
        self._digests[chat_id, message_id] = _digest(reply)
        if len(self._digests) > self._most:
            self._digests.popitem(last=False)

    def forget(self, chat_id: int, message_id: int) -> None:
        """Nobody knows what the message says now."""
        self._digests.pop((chat_id, message_id), None)


def _digest(reply: Reply) -> int:
    return hash((reply.text, reply.entities, reply.buttons))
