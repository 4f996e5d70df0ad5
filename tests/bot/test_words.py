"""All words exist in all languages, with the same places to fill."""

import re
from datetime import date

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.words import language_for, sources, words
from claims_db.model import LANGUAGES, Rating

# The labels that the project's contract with its readers fixes.
LABELS = {
    "true": ("True", "Правда", "Правда"),
    "mostly-true": ("Mostly true", "Здебільшого правда", "В основном правда"),
    "misleading": ("Misleading", "Вводить в оману", "Вводит в заблуждение"),
    "false": ("False", "Неправда", "Неправда"),
    "alleged": ("Alleged, not confirmed", "Стверджують, не підтверджено", "Утверждают, не подтверждено"),
    "disputed": (
        "Disputed",
        "Спірне: сторони суперечать одна одній",
        "Спорно: стороны противоречат друг другу",
    ),
    "outdated": ("Outdated", "Застаріло, більше не так", "Устарело, больше не так"),
    "satire": ("Satire or joke", "Сатира або жарт", "Сатира или шутка"),
    "opinion": ("Opinion, not rated", "Думка, не оцінюємо", "Мнение, не оцениваем"),
}


class Places(Visitor):
    """Collects the variables of a message."""

    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):  # noqa: N802 - the library's name
        self.names.add(node.id.name)


def keys(language):
    """Message key -> the places it has, over all files of a language."""
    found = {}
    for name, text in sources(language).items():
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, ast.Junk), f"{language}/{name}: {entry.content[:80]}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{language}/{name}: {entry.id.name} twice"
                places = Places()
                places.visit(entry)
                found[entry.id.name] = places.names
    return found


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_language_has_every_key(language):
    """No reader gets a gap where another language has words, and no place is forgotten."""
    assert keys(language) == keys("en")


def shape(language):
    """Message key -> how many lines and paragraphs it has, for those that need no values."""
    places = keys(language)
    texts = {key: words(language).say(key) for key in places if not places[key]}
    return {key: (text.count("\n"), text.count("\n\n")) for key, text in texts.items()}


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_language_says_each_thing_once(language):
    """A text of several paragraphs has as many of them, and as many lines, in each language."""
    assert shape(language) == shape("en")


@pytest.mark.parametrize("rating", Rating)
def test_rating_labels_are_the_agreed_ones(rating):
    """The label of a rating is a promise, not a translator's choice."""
    said = tuple(words(language).say(f"rating-{rating}") for language in LANGUAGES)

    assert said == LABELS[rating]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_accuse_nobody(language):
    """No shouting, no exclamation marks, no share of truth, none of the words that judge a person."""
    banned = re.compile(
        r"!|%|\bfake|фейк|\blie\b|\bliar|брехн|лож[ьи]|вранье|propaganda|пропаганд|debunk", re.IGNORECASE
    )
    said = "\n".join(line for text in sources(language).values() for line in text.splitlines() if line[:1] != "#")

    assert banned.findall(said) == []


def test_a_missing_value_is_an_error():
    """A reply with a hole in it never goes out unnoticed."""
    with pytest.raises(KeyError):
        words("en").say("checked-on")


@pytest.mark.parametrize("length", [499, 500, 501, 4_096])
def test_a_long_value_is_said_in_full(length):
    """The longest text that a claim may have is no error in any sentence."""
    text = "ї😀" * length

    assert words("uk").say("quoted", text=text) == f"«{text}»"


@pytest.mark.parametrize(
    ("given_date", "shown"),
    [
        (date(2026, 5, 4), "4 травня 2026"),
        ("2026-05-04", "4 травня 2026"),
        ("2026-05", "травень 2026"),
        ("2026", "2026"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(given_date, shown):
    """A source dated by its month shows no invented day."""
    assert words("uk").date(given_date) == shown


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("ru-RU", "ru"), ("en-GB", "en"), ("de", "en"), (None, "en"), ("UK", "uk")]
)
def test_the_language_follows_telegram(code, language):
    """A reader whose Telegram speaks none of our languages reads English."""
    assert language_for(code) == language
