"""Why a file can't be read as claims: a stable code with its facts; words are chosen where the language is known."""

from dataclasses import dataclass, replace

ENGLISH = {
    # the file
    "empty": "is empty",
    "no_kind": "the name does not end in {said}",
    "too_large": "is larger than {most} bytes",
    "too_many": "holds more than {most} claims; import it on the command line",
    "not_utf8": "is not UTF-8; save the file as UTF-8",
    "nested": "is nested too deeply",
    "no_review": "holds no ClaimReview",
    "not_named": "the file is not a set of named fields",
    "schema_late": "schema: {said} must come before the claims",
    "schema_other": "schema is not {said}",
    # YAML
    "not_yaml": "is not YAML: {said}",
    "second_document": "a second document begins; one a file is read",
    "not_value": "is not a value",
    "key_not_text": "the name of a field is not a text",
    "aliases": "anchors and aliases are not allowed",
    "tags": "tags are not allowed",
    "odd_character": "has a character that YAML forbids ({said})",
    "claim_long": "one claim is longer than {most} characters",
    # JSON
    "not_json": "is not JSON: {said}",
    "json_key": "is not JSON: the name of a field is not a text",
    "json_twice": "is not JSON: the field '{said}' is given twice",
    "json_colon": "is not JSON: a colon is missing",
    "json_comma": "is not JSON: a comma is missing",
    "json_end": "is not JSON: the end is missing",
    "json_trailing": "is not JSON: a comma stands before the end",
    "not_claim": "is not a claim: {said}",
    "not_object": "is not a JSON object",
    "neither": "is neither a JSON object nor a list",
    "beside_long": "has more than {most} characters beside its lists",
    "item_long": "one item is longer than {most} characters",
    "line_long": "is longer than {most} bytes",
    # CSV
    "csv_not_utf8": "is not UTF-8; save the table as “CSV UTF-8”",
    "csv_blank": "has a blank row where columns must be named",
    "csv_quote_open": "is not CSV: a quotation mark is left open",
    "csv_after_quote": "is not CSV: text follows a closing quotation mark",
    "csv_breaks": "is not CSV: it has line breaks of an old kind; save the table as “CSV UTF-8”",
    "csv_unreadable": "is not CSV: can't be read",
    "row_long": "is longer than {most} bytes; is a quotation mark left open?",
    "no_column": "there is no column “{said}”",
    "column_twice": "the column {said} is there twice",
    "column_missing": "the column {said} is missing; the first row must name the columns",
    "column_unnamed": "cell {said} is in a column without a name",
    # a claim of it
    "id_twice": "the id {said} is already in {place}",
    "id_twice_line": "the id {said} is already on line {place}",
    "id_twice_row": "the id {said} is already in row {place}",
    "id_twice_review": "the id {said} is already in review {place}",
    "problems": "{said}",
    # a field of it, which is the subject
    "missing": "is missing",
    "unknown": "is not a field we know",
    "given_twice": "is given twice",
    "not_text": "is not a text",
    "not_flag": "is neither true nor false",
    "not_list": "is not a list",
    "not_fields": "is not a set of named fields",
    "not_by_language": "is not a set of texts by language",
    "not_language": "is not a language code of two or three letters",
    "not_one_of": "is not one of: {said}",
    "not_date": "is not a date of the form YYYY-MM-DD",
    "not_each_language": "is not a list with one language for each phrasing",
    "says_else": "says something else than {said}; change both, or take {said} away",
    "not_further": "is not of the form: context[pl] | text",
    "second_time": "gives {said} a second time",
    "bad_part": "has a part that is none of: {said}",
}
"""Every code, in words for the command line."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong: a stable `code`, the claim or field it is about as `subject` ("" for the place itself), and facts.

    `said` is a name or a parser's remark, `most` a limit, `place` the line, row or review that has something already.
    `problems` are those of a claim that was read, but is not fit to be stored.
    """

    code: str
    subject: str = ""
    said: str = ""
    most: int = 0
    place: str = ""
    problems: tuple[object, ...] = ()

    def of(self, subject: str) -> "Reason":
        """The same about a claim or field."""
        return replace(self, subject=subject)

    def __str__(self) -> str:
        said = "; ".join(map(str, self.problems)) or self.said
        words = ENGLISH[self.code].format(said=said, most=f"{self.most:,}", place=self.place)
        if not self.subject:
            return words
        return f"{self.subject}: {words}" if self.problems else f"{self.subject} {words}"
