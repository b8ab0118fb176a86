"""What needs no guess because the vocabulary knows it: the plain names of topics that are nobody's secret."""

from matcher.words.cutting import unwrapped, words
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


def is_plain_name(phrase: str) -> bool:
    """Whether a phrase is only the name of a topic that is not delicate: "React", "I'd like to learn Portuguese"."""
    topic = Vocabulary.load().names.get(tuple(words(unwrapped(phrase))))
    return topic is not None and topic not in DELICATE
