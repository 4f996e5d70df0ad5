"""A link to a source of a claim finds the claim: by the whole address, however it is written, and never by a part."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import ClaimIndex, match
from claims_db.matching.citing import likelier, linked_to
from claims_db.matching.links import MAX_ADDRESS, canonical
from claims_db.model import Decision
from tests.making import make_claim, make_source

PAGE = "https://example.org/news/harbour/bridge-stays"
CLAIM = make_claim(
    sources=(
        make_source(url=PAGE),
        make_source(url="https://t.me/Harbour_News/512"),
        make_source(url="https://example.net/story?id=7"),
    )
)
OTHER = make_claim(
    id="ferry-is-free",
    statement="The ferry is free for students.",
    statement_in={},
    phrasings=(),
    near_misses=(),
    sources=(make_source(url="https://example.org/news/ferry/free"),),
)
INDEX = ClaimIndex.build([CLAIM, OTHER])


@pytest.mark.parametrize(
    "link",
    [
        PAGE,
        "http://www.example.org/news/harbour/bridge-stays/",
        "HTTPS://Example.ORG:443/news/harbour/bridge-stays?utm_source=tg&fbclid=x1#comments",
        "example.org/news/harbour/bridge-stays",
        "https://m.example.org/news/harbour/bridge%2Dstays",
        "https://t.me/harbour_news/512?single",
        "t.me/s/harbour_news/512",
        "https://telegram.me/Harbour_News/512",
        "https://example.net/story/?utm_campaign=a&id=7",
    ],
)
def test_a_link_to_a_source_offers_the_claim(link):
    """However the address is written; the words say nothing, so the claim is offered and never asserted."""
    text = f"Read this ({link})."
    finding = match(text, INDEX)

    assert finding.decision is Decision.WEAK
    assert finding.matches[0].phrasing == CLAIM.statement
    assert [(one.claim_id, one.linked) for one in finding.matches] == [(CLAIM.id, True)]
    assert text[slice(*finding.matches[0].span)] == link


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "https://example.org/news/harbour",
        "https://example.org/news/harbour/bridge-stays-shut",
        "https://example.com/news/harbour/bridge-stays",
        "https://other.example.org/news/harbour/bridge-stays",
        "https://example.net/story?id=8",
        "https://example.net/story",
        "https://t.me/harbour_news",
        "https://t.me/harbour_news/513",
        "https://t.me/city_news/512",
        "https://t.me/c/512",
    ],
)
def test_a_part_of_an_address_finds_nothing(link):
    """The same host, path, channel or number alone is another page."""
    finding = match(f"Read this: {link}", INDEX)

    assert finding.decision is Decision.NONE
    assert not any(one.linked for one in finding.matches)


def test_a_link_behind_words_counts():
    """An address that does not stand in the text is looked up too, and the whole text is the match."""
    finding = match(" look here ", INDEX, links=(PAGE,))

    assert finding.matches[0].claim_id == CLAIM.id
    assert finding.matches[0].span == (1, 10)


def test_a_text_that_begins_with_a_link_is_matched_there():
    """The words behind it are no part of the match."""
    text = f"{PAGE} look"

    assert text[slice(*match(text, INDEX).matches[0].span)] == PAGE


def test_a_blank_text_makes_no_claim_whatever_is_linked_to():
    """There is nothing that could be quoted."""
    finding = match(" \n", INDEX, links=(PAGE,))

    assert (finding.decision, finding.matches) == (Decision.NONE, ())


@pytest.mark.parametrize(("score", "likelier_by"), [(0.0, 0.0), (0.3, 0.3), (0.4, 0.8), (0.5, 6 / 7), (1.0, 1.0)])
def test_a_link_makes_likely_what_words_make_worth_offering(score, likelier_by):
    """Six times as likely, and nothing where words say little."""
    assert likelier(score) == pytest.approx(likelier_by)


def test_words_and_a_link_together_are_surer():
    """What words alone make worth offering is sure when a source of the very claim is linked to."""
    text = "so the bridge in the harbour will be closed forever"
    alone, linked = match(text, INDEX).matches[0], match(text, INDEX, links=(PAGE,)).matches[0]

    assert alone.claim_id == linked.claim_id == CLAIM.id
    assert linked.score > alone.score
    assert linked.linked
    assert not alone.linked


def test_sure_words_stay_first():
    """A link to the source of another claim is offered beside, never in place of what the words say."""
    finding = match(CLAIM.statement, INDEX, links=("https://example.org/news/ferry/free",))

    assert finding.decision is Decision.STRONG
    assert [one.claim_id for one in finding.matches[:2]] == [CLAIM.id, OTHER.id]
    assert finding.sure == (CLAIM.id,)


def test_a_page_of_many_claims_says_nothing_by_itself():
    """A page that more than three claims cite does not tell which of them is meant."""
    many = [
        make_claim(id=f"ferry-{place}", statement=f"Ferry {place} sank.", sources=(make_source(url=PAGE),))
        for place in range(4)
    ]
    index = ClaimIndex.build([*many, OTHER])
    finding = match(PAGE, index)

    assert finding.decision is Decision.NONE
    assert linked_to(PAGE, index) == linked_to("look here", index, (PAGE,)) == tuple(claim.id for claim in many)
    assert linked_to("look here", index) == ()


def test_a_removed_source_is_not_found_any_more():
    """Links follow the claims: an edit counts for the next text."""
    index = ClaimIndex.build([CLAIM, OTHER])
    index.put(make_claim(sources=(make_source(url="https://example.org/news/new"),)))

    assert match(PAGE, index).decision is Decision.NONE
    assert match("https://example.org/news/new", index).decision is Decision.WEAK


@pytest.mark.parametrize(
    "address",
    ["", "https://", "http://[bad", "https://example.org:99999/x", "tg://resolve?domain=a", "x" * MAX_ADDRESS + "/a"],
)
def test_what_is_no_address_has_no_canonical_form(address):
    """Broken and endless addresses name no page."""
    assert canonical(address) is None


PARTS = st.sampled_from(
    [
        "https://",
        "example.org",
        "www.",
        "/",
        "a",
        "?",
        "&",
        "=",
        "#",
        ":",
        "%",
        "%2F",
        "[",
        "]",
        "@",
        "ё",
        "\ud800",
        " ",
        "t.me/s/",
        "utm_source=",
        ".",
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_address_can_be_read(address):
    """Canonical twice is canonical once, and nothing fails, whatever stands in a link."""
    once = canonical(address)

    assert once is None or canonical(once) in (once, None)
    match(address, INDEX, links=(address,))


def test_links_that_no_claim_has_load_no_library():
    """The libraries that compare addresses take 90 ms and 17 MB; a post with any link must not wait for them."""
    code = (
        "import sys; from claims_db.matching import ClaimIndex, match; from claims_db.model import Claim\n"
        "match('see https://example.org/a', ClaimIndex.build([Claim('a', 'Bees are back.', 'en')]))\n"
        "assert 'courlan' not in sys.modules\n"
        "from claims_db.matching.matcher import prepare; prepare()\n"
        "assert 'courlan' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
