"""Measures what a whole filing costs: `make bench`; writes `bench.json` into the data folder."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.city import MeasuredCity, open_city
from tests.bench.journeys import JOURNEYS, MAIN
from tests.bench.metering import Meter

WARM_UP = 3
FILINGS = 30
FILE = "bench.json"
LOG = "bench.log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one filing of a procedure cost on average; seconds of processor time but for `wall`."""

    filings: int
    requests: float
    cpu_seconds_web: float
    cpu_seconds_jobs: float
    cpu_seconds_database: float
    wall_seconds: float
    cpu_seconds_per_request: dict[str, float]

    @property
    def cpu_seconds(self) -> float:
        """Our own part: pages and jobs, without the database server's."""
        return self.cpu_seconds_web + self.cpu_seconds_jobs


def measure(house: MeasuredCity, procedure_id: str) -> Measured:
    file_often(house, procedure_id, house.meter(), WARM_UP)
    house.city.work()
    meter, database = house.meter(), house.database_cpu_seconds()
    wall = file_often(house, procedure_id, meter, FILINGS)
    before_jobs = time.process_time()
    house.city.work()
    jobs, total = time.process_time() - before_jobs, meter.total()
    return Measured(
        filings=FILINGS,
        requests=total.requests / FILINGS,
        cpu_seconds_web=total.cpu_seconds / FILINGS,
        cpu_seconds_jobs=jobs / FILINGS,
        cpu_seconds_database=(house.database_cpu_seconds() - database) / FILINGS,
        wall_seconds=wall / FILINGS,
        cpu_seconds_per_request={
            route: cost.each for route, cost in sorted(meter.by_route.items())
        },
    )


def file_often(house: MeasuredCity, procedure_id: str, meter: Meter, times: int) -> float:
    """File and return the seconds from first to last on the wall's clock, the client's included."""
    started = time.perf_counter()
    for _ in range(times):
        JOURNEYS[procedure_id](house.applicant(procedure_id, meter))
    return time.perf_counter() - started


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def table(results: dict[str, Measured]) -> Iterator[str]:
    """Return the lines to show: milliseconds for each filing, then for each request."""
    yield f"{'':<24}{'requests':>10}{'web':>10}{'jobs':>10}{'database':>10}{'wall':>10}"
    for procedure_id, cost in results.items():
        seconds = (
            cost.cpu_seconds_web,
            cost.cpu_seconds_jobs,
            cost.cpu_seconds_database,
            cost.wall_seconds,
        )
        yield f"{procedure_id:<24}{cost.requests:>10.1f}" + "".join(map(milliseconds, seconds))
        for route, each in cost.cpu_seconds_per_request.items():
            yield f"    {route:<30}{milliseconds(each)}"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:>8.1f}ms"


def measure_all(log: Path) -> dict[str, Measured]:
    """Measure every procedure; what the application says meanwhile goes into a file."""
    with log.open("w", encoding="utf-8") as said, redirect_stderr(said), open_city() as house:
        return {procedure_id: measure(house, procedure_id) for procedure_id in JOURNEYS}


def main() -> None:
    folder = Path(os.environ.get("VAR_DIR") or "var")
    folder.mkdir(parents=True, exist_ok=True)
    results = measure_all(folder / LOG)
    report = {
        "cpu_seconds_per_filing": results[MAIN].cpu_seconds,
        "procedure": MAIN,
        "peak_megabytes": peak_megabytes(),
        "procedures": {procedure_id: asdict(cost) for procedure_id, cost in results.items()},
    }
    (folder / FILE).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(table(results)))
    sys.stdout.write(
        f"\n最大メモリー / peak memory: {peak_megabytes()} MB"
        f"\ncpu_seconds_per_filing ({MAIN}): {results[MAIN].cpu_seconds:.3f} → {folder / FILE}\n"
    )


if __name__ == "__main__":
    main()
