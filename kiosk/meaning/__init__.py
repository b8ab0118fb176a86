"""Vectors for phrases from an OpenAI-compatible server: at import, never at a scan."""

from kiosk.meaning.client import Embeddings, MeaningError
from kiosk.meaning.fetching import fetch

__all__ = ["Embeddings", "MeaningError", "fetch"]
