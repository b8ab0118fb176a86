"""Lines that no single font covers: what must stay together, which font draws what, and in which order it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from printing.lettering.bidi import levels
from printing.lettering.clusters import is_sequence, script
from printing.lettering.foreign_text import is_invisible
from printing.lettering.system_fonts import Face

Covers = Callable[[Face, str], bool]
"""Whether a font draws all of a cluster."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """What can be drawn of a line, and which fonts draw it."""

    text: str
    face: Face
    """The font of all of it, or of most."""
    faces: tuple[Face, ...] = ()
    """A font for each character, where it takes more than one."""
    missing: tuple[str, ...] = ()
    """What no font here can draw."""

    def part(self, start: int, end: int) -> "Lettering":
        """Some of its characters, in the same fonts."""
        return Lettering(self.text[start:end], self.face, self.faces[start:end])


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one font and one direction; an odd level runs from right to left."""

    text: str
    face: Face
    level: int


def spread(parts: Sequence[str], own: Face, others: Sequence[Face], covers: Covers) -> Lettering:
    """Every cluster in a font that draws it: `own`, else the one before, else the first of the others."""
    drawn: list[tuple[str, Face]] = []
    lost: list[str] = []
    latest: tuple[Face, ...] = ()
    for word in _words(parts):
        # A word in two fonts looks torn, and its letters don't join.
        whole = next((face for face in (own, *latest, *others) if all(covers(face, each) for each in word)), None)
        for cluster in word:
            kept, face, left_out = (cluster, whole, ()) if whole else _best(cluster, (own, *latest, *others), covers)
            lost += left_out
            if face and (kept != " " or (drawn and drawn[-1][0] != " ")):
                drawn.append((kept, face))
                latest = latest if face is own else (face,)
    if drawn and drawn[-1][0] == " ":
        drawn.pop()
    return _lettering(drawn, own, tuple(lost))


def in_order(lettering: Lettering, right_to_left: bool) -> list[Piece]:
    """The pieces of a line as they stand from left to right; the text of each in reading order."""
    if not lettering.faces:
        return [Piece(lettering.text, lettering.face, int(right_to_left))]
    return _reordered(_cut(lettering, right_to_left))


def _words(parts: Iterable[str]) -> list[list[str]]:
    """Letters of one script together, everything else by itself."""
    found: list[list[str]] = []
    before = ""
    for cluster in parts:
        here = script(cluster[0]) if cluster[0].isalpha() else ""
        if here and here == before:
            found[-1].append(cluster)
        else:
            found.append([cluster])
        before = here
    return found


def _best(cluster: str, faces: Sequence[Face], covers: Covers) -> tuple[str, Face | None, tuple[str, ...]]:
    """What can be drawn of one cluster, by which font, and what is lost."""
    face = next((face for face in faces if covers(face, cluster)), None)
    if face:
        return cluster, face, ()
    if is_sequence(cluster):
        # A woman stands for a woman at a computer: nothing is lost that a name needs.
        single = ((char, face) for char in cluster if not is_invisible(char) for face in faces if covers(face, char))
        kept, face = next(single, ("", None))
        return kept, face, () if face else (cluster,)
    face = next((face for face in faces if covers(face, cluster[0])), None)
    if not face:
        return "", None, (cluster,)
    return (
        "".join(char for char in cluster if covers(face, char)),
        face,
        tuple(char for char in cluster if not covers(face, char)),
    )


def _lettering(drawn: Sequence[tuple[str, Face]], own: Face, missing: tuple[str, ...]) -> Lettering:
    text = "".join(cluster for cluster, _ in drawn)
    counted = Counter(face for cluster, face in drawn for _ in cluster)
    most = counted.most_common(1)[0][0] if counted else own
    faces = tuple(face for cluster, face in drawn for _ in cluster) if len(counted) > 1 else ()
    return Lettering(text, most, faces, missing)


def _cut(lettering: Lettering, right_to_left: bool) -> list[Piece]:
    found: list[Piece] = []
    embedded = levels(lettering.text, right_to_left)
    for char, face, level in zip(lettering.text, lettering.faces, embedded, strict=True):
        if found and (found[-1].level, found[-1].face) == (level, face):
            found[-1] = Piece(found[-1].text + char, face, level)
        else:
            found.append(Piece(char, face, level))
    return found


def _reordered(pieces: list[Piece]) -> list[Piece]:
    """Rule L2: from the highest level down, whatever is at least as high is reversed."""
    for lowest in range(max(piece.level for piece in pieces), 0, -1):
        turned: list[Piece] = []
        for high, group in groupby(pieces, partial(_at_least, lowest)):
            together = list(group)
            turned += reversed(together) if high else together
        pieces = turned
    return pieces


def _at_least(lowest: int, piece: Piece) -> bool:
    return piece.level >= lowest
