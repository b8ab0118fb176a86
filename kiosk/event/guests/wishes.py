"""What people tick or write about why they come, as the matcher's words."""

import re
from collections.abc import Iterable

from kiosk.text import fold
from matcher.profile import Distance, Goal

_GOALS: tuple[tuple[Goal, tuple[str, ...]], ...] = (
    # "Find a mentor" before "mentor": the first that fits wins.
    (
        "be_mentored",
        (
            r"\b(find|get|look\w* for|need|have|seek\w*|want)\b.*\bmentor", "be(ing)? mentored", "mentee",
            "mentor(in)? (finden|suchen|gesucht)", "trouver un mentor", "encontrar (un )?mentor",
        ),
    ),
    ("mentor", ("mentor", "coach others", "give back", "andere begleiten", "accompagner", "acompanar")),
    (
        "find_work",
        (
            r"\b(find|look\w* for|seek\w*|search\w*|new)\b.*\b(work|job|role|position)", "job hunt", "stellensuche",
            "(stelle|arbeit|job) (finden|suchen)", "trouver un (emploi|travail)", "(encontrar|buscar) (trabajo|empleo)",
        ),
    ),
    (
        "hire",
        (r"\bhir(e|ing)", "recruit", "find (people|colleagues)", "einstellen", "mitarbeiter", "recrut", "embauch",
         "contratar", "seleccion"),
    ),
    (
        "collaborate",
        ("collab", "work together", "co ?-?founder", "join a project", "side project", "zusammenarbeit", "gemeinsam",
         "mitmachen", "projet commun", "proyecto"),
    ),
    ("learn", ("learn", "inspir", "new ideas", "knowledge", "skills", "lernen", "weiterbild", "apprendre", "aprender")),
)  # fmt: skip
_PATTERNS = tuple((goal, re.compile("|".join(said))) for goal, said in _GOALS)
_DISTANCES: tuple[tuple[Distance, re.Pattern[str]], ...] = (
    ("ahead", re.compile("ahead|more (senior|experience)|experienced|further|erfahren|weiter|experiment|avance")),
    ("behind", re.compile("starting|beginner|newer|less experience|junior|anfang|einsteig|debut|principiant|empez")),
    ("peers", re.compile(r"peer|equal|same (level|stage)|like me|gleich|augenhohe|\bpairs\b|\bpares\b|mismo nivel")),
)
_YEARS = re.compile(r"(\d{1,2})(?:[.,]\d)?(?:\s*(?:-|–|to|bis|a|à)\s*(\d{1,2}))?")
_LEVELS = (
    (r"student|studier|etudiant|estudiante|trainee|intern\b|beginner|anfang|debutant|principiante|new to", 0.0),
    (r"junior|early|berufseinsteig", 2.0),
    (r"lead|principal|staff|head|director|executive|founder|leitung|directeur|direct", 12.0),
    (r"senior|expert|erfahren|confirme|experimentad|veteran", 10.0),
    (r"mid|intermediate|regular|professional|fortgeschritten|intermedi", 5.0),
)
_LONGEST_CAREER = 60


def goals(answers: Iterable[str]) -> frozenset[Goal]:
    """What somebody comes for; an answer that names nothing known counts for nothing."""
    found = (next((goal for goal, known in _PATTERNS if known.search(fold(answer))), None) for answer in answers)
    return frozenset(goal for goal in found if goal)


def distance(answer: str) -> Distance:
    """Whom somebody would rather meet; empty for anybody."""
    folded = fold(answer)
    return next((kind for kind, known in _DISTANCES if known.search(folded)), "")


def years(answer: str) -> float | None:
    """Years of experience from "5", "3-5 years" or "senior"; None where nothing is said."""
    folded = fold(answer)
    number = _YEARS.search(folded)
    if number:
        low, high = float(number[1]), float(number[2] or number[1])
        return (low + high) / 2 if max(low, high) <= _LONGEST_CAREER else None
    return next((level for pattern, level in _LEVELS if re.search(pattern, folded)), None)
