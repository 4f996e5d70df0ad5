"""What of a text is searched for. Pure."""

from claims_db.text import normalise

LONGEST_QUERY = 300
"""Characters of a query: longer ones find nothing more, and less of what a reader sent leaves the bot."""
LEAST_WORDS = 4
"""Words without which nothing is claimed that could be searched for."""


def query_of(text: str) -> str:
    """The first words of `text`, folded, without links, at most LONGEST_QUERY characters; "" for too few."""
    words = normalise(text).words
    if len(words) < LEAST_WORDS:
        return ""
    query = " ".join(words)
    if len(query) <= LONGEST_QUERY:
        return query
    return query[: LONGEST_QUERY + 1].rpartition(" ")[0] or query[:LONGEST_QUERY]
