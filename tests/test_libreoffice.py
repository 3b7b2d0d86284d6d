"""The workbook opens in LibreOffice, and what LibreOffice saves of it reads back the same.

Runs where LibreOffice Calc is installed, and is skipped elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from claim_factory import desk

from extractor.tables.exports import write
from extractor.tables.headings import Language, columns
from extractor.tables.rows import rows
from extractor.tables.sources import Verdict
from extractor.tables.table_reading import read_table

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")


def test_libreoffice_opens_and_saves_the_workbook_whole(tmp_path: Path) -> None:
    verdicts = {desk()[0].claims[0].id: Verdict("=1+1", "https://example.org/r", "-۵ درصد")}
    path = write(desk(), tmp_path / "claims.xlsx", verdicts=verdicts)
    subprocess.run(  # noqa: S603  (a program of the machine, on a file of our own)
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "out"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "out" / "claims.xlsx"
    assert [row for _, row in read_table(saved)] == [dict(row) for row in rows(desk(), verdicts)]
    sheet = openpyxl.load_workbook(saved)["ادعاها"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    verdict = next(column for column in columns() if column.name == "verdict").headings[Language.FA]
    assert sheet[f"{heads[verdict]}2"].data_type == "s"
    assert sheet.sheet_view.rightToLeft
