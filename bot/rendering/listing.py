"""Lists of claims that moderators work through, page by page: what is overdue, what was never published. Pure."""

from collections.abc import Callable, Sequence

from bot.buttons.desk import LAST_PAGE, DeskAction, DeskVerb, of_page
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.rendering.pieces import fitted
from bot.reply import Button, Reply
from claims_db.model import Claim

PAGE = 8
"""Claims on one page."""
_STATEMENT_LENGTH = 300
_PUBLISHER_LENGTH = 60
_BUTTON_LENGTH = 55

_Saying = Callable[[Claim], str]


def reviews(plain: ClaimRenderer, claims: Sequence[Claim], page: int, *, reminded: bool | None) -> Reply:
    """The overdue claims with a button for each; `reminded` None: reminders are not this chat's choice."""
    words = plain.words
    remind: tuple[Button, ...] = ()
    if reminded is not None:
        key, choice = ("desk-button-remind-not", "off") if reminded else ("desk-button-remind", "on")
        remind = (Button(words.say(key), str(DeskAction(DeskVerb.REMIND, choice))),)
    if not claims:
        return Reply(words.say("desk-review-none"), buttons=(remind,) if remind else ())

    def due(claim: Claim) -> str:
        return words.say("desk-review-due", date=words.date(claim.next_review)) if claim.next_review else ""

    text = Composer().bold(words.say("desk-review", count=len(claims)))
    rows = _add_page(plain, text, claims, page, DeskVerb.REVIEWS, link=plain.link, remark=due)
    return fitted(text, [*rows, remind])


def drafts(plain: ClaimRenderer, claims: Sequence[Claim], page: int) -> Reply:
    """The claims that readers have not seen yet, each with its first source and a button that opens it."""
    if not claims:
        return Reply(plain.words.say("desk-drafts-none"))

    def source(claim: Claim) -> str:
        return claim.sources[0].url if claim.sources else ""

    def publisher(claim: Claim) -> str:
        return shorten(without_direction_marks(claim.sources[0].publisher), _PUBLISHER_LENGTH) if claim.sources else ""

    text = Composer().bold(plain.words.say("desk-drafts", count=len(claims)))
    return fitted(text, _add_page(plain, text, claims, page, DeskVerb.DRAFTS, link=source, remark=publisher))


def known_files(plain: ClaimRenderer, claims: Sequence[Claim]) -> Reply:
    """For moderators: with which claims a file is known, each with a button that opens its card."""
    say = plain.words.say
    if not claims:
        return Reply(say("desk-media-none"))
    text = Composer().add(say("desk-media-list"))
    for claim in claims:
        state = say(f"desk-state-{claim.state}")
        text.line().add("• ").link(shorten(plain.statement(claim)[0], _STATEMENT_LENGTH), plain.link(claim))
        text.add(f" – {claim.id}, {state}")
    return fitted(text, [(opening(plain, claim),) for claim in claims])


def opening(plain: ClaimRenderer, claim: Claim, before: str = "") -> Button:
    """The button that opens the card of a claim; `before` stands before its sentence."""
    label = f"{before} {shorten(plain.statement(claim)[0], _BUTTON_LENGTH)}".strip()
    return Button(label, str(DeskAction(DeskVerb.CLAIM, claim.id)))


def turning(
    plain: ClaimRenderer,
    verb: DeskVerb,
    page: int,
    pages: int,
    subject: str = "",
    *,
    onward: str = "more",
    back: str = "fewer",
) -> tuple[Button, ...]:
    """The buttons that turn the page, as far as there are pages to turn to."""
    say = plain.words.say
    before = [Button(say(f"desk-button-{back}"), of_page(verb, page - 1, subject))] if page else []
    more = page + 1 < pages and page < LAST_PAGE
    after = [Button(say(f"desk-button-{onward}"), of_page(verb, page + 1, subject))] if more else []
    return (*before, *after)


def _add_page(
    plain: ClaimRenderer,
    text: Composer,
    claims: Sequence[Claim],
    page: int,
    verb: DeskVerb,
    *,
    link: _Saying,
    remark: _Saying,
) -> list[tuple[Button, ...]]:
    """Append the claims of one page, the last for a page beyond the end; the rows of their buttons."""
    pages = -(-len(claims) // PAGE)
    page = min(page, pages - 1)
    shown = list(enumerate(claims, 1))[page * PAGE : (page + 1) * PAGE]
    for number, claim in shown:
        statement, address = shorten(plain.statement(claim)[0], _STATEMENT_LENGTH), link(claim)
        text.paragraph().add(f"{number}. ")
        text = text.link(statement, address) if address else text.add(statement)
        text.line().add(" – ".join(filter(None, (claim.id, remark(claim)))))
    return [*((opening(plain, claim, f"{number}."),) for number, claim in shown), turning(plain, verb, page, pages)]
