"""Every shape of a message is read, and nothing that Telegram may send raises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, Update

from bot import incoming

BOT_ID = 42
ANN = {"id": 7001, "is_bot": False, "first_name": "Ann", "language_code": "uk"}
CHAT = {"id": 7001, "type": "private", "first_name": "Ann"}
CHANNEL = {"id": -1001, "type": "channel", "title": "City news", "username": "citynews"}


def raw(**body: Any) -> dict[str, Any]:
    return {"message_id": 11, "date": 1_764_000_000, "chat": CHAT, "from": ANN} | body


def read(**body: Any) -> incoming.Incoming:
    message = Message.de_json(raw(**body), None)
    assert message is not None
    return incoming.from_message(message, bot_id=BOT_ID)


def test_a_caption_is_the_text_of_a_picture():
    """People forward claims as captions; they count as much as texts."""
    picture = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}

    post = read(photo=[picture], caption="The bridge closes")

    assert (post.text, post.media, post.quotable) == ("The bridge closes", "photo", True)


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        ({"type": "user", "sender_user": ANN}, "user"),
        ({"type": "hidden_user", "sender_user_name": "Somebody"}, "hidden_user"),
        ({"type": "chat", "sender_chat": {"id": -5, "type": "supergroup", "title": "Talk"}}, "chat"),
        ({"type": "channel", "chat": CHANNEL, "message_id": 3}, "channel"),
        ({"type": "from_the_future"}, "hidden_user"),
    ],
)
def test_each_forward_origin_is_known(origin, kind):
    """A forward is a forward, from whomever, even of a kind that comes with a later Bot API."""
    post = read(text="The bridge closes", forward_origin={"date": 1_764_000_000, **origin})

    assert post.origin is not None
    assert post.origin.kind == kind


def test_only_channels_and_chats_are_named():
    """Where a private person's words came from is nobody's business, so it isn't even read."""
    origin = {"type": "user", "date": 1_764_000_000, "sender_user": ANN}

    post = read(text="The bridge closes", forward_origin=origin)

    assert post.origin == incoming.ForwardOrigin("user")


def test_quoted_words_are_kept_apart():
    """What a reader quotes from another message is not what they say themselves."""
    replied = raw(message_id=10, text="The bridge closes for good. Share.")

    post = read(text="Is it true?", reply_to_message=replied, quote={"text": "The bridge closes", "position": 0})

    assert (post.text, post.quoted) == ("Is it true?", "The bridge closes")


def test_words_of_the_bot_are_not_quoted():
    """A reply to the bot's own answer does not send that answer through the check again."""
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Allegedly"}
    replied = raw(text="What is known: …", **{"from": bot})

    assert read(text="thanks", reply_to_message=replied).quoted == ""


def test_a_forwarded_answer_of_the_bot_is_its_own():
    """The bot does not check its own answers, whoever brings them back."""
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Allegedly"}

    post = read(text="What is known", forward_origin={"type": "user", "date": 1_764_000_000, "sender_user": bot})

    assert post.own


def test_a_rich_message_is_read_from_its_blocks():
    """Long articles come as nested blocks that the library does not know; their words count all the same."""
    blocks = [
        {"type": "section_heading", "level": 1, "text": "Harbour"},
        {"type": "paragraph", "text": ["The bridge ", {"type": "bold", "text": ["closes", " for good"]}, "."]},
        {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "in June"}]}]},
    ]

    post = read(rich_message={"blocks": blocks})

    assert post.text == "Harbour\nThe bridge closes for good.\nin June"
    assert not post.quotable


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "blocks", "x"]), inner),
    max_leaves=30,
)


@given(json_like)
def test_no_rich_message_raises(rich):
    """Whatever stands where a rich message should, a text comes out."""
    assert isinstance(incoming.rich_text(rich), str)


def test_a_deep_rich_message_costs_a_bounded_effort():
    """A message nested a thousand levels deep neither raises nor takes the stack with it."""
    deep: dict[str, Any] = {"text": "end"}
    for _ in range(900):
        deep = {"text": [deep]}

    assert incoming.rich_text({"blocks": [deep]}) == ""


def test_links_behind_words_are_kept():
    """Where a word leads to does not stand in the text; an address that does is read with it."""
    entities = [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/bridge"},
        {"type": "url", "offset": 5, "length": 13},
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/bridge"},
    ]

    assert read(text="Here example.net/a", entities=entities).links == ("https://example.org/bridge",)
    assert read(caption="Here example.net/a", caption_entities=entities).links == ("https://example.org/bridge",)


def test_formats_survive_for_quoting():
    """A quote must repeat the bold of the original; links need not be repeated."""
    entities = [
        {"type": "bold", "offset": 4, "length": 6},
        {"type": "url", "offset": 11, "length": 3},
    ]

    post = read(text="The bridge a.b", entities=entities)

    assert [(entity.kind, entity.offset, entity.length) for entity in post.formats] == [("bold", 4, 6)]


# -- raw updates ----------------------------------------------------------------------------------------


def part(update_id: int, message_id: int, **body: Any) -> dict[str, Any]:
    return {"update_id": update_id, "message": raw(message_id=message_id, media_group_id="g1", **body)}


def test_an_album_is_one_post_with_the_caption_of_any_part():
    """Whichever picture carries the caption, the album is answered for it, at that picture."""
    merged = incoming.merge_album([part(1, 11), part(2, 12, caption="The bridge closes")])

    update = Update.de_json(merged, None)
    assert update.message is not None
    assert (update.message.message_id, update.message.caption) == (12, "The bridge closes")


def test_several_captions_of_an_album_are_read_together():
    """Nothing that is written under any of the pictures is left out, and no false quote is promised."""
    merged = incoming.merge_album([part(1, 11, caption="The bridge closes"), part(2, 12, caption="Share this")])

    post = incoming.from_message(Update.de_json(merged, None).message, bot_id=BOT_ID)
    assert post.text == "The bridge closes\n\nShare this"
    assert not post.quotable


def sizes(name: str) -> list[dict[str, Any]]:
    return [
        {"file_id": f"f{side}", "file_unique_id": mark, "width": side, "height": side}
        for side, mark in ((90, f"{name}-small"), (1280, name))
    ]


def test_a_picture_is_called_by_its_largest_size():
    """Telegram sends each picture in several sizes; whoever forwards it, the same one names it."""
    assert read(photo=sizes("sea")).files == ("sea",)


@pytest.mark.parametrize("kind", ["video", "animation", "audio", "voice", "video_note", "document"])
def test_other_files_are_called_by_their_own_name(kind):
    """Videos, recordings and documents are known as pictures are; the copy in an animation counts once."""
    file = {"file_id": "f", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1, "length": 1}

    assert read(**{kind: file, "document": file}).files == ("u",)


def test_an_album_has_the_files_of_all_its_parts():
    """Each picture of it may be a known one, with or without captions."""
    for caption in ({}, {"caption": "The bridge closes"}):
        merged = incoming.merge_album([part(1, 11, photo=sizes("a")), part(2, 12, photo=sizes("b"), **caption)])

        post = incoming.from_message(Update.de_json(merged, None).message, bot_id=BOT_ID)
        assert sorted(post.files) == ["a", "b"]


def test_posts_without_files_have_none():
    """Words, stickers and places are not looked up."""
    assert read(text="The bridge closes").files == ()
    assert read(location={"latitude": 1.0, "longitude": 2.0}).files == ()


def test_an_empty_album_is_an_error():
    """An album of nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one"):
        incoming.merge_album([])


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}}}, 5),
        ({"update_id": 1, "edited_message": {"chat": {"id": -5}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 7}}}}, 7),
        ({"update_id": 1, "inline_query": {"from": {"id": 6}}}, 6),
        ({"update_id": 1, "of_the_future": {"user": {"id": 9}}}, 9),
        ({"update_id": 1}, None),
        ({"update_id": 1, "message": None}, None),
        ({"update_id": 1, "message": {"chat": {"id": True}}}, None),
        ({"update_id": 1, "message": {"chat": "x"}}, None),
    ],
)
def test_each_update_has_its_chat(update, chat):
    """Order is kept inside a chat, so the chat of every kind of update is known before it is parsed."""
    assert incoming.chat_of(update) == chat


@pytest.mark.parametrize(
    ("update", "album"),
    [
        ({"message": {"media_group_id": "g1"}}, "message:g1"),
        ({"edited_message": {"media_group_id": "g1"}}, "edited_message:g1"),
        ({"message": {"media_group_id": 5}}, None),
        ({"message": "x"}, None),
        ({}, None),
    ],
)
def test_parts_of_an_album_are_recognised(update, album):
    """Edits of an album are gathered apart from the album itself."""
    assert incoming.album_of(update) == album
