"""What the wing offers to others, and what looking at it costs."""

import importlib
import subprocess
import sys

import pytest

import printing

HEAVY = {"PIL", "numpy", "qrcode", "pymupdf_fonts", "kiosk", "matcher"}


def test_every_name_resolves_and_they_are_sorted() -> None:
    assert sorted(printing.__all__) == sorted(printing._HOME)
    for name in printing.__all__:
        module = importlib.import_module(f"printing.{printing._HOME[name]}")
        assert getattr(printing, name) is getattr(module, name)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        printing.nonsense  # noqa: B018  # the look-up is the test


@pytest.mark.parametrize("module", ["printing", "printing.badge", "printing.job", "printing.spool", "printing.errors"])
def test_holding_a_job_loads_no_picture_library(module: str) -> None:
    program = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)
