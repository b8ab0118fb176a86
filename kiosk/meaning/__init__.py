"""Vectors for phrases, by a model on this computer or an OpenAI-compatible server: at import, never at a scan."""

from kiosk.meaning.client import Embeddings
from kiosk.meaning.errors import MeaningError
from kiosk.meaning.fetching import fetch
from kiosk.meaning.local import LocalVectors

__all__ = ["Embeddings", "LocalVectors", "MeaningError", "fetch"]
