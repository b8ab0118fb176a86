"""What is written after a crash: places, and nobody's name."""

from pathlib import Path

from kiosk.ui import crash_report


def test_a_crash_report_holds_places_and_nobodys_name(tmp_path: Path) -> None:
    name = "Annika Sole"
    try:
        try:
            raise ValueError(f"no room for {name}")
        except ValueError as error:
            raise RuntimeError(name) from error
    except RuntimeError as error:
        path = crash_report.write(error, tmp_path)
    assert path
    said = path.read_text(encoding="utf-8")
    assert "RuntimeError" in said and "ValueError" in said and "test_a_crash_report" in said
    assert name not in said and str(Path.home()) not in said and str(tmp_path) not in said
    assert crash_report.write(None, tmp_path / "not" / "there") is None
