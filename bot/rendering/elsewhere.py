"""How the bot shows what other fact-checkers published: whose it is, of what, in their words. Pure."""

from dataclasses import replace

from bot.buttons.readers import Action, Verb
from bot.elsewhere import LONGEST_QUERY, Found, Outcome, Review, query_of
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.reply import Button, Reply
from bot.words import Words

_CLAIM, _RATING, _PUBLISHER = 200, 80, 80
"""UTF-16 units of each that are shown."""


def offering(words: Words, reply: Reply, post: str) -> Reply:
    """`reply` with the offer to search for `post`, and what that sends away; as it is where `post` says too little."""
    if not query_of(post):
        return reply
    text = f"{reply.text}\n\n{words.say('elsewhere-hint', count=LONGEST_QUERY)}"
    return replace(reply, text=text, buttons=(*reply.buttons[:-1], (search_button(words),), *reply.buttons[-1:]))


def search_button(words: Words) -> Button:
    """The button that has others' checks searched for."""
    return Button(words.say("button-elsewhere"), str(Action(Verb.ELSEWHERE)))


def found_elsewhere(words: Words, found: Found) -> Reply:
    """The message that follows a search."""
    match found.outcome:
        case Outcome.FOUND:
            return _listed(words, found.reviews)
        case Outcome.NOTHING:
            return Reply(words.say("elsewhere-nothing"))
        case _:
            return Reply(words.say("elsewhere-later"))


def _listed(words: Words, reviews: tuple[Review, ...]) -> Reply:
    text = Composer().add(words.say("elsewhere-found")).paragraph()
    for number, review in enumerate(reviews, 1):
        if number > 1:
            text.line()
        text.add(f"{number}. ").link(_plain(review.publisher, _PUBLISHER), review.url)
        if review.date:
            text.add(f" ({words.date(review.date)})")
        text.add(": " + words.say("quoted", text=_plain(review.claim, _CLAIM)))
        text.add(" " + words.say("elsewhere-rating", rating=_plain(review.rating, _RATING)))
    return Reply(text.text, text.entities)


def _plain(text: str, limit: int) -> str:
    return shorten(without_direction_marks(text), limit)
