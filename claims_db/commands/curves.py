"""Curves as SVG pictures that any browser shows. Pure: points to text."""

from collections.abc import Sequence

_SIDE, _EDGE = 360, 50


def curve(
    title: str,
    across: str,
    up: str,
    points: Sequence[tuple[float, float]],
    *,
    marks: Sequence[tuple[float, float, str]] = (),
    diagonal: bool = False,
) -> str:
    """Draw points in the unit square as a line; `marks` are dots with words beside, `diagonal` the ideal to compare."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIDE + 2 * _EDGE}" height="{_SIDE + 2 * _EDGE}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_EDGE}" y="24" font-size="15">{title}</text>',
        f'<text x="{_EDGE + _SIDE / 2}" y="{_SIDE + _EDGE + 36}" text-anchor="middle">{across}</text>',
        f'<text x="14" y="{_EDGE + _SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {_EDGE + _SIDE / 2})">{up}</text>',
    ]
    for tenth in range(0, 11, 2):
        x, y = _place(tenth / 10, tenth / 10)
        parts += [
            f'<path d="M{x} {_EDGE}V{_EDGE + _SIDE}M{_EDGE} {y}H{_EDGE + _SIDE}" stroke="#ddd"/>',
            f'<text x="{x}" y="{_EDGE + _SIDE + 16}" text-anchor="middle">{tenth / 10:.1f}</text>',
            f'<text x="{_EDGE - 6}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>',
        ]
    if diagonal:
        parts.append(_line([(0.0, 0.0), (1.0, 1.0)], 'stroke="#999" stroke-dasharray="4"'))
    parts.append(_line(points, 'stroke="#1667b7" stroke-width="2"'))
    for across_at, up_at, words in marks:
        x, y = _place(across_at, up_at)
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="#c33"/>', f'<text x="{x + 7}" y="{y + 14}">{words}</text>']
    return "\n".join([*parts, "</svg>", ""])


def _place(across: float, up: float) -> tuple[float, float]:
    return round(_EDGE + across * _SIDE, 1), round(_EDGE + (1 - up) * _SIDE, 1)


def _line(points: Sequence[tuple[float, float]], style: str) -> str:
    places = " ".join("{},{}".format(*_place(*point)) for point in points)
    return f'<polyline points="{places}" fill="none" {style}/>'
