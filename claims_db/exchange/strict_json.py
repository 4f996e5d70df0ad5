"""JSON without what different readers read differently: fields given twice, NaN, endless numbers. Pure."""

import json
from typing import NoReturn

from claims_db.errors import InvalidFile
from claims_db.reasons import Reason

_DIGITS = 20
"""Most characters of a number."""


def parsed(text: str, where: str) -> object:
    """The value that `text` is; `where` is what a message calls the place.

    Raises:
        InvalidFile: not JSON, nested too deeply, or one of the above.
    """
    try:
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_int, parse_float=_float
        )
    except RecursionError:
        raise InvalidFile(where, Reason("nested")) from None
    except json.JSONDecodeError as error:
        raise InvalidFile(where, Reason("not_json", said=f"{error.msg} at character {error.pos + 1}")) from None
    except ValueError as error:
        raise InvalidFile(where, Reason("not_claim", said=str(error))) from None
    return value


def parsed_object(text: str, where: str) -> dict[str, object]:
    """The same for a text that must be an object."""
    value = parsed(text, where)
    if not isinstance(value, dict):
        raise InvalidFile(where, Reason("not_object"))
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object whose names are all different."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is given twice")
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _int(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError("a number is too long")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return number
