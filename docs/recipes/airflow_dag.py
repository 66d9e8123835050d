"""An Airflow task: a day's articles to a Parquet file, resumed where a killed attempt left off."""

from airflow.sdk import dag, task

from figures.cli import main


@task(retries=2)
def extract(source: str, target: str) -> str:
    status = main(["extract", source, "-o", target, "--resume", "--errors", f"{target}.errors.csv", "--quiet"])
    if status not in (0, 3):  # 3: some rows could not be read, and stand in the errors
        raise RuntimeError(f"figures extract ended with {status}")
    return target


@dag(schedule="@daily", catchup=False)
def figures_daily() -> None:
    extract("articles.csv", "figures.parquet")


figures_daily()
