"""Asks a server of OpenAI's embeddings form for vectors, patiently, and believes no answer unseen."""

import asyncio
import math
from array import array
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx

from kiosk.language import _
from kiosk.meaning.errors import MeaningError

_BATCH = 64
_TIMEOUT = httpx.Timeout(15.0, connect=2.0)
_TRIES = 3
_LONGEST_WAIT = 20.0
_BUSY = frozenset({408, 429, 500, 502, 503, 504})


class Embeddings:
    """One model behind one server.

    Args:
        url: its base, such as http://localhost:11434/v1.
        model: its name there.
        key: a bearer token; empty where none is needed.
        transport: how it is reached; None for the network.
        sleep: how it waits between tries.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str = "",
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._url = f"{url.rstrip('/')}/embeddings"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._transport = transport
        self._sleep = sleep

    async def vectors(
        self, phrases: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> dict[str, bytes]:
        """A vector of unit length for every phrase, as little-endian 32-bit floats; raises MeaningError.

        Empty phrases are left out: some servers refuse them.
        """
        wanted = [phrase for phrase in dict.fromkeys(phrases) if phrase.strip()]
        found: dict[str, bytes] = {}
        length = 0
        async with httpx.AsyncClient(headers=self._headers, timeout=_TIMEOUT, transport=self._transport) as client:
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                vectors = _checked(await self._ask(client, batch), len(batch), length)
                length = len(vectors[0])
                found |= {phrase: _packed(vector) for phrase, vector in zip(batch, vectors, strict=True)}
                progress(len(found))
        return found

    async def _ask(self, client: httpx.AsyncClient, batch: list[str]) -> Any:
        """One batch, tried again where the server is only busy."""
        why = ""
        for attempt in range(_TRIES):
            wait = float(2**attempt)
            try:
                answer = await client.post(self._url, json={"model": self._model, "input": batch})
            except httpx.TimeoutException:
                why = _("it did not answer in time")
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                # Nobody listens there: that does not mend itself within seconds.
                raise MeaningError(
                    _("it can't be reached ({why})").format(why=f"{error}" or type(error).__name__)
                ) from None
            else:
                if answer.status_code == 200:
                    return _json(answer)
                why = _("it answered {status}").format(status=f"{answer.status_code}{_complaint(answer)}")
                if answer.status_code not in _BUSY:
                    raise MeaningError(why)
                wait = _retry_after(answer, wait)
            if attempt + 1 < _TRIES:
                await self._sleep(min(wait, _LONGEST_WAIT))
        raise MeaningError(_("{why}, {n} times").format(why=why, n=_TRIES))


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        said = _("its answer is not JSON: is this the address of an OpenAI-compatible server?")
        raise MeaningError(said) from None


def _checked(answer: Any, count: int, length: int) -> list[list[float]]:
    """The vectors in the order of the phrases; servers may return them in any."""
    try:
        entries = sorted(answer["data"], key=lambda entry: entry["index"])
        vectors = [[float(value) for value in entry["embedding"]] for entry in entries]
        places = [entry["index"] for entry in entries]
    except (KeyError, TypeError, ValueError):
        raise MeaningError(_("its answer has another form than OpenAI's embeddings")) from None
    if places != list(range(count)):
        raise MeaningError(_("it returned {n} vectors for {count} phrases").format(n=len(vectors), count=count))
    if not vectors[0] or len({len(vector) for vector in vectors} | ({length} if length else set())) != 1:
        raise MeaningError(_("its vectors are empty or of different lengths: does this model make embeddings?"))
    if not all(math.isfinite(value) for vector in vectors for value in vector) or not all(map(any, vectors)):
        raise MeaningError(_("it returned a vector that is zero or not finite"))
    return vectors


def _packed(vector: list[float]) -> bytes:
    length = math.sqrt(math.fsum(value * value for value in vector))
    packed = array("f", (value / length for value in vector))
    if array("H", [1]).tobytes() != b"\x01\x00":
        packed.byteswap()
    return packed.tobytes()


def _complaint(answer: httpx.Response) -> str:
    """What the server says is wrong: hosted servers send an object, Ollama a text."""
    try:
        error = answer.json()["error"]
        text = error["message"] if isinstance(error, dict) else error
    except (ValueError, KeyError, TypeError):
        return ""
    return f" ({' '.join(str(text).split())[:120]})"


def _retry_after(answer: httpx.Response, usual: float) -> float:
    try:
        return max(0.0, float(answer.headers["retry-after"]))
    except (KeyError, ValueError):
        return usual
