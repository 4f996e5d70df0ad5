"""Tell a text that is mainly opinion or prediction from one that can be checked. Pure."""

import re

_OPINION = re.compile(
    r"\b(?:i think|i believe|in my opinion|imho|imo|i guess|i hope|i bet|i fear|i wish|should|must be ashamed|will probably"
    r"|я думаю|я считаю|по моему|на мой взгляд|мне кажется|надеюсь|уверен что|наверное|имхо|должны|надо бы"
    r"|я вважаю|на мою думку|як на мене|мені здається|сподіваюся|сподіваюсь|певен що|мабуть|імхо|повинні|треба було б)\b"
)


def reads_as_opinion(text: str) -> bool:
    """True when a folded text says itself that it is a view or a guess; conservative: one long report is none."""
    marks = len(_OPINION.findall(text))
    return marks > 0 and marks * 25 >= text.count(" ") + 1
