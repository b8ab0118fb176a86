"""What needs no guess because the vocabulary knows it: the plain names of topics that are nobody's secret."""

import re

from matcher.words.cutting import pieces, unwrapped, words
from matcher.words.topics import Vocabulary

DELICATE = frozenset(
    [
        # Work, and looking for it.
        *("career change", "coaching", "feedback culture", "freelancing", "hiring", "job search", "mediation"),
        *("mentoring", "negotiation", "people operations", "personal branding", "PhD life", "postdoc life"),
        *("public speaking", "studying", "technical interviews", "tutoring"),
        # Body and soul.
        *("caregiving", "elder care", "grief and loss", "health", "mental health", "neurodiversity", "nutrition"),
        *("older people", "psychology", "sleep", "sober living", "sports science", "wellbeing"),
        # Family, and who somebody is.
        *("dating and relationships", "early childhood", "housing", "inclusion", "LGBTQ", "making friends"),
        *("parenting", "refugees and migration", "religion and spirituality", "trust and safety"),
        *("welcoming newcomers", "women in tech"),
        # Money, law, and selling.
        *("charity fundraising", "customer interviews", "employment law", "finance and payments", "finding clients"),
        *("first customers", "fundraising", "immigration law", "investors", "law and contracts", "partnerships"),
        *("personal finance", "sales"),
    ]
)
"""Topics of which a bare name may be somebody's secret, or an advertisement: the models decide there."""

_SOMEBODYS_OWN = DELICATE | frozenset(
    [
        *("accelerators", "accounting", "animals", "art", "assistive technology", "aviation", "bootstrapping"),
        *("climate communication", "co-founding", "cocktails", "company formation", "consulting", "driving"),
        *("insurance", "journalism", "leadership", "learning to code", "medical research", "pets", "pitching"),
        *("portfolios", "product management", "remote work", "startups", "technical leadership", "volunteering"),
    ]
)
"""... and those where a name may tell of somebody's job, money or health where it holds a delicate word."""
_WORKERS = re.compile(r"manager|chef\w*|jef[ea]|soci[oa]|associe|technicien\w*|assistante?|jobs?|work|life")
"""Words of names that may be looked for, or looked for as: "jefe de obra", "a product manager in France"."""
_LAST_OF_THEM = re.compile(r"\w+(?:er|or|ist|in|eur|euse)")
"""... that end such names: "a quality auditor", but no "user interview"."""


def is_plain_name(phrase: str) -> bool:
    """Whether a phrase is only the name of a topic that is not delicate: "React", "I'd like to learn Portuguese"."""
    topic = Vocabulary.load().names.get(tuple(words(unwrapped(phrase))))
    return topic is not None and topic not in DELICATE


def is_trade_name(phrase: str) -> bool:
    """Whether a phrase is only the name of a thing in several words: "technical debt" is nobody's, "debt" may be."""
    said = words(unwrapped(phrase))
    topic = Vocabulary.load().names.get(tuple(said))
    parts = [part for word in said for part in pieces(word)]
    # "Hip-hop" is several words, too.
    if len(parts) < 2 or topic is None or topic in _SOMEBODYS_OWN:
        return False
    return not any(_WORKERS.fullmatch(part) for part in parts) and not _LAST_OF_THEM.fullmatch(parts[-1])
