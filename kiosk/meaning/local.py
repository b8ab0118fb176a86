"""Vectors by a small model on this computer: no server, and nothing leaves the machine."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from typing import Any

from kiosk.language import _
from kiosk.meaning.errors import MeaningError
from kiosk.meaning.models import LocalModel

_BATCH = 64
_MOST_PROCESSES = 8
_WORTH_A_PROCESS = 200
"""The phrases that take about as long as loading a model once more."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class _NotLoaded(Exception):
    """Why a model can't be loaded; what is said about it is translated where a language is in use."""


class LocalVectors:
    """One model of the extra `[meaning]`, in processes of their own: its memory is given back when it is done.

    Args:
        model: which.
        processes: how many; 0 for as many as there are cores, and as are worth it.
    """

    def __init__(self, model: LocalModel, processes: int = 0) -> None:
        self._model = model
        self._processes = processes

    async def vectors(
        self, phrases: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> dict[str, bytes]:
        """A vector of unit length for every phrase, as little-endian 32-bit floats; raises MeaningError.

        Equal phrases are worked out once, empty ones are left out.
        """
        wanted = [phrase for phrase in dict.fromkeys(phrases) if phrase.strip()]
        if not wanted:
            return {}
        await asyncio.to_thread(self._model.check)
        pool = ProcessPoolExecutor(self._processes or _worth(len(wanted)), get_context("spawn"))
        try:
            with _one_thread_each():
                return await _worked_out(pool, partial(_encode, self._model), wanted, progress)
        except BrokenProcessPool:
            said = _("{distribution} stopped in the middle: perhaps this computer is short of memory")
            raise MeaningError(said.format(distribution=self._model.distribution)) from None
        except _NotLoaded as error:
            said = _("{distribution} can't be loaded ({why})")
            raise MeaningError(said.format(distribution=self._model.distribution, why=error)) from None
        except ValueError:
            raise MeaningError(_("it returned a vector that is zero or not finite")) from None
        finally:
            # Whoever presses Ctrl+C does not wait for what nobody will read.
            pool.shutdown(wait=False, cancel_futures=True)


async def _worked_out(
    pool: Executor,
    encode: Callable[[list[str]], list[bytes]],
    wanted: Sequence[str],
    progress: Callable[[int], None],
) -> dict[str, bytes]:
    """Batches as they are done; their phrases are of one length, for a model takes as long as its longest."""
    loop = asyncio.get_running_loop()
    waiting = iter(sorted(wanted, key=len))
    found: dict[str, bytes] = {}

    async def one(batch: list[str]) -> None:
        vectors = await loop.run_in_executor(pool, encode, batch)
        found.update(zip(batch, vectors, strict=True))
        progress(len(found))

    batches = iter(lambda: list(islice(waiting, _BATCH)), [])
    await asyncio.gather(*map(one, batches))
    return {phrase: found[phrase] for phrase in wanted}


def _worth(phrases: int) -> int:
    """How many processes are worth loading a model for."""
    return max(1, min(os.cpu_count() or 1, _MOST_PROCESSES, phrases // _WORTH_A_PROCESS))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that begin meanwhile compute in one thread: each taking every core, they get in each other's way.

    Said by the environment, because it counts when numpy is loaded; here it is loaded already.
    """
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@cache
def _encoder(model: LocalModel) -> Any:
    """In a process of the pool: what a model does, loaded once."""
    try:
        return model.load()
    # What can be wrong with another's package, and be it its compiled half, is not ours to foresee.
    except Exception as error:
        raise _NotLoaded(f"{type(error).__name__}: {error}") from None


def _encode(model: LocalModel, phrases: list[str]) -> list[bytes]:
    """Their vectors, of unit length; raises ValueError where one has no direction."""
    import numpy as np

    table = np.asarray(_encoder(model)(phrases), dtype=np.float32)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    if not np.isfinite(table).all() or not lengths.all():
        raise ValueError
    return [row.tobytes() for row in (table / lengths).astype("<f4")]
