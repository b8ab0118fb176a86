"""What the matcher knows of a person: values only, standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One registrant as the matcher sees them."""

    key: str
    """Opaque and stable; breaks ties, so equal input gives equal badges."""
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    employer: str = ""
    """Folded; people of one employer are never introduced. Empty = not known."""
    order: str = ""
    """People who bought together are never introduced. Empty = on their own."""
    person: str = ""
    """The same on every ticket of one person: nobody is introduced to themselves."""
    apart: frozenset[str] = frozenset()
    """Keys of people never to be introduced: those they know, and those to be kept apart."""
    agreed: bool = False
    """Agreed to be matched; without it nobody is told about them and they are told about nobody."""
