"""Hide what names a person in a text that moderators are to see. Pure.

Each pattern is linear in the length of the text. What is hidden leaves a mark, so that the text still reads.
"""

import re
from collections.abc import Iterable

MOST_KEPT = 4_096
"""Characters of a text that are kept: Telegram's limit for one message."""

PHONE, MAIL, NAME = "[☎]", "[✉]", "[@]"

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_MAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,4}\w{2,24}|\bmailto:\S{1,100}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@/])@([A-Za-z]\w{2,31})")
_PERSON_LINK = re.compile(r"tg://(?:user|resolve)\?\S{1,100}|(?:https?://)?wa\.me/\S{1,40}", re.IGNORECASE)
_PHONE_LINK = re.compile(r"(?:https?://)?t\.me/\+?\d{7,15}\b", re.IGNORECASE)
# At most two separators between two digits, so every place is looked at once.
_DIGITS = re.compile(r"(?<![\w.,/=-])(?:(?:\+|00)[ \u00a0]?)?\(?\d(?:[ \u00a0().\u2010-\u2015-]{0,2}\d){6,18}(?!\w)")
_DATE = re.compile(r"\d{4}[.\u2010-\u2015-]\d{1,2}[.\u2010-\u2015-]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0.]\d{3})+")
_YEARS = re.compile(r"(?:1[89]|20)\d\d\s?[\u2010-\u2015-]\s?(?:1[89]|20)\d\d")
_LEAST_DIGITS = 9


def mask(text: str, *, names: Iterable[str] = (), channel: str = "") -> str:
    """`text` without phone numbers, e-mail addresses, names of accounts and `names`; never longer than MOST_KEPT.

    `names` are those of people around the post (who forwarded it, whom it mentions); `channel` is the account of the
    public channel that it came from, which may stay. Invisible characters, half characters and NUL go too.
    """
    text = _UNSEEN.sub("", text[:MOST_KEPT])
    text = _MAIL.sub(MAIL, text)
    text = _PHONE_LINK.sub(PHONE, _PERSON_LINK.sub(NAME, text))
    text = _DIGITS.sub(_masked_number, text)
    text = _HANDLE.sub(lambda found: found[0] if found[1].lower() == channel.lower() else NAME, text)
    for name in sorted({" ".join(name.split()) for name in names}, key=len, reverse=True):
        if sum(map(str.isalpha, name)) >= 3:
            pattern = r"\s+".join(map(re.escape, _UNSEEN.sub("", name).split()))
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", NAME, text, flags=re.IGNORECASE)
    return text[:MOST_KEPT].strip()


def _masked_number(found: re.Match[str]) -> str:
    """A number that may be somebody's: of a phone, a card, an account; not a date, a sum or a span of years."""
    number = found[0]
    digits = sum(map(str.isdigit, number))
    plus = number.lstrip().startswith(("+", "00"))
    rest = _YEARS.sub("", _DATE.sub("", number))
    if _THOUSANDS.fullmatch(number.strip()) and not plus:
        return number
    if sum(map(str.isdigit, rest)) < (_LEAST_DIGITS if not plus else _LEAST_DIGITS - 2):
        return number
    return PHONE if digits else number
