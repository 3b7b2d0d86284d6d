"""The docs site builds without a warning, has every page in its navigation, and sets Persian in its own direction."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(find_spec("mkdocs") is None or find_spec("material") is None, reason="the extra [docs] is not here")
def test_site(tmp_path: Path) -> None:
    built = subprocess.run(  # noqa: S603  our own site
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in home
    for page in (ROOT / "docs").rglob("*.md"):
        address = page.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index")
        assert f'href="{address.rstrip("/") or "."}/"' in home or address == "", f"{address} is not in the navigation"
    units = (tmp_path / "site" / "rules" / "units" / "index.html").read_text(encoding="utf-8")
    assert "<bdi>«۲۰۰ بوشل»</bdi>" in units
    assert "<bdi>" not in units[units.index("<pre") : units.index("</pre>")]
