"""A text is matched as a whole: the promises that everything else stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.matching import ClaimIndex, match
from claims_db.matching.decision import WEAK
from claims_db.model import Closeness, Decision, Stance
from tests.claims_db.matching.encoders import ConceptEncoder, DenyingEncoder
from tests.making import make_claim

CLAIM = make_claim()
OTHERS = [
    make_claim(id=f"other-{place}", statement=text, statement_in={}, phrasings=(), near_misses=())
    for place, text in enumerate(
        [
            "The mayor sold the city library to a foreign bank.",
            "Tap water in the old town was poisoned on purpose.",
            "Schools will teach only three days a week from autumn.",
            "The new tram line was built without any permit.",
        ]
    )
]
INDEX = ClaimIndex.build([CLAIM, *OTHERS])
PIECES = st.sampled_from(
    [
        CLAIM.statement,
        "!",
        "\n",
        "?",
        " не ",
        "not",
        "\ud800",
        "\0",
        "ﷺ",
        "📌",
        "https://a.b/c ",
        "#tag ",
        "міст ",
        "а b c d ",
    ]
)


@given(st.lists(PIECES | st.text(st.characters(), max_size=12), max_size=12).map("".join), st.integers(1, 4))
def test_any_text_gives_a_well_formed_finding(text, limit):
    """Scores fall from at most 1, one match a claim, spans lie inside the text and hold words."""
    finding = match(text, INDEX, limit=limit)

    scores = [found.score for found in finding.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({found.claim_id for found in finding.matches}) == len(scores) <= limit
    assert all(0 <= start < end <= len(text) for start, end in (found.span for found in finding.matches))
    assert all(text[slice(*found.span)].strip() == text[slice(*found.span)] for found in finding.matches)
    assert set(finding.sure) <= {found.claim_id for found in finding.matches}


@given(st.text(st.characters(), max_size=60))
def test_the_same_text_gives_the_same_finding(text):
    """Matching keeps nothing from one text to the next."""
    assert match(text, INDEX) == match(text, INDEX)


@pytest.mark.parametrize("wording", [CLAIM.statement, *(phrasing.text for phrasing in CLAIM.phrasings)])
def test_each_wording_of_a_claim_finds_it(wording):
    """What moderators stored is found, in every language, and called exact."""
    finding = match(wording, INDEX)

    assert finding.decision is Decision.STRONG
    assert finding.matches[0].claim_id == CLAIM.id
    assert finding.matches[0].phrasing == wording
    assert finding.matches[0].closeness is Closeness.EXACT
    assert finding.sure == (CLAIM.id,)


@pytest.mark.parametrize("text", ["", "   ", "🔥🔥", "...", "?!", "https://example.org/", "\0", "\ud83d"])
def test_a_text_without_words_makes_no_claim(text):
    """Nothing to read is nothing found."""
    finding = match(text, INDEX)

    assert finding.decision is Decision.NONE
    assert finding.matches == ()


def test_a_near_miss_is_not_answered_unasked():
    """A text that a moderator named as something else is never asserted to be the claim."""
    finding = match(CLAIM.near_misses[0], INDEX)

    assert finding.decision not in (Decision.STRONG, Decision.SEVERAL)


@pytest.mark.parametrize("text", ["bridge", "Hello! Bridge.", "harbour"])
def test_one_word_of_a_claim_scores_too_little_to_be_offered(text):
    """Also where no other claim has that word, so that it points to this one alone."""
    finding = match(text, INDEX)

    assert [one.claim_id for one in finding.matches] == [CLAIM.id]
    assert finding.matches[0].score < WEAK
    assert finding.decision is Decision.NONE


def test_the_quoted_span_is_the_sentence_that_makes_the_claim():
    """In a long post the reader sees the one sentence meant, word for word."""
    sentence = "They say the harbour bridge closes for good in June 2026"
    text = (
        f"📌 Morning all!\n\nWe had a fine walk today. {sentence}! Bring umbrellas, it may rain.\n\n👉 Subscribe @news"
    )
    found = match(text, INDEX).matches[0]

    assert found.claim_id == CLAIM.id
    assert text[slice(*found.span)] == sentence


def test_a_long_run_of_words_without_a_full_stop_is_quoted_in_part():
    """A post without punctuation is cut into pieces, and the piece with the claim is found."""
    around = " ".join(f"word{place}" for place in range(200))
    found = match(f"{around} {CLAIM.statement.rstrip('.')} {around}", INDEX).matches[0]

    assert found.claim_id == CLAIM.id
    assert found.span[1] - found.span[0] < 1000


def test_two_claims_in_two_sentences_are_several():
    """Both are found, each with a sentence of its own."""
    text = f"{CLAIM.statement} Besides, {OTHERS[1].statement.lower()}"
    finding = match(text, INDEX)

    assert finding.decision is Decision.SEVERAL
    assert set(finding.sure) == {CLAIM.id, OTHERS[1].id}


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that the harbour bridge closes for good in June 2026.",
        "The city denies that the harbour bridge closes for good in June 2026.",
        "Неправда, що портовий міст назавжди закривають у червні 2026 року.",
        "Портовый мост навсегда не закрывают в июне 2026 года.",
        "The harbour bridge closes for good in June 2026. This is fake, don't believe it!",
    ],
)
def test_a_denied_claim_is_seen_as_denied(text):
    """A denial is found and never taken for the claim being made."""
    finding = match(text, INDEX)

    assert finding.matches[0].claim_id == CLAIM.id
    assert finding.stance is Stance.NEGATES


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that the harbour bridge closes for good in June 2026?",
        "Чи правда, що портовий міст закриють назавжди",
    ],
)
def test_a_questioned_claim_is_seen_as_asked(text):
    """Who asks has not asserted anything."""
    assert match(text, INDEX).stance is Stance.ASKS


def test_only_the_beginning_of_a_very_long_text_is_read():
    """What stands after the limit is not found, and the finding tells how much was read."""
    finding = match("слово " * 2000 + CLAIM.statement, INDEX)

    assert finding.decision is Decision.NONE
    assert finding.read == 4096


def test_other_words_for_a_claim_are_found_by_meaning():
    """With an encoder a claim is found in words that it does not share; without, it is not."""
    index = ClaimIndex.build([CLAIM, *OTHERS], encoder=ConceptEncoder())
    index.warm()
    text = "переправу в порту перекриють"

    assert match(text, index).matches[0].claim_id == CLAIM.id
    assert match(text, index).matches[0].score > max((one.score for one in match(text, INDEX).matches), default=0.0)


@pytest.mark.parametrize("text", ["Переправу в порту не закривають", "That port crossing NEVER closes"])
def test_a_denial_in_other_words_is_found_by_the_meaning_of_what_it_denies(text):
    """Also where the encoder takes "not" for the better part of the meaning."""
    index = ClaimIndex.build([CLAIM, *OTHERS], encoder=DenyingEncoder())
    index.warm()
    finding = match(text, index)

    assert finding.matches[0].claim_id == CLAIM.id
    assert finding.matches[0].score > 2 * match(text, INDEX).matches[0].score
    assert finding.stance is Stance.NEGATES


def test_a_verbatim_forward_asks_no_encoder():
    """Where words settle it, no sentence is encoded."""
    encoder = ConceptEncoder()
    index = ClaimIndex.build([CLAIM, *OTHERS], encoder=encoder)
    index.warm()
    before = len(encoder.encoded)
    match(CLAIM.statement, index)

    assert len(encoder.encoded) == before


def test_a_question_how_is_not_answered_unasked():
    """Who wants to know how, where or when makes no claim, however many words it shares with one."""
    finding = match("Where does the harbour bridge close for good in June 2026?", INDEX)

    assert finding.decision is Decision.WEAK
