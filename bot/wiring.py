"""Who handles what: the services of the core, put behind Telegram's updates."""

from datetime import UTC, date, datetime

from bot import handlers
from bot.application import PtbApplication
from bot.asking.cards import Cards
from bot.asking.hearing import Hearing
from bot.asking.outbox import DatabaseOutbox
from bot.checking.inline import InlineSearch
from bot.core import Core
from bot.corrections import Corrections
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.groups.speaking import language_of
from bot.handlers.asks import AskHandlers
from bot.handlers.check import CheckHandlers
from bot.handlers.desk.building import Desk, build_desk
from bot.handlers.elsewhere import ElsewhereHandlers
from bot.handlers.errors import ErrorHandlers
from bot.handlers.group_settings import SettingsHandlers
from bot.handlers.groups import GroupHandlers
from bot.handlers.info import InfoHandlers
from bot.handlers.inline import InlineHandlers
from bot.handlers.press import PressHandlers
from bot.handlers.privacy import PrivacyHandlers
from bot.handlers.queue import QueueHandlers
from bot.handlers.rights import Rights
from bot.handlers.status import StatusHandlers
from bot.languages import Languages
from bot.limits import Limits
from bot.rendering.groups import GroupRenderer

ASKED_AT_ONCE, ASKED_A_MINUTE = 10, 10
"""What one person may ask in groups, where everybody has to read the answers."""
SEARCHED_AT_ONCE, SEARCHED_A_MINUTE = 5, 1
"""Searches of one reader for others' checks, which all readers together have a quota of."""


def promise(core: Core, outbox: DatabaseOutbox, *, bot_name: str) -> None:
    """Let those who asked hear, and answers follow their claims."""
    records = core.records
    languages = _languages(core, bot_name)
    hearing = Hearing(records.promises, records.queue, records.answers, core.checker, core.survivors, languages, outbox)
    corrections = Corrections(
        core.store,
        core.live,
        core.survivors,
        records.answers,
        records.followed,
        hearing,
        languages,
        outbox,
        in_groups=lambda full, now, chat_id: GroupRenderer(full).answer(now.answer, chat_id, quoting=False),
    )
    core.keeper.add(corrections.follow)
    core.keeper.add(hearing.tell)


def register(application: PtbApplication, core: Core, sender: Sender) -> Desk:
    """Hand every kind of update to its handler; what moderators work with comes back."""
    bot, records, checker, keys = application.bot, core.records, core.checker, core.records.reader_keys
    languages = _languages(core, bot.username)
    wire = Wire(bot.request, bot.base_url, core.metrics)

    async def spoken_in(chat_id: int) -> str:
        return language_of(await core.groups.group(chat_id), "", None)

    cards = None
    if core.desk.moderators_chat_id is not None:
        cards = Cards(records.queue, core.queue, languages, sender, core.desk.moderators_chat_id, spoken_in)
        core.keeper.add(cards.keep)
    info = InfoHandlers(checker, languages, sender, records.answers)
    rights, in_groups = Rights(wire), Limits(at_once=ASKED_AT_ONCE, a_minute=ASKED_A_MINUTE)
    desk = build_desk(
        bot,
        core.curator,
        core.roles,
        records,
        core.queue,
        languages,
        sender,
        settings=core.desk,
        today=_today,
    )
    handlers.register(
        application,
        desk.handlers,
        CheckHandlers(checker, languages, sender, records.answers, Limits(), keys, core.roles, bot_id=bot.id),
        info,
        PressHandlers(checker, languages, sender, records.answers, records.judgements, keys, bot_id=bot.id),
        GroupHandlers(
            core.groups,
            rights,
            languages,
            sender,
            records.answers,
            in_groups,
            keys,
            core.roles,
            bot_id=bot.id,
            bot_name=bot.username,
        ),
        SettingsHandlers(core.groups, rights, languages, sender, in_groups, keys),
        InlineHandlers(InlineSearch(checker), checker, languages, wire, records.inline_choices, keys),
        AskHandlers(
            core.asks,
            checker,
            languages,
            sender,
            records.answers,
            records.judgements,
            keys,
            core.roles,
            bot_id=bot.id,
        ),
        ElsewhereHandlers(
            core.elsewhere,
            languages,
            sender,
            Limits(at_once=SEARCHED_AT_ONCE, a_minute=SEARCHED_A_MINUTE),
            keys,
            core.roles,
            bot_id=bot.id,
        ),
        QueueHandlers(
            core.queue,
            core.roles,
            languages,
            sender,
            spoken_in,
            moderators_chat_id=core.desk.moderators_chat_id,
            start_from_ask=desk.handlers.adding.start_from_ask,
        ),
        PrivacyHandlers(core.privacy, core.roles, languages, sender, cards),
        StatusHandlers(core.watch, core.roles, languages, sender, otherwise=info.on_unknown),
        ErrorHandlers(sender),
    )
    return desk


def _languages(core: Core, bot_name: str) -> Languages:
    elsewhere = core.elsewhere is not None
    return Languages(core.records.readers, bot_name=bot_name, today=_today, elsewhere=elsewhere)


def _today() -> date:
    return datetime.now(UTC).date()
