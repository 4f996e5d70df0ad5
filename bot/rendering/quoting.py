"""The words of a post that an answer is about: told in the answer, or quoted above it by Telegram. Pure."""

from collections.abc import Iterable

from bot.checking.answer import Answer, Part
from bot.rendering.compose import without_direction_marks
from bot.reply import Entity, Quote, utf16_length

_QUOTE_LENGTH = 1_024


def sentence_of(answer: Answer, part: Part) -> str:
    """The words of the post that the claim was found in; empty when they are the whole post."""
    if part.span is None:
        return ""
    piece = without_direction_marks(answer.post[slice(*part.span)])
    return "" if len(piece.strip()) >= len(answer.post.strip()) * 0.9 else piece


def quote(answer: Answer, part: Part) -> Quote | None:
    """What Telegram shows as quoted above the reply; None where the message does not hold these very words."""
    if not answer.quotable or part.span is None:
        return None
    start, end = part.span
    while utf16_length(answer.post[start:end]) > _QUOTE_LENGTH:
        end -= 1
    piece = answer.post[start:end]
    if piece != without_direction_marks(piece) or not piece.strip():
        return None
    position = utf16_length(answer.post[:start])
    return Quote(piece, position, tuple(_clipped(answer.formats, position, utf16_length(piece))))


def _clipped(formats: Iterable[Entity], position: int, length: int) -> Iterable[Entity]:
    for entity in formats:
        start = max(entity.offset - position, 0)
        end = min(entity.offset + entity.length - position, length)
        if start < end:
            yield Entity(entity.kind, start, end - start)
