"""One thing wrong with a claim, as a code."""

from dataclasses import dataclass

ENGLISH = {
    "bad_id": "the id is not a short slug of small letters, digits and hyphens",
    "no_statement": "the claim has no sentence",
    "unknown_rating": "the rating is not on the scale",
    "bad_language": "not a language code of two or three letters",
    "too_many": "too many entries",
    "too_long": "a text longer than any message",
    "bad_character": "a control character or half a character",
    "empty_text": "an empty text",
    "bad_url": "not an address that may be shown: http(s) only, no user name, no port but 80 and 443",
    "bad_date": "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD",
    "unnamed_source": "a source without publisher or title",
    "no_source": "a published claim needs a source",
    "related_to_itself": "the claim is related to itself",
    "merged_but_published": "a claim that was merged into another can't be published",
    "few_sources": "fewer than two sources (one is enough for chain letters)",
    "no_date_checked": "the day of the last check is missing",
    "no_context": "the context is missing",
    "long_context": "the context is too long for one answer",
    "no_phrasing": "no phrasing in a language of readers",
    "long_sentence": "the sentence is too long to be read at a glance",
    "phrasing_count": "too few or too many phrasings",
    "says_nothing": "the sentence has no word to find it by",
    "too_general": "the phrasing is too general: it has fewer than two words to find it by",
    "phrasing_finds_other": "the phrasing finds another claim first",
    "phrasing_finds_nothing": "the phrasing finds nothing",
    "near_miss_found": "the near miss finds the claim",
    "takes_phrasing": "a phrasing of another claim would find this one",
    "matches_ordinary": "the claim would be found in an ordinary message",
    "unknown_related": "the related claim is not published",
    "agentless": "an allegation without anybody who makes it",
    "shouting": "capital letters or an exclamation mark",
    "percent_of_truth": "a percentage of truth",
    "loaded_word": "a word that judges people or posts",
    "disbelief": "a word that says disbelief in place of a source",
    "verdict_too_strong": "a verdict that the rating leaves open",
    "source_after_check": "a source from after the day of the check",
}
"""Every code, in words for the command line and for messages about files."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a claim: a stable `code`, and the `detail` that it is about."""

    code: str
    detail: str = ""

    def __str__(self) -> str:
        words = ENGLISH[self.code]
        return f"{words}: {self.detail}" if self.detail else words
