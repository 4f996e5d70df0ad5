"""Read a base of claims from a folder of starter files or from JSON lines, for the commands that need no store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from claims_db.errors import InvalidFile
from claims_db.model import Claim, Phrasing


def read_claims(path: Path) -> Iterator[Claim]:
    """Give the claims of a folder of YAML files, of one YAML file, or of a JSONL file, in the order of the files.

    Raises InvalidFile for a file that is none of these, or holds none.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(path.name, "the folder holds no .yaml file")
    for file in files:
        yield from _from_lines(file) if file.suffix == ".jsonl" else _from_yaml(file)


def _from_yaml(file: Path) -> Iterator[Claim]:
    with file.open(encoding="utf-8") as stream:
        try:
            content = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
            for row in content["claims"]:
                yield Claim(
                    id=row["id"],
                    statement=row["claim"],
                    statement_in=row.get("claim_in") or {},
                    phrasings=tuple(
                        Phrasing(text, code) for code, texts in (row.get("phrasings") or {}).items() for text in texts
                    ),
                    near_misses=tuple(row.get("near_misses") or ()),
                    related=tuple(row.get("related") or ()),
                )
        except (yaml.YAMLError, KeyError, TypeError) as error:
            raise InvalidFile(file.name, f"not a file of claims: {error}") from error


def _from_lines(file: Path) -> Iterator[Claim]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _from_line(line, f"{file.name}:{number}")


def _from_line(line: str, where: str) -> Claim:
    try:
        row: dict[str, Any] = json.loads(line)
        language = row.get("lang") or "en"
        texts = [text for text in (row.get("title"), *(row.get("phrasings") or ())) if text]
        return Claim(row["id"], row["text"], language, phrasings=tuple(Phrasing(text, language) for text in texts))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidFile(where, "not a claim: needs at least id and text") from error
