"""Attendance out: CSV, XLSX and JSON with the same keys."""

from kiosk.export.formats import write
from kiosk.export.table import KEYS, summary

__all__ = ["KEYS", "summary", "write"]
