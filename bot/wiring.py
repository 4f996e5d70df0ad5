"""Who handles what: the services of the core, put behind Telegram's updates."""

from contextlib import suppress
from datetime import UTC, date, datetime

from telegram import Bot

from bot import handlers
from bot.application import PtbApplication
from bot.asking.cards import Cards, SpokenIn
from bot.asking.hearing import Hearing
from bot.asking.outbox import DatabaseOutbox
from bot.checking.inline import InlineSearch
from bot.core import Core
from bot.corrections import Corrections
from bot.delivery.sender import Sender
from bot.delivery.wire import Wire
from bot.digest.sending import Sending
from bot.groups.speaking import language_of
from bot.handlers.asks import AskHandlers
from bot.handlers.check import CheckHandlers
from bot.handlers.desk.building import Desk, build_desk
from bot.handlers.digest import DigestHandlers
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
from bot.handlers.services import Services
from bot.handlers.status import StatusHandlers
from bot.handlers.trial import TrialHandlers
from bot.languages import Languages
from bot.limits import Limits
from bot.rendering.groups import GroupRenderer
from bot.trial.showing import Showing
from bot.trial.telling import Telling
from claims_db.errors import StoreUnavailable

ASKED_AT_ONCE, ASKED_A_MINUTE = 10, 10
"""What one person may ask in groups, where everybody has to read the answers."""
SEARCHED_AT_ONCE, SEARCHED_A_MINUTE = 5, 1
"""Searches of one reader for others' checks, which all readers together have a quota of."""


async def promise(core: Core, outbox: DatabaseOutbox, bot: Bot) -> None:
    """Let those who asked hear, answers follow their claims, and admins hear of their trials."""
    records = core.records
    languages = _languages(core, bot.username)
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
    with suppress(StoreUnavailable):  # the first pass begins then
        await corrections.begin()
    core.keeper.add(corrections.follow)
    core.keeper.add(hearing.tell)
    rights = Rights(Wire(bot.request, bot.base_url, core.metrics))
    showing = Showing(core.trials, core.groups, core.checker, languages, rights)
    core.keeper.add(Telling(records.trials, showing, outbox, rights).tell)


def sending_digests(core: Core, sender: Sender, *, bot_name: str) -> Sending:
    """What sends the digests that are due."""
    return Sending(core.records.digests, core.store, core.pages, _languages(core, bot_name), sender)


def register(application: PtbApplication, core: Core, sender: Sender) -> Desk:
    """Hand every kind of update to its handler; what moderators work with comes back."""
    bot = application.bot
    services = _services(core, sender, bot_id=bot.id, bot_name=bot.username)
    desk = build_desk(bot, services, core.curator, core.records, core.queue, settings=core.desk, today=_today)
    handlers.register(application, _handlers(core, services, desk, Wire(bot.request, bot.base_url, core.metrics)))
    return desk


def _services(core: Core, sender: Sender, *, bot_id: int, bot_name: str) -> Services:
    records = core.records
    return Services(
        checker=core.checker,
        languages=_languages(core, bot_name),
        sender=sender,
        answers=records.answers,
        judgements=records.judgements,
        keys=records.reader_keys,
        roles=core.roles,
        bot_id=bot_id,
        bot_name=bot_name,
    )


def _handlers(core: Core, services: Services, desk: Desk, wire: Wire) -> handlers.Handlers:
    async def spoken_in(chat_id: int) -> str:
        return language_of(await core.groups.group(chat_id), "", None)

    info = InfoHandlers(services)
    rights, in_groups = Rights(wire), Limits(at_once=ASKED_AT_ONCE, a_minute=ASKED_A_MINUTE)
    searches = Limits(at_once=SEARCHED_AT_ONCE, a_minute=SEARCHED_A_MINUTE)
    return handlers.Handlers(
        desk=desk.handlers,
        check=CheckHandlers(services, Limits()),
        info=info,
        press=PressHandlers(services),
        groups=GroupHandlers(services, core.groups, core.looking, rights, in_groups),
        settings=SettingsHandlers(services, core.groups, rights, in_groups),
        trial=TrialHandlers(
            services,
            core.groups,
            rights,
            core.trials,
            Showing(core.trials, core.groups, core.checker, services.languages, rights),
            core.records.met,
        ),
        inline=InlineHandlers(services, InlineSearch(core.checker), wire, core.records.inline_choices),
        asks=AskHandlers(services, core.asks),
        elsewhere=ElsewhereHandlers(services, core.elsewhere, searches),
        queue=QueueHandlers(
            services,
            core.queue,
            spoken_in,
            moderators_chat_id=core.desk.moderators_chat_id,
            start_from_ask=desk.handlers.adding.start_from_ask,
        ),
        digest=DigestHandlers(services, core.wishes, core.pages),
        privacy=PrivacyHandlers(services, core.privacy, _cards(core, services, spoken_in)),
        status=StatusHandlers(services, core.watch, otherwise=info.on_unknown),
        errors=ErrorHandlers(services.sender),
    )


def _cards(core: Core, services: Services, spoken_in: SpokenIn) -> Cards | None:
    """The cards of the queue, kept from now on; None where moderators have no chat of their own."""
    chat_id = core.desk.moderators_chat_id
    if chat_id is None:
        return None

    async def where_now(chat_id: int) -> int:
        return (await core.groups.group(chat_id)).chat_id

    cards = Cards(core.records.queue, core.queue, services.languages, services.sender, chat_id, spoken_in, where_now)
    core.keeper.add(cards.keep)
    return cards


def _languages(core: Core, bot_name: str) -> Languages:
    elsewhere = core.elsewhere is not None
    return Languages(core.records.readers, bot_name=bot_name, today=_today, elsewhere=elsewhere)


def _today() -> date:
    return datetime.now(UTC).date()
