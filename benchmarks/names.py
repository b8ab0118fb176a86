"""Names of invented people, as unevenly shared as real ones: a few thousand Garcías, and many whom nobody is called."""

import itertools
import random
from collections.abc import Iterator

from kiosk.model import Registration, Status

FIRST = (
    """
Maria|José|Anna|Mohamed|Wei|Olga|Łukasz|Priya|Kim|Li|Bo|Jean-Paul|Zoë|Søren|Björn|Ana|Sofía|Chloé|Nguyễn|Aoife
Siobhán|Matthias|Katharina|Aleksandra|Dmytro|Fatima|Yusuf|Ingrid|Noor|Emre|Giulia|Thomas|Christopher|Elizabeth
""".strip()
    .replace("\n", "|")
    .split("|")
)
LAST = (
    """
García|Müller|Schmidt|Nair|Nguyen|Smith|Kowalski|O'Connor|Kim|Li|Wang|Rossi|Silva|Johansson|Jansen|Novák|Ivanova
Fernández|Weiß|Groß|Strauß|Łukaszewicz|Sørensen|Dvořák|Yılmaz|Öztürk|Haddad|Papadopoulou|MacDonald|Fitzgerald
""".strip()
    .replace("\n", "|")
    .split("|")
)
_SYLLABLES = (
    """
an|be|chi|do|el|fa|gu|hi|is|jo|ka|lu|mi|no|or|pe|ri|su|ta|ve|wa|xi|yu|zo|ber|dal|fen|gar|hol|jen|kov|lund|mar
nik|ost|pol|ros|sten|tor|ulf|vin|wer
""".strip()
    .replace("\n", "|")
    .split("|")
)
_ENDS = ("", "", "", "sen", "berg", "ova", "ski", "er", "ini", "ez")
_WORK = ("Labs", "Studio", "Works", "Consulting", "GmbH", "Foundation")


def registrations(count: int, seed: int = 1) -> Iterator[Registration]:
    """People with company, e-mail address and order; every fiftieth ticket is cancelled."""
    chance = random.Random(seed)
    first, last = (_drawn(chance, FIRST, 4_000, ("", "a", "o"), count), _drawn(chance, LAST, 60_000, _ENDS, count))
    for n in range(count):
        name = f"{first[n]} {last[n]}"
        yield Registration(
            ref=f"bench:{n}",
            name=name,
            email=f"{name.lower().replace(' ', '.')}{n % 100}@example.org",
            company=f"{last[n * 7 % 5000 % count]} {chance.choice(_WORK)}",
            order=f"R{n * 7919 % 1_000_003:06}",
            status=Status.CANCELLED if n % 50 == 0 else Status.REGISTERED,
            codes=(f"BENCH{n:06}",),
        )


def _drawn(chance: random.Random, known: list[str], many: int, ends: tuple[str, ...], count: int) -> list[str]:
    """`count` of `many` names, the n-th about 1/n as common as the first (Zipf and Mandelbrot)."""
    invented = (
        "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))) + chance.choice(ends) for _ in range(many)
    )
    names = list(dict.fromkeys([*known, *(name.title() for name in invented)]))
    shares = itertools.accumulate(1 / (place + 10) ** 0.95 for place in range(len(names)))
    return chance.choices(names, cum_weights=list(shares), k=count)
