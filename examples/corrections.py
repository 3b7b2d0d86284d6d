# %% [markdown]
# # From claims to corrections and back
#
# People do two things with claims: they say whether what was said is *true*, and whether the program *read* it rightly.
# The two go different ways. Verdicts go into the store, beside the claims; corrected readings become gold, by which the
# program is scored.

# %%
import json
import subprocess
import sys
import tempfile
from pathlib import Path

OUT = Path(tempfile.mkdtemp())


def command(words: str) -> None:
    """Run `extractor …` in the folder of this notebook's files, as in a terminal."""
    done = subprocess.run([sys.executable, "-m", "extractor", *words.split()], cwd=OUT, check=True, capture_output=True)
    print((done.stdout or done.stderr).decode())


NEWS = (
    "استاندار سمنان گفت: ۲۰ مگاوات نیروگاه خورشیدی به بهره‌برداری رسید و ۳۰ مگاوات در دست ساخت است.",
    "تا پایان سال ۱۴۰۳ ساخت ۱۲ مدرسه در سمنان به پایان می‌رسد.",
)
lines = [json.dumps({"id": f"n{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(NEWS, 1)]
(OUT / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
command("batch news.jsonl -o run --keep-text")
command("store add run")

# %% [markdown]
# ## Is it true? Verdicts in a spreadsheet
#
# The last three columns of the sheet are people's. The program never fills them.

# %%
import openpyxl

command("table claims.duckdb --headings en -o claims.xlsx")
book = openpyxl.load_workbook(OUT / "claims.xlsx")
sheet = book.worksheets[0]
headings = [cell.value for cell in sheet[1]]
print(headings[-3:])

# %% [markdown]
# Somebody has looked it up, and notes that the 20 megawatts are there:

# %%
row = next(row for row in sheet.iter_rows(min_row=2) if any("۲۰ مگاوات" in str(cell.value) for cell in row))
row[headings.index("Verdict")].value = "درست"
row[headings.index("Note")].value = "با آمار شرکت برق سنجیده شد"
book.save(OUT / "filled.xlsx")

# %% [markdown]
# Back it goes. A claim is known by its id, whatever was sorted, hidden or added in between; nothing that the store has
# is overwritten without `--replace`.

# %%
command("store annotate filled.xlsx --by نگار")

# %%
from extractor.tracking.store import Store

store = Store(OUT / "claims.duckdb")
print(store.query("SELECT text, status, verdict, note FROM claims WHERE verdict IS NOT NULL").to_pylist())

# %% [markdown]
# From now on every table of the store shows the verdict.
#
# ## Was it read rightly? Corrections in an annotation tool
#
# The claims become tasks for Label Studio (doccano and brat do as well; and so does the HTML report, which is a desk to
# correct at). In the tool, somebody sets the status of the schools from planned to promised. Here a few lines play that
# part:

# %%
command("table claims.duckdb --format labelstudio -o tasks.json")
tasks = json.loads((OUT / "tasks.json").read_text(encoding="utf-8"))
for task in tasks:
    task["annotations"] = task.pop("predictions")
    for one in task["annotations"][0]["result"]:
        if one.get("from_name") == "status" and "۱۲ مدرسه" in task["data"]["text"]:
            print("was", one["value"]["choices"])
            one["value"]["choices"] = ["promised"]
(OUT / "export.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")

# %% [markdown]
# What the tool gives back is gold: documents with what a person says their claims are. The program is scored by it, and
# each miss names the rules that fired. What was set stands left of the bar, what the program reads right of it.

# %%
command("gold export.json -o gold.jsonl")
command("evaluate gold.jsonl --misses 3")

# %% [markdown]
# One status is missed now: the change that a person made. Whoever finds such a miss to be a fault of a rule writes a
# better one ([one's own rules](own_rules.py)), and this gold tells what else the new rule gains and loses.
