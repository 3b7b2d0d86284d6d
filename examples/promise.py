# %% [markdown]
# # Following a promise
#
# A governor says that the first phase of a solar plant will be in operation by the end of Shahrivar 1403. What do
# sixteen articles of two years tell of it? They are in `seeds/series`.

# %%
from pathlib import Path

import extractor
from extractor.tracking.checks.run import check
from extractor.tracking.threads import threads

SERIES = next(folder for folder in (Path("seeds/series"), Path("../seeds/series")) if folder.is_dir())
extract = extractor.load("fa")
articles = [extract(path.read_text(encoding="utf-8"), id=path.stem) for path in sorted(SERIES.glob("*.txt"))]
print(sum(len(article.claims) for article in articles), "claims in", len(articles), "articles")

# %% [markdown]
# ## The thread
#
# A thread is what is told of one thing over time. The one with most differences comes first: that is our promise.

# %%
thread, *others = threads(articles)
print(thread.title)
for told in thread.told:
    claim, deadline = told.first.claim, told.first.deadline
    print(told.day, "|", claim.text, "|", claim.status, "|", f"by {deadline}" if deadline else "")

# %% [markdown]
# Licensed, started, put off, in dispute, opened: with less than half of what was promised. What differs is told with
# its figures:

# %%
for difference in thread.differences:
    print(difference.kind, "|", difference.words)

# %% [markdown]
# ## The plot
#
# What was said, on the day on which it was said. Hollow: promised or planned; full: told as a fact.

# %%
import matplotlib.pyplot as plt

AHEAD = ("planned", "promised", "needed")
days = [told.day for told in thread.told]
megawatts = [float(told.first.claim.quantity.to("MW").magnitude) for told in thread.told]
facts = [told.first.claim.status not in AHEAD for told in thread.told]

figure, axes = plt.subplots(figsize=(9, 4), layout="constrained")
axes.plot(days, megawatts, color="lightgrey", zorder=1)
axes.scatter(days, megawatts, s=90, zorder=2, edgecolors="teal", c=["teal" if fact else "white" for fact in facts])
for told, height in zip(thread.told, megawatts, strict=True):
    axes.annotate(str(told.first.claim.status), (told.day, height), xytext=(0, 10), textcoords="offset points")
axes.margins(x=0.15)
axes.set(ylim=(0, 360), ylabel="MW", title="What was told of the first phase")

# %% [markdown]
# Deadlines move as well. Each line is a promise, from the day on which it was given to the day by which it was to hold.

# %%
promises = [told for told in thread.told if told.first.deadline]
figure, axes = plt.subplots(figsize=(9, 1 + len(promises)), layout="constrained")
for row, told in enumerate(promises):
    axes.plot([told.day, told.first.deadline], [row, row], marker="o", color="peru")
    axes.annotate(f"by {told.first.deadline}", (told.day, row), xytext=(0, 8), textcoords="offset points")
axes.axvline(thread.told[-1].day, color="teal", linestyle="--", label="opened")
axes.set(yticks=[], ylim=(-0.5, len(promises) - 0.3), title="Promises of the first phase")
axes.legend()

# %% [markdown]
# ## What does not add up
#
# The articles have faults built in, as real ones do. A check points, and shows its arithmetic; what it means is for
# people to say.

# %%
findings = check(articles)
for finding in findings:
    print(finding.check, "|", finding.words)

# %% [markdown]
# Threads and findings show in the report as well: `extractor table seeds/series -o report.html`.
#
# Next: [from claims to corrections and back](corrections.py).
