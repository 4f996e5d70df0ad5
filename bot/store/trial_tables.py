"""The tables of trials: what the bot would have said in a group, and what its admin thinks of that.

No words of posts, and nobody's number but that of the admin who asked for it. Moments are seconds since 1970, UTC.
"""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, String, Table

from bot.store.schema import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

trials = Table(
    "trials",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("chat_id", _NUMBER, nullable=False),  # one a group: the running one, or the last
    Column("admin_id", _NUMBER),  # who started it and is told; none once that person is forgotten
    Column("language", String(8), nullable=False),  # of what the admin is told
    Column("started_at", Double, nullable=False),
    Column("ends_at", Double, nullable=False),
    Column("ended_at", Double),  # none while it runs
    Column("owes_report", Boolean, nullable=False),
    Column("unreachable", Boolean, nullable=False),  # the admin could not be written to
    Column("looked", Integer, nullable=False),  # posts
    Column("last_post", _NUMBER, nullable=False),  # message id of the newest post that is counted
    Index(None, "chat_id", unique=True),
    Index(None, "admin_id"),
    Index(None, "ended_at"),
    sqlite_autoincrement=True,
)

trial_posts = Table(
    "trial_posts",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column(
        "trial_id",
        _NUMBER,
        ForeignKey("trials.id", name="fk_trial_posts_trial_id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("chat_id", _NUMBER, nullable=False),  # where the post stands: the group as it was then
    Column("message_id", _NUMBER, nullable=False),
    Column("claim_id", String(60), nullable=False),
    Column("stance", String(8), nullable=False),
    Column("closeness", String(12), nullable=False),
    Column("language", String(8), nullable=False),  # of the reply that would have been given
    Column("level", String(16), nullable=False),  # the strictest at which the match would do
    Column("at_strict", Boolean, nullable=False),  # whether it would have been answered at each level, and not
    Column("at_normal", Boolean, nullable=False),  # have been silent because the claim was named lately
    Column("at_open", Boolean, nullable=False),
    Column("state", String(8), nullable=False),  # owed, told (handed over to be sent) or held (only counted)
    Column("told_at", Double),
    Column("verdict", String(8)),  # good or bad
    Column("at", Double, nullable=False),  # when the post was written
    Index(None, "trial_id", "chat_id", "message_id", unique=True),
    Index(None, "trial_id", "claim_id"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)
