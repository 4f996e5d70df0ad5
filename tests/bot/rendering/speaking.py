"""Answers about a made-up post, and what readers get of them."""

from datetime import date

from bot.checking.answer import Answer, Case, Part
from bot.rendering.answers import Renderer
from bot.words import words
from claims_db.model import Closeness, Stance
from tests.making import make_claim

POST = "Neighbours, listen. They are shutting the harbour bridge forever. Share this."
SPAN = (20, 65)
TODAY = date(2026, 6, 1)


def speaking(language="en", today=TODAY):
    return Renderer(words(language), today, "allegedly_bot")


def found(claim=None, stance=Stance.ASSERTS, **changes):
    part = Part(claim or make_claim(), stance, SPAN, Closeness.VERY_CLOSE)
    return Answer(Case.CLAIM, (part,), post=POST, quotable=True, read=len(POST), **changes)


def reply(answer, language="en", **options):
    return speaking(language, **options).reply(answer)


def links(sent):
    return [entity.url for entity in sent.entities if entity.kind == "text_link"]
