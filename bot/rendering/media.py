"""What is said of the pictures and other files of a post: that they are known, and with which claim. Pure."""

from bot.checking.answer import Answer, Part
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten
from bot.words import Words

_STATEMENT = 140


def add_known(text: Composer, words: Words, part: Part) -> Composer:
    """Begin with the word that a file of the post is known, where nothing but that led to the claim."""
    return text.add(words.say("media-known", medium=_medium(part))) if part.by_medium else text


def claim_label(words: Words, part: Part) -> str:
    """What a claim is to the post: made, denied or asked about in it, gone round with its file, or shown without it."""
    if part.by_medium:
        return words.say("media-claim")
    return words.say(f"claim-{part.stance}" if part.span else "claim-card")


def media_note(words: Words, part: Part) -> str:
    """What a known file means for an answer; empty where none is known with its claim."""
    if part.medium is None:
        return ""
    return words.say("media-only" if part.by_medium else "media-agrees", medium=_medium(part))


def add_beside(text: Composer, renderer: ClaimRenderer, answer: Answer) -> None:
    """Offer the claim that a file of the post is known with where its words make another one, or none."""
    if not answer.beside:
        return
    part, say = answer.beside[0], renderer.words.say
    text.paragraph().add(say("media-beside", medium=_medium(part)) + " ")
    wording = shorten(renderer.statement(part.claim)[0], _STATEMENT).rstrip(".")
    text.add(say("quoted", text=wording)).add(" – ").link(say("full-answer"), renderer.link(part.claim))


def _medium(part: Part) -> str:
    return part.medium.value if part.medium else ""
