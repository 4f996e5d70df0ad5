"""Composed texts keep their offsets, shortened ones their letters."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.reply import utf16_length

texts = st.text(max_size=80)


@given(st.lists(st.tuples(texts, st.sampled_from(["bold", "italic", None])), max_size=8))
def test_every_entity_covers_the_words_it_was_given(pieces):
    """Telegram cuts by UTF-16 units: cutting the text there gives back exactly the formatted pieces."""
    composer = Composer()
    for text, kind in pieces:
        composer.add(text, kind)

    units = composer.text.encode("utf-16-le", "surrogatepass")
    cut = [
        units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "surrogatepass")
        for entity in composer.entities
    ]
    assert cut == [text for text, kind in pieces if text and kind]


@given(st.text(max_size=300), st.integers(min_value=1, max_value=120))
def test_a_shortened_text_fits(text, limit):
    """Whatever the letters, the result has at most `limit` UTF-16 units and stays on one line."""
    shortened = shorten(text, limit)

    assert utf16_length(shortened) <= limit
    assert "\n" not in shortened


def test_a_text_is_cut_between_words():
    """A reader sees whole words and a sign that there was more."""
    assert shorten("The harbour bridge closes for good", 20) == "The harbour bridge…"


def test_a_family_emoji_is_not_torn():
    """An emoji made of several characters stays whole or goes as a whole."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

    assert shorten(f"abcdefgh{family}{family}", 20) == f"abcdefgh{family}…"


def test_marks_that_turn_the_direction_are_dropped():
    """A name with a right-to-left override can't turn the rest of a reply around."""
    assert without_direction_marks("a\u202eb\u2066c\u2069d") == "abcd"
