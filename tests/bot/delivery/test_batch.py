"""One bad update never hides the good ones beside it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.batch import NoBatch, read_batch

GOOD = {"update_id": 5, "message": {"text": 'he said "]}" and, [left]'}}

BAD_IDS = [None, True, "5", 5.5, -1, 2**63, 10**25, [5], {}]
UNREADABLE = [
    '{"update_id": 6, "message": ' + "[" * 100_000 + "]" * 100_000 + "}",
    '{"update_id": 6, "message": ' + "7" * 5_000 + "}",
    '{"update_id": 6, "message": nonsense}',
]


def body(*pieces):
    return b'{"ok": true, "result": [' + ", ".join(pieces).encode() + b"]}"


@pytest.mark.parametrize("bad", [*BAD_IDS, "no id"], ids=repr)
def test_an_update_without_a_usable_id_is_left_out_and_the_others_stay(bad):
    """Whatever stands where the id should be: one dead letter, and the good update is there."""
    poison = {"message": {}} if bad == "no id" else {"update_id": bad, "message": {}}

    batch = read_batch(body(json.dumps(poison), json.dumps(GOOD)))

    assert batch.updates == (GOOD,)
    assert [letter.reason for letter in batch.rejected] == ["no_valid_id"]
    assert batch.last_id == 5


@pytest.mark.parametrize("bad", [1, None, "x", [], [GOOD]], ids=repr)
def test_what_is_no_object_is_left_out(bad):
    """Numbers, texts and lists among the updates are dead letters."""
    batch = read_batch(body(json.dumps(bad), json.dumps(GOOD)))

    assert batch.updates == (GOOD,)
    assert [letter.reason for letter in batch.rejected] == ["not_an_object"]


@pytest.mark.parametrize("bad", UNREADABLE, ids=["deep", "long number", "no JSON"])
def test_an_unreadable_update_is_cut_out_of_the_batch(bad):
    """The parser gives up on the whole body; the good updates before and behind are used all the same."""
    behind = {**GOOD, "update_id": 7}

    batch = read_batch(body(json.dumps(GOOD), bad, json.dumps(behind)))

    assert batch.updates == (GOOD, behind)
    assert [(letter.reason, letter.update_id) for letter in batch.rejected] == [("unreadable", 6)]


def test_an_unreadable_last_update_is_confirmed_too():
    """Its id can be told, so that Telegram is not asked for it again and again."""
    assert read_batch(body(json.dumps(GOOD), UNREADABLE[2])).last_id == 6


@pytest.mark.parametrize(
    "bad",
    [b"", b"<html>502</html>", b"[]", b"null", b'{"ok": true}', b'{"ok": true, "result": {}}', b'{"result": null}'],
    ids=repr,
)
def test_a_body_that_is_no_batch_is_named_so(bad):
    """Error pages and other answers are no batches."""
    with pytest.raises(NoBatch):
        read_batch(bad)


@given(st.integers(1, 300))
def test_a_body_cut_short_is_never_taken_for_whole(cut):
    """However much is missing, nothing of it is used: Telegram will send it again."""
    whole = body(json.dumps(GOOD), json.dumps({**GOOD, "update_id": 6}), UNREADABLE[1][:200] + "}")

    with pytest.raises(NoBatch):
        read_batch(whole[: -min(cut, len(whole))])


def test_updates_come_in_the_order_of_their_ids_and_each_once():
    """A shuffled batch with a repetition is put in order."""
    pieces = [json.dumps({"update_id": update_id}) for update_id in (3, 1, 2, 3)]

    batch = read_batch(body(*pieces))

    assert [update["update_id"] for update in batch.updates] == [1, 2, 3]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


@given(st.lists(json_values, max_size=6), st.sampled_from(UNREADABLE[1:]))
def test_every_good_update_is_found_beside_whatever_else_there_is(others, unreadable):
    """Law: anything that JSON can say, before and behind; the good one comes through, and the rest is counted."""
    pieces = [json.dumps(other) for other in others]

    batch = read_batch(body(*pieces, unreadable, json.dumps(GOOD)))

    assert GOOD["update_id"] in [update["update_id"] for update in batch.updates]
    assert len(batch.updates) + len(batch.rejected) <= len(others) + 2


def test_invalid_utf8_and_lone_surrogates_are_read():
    """Bytes that are no text and halves of characters hurt nobody."""
    batch = read_batch(body('{"update_id": 5, "message": {"text": "\\ud800 \\u0000"}}').replace(b"message", b"m\xff"))

    assert batch.updates[0]["update_id"] == 5
