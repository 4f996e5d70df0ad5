"""Hypothesis strategies for claims: anything the store takes, odd characters included."""

from hypothesis import strategies as st

from claims_db.model import Claim, Phrasing, Rating, Source, State

ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        st.sampled_from("\n\t\x85\u2028\u2029\ufeff'\"#:-!&*?|>%@`{}[],~\\ \u200d\u0301😀"),
    ),
    max_size=30,
)
SOME_TEXT = ANY_TEXT.filter(str.strip) | st.sampled_from(
    ["no", "null", "~", "2013", "1e3", "0x1f", "- a", "a: b", "true"]
)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
LANGUAGES = st.sampled_from(["en", "uk", "ru", "no", "und"])
DAYS = st.dates()
MOMENTS = st.one_of(
    DAYS.map(str), DAYS.map(lambda day: f"{day:%Y}".zfill(4)), DAYS.map(lambda day: f"{day:%Y}".zfill(4) + f"-{day:%m}")
)
BY_LANGUAGE = st.dictionaries(LANGUAGES, SOME_TEXT, max_size=3)
URLS = st.sampled_from(["https://example.org/a?b=c#d", "http://example.net:80/", "https://xn--80ak6aa92e.com/ї"])

SOURCES = st.builds(
    Source,
    publisher=SOME_TEXT,
    title=SOME_TEXT,
    url=URLS,
    date=MOMENTS,
    language=LANGUAGES,
    supports=ANY_TEXT,
    verified=ANY_TEXT,
    title_is_description=st.booleans(),
    is_copy=st.booleans(),
)


@st.composite
def grouped_phrasings(draw: st.DrawFn) -> tuple[Phrasing, ...]:
    """Phrasings with those of one language side by side, as files and store keep them."""
    groups = draw(st.dictionaries(LANGUAGES, st.lists(SOME_TEXT, min_size=1, max_size=3), max_size=3))
    return tuple(Phrasing(text, language) for language, texts in groups.items() for text in texts)


def claims(slugs: st.SearchStrategy[str] = SLUGS) -> st.SearchStrategy[Claim]:
    """Claims without faults, not saved yet."""
    fields = {
        "id": slugs,
        "statement": SOME_TEXT,
        "language": LANGUAGES,
        "statement_in": BY_LANGUAGE,
        "appears": ANY_TEXT,
        "appears_in": BY_LANGUAGE,
        "phrasings": grouped_phrasings(),
        "near_misses": st.lists(SOME_TEXT, max_size=3).map(tuple),
        "rating": st.sampled_from(Rating),
        "rating_label": ANY_TEXT,
        "context": BY_LANGUAGE,
        "date_checked": st.none() | DAYS,
        "evidence_until": st.just("") | MOMENTS,
        "next_review": st.none() | DAYS,
        "tags": st.lists(ANY_TEXT, max_size=3).map(tuple),
        "related": st.just(()),
        "stale": st.lists(LANGUAGES, max_size=2, unique=True).map(tuple),
    }
    sourced = st.builds(Claim, **fields, sources=st.lists(SOURCES, min_size=1, max_size=3).map(tuple))
    few = st.lists(SOURCES, max_size=2).map(tuple)
    unpublished = st.sampled_from([State.DRAFT, State.RETIRED])
    unsourced = st.builds(Claim, **fields, state=unpublished, sources=few, merged_into=st.just("") | SLUGS)
    return sourced | unsourced
