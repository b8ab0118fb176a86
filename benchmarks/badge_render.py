"""Processor time from a badge to its picture, and from there to files and to what each kind of printer takes.

uv run python -m benchmarks.badge_render [--badges 60]
"""

import argparse
import io
import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PIL import Image

from printing.badge import Badge, ToMeet
from printing.layout.template import load
from printing.printers import receipt, zebra
from printing.printers.brother import ql
from printing.printers.brother.ql import BrotherPrinter
from printing.printers.brother.rolls import LABELS
from printing.render import render
from printing.saving import save_pdf, save_png

T = TypeVar("T")

_FIRST = (
    "Alexandra",
    "Tomasz",
    "Yara",
    "Femi",
    "Priya",
    "Björn",
    "Екатерина",
    "Thế",
    "Wilhelmina",
    "Li",
    "Christopher",
)
_LAST = ("Whitlock", "Lind", "Costa", "Balogun", "Nair", "Ångström", "Щербакова", "Nguyễn", "Okonkwo-Ahmadi", "Bo")
_TOPICS = ("letterpress", "mending clocks", "night trains", "accessible maps", "soldering", "sourdough", "choir")
_LETTERS = "BCDEFGHJKLNOPRSTUVX"


def invented(number: int, chance: random.Random, cuts: int) -> Badge:
    """A badge with three to five people, unlike the ones before."""
    people = tuple(_person(index, chance) for index in range(chance.randint(3, 5)))
    return Badge(
        id="".join(chance.choices(_LETTERS, k=16)),
        number=number,
        first_name=chance.choice(_FIRST),
        last_name=chance.choice(_LAST),
        company=f"{chance.choice(_LAST)} {chance.choice(['Studio', 'Type Foundry', 'Research Institute'])}",
        ask_me_about=f"{chance.choice(_TOPICS)} and {chance.choice(_TOPICS)}",
        event="Makers and Menders, November",
        people=people,
        cuts=cuts,
    )


def _person(index: int, chance: random.Random) -> ToMeet:
    topic = chance.choice(_TOPICS)
    return ToMeet(
        name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
        number=chance.randint(1, 400),
        here=index == 1,
        line=f"You asked about {topic}.",
        why=f"They offer {topic}. You asked about it.",
        starter=(f"They know all about {topic}.", "How did you get into it?"),
    )


def encode(pages: Sequence[Image.Image]) -> int:
    """Bytes of the pictures and the PDF."""
    total = 0
    for page in pages:
        file = io.BytesIO()
        save_png(page, file)
        total += file.tell()
    file = io.BytesIO()
    save_pdf(pages, file)
    return total + file.tell()


def milliseconds(work: Callable[[], T]) -> tuple[float, T]:
    """Processor time of one call, and what it returned."""
    began = time.process_time()
    result = work()
    return (time.process_time() - began) * 1000, result


def main() -> None:
    """Prints medians per badge; the first badge of an evening also loads the fonts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--badges", type=int, default=60)
    badges = options.parse_args().badges
    chance = random.Random(7)
    first, _ = milliseconds(partial(render, invented(0, chance, 1)))
    print(f"first badge, fonts included: {first:.0f} ms")
    for cuts in (1, 2):
        drawn = [milliseconds(partial(render, invented(number, chance, cuts))) for number in range(badges)]
        encoded = [milliseconds(partial(encode, pages)) for _, pages in drawn]
        draw, write = (statistics.median(time for time, _ in times) for times in (drawn, encoded))
        print(f"{cuts} cut(s): {draw:.1f} ms to draw + {write:.1f} ms to encode = {draw + write:.1f} ms per badge")
    for name, dpi, template, encoder in _languages():
        pages = [render(invented(number, chance, 1), load(template), dpi=dpi)[0] for number in range(badges)]
        times = [milliseconds(partial(encoder, page))[0] for page in pages]
        print(f"{name}, {dpi} dpi: {statistics.median(times):.1f} ms to encode")


def _languages() -> list[tuple[str, int, str, Callable[[Image.Image], bytes]]]:
    """Each printer's language, with the dots and the layout that are usual there."""
    fitting = BrotherPrinter("tcp://127.0.0.1")
    return [
        ("Brother", 300, "landscape",
         lambda page: ql.encode(fitting.fitted(page), LABELS["62x100"], "QL-820NWB")),
        ("ZPL", 203, "landscape", zebra.encode),
        ("ZPL", 300, "landscape", zebra.encode),
        ("ESC/POS", 203, "receipt", receipt.encode),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
