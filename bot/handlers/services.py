"""What nearly every handler works with."""

from dataclasses import dataclass

from bot.checking.checker import Checker
from bot.delivery.sender import Sender
from bot.languages import Languages
from bot.roles import Roles
from bot.store.answers import Answers
from bot.store.judgements import Judgements
from bot.store.reader_keys import ReaderKeys


@dataclass(frozen=True, slots=True)
class Services:
    """The same for all handlers of a bot; what only some need is handed to them beside it.

    `bot_id` and `bot_name` are the bot's own in Telegram.
    """

    checker: Checker
    languages: Languages
    sender: Sender
    answers: Answers
    judgements: Judgements
    keys: ReaderKeys
    roles: Roles
    bot_id: int
    bot_name: str
