"""Meaning by a language model: asked for at import, checked, kept, and never half used."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import EventFolder, load
from kiosk.event.matching.learning import Learned, learn
from kiosk.intake.taking import read_all, take_all
from kiosk.meaning import Embeddings, MeaningError, fetch
from kiosk.model import Consent
from kiosk.store import learned, people
from kiosk.store.database import open_writer
from kiosk.store.meta import identify
from kiosk.store.turns import turns_of
from tests.meaning.embeddings_server import Answer, Server, kind, serve

LIST = """Code,Name,What can you offer?,What would you like help with?,May we introduce you to people?,Language model
A1,Ada Quill,fixing automobiles,welding trains,yes,yes
B1,Ben Okoro,cheese making,old cars,yes,yes
C1,Cleo Marsh,felines,quilting,yes,no
D1,Dov Adler,roof gardens,training cats,yes,yes
"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def event(folder: Path, url: str, model: str = "m") -> EventFolder:
    (folder / "guests.csv").write_text(LIST)
    (folder / "config.toml").write_text(f'[matching]\nembeddings_url = "{url}"\nembeddings_model = "{model}"\n')
    return load(folder / "config.toml")


async def take(folder: EventFolder, client: Embeddings | None = None) -> tuple[str, Learned, dict[str, int]]:
    """Imports the list and asks for meaning: what was said, what was learned, and everybody's number by name."""
    lists = read_all([folder.path / "guests.csv"], folder, None)
    async with open_writer(folder.database) as database:
        await identify(database)
        turns = await turns_of(database, "main")
        await turns.take(lambda turn: take_all(turn, lists, Consent.ASK, replace=False))
        crowd = await database.read(people.registrants)
        said = await fetch(database, folder, crowd, client=client)
        learned = await learn(database, folder, crowd)
        assert await learn(database, folder, crowd) is not None
    return said, learned, {person.name: i for i, person in enumerate(crowd)}


def client(server: Server, waits: list[float] | None = None) -> Embeddings:
    async def sleep(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)

    return Embeddings(server.url, "m", sleep=sleep)


async def test_people_who_say_the_same_in_other_words_are_possibly_related(tmp_path: Path, server: Server) -> None:
    said, learned, number = await take(event(tmp_path, server.url))
    assert said == "Meaning of 6 phrases of 3 people by m; 6 were fetched now."
    reason = learned.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])[0]
    assert (reason.kind, reason.ground) == ("related", "likeness")
    assert (reason.mine, reason.theirs) == (("old cars",), ("fixing automobiles",)) and reason.said
    others, _ = learned.affinity.candidates.row(number["Ben Okoro"])
    assert others.tolist() == [number["Ada Quill"]]


async def test_nobodys_words_are_sent_without_their_leave(tmp_path: Path, server: Server) -> None:
    _, learned, number = await take(event(tmp_path, server.url))
    sent = {phrase for batch in server.asked for phrase in batch}
    assert "felines" not in sent and "quilting" not in sent and len(sent) == 6
    found = learned.affinity.reasons(number["Dov Adler"], number["Cleo Marsh"])
    assert all(reason.ground != "likeness" for reason in found)


async def test_what_is_known_is_not_asked_again(tmp_path: Path, server: Server) -> None:
    folder = event(tmp_path, server.url)
    await take(folder)
    asked = len(server.asked)
    said, learned, number = await take(folder)
    assert len(server.asked) == asked and said == "Meaning of 6 phrases was known already."
    assert learned.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, {"error": "model 'm' not found"}), "it answered 404 (model 'm' not found)"),
        ((401, {}, {"error": {"message": "bad key"}}), "it answered 401 (bad key)"),
        ((200, {}, "<html>"), "its answer is not JSON"),
        ((200, {}, {"answer": 42}), "has another form"),
        ((200, {}, {"data": []}), "it returned 0 vectors for 6 phrases"),
        ((200, {}, {"data": [{"index": i, "embedding": []} for i in range(6)]}), "empty or of different lengths"),
        ((200, {}, {"data": [{"index": i, "embedding": [1.0] * (i + 1)} for i in range(6)]}), "different lengths"),
        ((200, {}, {"data": [{"index": i, "embedding": [0.0, 0.0]} for i in range(6)]}), "zero or not finite"),
        ((200, {}, {"data": [{"index": 0, "embedding": [1.0]} for _ in range(6)]}), "it returned 6 vectors for 6"),
        (
            (200, {}, '{"data": [' + ",".join(f'{{"index": {i}, "embedding": [NaN]}}' for i in range(6)) + "]}"),
            "finite",
        ),
    ],
    ids=str,
)
async def test_an_answer_that_is_not_believed_leaves_the_vocabulary(
    tmp_path: Path, server: Server, answer: tuple[int, dict[str, str], Any], why: str
) -> None:
    server.answers = [lambda phrases: answer]
    said, learned, number = await take(event(tmp_path, server.url), client(server))
    assert why in said and "matched by the vocabulary instead" in said
    assert len(server.asked) == 1, "an answer that is wrong is not asked for again"
    assert not learned.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])


async def test_a_busy_server_is_waited_for(tmp_path: Path, server: Server) -> None:
    busy: list[Answer] = [lambda p: (429, {"retry-after": "7"}, {}), lambda p: (503, {}, {}), kind]
    server.answers = busy
    waits: list[float] = []
    said, _, _ = await take(event(tmp_path, server.url), client(server, waits))
    assert "6 were fetched now" in said and waits == [7.0, 2.0]


async def test_a_server_that_stays_busy_is_given_up(tmp_path: Path, server: Server) -> None:
    server.answers = [lambda p: (500, {}, {})] * 3
    said, _, _ = await take(event(tmp_path, server.url), client(server))
    assert "it answered 500, 3 times" in said and len(server.asked) == 3


async def test_a_server_that_is_not_there_takes_no_time(tmp_path: Path) -> None:
    said, learned, _ = await take(event(tmp_path, "http://127.0.0.1:9"))
    assert "can't be reached" in said and learned.affinity


async def test_a_failure_leaves_no_half_of_the_list_with_meaning(tmp_path: Path, server: Server) -> None:
    folder = event(tmp_path, server.url)
    await take(folder)
    (tmp_path / "guests.csv").write_text(LIST)
    with (tmp_path / "guests.csv").open("a") as file:
        file.write("E1,Eve Stone,brass bands,motor vehicles,yes,yes\n")
    server.answers = [lambda p: (400, {}, {})]
    lists = read_all([folder.path / "guests.csv"], folder, None)
    async with open_writer(folder.database) as database:
        turns = await turns_of(database, "main")
        await turns.take(lambda turn: take_all(turn, lists, Consent.ASK, replace=False))
        crowd = await database.read(people.registrants)
        assert "vocabulary instead" in await fetch(database, folder, crowd)
        learned = await learn(database, folder, crowd)
        found = [r for i in range(5) for j in range(5) if i != j for r in learned.affinity.reasons(i, j)]
        assert all(reason.ground != "likeness" for reason in found)
        assert "2 were fetched now" in await fetch(database, folder, crowd)
        learned = await learn(database, folder, crowd)
    number = {person.name: i for i, person in enumerate(crowd)}
    assert learned.affinity.reasons(number["Eve Stone"], number["Ada Quill"])


async def test_a_model_that_was_exchanged_is_noticed(tmp_path: Path, server: Server) -> None:
    folder = event(tmp_path, server.url)
    async with open_writer(folder.database) as database:
        model = learned.Model(server.url, "m")
        await database.write(lambda c: learned.save(c, model, {"old cars": array("f", [1.0, 0.0]).tobytes()}))
    said, _, _ = await take(folder)
    assert "another length" in said
    said, _, _ = await take(folder)
    assert "6 were fetched now" in said


async def test_long_lists_are_asked_for_in_batches_with_the_key(server: Server) -> None:
    phrases = [f"phrase {n}" for n in range(150)]
    seen: list[int] = []
    found = await Embeddings(server.url, "m", "secret").vectors([*phrases, " ", phrases[0]], seen.append)
    assert list(found) == phrases and [len(batch) for batch in server.asked] == [64, 64, 22] and seen == [64, 128, 150]
    assert set(server.keys) == {"Bearer secret"}
    numbers = array("f", found["phrase 3"])
    assert sum(value * value for value in numbers) == pytest.approx(1)


async def test_an_address_that_is_none_is_said_so() -> None:
    with pytest.raises(MeaningError, match="can't be reached"):
        await Embeddings("nonsense", "m").vectors(["one"])
