"""Badge numbers and the clock in large figures of half-block cells: the same on every computer."""

_GLYPHS = {
    "0": ".##. #..# #..# #..# #..# .##.",
    "1": "..#. .##. ..#. ..#. ..#. .###",
    "2": ".##. #..# ...# .##. #... ####",
    "3": "###. ...# .##. ...# ...# ###.",
    "4": "#..# #..# #### ...# ...# ...#",
    "5": "#### #... ###. ...# ...# ###.",
    "6": ".##. #... ###. #..# #..# .##.",
    "7": "#### ...# ..#. ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# #..# .##.",
    "9": ".##. #..# .### ...# ...# .##.",
    ":": ". # . . # .",
}
_CELLS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
ROWS = 3
"""Rows of a figure at its smallest."""


def numeral(text: str, scale: int = 1) -> list[str]:
    """Figures and colons as rows of one width; `scale` times as wide and high."""
    glyphs = [_GLYPHS[char].split() for char in text]
    dots = [(" " * scale).join(_stretched(glyph[y], scale) for glyph in glyphs) for y in range(2 * ROWS)]
    tall = [line for line in dots for _ in range(scale)]
    return [
        "".join(_CELLS[upper == "#", lower == "#"] for upper, lower in zip(tall[y], tall[y + 1], strict=True))
        for y in range(0, len(tall), 2)
    ]


def _stretched(line: str, scale: int) -> str:
    return "".join(dot * scale for dot in line)
