"""Attendance out: CSV, XLSX and JSON with the same keys."""

from kiosk.export.attendance_file import write
from kiosk.export.attendance_table import KEYS, summary

__all__ = ["KEYS", "summary", "write"]
