"""A server of OpenAI's embeddings form on the loopback, which knows a few meanings and can misbehave."""

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

MEANINGS = (
    ("automobiles", "cars", "motor vehicles"),
    ("felines", "cats", "kittens"),
)
Answer = Callable[[list[str]], tuple[int, dict[str, str], Any]]


def vector(phrase: str) -> list[float]:
    """Phrases of one meaning point the same way, others elsewhere."""
    for place, words in enumerate(MEANINGS):
        if any(word in phrase for word in words):
            return [1.0 if k == place else 0.05 for k in range(8)]
    return [math.sin(7 * k + sum(map(ord, phrase))) for k in range(8)]


def kind(phrases: list[str]) -> tuple[int, dict[str, str], Any]:
    """A proper answer, its vectors in no particular order."""
    data = [{"object": "embedding", "index": i, "embedding": vector(phrase)} for i, phrase in enumerate(phrases)]
    return 200, {}, {"object": "list", "data": data[::-1], "model": "m"}


class Server:
    """What was asked, and how it answers next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[list[str]] = []
        self.keys: list[str] = []
        self.answers: list[Answer] = []
        """Used up one by one; then it is kind."""


@contextmanager
def serve() -> Iterator[Server]:
    """Runs until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.asked.append(asked["input"])
            state.keys.append(self.headers.get("authorization", ""))
            answer = state.answers.pop(0) if state.answers else kind
            status, headers, body = answer(asked["input"]) if self.path == "/v1/embeddings" else (404, {}, {})
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Server(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
