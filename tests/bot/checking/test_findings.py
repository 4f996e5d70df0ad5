"""Kept findings come back whole, under everything that changes them, and hold no word of the post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache import MemoryCache
from bot.checking.findings import FindingKey, Findings
from claims_db.model import Closeness, Decision, Difference, DifferenceKind, Finding, Match, Stance

SECRET = b"of this installation"
KEY = FindingKey("They are shutting the harbour bridge", 7, "", 5)
FOUND = Finding(
    Decision.STRONG,
    Stance.NEGATES,
    (
        Match(
            "harbour-bridge-closes",
            0.97,
            "the bridge closes",
            (0, 36),
            Stance.NEGATES,
            Closeness.EXACT,
            (Difference(DifferenceKind.NAME, "harbour bridge", "river bridge", (22, 36)),),
        ),
    ),
    read=36,
    sure=("harbour-bridge-closes",),
)

differences = st.tuples(
    st.sampled_from(DifferenceKind), st.text(max_size=30), st.integers(0, 40), st.integers(0, 40)
).map(lambda told: Difference(told[0], KEY.text[told[2] : told[3]], told[1], (told[2], told[3])))
matches = st.builds(
    Match,
    st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True),
    st.floats(0, 1),
    st.text(max_size=30),
    st.tuples(st.integers(0, 4096), st.integers(0, 4096)),
    st.sampled_from(Stance),
    st.sampled_from(Closeness),
    st.lists(differences, max_size=2).map(tuple),
    st.booleans(),
)
findings = st.builds(
    Finding,
    st.sampled_from(Decision),
    st.sampled_from(Stance),
    st.lists(matches, max_size=3).map(tuple),
    st.booleans(),
    st.integers(0, 4096),
    st.lists(st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True), max_size=3).map(tuple),
)


@given(findings)
async def test_a_kept_finding_comes_back_as_it_was(finding):
    """Whatever matching says survives the cache."""
    kept = Findings(MemoryCache(), secret=SECRET)

    await kept.put(KEY, finding)

    assert await kept.get(KEY) == finding


@pytest.mark.parametrize(
    "other",
    [
        FindingKey("They are shutting the harbour bridge.", 7, "", 5),
        FindingKey(KEY.text, 8, "", 5),
        FindingKey(KEY.text, 7, "an encoder", 5),
        FindingKey(KEY.text, 7, "", 4),
        FindingKey(KEY.text, 7, "", 5, ("https://example.org/bridge",)),
    ],
    ids=["text", "revision", "encoder", "limit", "links"],
)
async def test_whatever_changes_a_finding_changes_its_key(other):
    """An edit of a claim, another text or another encoder never gets an old finding."""
    kept = Findings(MemoryCache(), secret=SECRET)

    await kept.put(KEY, FOUND)

    assert await kept.get(other) is None


class Shelf(MemoryCache):
    """A cache that shows what was put into it."""

    def __init__(self):
        super().__init__()
        self.shown = []

    async def put(self, key, value, ttl):
        self.shown.append(key.encode() + value)
        await super().put(key, value, ttl)


async def test_nothing_of_the_post_gets_into_the_cache():
    """Keys are keyed hashes and values name claims: a shared cache holds nobody's words."""
    shelf = Shelf()

    await Findings(shelf, secret=SECRET).put(KEY, FOUND)

    assert b"shutting" not in shelf.shown[0]
    assert b"harbour bridge" not in shelf.shown[0]


async def test_another_installation_has_other_keys():
    """Who sees the keys of one installation can't look up texts with the secret of another."""
    shelf = Shelf()
    await Findings(shelf, secret=SECRET).put(KEY, FOUND)

    assert await Findings(shelf, secret=b"another").get(KEY) is None


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"decision": "sure"}', b"\xff", b"null"])
async def test_a_spoilt_entry_is_a_miss(spoilt):
    """Whatever somebody else wrote into the cache costs a match, never an answer."""
    shelf = Shelf()
    kept = Findings(shelf, secret=SECRET)
    await kept.put(KEY, FOUND)
    name = shelf.shown[0].decode().partition("{")[0]

    await shelf.put(name, spoilt, 60)

    assert await kept.get(KEY) is None
