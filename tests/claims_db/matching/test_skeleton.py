"""Words and their transliterations meet."""

import pytest

from claims_db.matching.skeleton import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("телеграм", "telegram"),
        ("дуров", "durov"),
        ("відмовився", "vidmovyvsya"),
        ("шифровать", "shifrovat"),
        ("щастя", "shchastya"),
        ("макрон", "macron"),
        ("хата", "khata"),
    ],
)
def test_transliterated_words_meet_in_one_key(one, other):
    """The key of a Cyrillic word and of its usual transliterations is the same."""
    assert skeleton(one) == skeleton(other)


def test_digits_stay_as_they_are():
    """1,000 is not 10, as "aa" is "a"."""
    assert skeleton("1000") == "1000"
    assert skeleton("100") != skeleton("1000")
