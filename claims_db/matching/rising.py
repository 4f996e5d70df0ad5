"""Numbers in rising order, in which equal ones stand side by side. Pure."""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def firsts(rising: "NDArray[Any]") -> "NDArray[np.bool_]":
    """For each number whether it is the first of its kind."""
    found = np.empty(len(rising), dtype=np.bool_)
    found[:1] = True
    np.not_equal(rising[1:], rising[:-1], out=found[1:])
    return found
