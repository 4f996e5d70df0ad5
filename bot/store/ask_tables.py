"""The tables of what readers send to the checkers, what answers named, what is owed to whom, and who was forgotten.

`ask_entries` hold the masked text of each open or recently closed entry of the queue, `asks` who sent it: people by
their key, and the number of their chat only where they want to hear the answer. `answer_claims` tell what each answer
said of each claim, so that it can be said again when the claim changes. `notices` are messages and edits that are
owed. Moments are seconds since 1970, UTC.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
)

from bot.store.schema import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

ask_entries = Table(
    "ask_entries",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("text", Text, nullable=False),  # masked
    Column("digest", String(64), nullable=False),  # keyed, of the folded text
    Column("language", String(8), nullable=False),  # of the text; empty: unknown
    Column("candidates", Text, nullable=False),  # a JSON list of claim ids, closest first
    Column("channel", String(64), nullable=False),  # name of the public channel it came from; empty: none
    Column("channel_post", _NUMBER),
    Column("file_id", String(80)),  # of the picture or other file in the post of that channel
    Column("state", String(8), nullable=False),  # open, linked, judged or spam
    Column("claim_id", String(60)),  # of a linked one
    Column("reason", String(16)),  # of a judged one
    Column("demand", Integer, nullable=False),  # people who sent it
    Column("opened_at", Double, nullable=False),
    Column("later_until", Double, nullable=False),
    Column("closed_at", Double),
    Column("card_chat_id", _NUMBER),
    Column("card_message_id", _NUMBER),
    Column("card_at", Double, nullable=False),  # when the card was last sent or edited
    Column("card_says", String(80), nullable=False),  # what of the entry it shows
    Index(None, "state", "opened_at"),
    Index(None, "digest"),
    Index(None, "claim_id"),
    Index(None, "closed_at"),
    Index(None, "card_chat_id", "card_message_id"),
    sqlite_autoincrement=True,
)

asks = Table(
    "asks",
    metadata,
    Column(
        "entry_id",
        _NUMBER,
        ForeignKey("ask_entries.id", name="fk_asks_entry_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("reader_key", String(64), primary_key=True),
    Column("digest", String(64), nullable=False),  # keyed, of this reader's own folded text
    Column("language", String(8), nullable=False),  # to be answered in
    Column("chat_id", _NUMBER),  # only of those who want to hear
    Column("post_message_id", _NUMBER),
    Column("hears", Boolean, nullable=False),
    Column("about_claim", String(60)),  # the claim that the reader was shown with the post, and
    Column("verdict", String(16)),  # what the reader said of it
    Column("at", Double, nullable=False),
    Column("told_at", Double),  # when the answer was handed over to be sent
    Column("told_rating", String(16)),  # as it was read last
    Column("news_version", Integer),  # of the claim, whose rating was last handed over to be sent
    Index(None, "reader_key", "at"),
    Index(None, "hears", "told_at"),
)

answer_claims = Table(
    "answer_claims",
    metadata,
    Column("chat_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("reply_message_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("claim_id", String(60), primary_key=True),
    Column("place", SmallInteger, nullable=False),
    Column("stance", String(8), nullable=False),
    Column("closeness", String(12)),  # or by which medium it was known; none: the claim was shown without a post
    Column("rating", String(16), nullable=False),  # as it was first told
    Column("revision", _NUMBER, nullable=False),  # of the store, as which it was last told or is to be told
    Index(None, "claim_id", "revision"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("key", String(160), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("chat_id", _NUMBER),  # none once it is done
    Column("claim_id", String(60), nullable=False),
    Column("payload", Text, nullable=False),  # JSON; empty once it is done
    Column("edit_message_id", _NUMBER),
    Column("state", String(8), nullable=False),  # ready, sending (taken), begun or done
    Column("tries", SmallInteger, nullable=False),
    Column("not_before", Double, nullable=False),
    Column("at", Double, nullable=False),  # of the last change
    Index(None, "state", "not_before"),
    Index(None, "chat_id"),
    sqlite_autoincrement=True,
)

followed = Table(
    "followed",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("revision", _NUMBER, nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("reader_key", String(64), primary_key=True),
    Column("at", Double, nullable=False),
)
