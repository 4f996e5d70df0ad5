"""What other fact-checkers published about a text: searched for at Google, only when a reader presses for it."""

from bot.elsewhere.google import FactCheckTools
from bot.elsewhere.query import LONGEST_QUERY, query_of
from bot.elsewhere.reviews import Review
from bot.elsewhere.search import Elsewhere, Found, Outcome

__all__ = ["LONGEST_QUERY", "Elsewhere", "FactCheckTools", "Found", "Outcome", "Review", "query_of"]
