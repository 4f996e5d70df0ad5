"""The starter claims keep the rules of the schema and of the wording; what cannot be linted, editors read."""

import re
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims_db.curation import problems, remarks
from claims_db.exchange.yaml import read
from claims_db.matching import ClaimIndex
from claims_db.model import LANGUAGES, Claim, Rating

FILES = sorted((Path(__file__).parents[2] / "claims_db" / "starter").glob("*.yaml"))
VERDICT = re.compile(
    r"\b(?:false|true|untrue|lie|lies|lied|lying|proved|proven|fake|неправд\w*|правд\w*|вигадк\w*|брех\w*|бреш\w*|"
    r"ложь|ложн\w*|лжив\w*|вранье|фейк\w*|доведен\w*|доказан\w*)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|no|не|нет|немає)\b", re.IGNORECASE)
ATTRIBUTED = re.compile(r"\b(?:said|says|wrote|сказал\w*|сказав|назвал\w*|назвав|заявил\w*|заявив)\b", re.IGNORECASE)
HEDGE_WITH_SOURCE = re.compile(r"за даними|за словами|стверджу|писав|повідоми", re.IGNORECASE)


@cache
def read_files() -> dict[str, dict[str, Any]]:
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}


@cache
def rows() -> tuple[dict[str, Any], ...]:
    return tuple(chain.from_iterable(content["claims"] for content in read_files().values()))


@cache
def starter_claims() -> tuple[Claim, ...]:
    """Give the claims of all files, in the order of the files."""
    claims: list[Claim] = []
    for file in FILES:
        with file.open("rb") as stream:
            claims += [entry.claim for entry in read(stream, file.name)]
    return tuple(claims)


@cache
def starter_index() -> ClaimIndex:
    """Give the index of the starter claims, by words alone so that it is the same everywhere."""
    return ClaimIndex.build(starter_claims())


def readers_texts(row: dict[str, Any]) -> list[str]:
    """Give every sentence of a claim that a reader may be shown."""
    return [row["claim"], *row["claim_in"].values(), *row["appears_in"].values(), *row["context"].values()]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;:])\s", text)


every_claim = pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])


def test_files_load_as_claims():
    """Every starter file is of the known schema, named after its topic, and gives claims."""
    for stem, content in read_files().items():
        assert content["schema"] == "claims-starter/1"
        assert content["topic"] == stem
        assert content["title"]
    assert [claim.id for claim in starter_claims()] == [row["id"] for row in rows()]


def test_ids_name_one_claim_each():
    """Ids are short slugs and unique over all files."""
    ids = [row["id"] for row in rows()]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", claim_id) and len(claim_id) <= 60 for claim_id in ids)


def test_related_claims_exist():
    """A link from a claim to another one leads somewhere, and not to itself."""
    ids = {row["id"] for row in rows()}

    for row in rows():
        assert set(row["related"]) <= ids - {row["id"]}


def test_no_wording_belongs_to_two_claims():
    """The same wording under two claims would make each of them unsure; a near miss is nobody's wording."""
    worded = [text.casefold() for row in rows() for texts in row["phrasings"].values() for text in texts]
    near = [text.casefold() for row in rows() for text in row["near_misses"]]

    assert len(worded) == len(set(worded))
    assert set(near) & set(worded) == set()


@every_claim
def test_claim_is_stated_in_the_readers_languages(row):
    """A reader sees the claim in their own language, Ukrainian and Russian included, as one sentence."""
    assert set(row["claim_in"]) == set(row["appears_in"]) == {"uk", "ru"}
    for text in (row["claim"], *row["claim_in"].values()):
        assert text.endswith(".")
        assert len(text) <= 400
        assert text == text.strip()


@every_claim
def test_context_fits_one_reply(row):
    """Each language has its context, short enough for one message."""
    assert set(row["context"]) == set(LANGUAGES)
    assert all(0 < len(text) <= 900 for text in row["context"].values())


@every_claim
def test_phrasings_cover_the_languages(row):
    """Three to eight wordings, at least one a language, and texts that must not match beside them."""
    texts = [text for texts in row["phrasings"].values() for text in texts]

    assert set(row["phrasings"]) == set(LANGUAGES)
    assert all(row["phrasings"].values())
    assert 3 <= len(texts) <= 8
    assert 1 <= len(row["near_misses"]) <= 3


@pytest.mark.parametrize("claim", starter_claims(), ids=lambda claim: claim.id)
def test_each_claim_proves_itself(claim):
    """Each wording finds its claim first, no near miss finds it, and nothing else keeps the claim from readers."""
    assert problems(claim, starter_index()) + remarks(claim) == ()


@every_claim
def test_rating_and_dates_are_of_the_schema(row):
    """A claim has a known rating and says when it was checked and how old the knowledge is."""
    assert row["rating"] in set(Rating)
    assert date.fromisoformat(row["date_checked"])
    assert re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", row["evidence_until"])
    assert "next_review" not in row or date.fromisoformat(row["next_review"]) > date.fromisoformat(row["date_checked"])


@every_claim
def test_claim_has_sources(row):
    """Nothing is published on the word of one page only, chain letters excepted."""
    chain_letter = row in read_files()["evergreen-hoaxes"]["claims"]

    assert len(row["sources"]) >= (1 if chain_letter else 2)
    for source in row["sources"]:
        assert re.match(r"https?://[^/\s@:]+/", source["url"] + "/")
        assert source["publisher"]
        assert source["title"]
        assert source["supports"]
        assert re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", str(source["date"]))


@every_claim
def test_readers_are_spoken_to_calmly(row):
    """No exclamation marks, no shouting, no share of truth, no word that mocks or suspects without a source."""
    publishers = " ".join(source["publisher"] for source in row["sources"])
    for text in readers_texts(row):
        assert "!" not in text
        assert [w for w in re.findall(r"[^\W\d_]{6,}", text) if w.isupper() and w not in publishers] == []
        assert not re.search(r"\d ?(?:%|per cent|процент\w*|відсотк\w*) (?:true|false|правд|неправд)", text)
        assert not re.search(r"\b(?:якобы|everybody knows|it is alleged|all know|propaganda|liars?)\b", text.lower())
        for sentence in sentences(text):
            assert "нібито" not in sentence or HEDGE_WITH_SOURCE.search(sentence)


@every_claim
def test_an_open_question_is_not_decided_by_its_wording(row):
    """An alleged or disputed claim gets no word of verdict, unless negated or quoted from somebody named."""
    if row["rating"] not in ("alleged", "disputed"):
        return
    for text in row["context"].values():
        for sentence in sentences(text):
            decided = VERDICT.search(sentence)
            assert not decided or NEGATED.search(sentence) or ATTRIBUTED.search(sentence)
