"""Texts made to be slow, for measuring: what somebody might post to stop the service. Pure."""

from collections.abc import Sequence

from claims_db.model import Claim
from claims_db.text import MAX_READ


def hard_texts(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """Name and text of each kind, MAX_READ characters long; some are made of the words of `claims`, at least one."""
    words = " ".join(claim.statement.rstrip(".") for claim in claims[:400]).split()
    words *= -(-MAX_READ // len(words))
    first = claims[0].statement
    texts = {
        "one claim again and again": f"{first} " * MAX_READ,
        "words of many claims": " ".join(words),
        "a sentence of each word": ". ".join(words),
        "one word": f"{words[0]} " * MAX_READ,
        "one letter": "а" * MAX_READ,
        "letters apart": "a б " * MAX_READ,
        "marks on one letter": "e" + "\u0301" * MAX_READ,
        "marks on each letter": "e\u0301\u0302" * MAX_READ,
        "letters that grow": "\ufdfa" * MAX_READ,
        "blanks": " " * (MAX_READ - 1) + "a",
        "lines": "a\n" * MAX_READ,
        "links": "https://example.org/a?b=c " * MAX_READ,
        "nearly links": "a.b.c.d-e." * MAX_READ,
        "tags": "#AbCdEfGh" * MAX_READ,
        "denials": "not true that it is not fake, is it? " * MAX_READ,
        "numbers": "1,000 on 5 May 2024 and 17% of $3 " * MAX_READ,
        "look-alikes": "рaуpаy " * MAX_READ,
        "quotes": "\"'«»“" * MAX_READ,
        "emoji": "👩\u200d👩\u200d👧" * MAX_READ,
        "lone surrogates": "\ud800" * MAX_READ,
    }
    return [(name, text[:MAX_READ]) for name, text in texts.items()]
