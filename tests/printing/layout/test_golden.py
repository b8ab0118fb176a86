"""Badges look as they did when somebody last looked at them: twelve scripts on every template."""

import pytest
from PIL import ImageChops

from printing.layout.template import names
from printing.lettering.fonts import shaping_works
from tests.printing.layout import golden

_MOST = 0.005
"""The share of dots that may differ: engines round edges in their own ways."""

pytestmark = pytest.mark.skipif(not shaping_works(), reason="this Pillow has no raqm or no fribidi")


@pytest.mark.parametrize("script", golden.SCRIPTS)
@pytest.mark.parametrize("template", names())
def test_a_badge_looks_as_before(template: str, script: str) -> None:
    if not golden.drawable(script):
        pytest.skip(f"the pinned font for {script} is not installed")
    wanted, drawn = golden.kept(template, script), golden.tile(template, script)
    assert wanted and wanted.size == drawn.size, "write the pictures anew: python -m tests.printing.layout.golden"
    unlike = ImageChops.logical_xor(wanted, drawn).convert("L").histogram()[255]
    assert unlike <= _MOST * drawn.width * drawn.height


def test_a_picture_is_not_all_white() -> None:
    for template in names():
        for script in golden.SCRIPTS:
            kept = golden.kept(template, script)
            assert kept and kept.convert("L").histogram()[0] > 1000
