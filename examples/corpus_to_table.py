# %% [markdown]
# # A corpus to a claim table
#
# Articles in a folder become claims in Parquet, a store that SQL can ask, an Excel sheet and a report. Here the corpus
# is `seeds/`, a dozen articles; the commands are the same for a million (docs/scale.md).

# %%
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = next(folder for folder in (Path("seeds"), Path("../seeds")) if folder.is_dir())
OUT = Path(tempfile.mkdtemp())


def command(*words: object) -> None:
    """Run `extractor …`; in a terminal, write the words without the quotes."""
    done = subprocess.run([sys.executable, "-m", "extractor", *map(str, words)], check=True, capture_output=True)
    print(done.stdout.decode())


# %% [markdown]
# ## Read
#
# All cores are used. A run that was stopped goes on with `--resume`; a document that cannot be read is a row of
# `errors`, and never ends the run.

# %%
command("batch", *sorted(SEEDS.glob("*.txt")), "-o", OUT / "out", "--keep-text")

# %% [markdown]
# ## Look
#
# The run has left three tables: claims, documents, errors.

# %%
import pandas as pd

claims = pd.read_parquet(OUT / "out" / "claims")
claims[["document", "text", "status", "subject", "place"]].head()

# %% [markdown]
# How far along is what the articles tell of? Stages tell more than sums: figures of different things do not add up.

# %%
claims["status"].value_counts()

# %%
print(len(pd.read_parquet(OUT / "out" / "documents")), "documents,", len(claims), "claims")

# %% [markdown]
# ## Ask
#
# A store keeps claims of many runs in one file. Adding the same run twice changes nothing.

# %%
command("store", "add", OUT / "out", "--store", OUT / "claims.duckdb")

# %%
from extractor.tracking.store import Store

store = Store(OUT / "claims.duckdb")
store.query(
    """
    SELECT document, text, speaker, sentence FROM claims
    WHERE kind = 'money' AND status IN ('promised', 'planned', 'needed') ORDER BY document, start
    """
).to_pandas()

# %% [markdown]
# Money that is not there yet, with who says so and the sentence that says it.
#
# ## Give it to others
#
# The Excel sheet reads from right to left, has filters, and real numbers. The report is one file for the browser, in
# which every row opens to its sentence.

# %%
command("table", OUT / "claims.duckdb", "-o", OUT / "claims.xlsx")
command("table", OUT / "claims.duckdb", "-o", OUT / "report.html")
for name in ("claims.xlsx", "report.html"):
    print(name, (OUT / name).stat().st_size // 1024, "kB")

# %% [markdown]
# Next: [following a promise through a year](promise.py).
