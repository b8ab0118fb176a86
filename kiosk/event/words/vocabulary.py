"""The event's vocabulary, and what people mean by their words."""

from collections.abc import Mapping, Sequence

from kiosk.config import EventFolder
from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant
from matcher import Vocabulary
from matcher.saying.wordings import sayable
from matcher.words.topics import PARENT, is_own


def vocabulary(folder: EventFolder) -> Vocabulary:
    """The packaged vocabulary with the event's own topics."""
    topics: Mapping[str, Sequence[str]] = folder.settings.matching.topics
    return Vocabulary.load(topics)


def meant(person: Registrant, wording: Wording, vocabulary: Vocabulary) -> set[str]:
    """Topics that the vocabulary knows by name, of phrases that may be said: unknown words are people's own."""
    return {
        topic
        for answers in (person.offers, person.asks, person.interests)
        for answer in answers
        for phrase in vocabulary.phrases(answer)
        if wording.may_be_said(phrase)
        for topic, surely in vocabulary.topics(phrase)
        if surely > PARENT and not is_own(topic) and sayable(phrase, topic, vocabulary)
    }
