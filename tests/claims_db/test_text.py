"""Texts are folded for comparison without losing where each word stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.text import MAX_READ, guess_language, normalise

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("аaоoсcеeрpхxА́ В̆ё ї'’ \n.,!?#@0123\u200b\u00ad\ufe0f\u202e\U000e0061ﷺﬁßİ"),
    ),
    max_size=80,
)


@given(TEXTS)
def test_normalising_twice_changes_nothing(text):
    """The folded text is its own folded text."""
    once = normalise(text).text

    assert normalise(once).text == once


@given(TEXTS)
def test_each_word_keeps_its_place_in_the_text_as_given(text):
    """Spans rise, never overlap except where one character became several words, and lie inside the text."""
    read = normalise(text)

    assert len(read.words) == len(read.starts) == len(read.ends) == len(read.gaps) - 1 or not read.words
    assert all(0 <= start < end <= len(text) for start, end in zip(read.starts, read.ends, strict=True))
    assert list(read.starts) == sorted(read.starts)


@given(st.text(st.sampled_from("abcxyzABCаоеіїєґёАЇйЄ'’`0123 .,!?\n-–—«»#@/:_…“„№🔥"), max_size=120))
def test_words_of_plain_texts_are_those_of_any_text(text):
    """The quick way for texts in ordinary letters finds what the way for all texts finds, beside one odd sign."""
    assert normalise(text).words == normalise(f"{text}\n\u00a7").words


@given(st.text(st.characters(), max_size=300))
def test_language_guesses_never_fail(text):
    """Any text gives one of the three languages or none."""
    assert guess_language(text) in {"en", "uk", "ru", None}


@pytest.mark.parametrize(
    ("spoiled", "plain"),
    [
        ("Tele\u200bgram\u00ad", "telegram"),
        ("\u202eТелеграм\u202c", "телеграм"),
        ("Телегр\ufe0fам", "телеграм"),
        ("T\U000e0061elegram", "telegram"),
        ("Teлегpaм", "телеграм"),
        ("Теlegrаm", "telegram"),
        ("ДYPOB", "дуров"),
        ("ｔｅｌｅｇｒａｍ", "telegram"),
        ("𝐓𝐞𝐥𝐞𝐠𝐫𝐚𝐦", "telegram"),
        ("за\u0301мок", "замок"),
        ("Élysée", "elysee"),
        ("ещё", "еще"),
        ("об\u2019єкт", "об'єкт"),
        ("п р и в е т", "привет"),
        ("t-e-l-e-g-r-a-m", "telegram"),
        ("п р и в е т   м и р", "привет мир"),
        ("#FreeSpeech", "free speech"),
        ("read https://example.org/a?b=c now", "read now"),
        ("see t.me/abc", "see"),
    ],
)
def test_disguises_are_undone(spoiled, plain):
    """Invisible characters, look-alikes, other alphabets' forms, accents, spelled-out words and links."""
    assert normalise(spoiled).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "з'їзд пройшов у києві",
        "съезд прошел в москве",
        "я и ты в саду у реки",
        "the app is not paid",
        "і в у з о а",
        "vpn",
    ],
)
def test_real_language_stays_what_it_is(text):
    """Ukrainian, Russian and English words are not taken for disguises, nor short words for spelled-out ones."""
    words = normalise(text).words

    assert " ".join(words) == text or len(words) == 1


def test_a_quoted_span_holds_the_disguised_word():
    """The place of a folded word is where its disguised form stood."""
    text = "¡Te\u200blegram! 🔥 ﬁnal"
    read = normalise(text)

    assert [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)] == ["Te\u200blegram", "ﬁnal"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufdfa" * MAX_READ,
        "a" + "\u0301" * 40_000,
        "ab" * 50_000,
        " " * 100_000,
        "\ud800" * 5_000,
        "\0" * 5_000,
        "@a" * 5_000,
        "a.b/" * 5_000,
        "a b " * 5_000,
    ],
)
def test_texts_made_to_be_slow_stay_small(text):
    """Whatever is given, no more than MAX_READ characters are read, and none more come out."""
    read = normalise(text)

    assert read.read <= MAX_READ
    assert len(read.text) <= MAX_READ


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Телеграм стане платним, перешліть це всім", "uk"),
        ("Это сообщение перешлите всем друзьям", "ru"),
        ("спасибо большое всем кто помогал", "ru"),
        ("Telegram will become paid", "en"),
        ("хто йде завтра на рибалку", "uk"),
        ("123 🔥", None),
        ("", None),
    ],
)
def test_languages_are_told_apart(text, language):
    """Letters and small words tell Ukrainian from Russian from English."""
    assert guess_language(text) == language


def test_a_spelled_word_beside_a_tag_ends_where_it_ends():
    """Parting tags moves no other word."""
    text = "closed #harbourBridge s h u t now"
    read = normalise(text)

    assert [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)][-2:] == ["s h u t", "now"]
