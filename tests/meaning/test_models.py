"""The packaged models themselves: what they are worth on asks they never saw, and that they give what they gave."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from kiosk.meaning import LocalVectors
from kiosk.meaning.models import CENTRE, E5, SENTENCE_ENCODER, LocalModel
from matcher import Vocabulary, rank
from matcher.words.meaning import LIKENESS
from tests.meaning.judging import Judged, judge, phrases, read

pytestmark = pytest.mark.slow


@pytest.fixture(params=[SENTENCE_ENCODER, E5], ids=lambda model: model.name)
def model(request: pytest.FixtureRequest) -> LocalModel:
    """Each that is installed here."""
    found: LocalModel = request.param
    if found.folder() is None:
        pytest.skip(f"{found.distribution} is not installed: uv run --group ci")
    return found


@pytest.fixture(scope="module")
def by_words() -> Judged:
    return judge(partial(rank, vocabulary=Vocabulary.load()), read())


async def vectors(model: LocalModel, said: list[str], processes: int = 0) -> dict[str, Any]:
    found = await LocalVectors(model, processes).vectors(said)
    return {phrase: np.frombuffer(packed, dtype="<f4") for phrase, packed in found.items()}


async def test_offers_in_other_words_are_found_that_the_vocabulary_misses(model: LocalModel, by_words: Judged) -> None:
    asks = read()
    engine = partial(rank, vectors=await vectors(model, phrases(asks)), likeness=LIKENESS[model.name])
    judged = judge(engine, asks)
    assert judged.first >= by_words.first + 0.07 and judged.among_five >= by_words.among_five + 0.12
    assert judged.hard >= by_words.hard
    if model is E5:
        assert judged.first >= by_words.first + 0.13 and judged.among_five >= by_words.among_five + 0.3


async def test_a_phrase_has_one_vector_whatever_stands_beside_it(model: LocalModel) -> None:
    said = ["old cars", "motor vehicles", "Wärmepumpen im Altbau", "une très longue phrase " * 40, "日本語", "🎻", "x"]
    told: list[int] = []
    packed = await LocalVectors(model, 2).vectors([*said, "", *said], told.append)
    assert list(packed) == said and told[-1] == len(said)
    alone = await vectors(model, said[:1], 1)
    among = np.frombuffer(packed[said[0]], dtype="<f4")
    assert np.allclose(alone[said[0]], among, atol=1e-3)
    table = np.array([np.frombuffer(vector, dtype="<f4") for vector in packed.values()])
    assert np.allclose(np.linalg.norm(table, axis=1), 1, atol=1e-5)


async def test_what_means_the_same_is_told_from_what_does_not(model: LocalModel) -> None:
    said = ["someone to repair my bike", "Fahrräder reparieren", "poetry in the evening"]
    found = await vectors(model, said)
    same, other = (float(found[said[0]] @ found[said[k]]) for k in (1, 2))
    surely = LIKENESS[model.name].surely
    assert surely(same) >= 0.5 > surely(other)


def test_the_usual_direction_is_as_long_as_a_vector_of_its_model() -> None:
    assert CENTRE.stat().st_size == 4 * 384
