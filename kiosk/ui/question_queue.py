"""What is asked of the door: answered one after the other, and told."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from kiosk.errors import InputError, KioskError, NotFoundError
from kiosk.language import _
from kiosk.model import ScanResult
from kiosk.ui.front import Question
from kiosk.ui.look.outcomes import Sign
from kiosk.ui.messages import Answered, Failed

_REMEMBERED = 20


class QuestionQueue:
    """A queue of questions; `tell` hears every answer, and every failure."""

    def __init__(self, tell: Callable[[Answered | Failed], object]) -> None:
        self._tell = tell
        self._asked: asyncio.Queue[tuple[Question, Sign | None, bool]] = asyncio.Queue()
        self._last: deque[Answered] = deque(maxlen=_REMEMBERED)

    @property
    def last(self) -> Sequence[Answered]:
        """The newest first."""
        return tuple(self._last)

    def ask(self, question: Question, sign: Sign | None = None, *, typed: bool = False) -> None:
        """Queues a question."""
        self._asked.put_nowait((question, sign, typed))

    async def answer(self) -> None:
        """Answers one after the other, never exclusive: a second scan must not cancel the first."""
        while True:
            question, sign, typed = await self._asked.get()
            try:
                self._keep(Answered(await question(), sign, typed))
            except KioskError as error:
                self._tell(_failed(error))
            finally:
                self._asked.task_done()

    async def answer_each(self, question: Callable[[], Awaitable[Sequence[ScanResult]]]) -> None:
        """Tells several answers, one after the other."""
        try:
            results = await question()
        except KioskError as error:
            self._tell(_failed(error))
            return
        for result in results:
            self._keep(Answered(result, None, True))

    async def settled(self) -> None:
        """Returns when everything asked so far is answered."""
        await self._asked.join()

    def _keep(self, answer: Answered) -> None:
        self._last.appendleft(answer)
        self._tell(answer)


def _failed(error: KioskError) -> Failed:
    title = _("NOT DONE") if isinstance(error, InputError | NotFoundError) else _(error.title)
    return Failed(title, str(error))
