"""Invented claims and posts of any number, to measure speed and memory with: made-up words, frequent and rare. Pure."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from claims_db.model import Claim

_SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru",
    "кра пле тро ски дру жа бе ви го ду ща ці пі ма ні ро су та ль",
)
"""Those of Latin and those of Cyrillic words; a word has letters of one of them."""

_VOCABULARY = 60_000
"""Different words, the n-th used in proportion to 1/n, as in real texts."""


class Language:
    """Makes claims and posts; the same `seed` makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311
        scripts = [part.split() for part in _SYLLABLES]
        sizes = self._random.choices((2, 3, 4, 5), (3, 5, 3, 1), k=_VOCABULARY)
        self._words = ["".join(self._random.choices(self._random.choice(scripts), k=size)) for size in sizes]
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(_VOCABULARY)))

    def claims(self, number: int) -> Iterator[Claim]:
        """Claims of 8 to 18 words."""
        for place in range(number):
            yield Claim(f"claim-{place}", self._sentence(self._random.randint(8, 18)), "en")

    def short_post(self, claim: Claim) -> str:
        """The claim as somebody forwards it: a word lost, another added, a fifth of the words with other endings."""
        words = claim.statement.rstrip(".").split()
        words.pop(self._random.randrange(len(words)))
        words.insert(self._random.randrange(len(words)), self._sentence(1).rstrip("."))
        return " ".join(self._inflected(word) if self._random.random() < 0.2 else word for word in words)

    def long_post(self, claim: Claim, *, length: int = 3000) -> str:
        """The forwarded claim in the middle of other sentences, `length` characters in all."""
        sentences: list[str] = []
        while sum(map(len, sentences)) < length - len(claim.statement):
            sentences.append(self._sentence(self._random.randint(6, 20)))
        sentences.insert(self._random.randrange(len(sentences)), self.short_post(claim) + ".")
        return " ".join(sentences)[:length]

    def _inflected(self, word: str) -> str:
        return word + self._random.choice("aeiouy" if word.isascii() else "аеиіоу")

    def _sentence(self, words: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=words)).capitalize() + "."
