"""What moderators look up: reviews that are due, searches, the numbers of the base."""

from datetime import date

from claims_db.model import State
from tests.bot.curation.desk import ANN, BOB, BRIDGE, SCOOTERS, Desk, edit
from tests.making import make_claim


async def test_overdue_claims_come_the_longest_first(desk: Desk):
    """A day of review that has come is listed; looking at the claim moves it on."""
    today = date(2027, 1, 15)
    for number, day in enumerate([date(2027, 1, 15), date(2026, 12, 1), date(2027, 1, 16)]):
        await desk.store.save(make_claim(id=f"c{number}", next_review=day), by="test")

    overdue = await desk.curator.overdue(today)
    seen = await desk.curator.reviewed("c1", ANN, next_review=date(2027, 6, 1))

    assert [claim.id for claim in overdue] == ["c1", "c0"]
    assert seen.date_checked == today
    assert [claim.id for claim in await desk.curator.overdue(today)] == ["c0"]


async def test_a_search_explains_itself(desk: Desk):
    """Each match comes with its claim, the wording it came closest to, and how sure that is."""
    claim = await desk.publish(BRIDGE)

    found = await desk.curator.find("is it true that they are shutting the harbour bridge forever?")

    assert found.matches[0].claim == claim
    assert found.matches[0].match.phrasing == "they are shutting the harbour bridge forever"


async def test_the_numbers_of_the_base(desk: Desk):
    """States, ratings, languages, acts and judgements are counted."""
    await desk.publish(BRIDGE)
    await desk.publish(SCOOTERS)
    await desk.curator.retire("lviv-bans-scooters", "test", ANN)
    await desk.records.judgements.record("k1", "bridge-closes", "useful")
    await desk.records.judgements.record("k2", "bridge-closes", "same")

    stats = await desk.curator.stats(date(2027, 1, 15))

    assert stats.states == {"published": 1, "retired": 1}
    assert stats.ratings == {"false": 1}
    assert stats.phrasings == {"en": 1, "uk": 1}
    assert stats.acts == {"appoint": 2, "publish": 2, "retire": 1}
    assert stats.judgements == {"useful": 1, "same": 1}
    assert await desk.curator.usefulness("bridge-closes") == {"useful": 1, "same": 1}
    assert [(entry.claim.id, entry.counts) for entry in await desk.curator.tray()] == [("bridge-closes", {"same": 1})]


async def test_a_history_tells_who_did_what_to_a_claim(desk: Desk):
    """Each version with its act, its moderator and the fields that changed, the oldest first; others' acts stay out."""
    claim = await desk.publish(BRIDGE)
    await desk.publish(SCOOTERS)
    await desk.curator.edit(claim.id, edit("rating: outdated"), BOB)
    await desk.curator.retire(claim.id, "it is over", ANN)
    await desk.curator.undo(ANN)

    entries = await desk.curator.history(claim.id)

    assert [(entry.version, entry.kind, entry.by.user_id) for entry in entries] == [
        (1, "publish", ANN),
        (2, "edit", BOB),
        (3, "retire", ANN),
        (4, "undo", ANN),
    ]
    assert {change.field for change in entries[0].changes} >= {"claim", "source", "phrasing[en]", "state"}
    assert [(change.field, change.before, change.after) for change in entries[1].changes] == [
        ("rating", "false", "outdated")
    ]
    assert [change.field for change in entries[2].changes] == ["state"]
    assert entries[2].why == "it is over"
    assert await desk.curator.history("never-there") == ()


async def test_drafts_that_a_moderator_can_read_come_first(desk: Desk):
    """Those with a sentence in the language, as the original or a version; published claims are none."""
    sentences = {"a": ("uk", {}), "b": ("en", {}), "c": ("ru", {"en": "It is so."}), "d": ("en", {"uk": "Так."})}
    for name, (language, others) in sentences.items():
        draft = make_claim(id=name, language=language, statement_in=others, state=State.DRAFT)
        await desk.store.save(draft, by="test")
    await desk.store.save(make_claim(id="e"), by="test")

    assert [claim.id for claim in await desk.curator.drafts("en")] == ["b", "c", "d", "a"]
    assert [claim.id for claim in await desk.curator.drafts("uk")] == ["a", "d", "b", "c"]
