"""Claims of a corpus on Spark: documents in, claims, documents and errors out, as Parquet.

    python examples/spark_corpus.py [OUT [INPUT.jsonl]]

Runs on this machine with two cores; on a cluster, leave the master to spark-submit (docs/scale.md).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

# Spark starts the `python3` of the path for its workers, which need not be the one that has the extractor.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import DataFrame, SparkSession

from extractor.corpus import spark

ARTICLES = [
    (
        "energy-1",
        "وزیر نیرو گفت: برای احداث ۲۶۰۰ مگاوات نیروگاه خورشیدی پروانه صادر شده است.",
    ),
    ("water-1", "مدیرعامل شرکت آب اعلام کرد که تا پایان سال آینده ۱۲ تصفیه‌خانه به بهره‌برداری می‌رسد."),
    ("budget-1", "نرخ بیکاری از ۹٫۲ درصد به ۸٫۴ درصد رسید و ۳ همت برای اشتغال تخصیص یافت."),
    ("broken-1", None),
]


def documents(session: SparkSession, source: str | None) -> DataFrame:
    if source is not None:
        return session.read.json(source)
    return session.createDataFrame(ARTICLES, "id string, body string").withColumnRenamed("body", "text")


def main(out: Path, source: str | None = None) -> None:
    session = (
        SparkSession.builder.master("local[2]")
        .appName("claims")
        .config("spark.ui.enabled", "false")
        # Claims come in bunches of what so many documents give; small bunches keep memory flat.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    # One pass over the documents; without persist() each of the three tables would read them again.
    outcomes = spark.outcomes(documents(session, source), language="fa").persist()
    for name, table in (
        ("claims", spark.claims(outcomes)),
        ("documents", spark.documents(outcomes)),
        ("errors", spark.errors(outcomes)),
    ):
        table.write.mode("overwrite").parquet(str(out / name))
        print(f"{name}: {session.read.parquet(str(out / name)).count()} rows")
    outcomes.unpersist()
    session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1] if sys.argv[1:] else tempfile.mkdtemp()), *sys.argv[2:3])
