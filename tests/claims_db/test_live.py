"""The index in memory follows the store, and the event loop stays free."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from claims_db.errors import StoreUnavailable
from claims_db.live import LiveIndex
from claims_db.matching import ClaimIndex, match
from claims_db.model import Claim, Decision, Phrasing, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine, writing
from claims_db.store.schema import claims
from claims_db.store.schema import store as store_row
from tests.making import make_claim

POST = make_claim().phrasings[0].text


@pytest.fixture
async def live(store: SqlClaimStore) -> AsyncIterator[LiveIndex]:
    """The live index of the store."""
    live = LiveIndex(store)
    yield live
    await live.close()


async def test_an_empty_base_finds_nothing(live: LiveIndex):
    """Before the first claim every text is answered with nothing."""
    finding = await live.match(POST)

    assert (finding.decision, finding.matches, live.revision, len(live)) == (Decision.NONE, (), 0, 0)


async def test_a_saved_claim_is_found_by_the_next_text(store: SqlClaimStore, live: LiveIndex):
    """No restart and no waiting: what is durable is matched."""
    await live.match(POST)
    saved = await store.save(make_claim(), by="ann")

    finding = await live.match(POST)

    assert [match.claim_id for match in finding.matches] == [saved.id]
    assert live.claim(saved.id) == saved
    assert live.revision == 1


@pytest.mark.parametrize("state", [State.RETIRED, State.DRAFT])
async def test_a_claim_taken_back_is_found_no_more(store: SqlClaimStore, live: LiveIndex, state: State):
    """A retired claim, or one put back to a draft, reaches nobody from then on."""
    saved = await store.save(make_claim(), by="ann")
    await live.match(POST)
    await store.save(replace(saved, state=state), by="ann")

    finding = await live.match(POST)

    assert (finding.matches, live.claim(saved.id), len(live)) == ((), None, 0)


async def test_a_changed_claim_is_matched_in_its_newest_version(store: SqlClaimStore, live: LiveIndex):
    """Old wordings find the claim no more."""
    saved = await store.save(make_claim(), by="ann")
    await live.match(POST)
    newer = await store.save(
        replace(saved, statement="Bees are back.", statement_in={}, phrasings=(), near_misses=()), by="ann"
    )

    assert (await live.match(POST)).matches == ()
    assert [match.claim_id for match in (await live.match("bees are back")).matches] == [newer.id]


async def test_another_process_sees_the_change(database_url: str, store: SqlClaimStore):
    """Every process has its own index; one saves, the other finds."""
    engine = open_engine(database_url)
    await migrate(engine, package="claims_db.store")
    elsewhere = LiveIndex(SqlClaimStore(engine))
    await elsewhere.refresh()

    await store.save(make_claim(), by="ann")
    finding = await elsewhere.match(POST)

    assert len(finding.matches) == 1
    await elsewhere.close()
    await engine.dispose()


async def test_edits_and_matches_at_once_stay_in_step(store: SqlClaimStore, live: LiveIndex):
    """Many texts while claims change: every answer comes from one whole state, the last one from the last state."""
    claim = await store.save(make_claim(), by="ann")

    async def edit() -> None:
        newest = claim
        for n in range(20):
            state = State.RETIRED if n % 2 else State.PUBLISHED
            newest = await store.save(replace(newest, state=state), by="ann")

    async def ask() -> set[int]:
        return {len((await live.match(POST)).matches) for _ in range(20)}

    _, *counts = await asyncio.gather(edit(), *(ask() for _ in range(4)))

    assert set().union(*counts) <= {0, 1}
    assert (await live.match(POST)).matches == ()
    assert live.revision == 21


async def test_a_store_put_back_from_a_backup_is_followed(engine: AsyncEngine, store: SqlClaimStore, live: LiveIndex):
    """A lower revision than before means another history: the index is built anew."""
    await store.save(make_claim(id="kept"), by="ann")
    await store.save(make_claim(id="lost"), by="ann")
    await live.refresh()

    async with writing(engine) as connection:
        await connection.execute(delete(claims).where(claims.c.id == "lost"))
        await connection.execute(update(store_row).values(revision=1))
    await live.refresh()

    assert (live.revision, len(live), live.claim("lost")) == (1, 1, None)


async def test_an_unreachable_store_is_named():
    """The caller gets StoreUnavailable, and can say so politely."""
    engine = open_engine("postgresql://ann:secret@127.0.0.1:1/name")
    live = LiveIndex(SqlClaimStore(engine))

    with pytest.raises(StoreUnavailable):
        await live.match(POST)

    await live.close()
    await engine.dispose()


class LetterCounts:
    """An encoder so small that it can be understood: how often each of 32 letters stands in a text."""

    name = "letters"
    size = 32

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = np.array([[1 + text.count(chr(97 + n)) for n in range(self.size)] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


async def test_vectors_are_made_beside_the_matching(store: SqlClaimStore):
    """A start does not wait for the sentence vectors; the name of the encoder says when all are there."""
    await store.save_all([make_claim(id=f"claim-{n}", statement=f"Statement {n}") for n in range(20)], by="ann")
    live = LiveIndex(store, encoder=LetterCounts())

    await live.refresh()
    at_start = live.encoder_name
    async with asyncio.timeout(30):
        while live.encoder_name != "letters":
            await asyncio.sleep(0.01)

    assert at_start.startswith("letters-")
    await live.close()


async def test_a_trial_is_seen_by_nobody(store: SqlClaimStore, live: LiveIndex):
    """While a draft is tried out, and after, every match is that of the published claims."""
    published = await store.save(make_claim(), by="ann")
    draft = replace(published, phrasings=(Phrasing("ferries to the island stop running", "en"),))
    other = replace(draft, id="ferries-stop", statement="The ferries stop running.", statement_in={}, version=0)

    async def look() -> tuple[str, ...]:
        await asyncio.sleep(0)
        return tuple(match.claim_id for match in (await live.match(POST)).matches)

    def work(claim: Claim, index: ClaimIndex) -> tuple[str, ...]:
        return tuple(found.claim_id for found in match("ferries to the island stop running", index).matches[:1])

    found = await asyncio.gather(*(live.trial(claim, work) for claim in (draft, other)), *(look() for _ in range(20)))

    assert found == [(published.id,), ("ferries-stop",), *[(published.id,)] * 20]
    assert live.claim(published.id) == published
    assert live.claim("ferries-stop") is None
    assert (await live.match("ferries to the island stop running")).matches == ()


async def test_a_trial_that_fails_leaves_the_index_as_it_was(store: SqlClaimStore, live: LiveIndex):
    """Whatever goes wrong in a proof, readers do not notice."""
    await store.save(make_claim(), by="ann")

    def work(claim: Claim, index: ClaimIndex) -> None:
        raise ZeroDivisionError

    for claim in (make_claim(statement="Something else."), make_claim(id="new")):
        with pytest.raises(ZeroDivisionError):
            await live.trial(claim, work)

    assert [match.claim_id for match in (await live.match(POST)).matches] == [make_claim().id]
