"""Assertions, denials and questions are told apart in three languages."""

import pytest

from claims_db.matching.polarity import Polarity
from claims_db.matching.stance import stance
from claims_db.model import Stance
from claims_db.text import normalise

PAID = ("Telegram will become paid", "Телеграм стане платним", "Телеграм станет платным")
TOUCHED = ("The army does not use Telegram", "Армія не користується Телеграмом", "Армия не пользуется Телеграмом")


def judge(text, wordings):
    """The stance of a whole text to a claim with these wordings."""
    read = normalise(text)
    claim = Polarity.of([normalise(wording).words for wording in wordings])
    return stance(read.words, read.gaps, 0, len(read.words), claim)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telegram will become paid from May, tell everyone", Stance.ASSERTS),
        ("Телеграм стане платним, не забудь переслати", Stance.ASSERTS),
        ("Telegram will not become paid", Stance.NEGATES),
        ("Telegram won't become paid", Stance.NEGATES),
        ("Durov denies that Telegram will become paid", Stance.NEGATES),
        ("Телеграм не стане платним", Stance.NEGATES),
        ("Це неправда: Телеграм стане платним", Stance.NEGATES),
        ("У компанії спростували, що Телеграм стане платним", Stance.NEGATES),
        ("Телеграм не станет платным", Stance.NEGATES),
        ("Фейк о том, что Телеграм станет платным", Stance.NEGATES),
        ("They say it is not so, but Telegram will become paid", Stance.ASSERTS),
        ("Кто не перешлёт это десяти друзьям, тому Телеграм станет платным", Stance.ASSERTS),
        ("If you do not forward this, Telegram will become paid", Stance.ASSERTS),
        ("Telegram will become paid and Durov does not deny it", Stance.ASSERTS),
        ("This is not a hoax: Telegram will become paid", Stance.ASSERTS),
        ("It isn't fake, Telegram will become paid", Stance.ASSERTS),
        ("Телеграм станет платным, это не фейк", Stance.ASSERTS),
        ("Телеграм стане платним, ніхто цього не заперечує", Stance.ASSERTS),
        ("Це не правда, що Телеграм стане платним", Stance.NEGATES),
        ("There is not a single proof that Telegram will become paid", Stance.NEGATES),
        ("Telegram will become paid, do not say you were not told", Stance.ASSERTS),
        ("Telegram will become paid so don't pay for it", Stance.ASSERTS),
        ("Телеграм станет платным, не платите за платный Телеграм", Stance.ASSERTS),
        ("Телеграм стане платним, не вірте обіцянкам Телеграма", Stance.ASSERTS),
        ("People do not pay, Telegram will not become paid", Stance.NEGATES),
        ("Вы не платите за Телеграм, платным он не станет", Stance.NEGATES),
        ("No doubt, Telegram will become paid", Stance.ASSERTS),
        ("Вам не расскажут, что Телеграм станет платным", Stance.ASSERTS),
        ("Ніхто не сперечається, що Телеграм стане платним", Stance.ASSERTS),
        ("Чутки, що Телеграм стане платним, не підтвердилися", Stance.NEGATES),
        ("Ни одна газета не пишет, что Телеграм станет платным", Stance.ASSERTS),
        ("I never trusted them: Telegram will become paid", Stance.ASSERTS),
        ("Fake: Telegram will become paid, but only for some", Stance.NEGATES),
        ("Stop spreading the lie that Telegram will become paid", Stance.NEGATES),
        ("Telegram will become paid: false", Stance.NEGATES),
        ("Не верьте, что Телеграм станет платным", Stance.NEGATES),
        ("Вкид: Телеграм стане платним", Stance.NEGATES),
        ("Please check: Telegram will become paid", Stance.ASKS),
        ("Чи стане Телеграм платним", Stance.ASKS),
        ("Станет ли Телеграм платным", Stance.ASKS),
        ("Вряд ли Телеграм станет платным", Stance.ASSERTS),
        ("telegram ne stanet platnym", Stance.NEGATES),
        ("nepravda chto telegram stanet platnym", Stance.NEGATES),
        ("pravda li chto telegram stanet platnym", Stance.ASKS),
        ("Will Telegram become paid?", Stance.ASKS),
        ("Подскажите, Телеграм станет платным", Stance.ASKS),
        ("Чи правда, що Телеграм стане платним", Stance.ASKS),
        ("Telegram will become paid, so why are you still here?", Stance.ASSERTS),
    ],
)
def test_a_plain_claim(text, expected):
    """A claim without a negation is denied by negating what it says, or by calling it untrue."""
    assert judge(text, PAID) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our army doesn't use Telegram at all", Stance.ASSERTS),
        ("Армия никогда не пользуется Телеграмом", Stance.ASSERTS),
        ("Наша армія Телеграмом не користується", Stance.ASSERTS),
        ("The army uses Telegram every day", Stance.NEGATES),
        ("Армія користується Телеграмом щодня", Stance.NEGATES),
        ("It is not true that the army does not use Telegram", Stance.NEGATES),
        ("It's false that the army does not use Telegram", Stance.NEGATES),
        ("The army has gone without Telegram from the start", Stance.ASSERTS),
    ],
)
def test_a_claim_that_says_not_itself(text, expected):
    """Repeating its "not" asserts it; leaving the "not" out denies it."""
    assert judge(text, TOUCHED) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FSB never asked for the keys", Stance.NEGATES),
        ("ФСБ не просила ключи", Stance.NEGATES),
        ("Telegram did not give the FSB its keys", Stance.ASSERTS),
        ("The FSB asked and asked, but Telegram would not give it the keys", Stance.ASSERTS),
    ],
)
def test_a_claim_that_says_what_was_and_what_was_not(text, expected):
    """It is denied by negating its first half, not by repeating the second."""
    wordings = ("The FSB asked for the keys and Telegram did not give them", "ФСБ просила ключи, Телеграм их не дал")

    assert judge(text, wordings) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WhatsApp is blocked in Russia", Stance.NEGATES),
        ("Ватсап в России заблокирован", Stance.NEGATES),
        ("WhatsApp isn't blocked in Russia", Stance.ASSERTS),
        ("Ватсап у Росії не заблоковано", Stance.ASSERTS),
    ],
)
def test_a_ban_that_a_claim_says_there_is_not(text, expected):
    """A word that forbids something else stands for "not", but not for what the claim negates."""
    wordings = (
        "They haven't blocked WhatsApp in Russia",
        "Ватсап у Росії не блокують",
        "Ватсап в России не заблокирован",
    )

    assert judge(text, wordings) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telegram will become paid. Is it real?", Stance.ASKS),
        ("Is this fake? Telegram will become paid", Stance.ASKS),
        ("true??? Telegram will become paid", Stance.ASKS),
        ("Did you hear? Telegram will become paid", Stance.ASSERTS),
        ("Telegram will become paid. Are you ready?", Stance.ASSERTS),
        ("Telegram will become paid. This is not true.", Stance.NEGATES),
        ("Telegram will become paid. Не верьте!", Stance.NEGATES),
        ("Telegram will become paid. Никому не верьте!", Stance.ASSERTS),
        ("Telegram will become paid? No, that never happened.", Stance.NEGATES),
        ("Telegram will become paid? That's a hoax.", Stance.NEGATES),
        ("Telegram will become paid? No idea.", Stance.ASKS),
    ],
)
def test_what_stands_beside_a_sentence_can_deny_or_doubt_it(text, expected):
    """A short question or a denial before or after counts for the sentence between; other remarks do not."""
    read = normalise(text)
    first = read.words.index("telegram")

    assert stance(read.words, read.gaps, first, first + 4, Polarity.of([normalise(PAID[0]).words])) is expected
