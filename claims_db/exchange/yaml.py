"""Claims as YAML in the form of the starter files (claims-starter/1), read claim by claim at any size.

Of YAML only what such files need is understood: maps, lists and texts. Every scalar is a text, so that `no`, `2013` and
`2022-06` stay what was written; aliases, anchors and tags are refused.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import IO

import yaml

from claims_db.errors import InvalidFile
from claims_db.exchange.entry import Entry
from claims_db.exchange.fields import FieldFault, claim_from, fields_of
from claims_db.exchange.yaml_nodes import Nodes, YamlList, YamlMap
from claims_db.model import Claim
from claims_db.reasons import Reason

SCHEMA = "claims-starter/1"

_RARE_BREAK = re.compile("[\x85\u2028\u2029\ufeff]")
_HEAD = f"schema: {SCHEMA}\ntopic: export\ntitle: Exported claims\nclaims:"


def read(stream: IO[bytes], name: str) -> Iterator[Entry]:
    """Read the claims of `stream`, one after the other; `name` is what messages call the file.

    Raises:
        InvalidFile: not UTF-8, not such YAML, not this schema, a field that is unknown, missing or of the wrong kind,
            an id twice; it names the line.
    """
    nodes = Nodes(stream, name)
    seen: dict[str, int] = {}
    for line, raw in _raw_claims(nodes, name):
        try:
            claim = claim_from(raw)
        except FieldFault as fault:
            raise InvalidFile(f"{name}, line {_line_of(raw, fault, line)}", _with_id(raw, fault)) from None
        if claim.id in seen:
            raise InvalidFile(f"{name}, line {line}", Reason("id_twice_line", said=claim.id, place=str(seen[claim.id])))
        seen[claim.id] = line
        given = isinstance(raw, dict) and raw.get("state") is not None
        yield Entry(claim, f"{name}, line {line}", state_given=given)


class Writer:
    """Turns claims into the pieces of a file: `piece` for each claim, then `end`."""

    def __init__(self) -> None:
        self._begun = False

    def piece(self, claim: Claim) -> str:
        """What the file holds of one claim, after what comes before the first one."""
        before = "" if self._begun else _HEAD + "\n"
        self._begun = True
        return before + _dump([fields_of(claim)])

    def end(self) -> str:
        """What comes after the last claim."""
        return "" if self._begun else _HEAD + " []\n"


def _raw_claims(nodes: Nodes, name: str) -> Iterator[tuple[int, object]]:
    """The claims with their lines, as they are read; what stands around them is checked on the way."""
    given: set[str] = set()
    for line, field in nodes.top_fields():
        if field in given:
            raise InvalidFile(f"{name}, line {line}", Reason("given_twice", subject=field))
        given.add(field)
        if field == "claims":
            if "schema" not in given:
                raise InvalidFile(f"{name}, line {line}", Reason("schema_late", said=SCHEMA))
            yield from nodes.items(field)
        elif field == "schema":
            if nodes.value() != SCHEMA:
                raise InvalidFile(f"{name}, line {line}", Reason("schema_other", said=SCHEMA))
        elif field in ("topic", "title"):
            if not isinstance(nodes.value(), str):
                raise InvalidFile(f"{name}, line {line}", Reason("not_text", subject=field))
        else:
            raise InvalidFile(f"{name}, line {line}", Reason("unknown", subject=field))
    for field in ("schema", "claims"):
        if field not in given:
            raise InvalidFile(name, Reason("missing", subject=field))


def _line_of(raw: object, fault: FieldFault, line: int) -> int:
    """The line of the innermost part that the path of a fault leads to."""
    node = raw
    for step in fault.path:
        if isinstance(node, YamlMap | YamlList):
            line = node.lines.get(step, line)
        if isinstance(node, YamlMap) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, YamlList) and isinstance(step, int):
            node = node[step]
    return line


def _with_id(raw: object, fault: FieldFault) -> Reason:
    name = raw.get("id") if isinstance(raw, dict) else None
    return fault.told(f"{name}: " if name else "")


def _dump(value: object) -> str:
    text: str = yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=110)
    return text


@cache
def _dumper() -> type[yaml.CSafeDumper | yaml.SafeDumper]:
    class Dumper(yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper):  # type: ignore[misc]
        pass

    Dumper.add_representer(str, _represent_text)
    return Dumper


def _represent_text(dumper: yaml.representer.SafeRepresenter, text: str) -> yaml.ScalarNode:
    """Texts with rare line breaks in double quotes, where they are escaped: not every YAML keeps them otherwise."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _RARE_BREAK.search(text) else None)
