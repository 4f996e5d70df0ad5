"""The answer to a post that touches several claims: a list, each with its rating, dates and full answer. Pure."""

from bot.buttons.readers import Action, Verb
from bot.checking.answer import Answer, Part
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten
from bot.rendering.media import add_beside, add_known, media_note
from bot.rendering.quoting import quote, sentence_of
from bot.reply import Button, Reply, utf16_length
from claims_db.model import Stance

_LENGTH = 1_200
_STATEMENT = 140
_CUTS = ((120, 100), (120, 50), (60, 50), (60, 0), (0, 0))
"""What is left of the sentence in the post and of a source's title, tried in this order until it is short enough."""


def several(renderer: ClaimRenderer, answer: Answer) -> Reply:
    """The list in the words of `renderer`, with a button that opens each claim; at most 1,200 UTF-16 units."""
    told = Composer()
    for sentence, title in _CUTS:
        told = _told(renderer, answer, sentence, title)
        if utf16_length(told.text) <= _LENGTH:
            break
    how = Button(renderer.words.say("button-how"), str(Action(Verb.HOW)))
    rows = [(renderer.opening(part.claim, Verb.OPEN, number),) for number, part in enumerate(answer.parts, 1)]
    return Reply(told.text, told.entities, (*rows, (how,)), quote(answer, answer.parts[0]))


def _told(renderer: ClaimRenderer, answer: Answer, sentence: int, title: int) -> Composer:
    text = add_known(Composer(), renderer.words, answer.parts[0]).paragraph()
    text.add("⚖️ ").bold(renderer.words.say("several-media" if answer.parts[0].by_medium else "several"))
    for number, part in enumerate(answer.parts, 1):
        _add_claim(text.paragraph(), renderer, part, number)
        if sentence and (piece := sentence_of(answer, part)):
            say = renderer.words.say
            text.line().add(say("in-post") + " ").add(say("quoted", text=shorten(piece, sentence)), "italic")
        if title and part.claim.sources:
            renderer.add_source(text.line(), part.claim.sources[0], title)
        if dates := " ".join(renderer.dates(part.claim)):
            text.line().add(dates)
        if note := "" if part.by_medium else media_note(renderer.words, part):
            text.line().add(note)
    add_beside(text, renderer, answer)
    return text


def _add_claim(text: Composer, renderer: ClaimRenderer, part: Part, number: int) -> None:
    say, claim = renderer.words.say, part.claim
    wording = shorten(renderer.statement(claim)[0], _STATEMENT).rstrip(".")
    rating = say(f"several-{part.stance}", label=say(f"rating-{claim.rating}"))
    text.add(f"{number}. " + say("quoted", text=wording) + " – ")
    text.add(rating, "bold" if part.stance is Stance.ASSERTS else None).add(" – ")
    text.link(say("full-answer"), renderer.link(claim))
