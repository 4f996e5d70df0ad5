"""Curves as SVG pictures that any browser shows. Pure: points to text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_SIDE, _EDGE, _HEAD = 380, 64, 76


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with words beside it; `size` is its radius in pixels."""

    across: float
    up: float
    words: str
    size: float = 5.0


@dataclass(frozen=True, slots=True)
class Border:
    """A dashed upright line where something begins, named at its foot."""

    across: float
    words: str


def curve(
    title: str,
    remark: str,
    across: str,
    up: str,
    points: Sequence[tuple[float, float]],
    *,
    marks: Sequence[Mark] = (),
    borders: Sequence[Border] = (),
    diagonal: str = "",
) -> str:
    """Draw points in the unit square as a line, under a title and one line that says how to read it.

    `across` and `up` name the axes, `diagonal` the ideal line where there is one.
    """
    width, height = _SIDE + 2 * _EDGE, _SIDE + _EDGE + _HEAD
    middle = f"{_EDGE + _SIDE / 2:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_EDGE}" y="28" font-size="16" font-weight="bold">{escape(title)}</text>',
        f'<text x="{_EDGE}" y="50" fill="#555">{escape(remark)}</text>',
        f'<text x="{middle}" y="{_HEAD + _SIDE + 42}" text-anchor="middle">{escape(across)}</text>',
        f'<text x="18" y="{_HEAD + _SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 18 {_HEAD + _SIDE / 2})">{escape(up)}</text>',
        *_grid(),
    ]
    if diagonal:
        x, y = _place(0.06, 0.06)
        parts.append(_line([(0.0, 0.0), (1.0, 1.0)], 'stroke="#999" stroke-dasharray="4"'))
        parts.append(_words(x + 14, y + 4, diagonal, "#777"))
    parts.append(_line(points, 'stroke="#1667b7" stroke-width="2" stroke-linejoin="round"'))
    return "\n".join([*parts, *map(_upright, borders), *map(_dot, marks), "</svg>", ""])


def _grid() -> list[str]:
    parts: list[str] = []
    for tenth in range(0, 11, 2):
        x, y = _place(tenth / 10, tenth / 10)
        parts += [
            f'<path d="M{x} {_HEAD}V{_HEAD + _SIDE}M{_EDGE} {y}H{_EDGE + _SIDE}" stroke="#ddd"/>',
            f'<text x="{x}" y="{_HEAD + _SIDE + 18}" text-anchor="middle">{tenth * 10} %</text>',
            f'<text x="{_EDGE - 8}" y="{y + 4}" text-anchor="end">{tenth * 10} %</text>',
        ]
    return parts


def _upright(border: Border) -> str:
    """The line, and its name along it, read from below."""
    x, y = _place(border.across, 0.02)
    turned = f'transform="rotate(-90 {x + 14} {y})"'
    return f'<path d="M{x} {_HEAD}V{_HEAD + _SIDE}" stroke="#c33" stroke-dasharray="6 4"/>' + _words(
        x + 14, y, border.words, "#c33", turned
    )


def _dot(mark: Mark) -> str:
    """The dot with its words below, to the left of it where it stands in the right half."""
    x, y = _place(mark.across, mark.up)
    side, anchor = (-1, "end") if mark.across > 0.5 else (1, "start")
    return f'<circle cx="{x}" cy="{y}" r="{mark.size:.1f}" fill="#c33"/>' + _words(
        x + side * (mark.size + 3), y + mark.size + 12, mark.words, "black", f'text-anchor="{anchor}"'
    )


def _words(x: float, y: float, words: str, colour: str, more: str = "") -> str:
    """Words over a white shadow of themselves, so that they can be read where they lie on a line."""
    at, told = f'x="{x:.1f}" y="{y:.1f}" {more}', escape(words)
    return (
        f'<text {at} fill="white" stroke="white" stroke-width="4">{told}</text><text {at} fill="{colour}">{told}</text>'
    )


def _place(across: float, up: float) -> tuple[float, float]:
    return round(_EDGE + across * _SIDE, 1), round(_HEAD + (1 - up) * _SIDE, 1)


def _line(points: Sequence[tuple[float, float]], style: str) -> str:
    places = " ".join("{},{}".format(*_place(*point)) for point in points)
    return f'<polyline points="{places}" fill="none" {style}/>'
