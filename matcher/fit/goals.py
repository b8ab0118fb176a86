"""What people come for, as things offered and asked: who mentors meets who would like to be mentored."""

from matcher.profile import Profile

MENTORING = "§mentoring"
_WORK, _PEOPLE, _TOGETHER, _LEARNING = "§work", "§people", "§collaboration", "§learning"
_OFFERED = {
    "mentor": (MENTORING, _LEARNING), "hire": (_WORK,), "find_work": (_PEOPLE,), "collaborate": (_TOGETHER,)
}  # fmt: skip
_ASKED = {
    "be_mentored": (MENTORING,), "learn": (_LEARNING,), "hire": (_PEOPLE,), "find_work": (_WORK,),
    "collaborate": (_TOGETHER,),
}  # fmt: skip
_SURELY = 0.6
"""A ticked goal counts less than something said in words."""
NO_PHRASE = -1
"""The phrase that a goal comes from."""


def offered(profile: Profile) -> dict[str, tuple[float, int]]:
    """What a person's goals have for others, as topics."""
    return {topic: (_SURELY, NO_PHRASE) for goal in profile.goals for topic in _OFFERED.get(goal, ())}


def asked(profile: Profile) -> dict[str, tuple[float, int]]:
    """What a person's goals want from others, as topics."""
    return {topic: (_SURELY, NO_PHRASE) for goal in profile.goals for topic in _ASKED.get(goal, ())}


def is_mentoring(one: Profile, other: Profile) -> bool:
    """Whether one would like to mentor, and the other to be mentored."""
    return "mentor" in one.goals and "be_mentored" in other.goals


def is_goal(topic: str) -> bool:
    """Whether a topic comes from a goal and from nobody's words."""
    return topic.startswith("§")
