"""Commands and the package stay light: pyarrow, pandas, duckdb and pyspark are imported by what needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("pyarrow", "pandas", "duckdb", "pyspark", "trafilatura", "pint", "rich")


@pytest.mark.parametrize("module", ["extractor", "extractor.cli", "extractor.tracking.store"])
def test_heavy_libraries_wait_until_they_are_needed(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {_HEAVY!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"
