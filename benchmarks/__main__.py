"""Everything, one after the other:  uv run python -m benchmarks"""

import runpy
import sys

PARTS = (
    "door", "startup", "screen", "import_rate", "reimport", "badge_render", "dead_printer", "matcher_policy", "rounds",
    "understanding", "search",
)  # fmt: skip


def main() -> None:
    """Runs every part in its own name, without arguments."""
    sys.argv[1:] = []
    for part in PARTS:
        print(f"\n== {part}", flush=True)
        runpy.run_module(f"benchmarks.{part}", run_name="__main__")


if __name__ == "__main__":
    main()
