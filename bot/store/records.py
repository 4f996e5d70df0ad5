"""All of the bot's own records, opened together."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.answers import Answers
from bot.store.asks import AskRecords
from bot.store.daily import Daily
from bot.store.dialogues import Dialogues
from bot.store.digests import Digests
from bot.store.erasure import Erasure
from bot.store.followed import Followed
from bot.store.groups import GroupRecords
from bot.store.inline_choices import InlineChoices
from bot.store.judgements import Judgements
from bot.store.known_media import KnownMedia
from bot.store.met import Met
from bot.store.moderators import Moderators
from bot.store.notices import NoticeRecords
from bot.store.promises import PromiseRecords
from bot.store.queue import QueueRecords
from bot.store.reader_keys import ReaderKeys, load_reader_keys
from bot.store.readers import Readers
from bot.store.reminders import Reminders
from bot.store.trials import TrialRecords
from bot.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Records:
    """What the bot remembers about readers, groups, moderators and the queue, over one database and one writer."""

    writer: Writer
    readers: Readers
    answers: Answers
    judgements: Judgements
    reader_keys: ReaderKeys
    groups: GroupRecords
    inline_choices: InlineChoices
    moderators: Moderators
    dialogues: Dialogues
    asks: AskRecords
    queue: QueueRecords
    promises: PromiseRecords
    notices: NoticeRecords
    followed: Followed
    erasure: Erasure
    reminders: Reminders
    met: Met
    trials: TrialRecords
    known_media: KnownMedia
    digests: Digests
    daily: Daily


async def open_records(engine: AsyncEngine) -> Records:
    """The records in a database that has the tables already (`migrate(engine, package="bot.store")`).

    Raises:
        StoreUnavailable: the database can't be used.
    """
    writer = Writer(engine)
    keys = await load_reader_keys(engine)
    return Records(
        writer,
        Readers(engine, writer),
        Answers(engine, writer),
        Judgements(engine, writer),
        keys,
        GroupRecords(engine, writer),
        InlineChoices(engine, writer),
        Moderators(engine, keys),
        Dialogues(engine),
        AskRecords(engine),
        QueueRecords(engine),
        PromiseRecords(engine),
        NoticeRecords(engine, writer, secret=keys.of(0).encode()),
        Followed(engine),
        Erasure(engine),
        Reminders(engine),
        Met(engine),
        TrialRecords(engine, writer),
        KnownMedia(engine),
        Digests(engine, writer),
        Daily(engine, writer),
    )
