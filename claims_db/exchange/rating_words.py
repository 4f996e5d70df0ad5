"""What other fact-checkers call their ratings, and which of ours that is: only where it is clear. Pure."""

import math
import re
import unicodedata
from functools import cache

from claims_db.model import Rating

_WORDS = {
    Rating.TRUE: """
        true, correct, accurate, right, verified, confirmed
        правда, істина, правдиво, достовірно, підтверджено
        верно, истина, правдиво, достоверно, подтверждено
        verdadero, cierto, correcto, verdadeiro, verdade, correto, vrai, exact, wahr, richtig, stimmt, vero, prawda,
        waar, doğru, benar, adevărat, igaz, pravda, sant, sann, totta, αληθές, सही, सत्य, صحيح, 正確, 事实""",
    Rating.MOSTLY_TRUE: """
        mostly true, largely true, mostly correct, largely correct, mostly accurate, largely accurate
        здебільшого правда, переважно правда, майже правда
        в основном правда, по большей части правда, почти правда
        mayormente cierto, mayormente verdadero, plutôt vrai, größtenteils richtig, größtenteils wahr,
        in gran parte vero, grotendeels waar, çoğunlukla doğru, sebagian besar benar""",
    Rating.MISLEADING: """
        misleading, manipulative, manipulation
        маніпуляція, маніпулятивно, вводить в оману
        манипуляция, манипулятивно, вводит в заблуждение
        engañoso, enganoso, trompeur, irreführend, fuorviante, ingannevole, manipulacja, wprowadza w błąd, misleidend,
        yanıltıcı, menyesatkan, înșelător, zavádějící, zavádzajúce, vilseledande, villedende, παραπλανητικό, भ्रामक,
        مضلل""",
    Rating.FALSE: """
        false, fake, fake news, hoax, incorrect, wrong, untrue, not true, fabricated, pants on fire,
        completely false, totally false, entirely false, scam
        неправда, неправдиво, фейк, хибно, брехня, не відповідає дійсності, шахрайство
        ложь, ложно, неверно, недостоверно, не соответствует действительности, мошенничество
        falso, bulo, mentira, incorrecto, faux, infox, falsch, unwahr, fälschung, bufala, fałsz, fałszywe, nieprawda,
        onwaar, niet waar, yanlış, asılsız, salah, hoaks, hoax, fals, hamis, nepravda, falskt, falsk, väärin, ψευδές,
        ψέμα, फर्जी, झूठ, गलत, زائف, كاذب, خاطئ, خطأ, 錯誤, 虚假, 假""",
    Rating.ALLEGED: """
        unproven, unverified, unconfirmed, unsubstantiated, alleged, alleged not confirmed
        не підтверджено, непідтверджено, не доведено, недоведено, стверджують не підтверджено
        не подтверждено, неподтверждено, не доказано, недоказано, утверждают не подтверждено
        sin verificar, no verificado, não verificado, non vérifié, unbewiesen, unbestätigt, non verificato,
        niezweryfikowane, niepotwierdzone, onbewezen, doğrulanmamış""",
    Rating.DISPUTED: """
        disputed, contested
        спірне, спірно
        спорно, спорное
        спірне сторони суперечать одна одній, спорно стороны противоречат друг другу
        disputado, contesté, umstritten, sporne""",
    Rating.OUTDATED: """
        outdated, out of date
        застаріло, застаріло більше не так
        устарело, устарело больше не так
        desactualizado, obsoleto, veraltet, nieaktualne, verouderd""",
    Rating.SATIRE: """
        satire, satirical, satire or joke, joke, parody
        сатира, жарт, сатира або жарт, пародія
        шутка, сатира или шутка, пародия
        sátira, parodia, satirique, satirisch, satira, satyra, satiryczne, ironi, hiciv, satir""",
    Rating.OPINION: """
        opinion, opinion not rated
        думка, думка не оцінюємо
        мнение, мнение не оцениваем
        opinión, opinião, meinung, opinione, opinia, mening, görüş, opini""",
}

_LONGEST = 100
"""Characters of a text that may still be the name of a rating."""


def rating_in(text: str) -> Rating | None:
    """The rating that a text names and nothing else; None where it says anything more, or something of its own."""
    return _known().get(_bare(text)) if len(text) <= _LONGEST else None


def rating_at(value: object, best: object, worst: object) -> Rating | None:
    """The rating for a number at one end of its scale; None for all between, and for a scale that is no scale."""
    own, high, low = _number(value), _number(best), _number(worst)
    if own is None or high is None or low is None or low >= high:
        return None
    return {high: Rating.TRUE, low: Rating.FALSE}.get(own)


def _number(value: object) -> float | None:
    if isinstance(value, str):
        value = value.strip().replace(",", ".")
    if not isinstance(value, str | int | float) or isinstance(value, bool) or len(str(value)) > 20:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


@cache
def _known() -> dict[str, Rating]:
    known: dict[str, Rating] = {}
    for rating, words in _WORDS.items():
        for word in re.split(r"[,\n]", words):
            if word.strip():
                known[_bare(word)] = rating
    return known


def _bare(text: str) -> str:
    """Small letters and single spaces; no marks around or between words, but those that belong to letters."""
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).casefold().split())
