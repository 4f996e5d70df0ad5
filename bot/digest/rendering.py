"""Digests, and the choice of them, as a reader sees them. Pure."""

from collections.abc import Sequence

from bot.buttons.readers import Action, Verb
from bot.digest.pages import Page, Told
from bot.rendering.answers import MESSAGE_LENGTH
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten
from bot.reply import Button, Reply, utf16_length
from bot.store.digests import Every
from bot.words import Words
from claims_db.model import Rating

OFF, STOP = "off", "stop"
"""What the buttons say beside "day" and "week": no digest, chosen above or under a digest itself."""
_IN_A_ROW = 5
_ALLEGED = frozenset((Rating.ALLEGED, Rating.DISPUTED))
_CUTS = ((140, 100), (100, 60), (70, 40))
"""What is left of a claim's sentence, and of who says it, tried in this order until the message is short enough."""


def choice(words: Words, every: Every | None) -> Reply:
    """What the digest is, how often a reader gets it, and buttons that change it."""
    say, now = words.say, every or OFF
    labels = {one: say(f"button-digest-{one}") for one in ("week", "day", OFF)}
    buttons = tuple(
        Button(say("settings-chosen", value=label) if one == now else label, str(Action(Verb.DIGEST, one)))
        for one, label in labels.items()
    )
    return Reply(f"{say('digest-about')}\n\n{say(f'digest-now-{now}')}", buttons=(buttons,))


def digest(plain: ClaimRenderer, page: Page) -> Reply:
    """The message that comes by itself; its last button ends it."""
    say = plain.words.say
    stop = Button(say("button-digest-stop"), str(Action(Verb.DIGEST, STOP)))
    return _listed(plain, page, say("digest-title", date=plain.words.date(plain.today)), (stop,))


def onward(plain: ClaimRenderer, page: Page) -> Reply:
    """The same digest, read on."""
    return _listed(plain, page, "", ())


def _listed(plain: ClaimRenderer, page: Page, title: str, last: tuple[Button, ...]) -> Reply:
    text = Composer()
    for statement, who in _CUTS:
        text = _told(plain, page, title, statement, who)
        if utf16_length(text.text) <= MESSAGE_LENGTH:
            break
    opening = [Button(str(number), str(Action(Verb.OPEN, one.claim.id))) for number, one in enumerate(page.told, 1)]
    rows = [tuple(opening[first : first + _IN_A_ROW]) for first in range(0, len(opening), _IN_A_ROW)]
    more = (Button(plain.words.say("button-digest-more"), str(page.onward)),) if page.onward else ()
    return Reply(text.text, text.entities, tuple(row for row in (*rows, more, last) if row))


def _told(plain: ClaimRenderer, page: Page, title: str, statement: int, who: int) -> Composer:
    say, text = plain.words.say, Composer().bold(title)
    number = 0
    for heading, changed in (("digest-changed", True), ("digest-new", False)):
        part = [one for one in page.told if (one.before is not None) is changed]
        for place, one in enumerate(part):
            if place == 0:
                text.paragraph().bold(say(heading)).line()
            else:
                text.paragraph()
            number += 1
            _add_claim(text.add(f"{number}. "), plain, one, statement, who)
    if page.rest:
        text.paragraph().add(say("digest-more", count=page.rest))
    for line in _fallbacks(plain, page.told):
        text.paragraph().add(line)
    return text


def _add_claim(text: Composer, plain: ClaimRenderer, one: Told, statement: int, who: int) -> None:
    say, claim = plain.words.say, one.claim
    text.add(say("quoted", text=shorten(plain.statement(claim)[0], statement).rstrip(".")) + " – ")
    text.bold(say(f"rating-{claim.rating}"))
    if one.before is not None:
        text.add(" (" + say("digest-before", label=say(f"rating-{one.before}")) + ")")
    text.add(" – ").link(say("full-answer"), plain.link(claim))
    if claim.rating in _ALLEGED and (says := plain.appears(claim)):
        text.line().add(say("said-by", who=shorten(says, who).rstrip(".")))
    if claim.date_checked:
        text.line().add(say("checked-on", date=plain.words.date(claim.date_checked)))


def _fallbacks(plain: ClaimRenderer, told: Sequence[Told]) -> list[str]:
    """A line for each other language that claims are shown in, with their numbers."""
    shown: dict[str, list[str]] = {}
    for number, one in enumerate(told, 1):
        shown.setdefault(plain.statement(one.claim)[1], []).append(str(number))
    shown.pop(plain.words.language, None)
    return [
        plain.words.say("digest-other-language", numbers=", ".join(numbers), language=plain.in_language(language))
        for language, numbers in sorted(shown.items())
    ]
