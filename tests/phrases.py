"""Teaches what phrases are from `tests/matcher/saying/taught`, and writes what was learned.

To teach it anew: uv run --group ci python -m tests.phrases
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from matcher.saying.decision import KINDS, LANGUAGES, MATTERS, PLACES, PRIVATE, RISKS, seen_in
from tests import teaching

ROOT = Path(__file__).parents[1]
TAUGHT = ROOT / "tests" / "matcher" / "saying" / "taught"
LEARNED = ROOT / "matcher" / "saying" / "phrases.npz"
_STRENGTH = 8.0
"""How closely the models follow their examples; chosen by what they made of those they had not seen."""


class Example(NamedTuple):
    """One phrase, and what it is."""

    kind: str
    matter: str
    phrase: str
    language: str


def examples(folder: Path = TAUGHT) -> list[Example]:
    """All that are written down, each once."""
    found = {each.phrase: each for file in sorted(folder.glob("*.tsv")) for each in _written(file)}
    return list(found.values())


def _written(file: Path) -> list[Example]:
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [Example(kind, matter, phrase, file.stem[:2]) for kind, matter, phrase in lines]


def sum_of(known: Sequence[Example]) -> str:
    """What tells whether the same was taught."""
    return sha256("\n".join(sorted("\t".join(each) for each in known)).encode()).hexdigest()


def teach(known: Sequence[Example], strength: float = _STRENGTH) -> dict[str, Any]:
    """Every model, as the decision reads them."""
    sayable = [each for each in known if each.matter in ("fine", "empty")]
    spoken = [each for each in known if each.matter != "empty"]
    private = [each for each in known if each.matter not in ("empty", "tender", "selling", "contact")]
    return {
        **_model(RISKS, private, ["fine" if each.matter == "fine" else PRIVATE for each in private], strength),
        **_model(KINDS, sayable, [each.kind for each in sayable], strength),
        **_model(MATTERS, known, [each.matter for each in known], strength),
        **_model(LANGUAGES, spoken, [each.language for each in spoken], strength),
    }


def _model(name: str, known: Sequence[Example], classes: Sequence[str], strength: float) -> dict[str, Any]:
    return teaching.model(name, [each.phrase for each in known], classes, seen_in, PLACES[name], strength)


def main() -> None:
    """Teaches, and writes."""
    known = examples()
    np.savez_compressed(LEARNED, **teach(known), taught=np.array(sum_of(known)))
    print(f"{len(known)} phrases; {LEARNED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
