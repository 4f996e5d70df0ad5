"""Inline mode: sourced cards for any chat, and how often each claim's card was chosen."""

import time
from typing import Any

import structlog
from telegram import Update
from telegram.ext import ContextTypes

from bot.checking.inline import InlineSearch
from bot.delivery.outgoing import message_parameters
from bot.delivery.wire import Done, Wire
from bot.handlers.services import Services
from bot.rendering.groups import Card, GroupRenderer
from bot.store.inline_choices import InlineChoices
from claims_db.errors import StoreUnavailable

log = structlog.get_logger()

CACHED = 60
"""Seconds that Telegram may answer the same query of the same person by itself."""
TIMEOUT = 7.0
_START = "inline"


class InlineHandlers:
    """Answers what people type after the bot's name."""

    def __init__(self, services: Services, search: InlineSearch, wire: Wire, choices: InlineChoices) -> None:
        self._services = services
        self._search = search
        self._wire = wire
        self._choices = choices

    async def on_query(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer up to five cards, closest claims first."""
        query = update.inline_query
        if query is None:
            return
        started = time.perf_counter()
        renderer = GroupRenderer(
            await self._services.languages.renderer(query.from_user.id, query.from_user.language_code)
        )
        cards, settled = await self._cards(query.from_user.id, query.query, renderer)
        parameters: dict[str, Any] = {
            "inline_query_id": query.id,
            "results": [_article(card) for card in cards],
            "cache_time": CACHED if settled else 0,
            "is_personal": True,
        }
        if not cards:
            words = renderer.full.words.say("inline-open")
            parameters["button"] = {"text": words, "start_parameter": _START}
        outcome = await self._wire.call("answerInlineQuery", parameters, within=TIMEOUT)
        log.info(
            "inline_answered",
            cards=len(cards),
            length=len(query.query),
            settled=settled,
            delivered=isinstance(outcome, Done),
            ms=round((time.perf_counter() - started) * 1000, 1),
        )

    async def on_chosen(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Count a chosen card for its claim, and nothing about who chose it or where."""
        chosen = update.chosen_inline_result
        if chosen is not None and (await self._services.checker.card(chosen.result_id)).parts:
            self._choices.count(chosen.result_id)

    async def _cards(self, user_id: int, text: str, renderer: GroupRenderer) -> tuple[list[Card], bool]:
        try:
            found = await self._search.find(self._services.keys.of(user_id), text, now=time.monotonic())
        except (StoreUnavailable, TimeoutError) as error:
            log.error("inline_failed", error=type(error).__name__)
            return [], False
        return [renderer.card(claim) for claim in found.claims], found.settled


def _article(card: Card) -> dict[str, Any]:
    content = message_parameters(card.message)
    return {
        "type": "article",
        "id": card.claim_id,
        "title": card.title,
        "description": card.about,
        "input_message_content": {"message_text": content.pop("text"), **content},
    }
