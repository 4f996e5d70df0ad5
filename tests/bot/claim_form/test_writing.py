"""A form and its message say the same."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claim_form import Form, Removal, form_of, parse, to_claim, written
from claims_db.model import LANGUAGES, Phrasing, Rating, Source
from claims_db.text import guess_language
from tests.making import make_claim

CHARS = st.one_of(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"),
    st.sampled_from(":[]-–|/ abcdeїы"),
)
LINE = st.text(CHARS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
BLOCK = st.lists(LINE | st.just(""), min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
WORDS = LINE.filter(lambda text: "|" not in text)
DATES = st.sampled_from(["2024", "2024-09", "2024-08-30"])
URLS = st.sampled_from(["https://a.example/", "http://b.example/x?y=z#w", "https://xn--80ak6aa92e.com/ї"])
CODES = st.sampled_from(LANGUAGES)


def without_text(form):
    """The form without the message it came from and what was wrong with that: for comparing."""
    removals = tuple(replace(removal, line=0) for removal in form.removals)
    return replace(form, text="", faults=(), removals=removals)


def sources() -> st.SearchStrategy[Source]:
    """Sources as a form can say them: the language is that of the title."""
    made = st.builds(Source, publisher=WORDS, title=WORDS, url=URLS, date=DATES)
    return made.map(lambda source: replace(source, language=guess_language(source.title) or "en"))


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Forms without faults, in their normal form."""
    statement = draw(LINE)
    language = draw(st.just(guess_language(statement) or "") | CODES)
    versions = draw(st.dictionaries(CODES.filter(lambda code: code != language), LINE, max_size=2))
    phrasings = draw(st.lists(st.builds(Phrasing, BLOCK, CODES), max_size=3, unique=True))
    return Form(
        id=draw(st.just("") | st.just("some-claim")),
        statement=statement,
        language=language,
        statement_in=versions,
        rating=draw(st.sampled_from(Rating)),
        context=draw(st.dictionaries(CODES, BLOCK, min_size=1, max_size=3)),
        sources=tuple(draw(st.lists(sources(), min_size=1, max_size=3))),
        phrasings=tuple(phrasings),
        near_misses=tuple(draw(st.lists(BLOCK, max_size=2, unique=True))),
        tags=tuple(draw(st.lists(WORDS.filter(lambda text: "," not in text), max_size=2, unique=True))),
        appears=draw(st.just("") | LINE),
        appears_in=draw(st.dictionaries(CODES, LINE, max_size=2)),
        next_review=draw(st.none() | st.dates()),
        evidence_until=draw(st.just("") | DATES),
    )


@settings(max_examples=300)
@given(forms())
def test_a_written_form_reads_the_same(form: Form):
    """Nothing that was typed is lost or moved when a form is shown again to be corrected."""
    again = parse(written(form))

    assert again.faults == ()
    assert without_text(again) == without_text(form)


@given(st.lists(st.builds(Removal, st.sampled_from(["phrasing", "near"]), BLOCK), max_size=3))
def test_removals_survive_too(removals: list[Removal]):
    """An edit that takes lines away can be shown again."""
    form = Form(id="some-claim", rating=Rating.TRUE, removals=tuple(removals))

    again = parse("/editclaim some-claim\n" + written(replace(form, id="")), editing=True)

    assert without_text(again) == without_text(form)


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["claim: ", "source: ", "\n", "context[uk]:", "x", "|"])).map("".join)
)
def test_any_text_is_read(text: str):
    """Nothing raises, and what was typed is still there."""
    assert parse(text).text == text
    assert parse(text, editing=True).text == text


def test_a_claim_can_be_shown_as_a_form():
    """A stored claim, written down and read again, changes nothing of what a form can say."""
    claim = make_claim(version=3)
    form = parse(written(form_of(claim)))

    again = to_claim(form, claim, today=claim.date_checked)

    assert form.faults == ()
    assert again == claim
