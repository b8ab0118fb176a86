"""Pictures as the bits that print heads take."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_INVERTED = bytes(255 - value for value in range(256))


def black_bits(picture: "Image.Image") -> bytes:
    """Rows from top to bottom, each filled up to whole bytes; 1 is a black dot, the highest bit the leftmost."""
    return picture.convert("1").tobytes().translate(_INVERTED)
