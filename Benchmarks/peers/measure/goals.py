"""The goals of the project, held against what was measured."""
from dataclasses import dataclass

from medians import OURS, OURS_SQLITE

ALONE = ("health", "invite-link")
WRITES = ("save-test", "webhook")


@dataclass(frozen=True)
class Result:
    what: str
    measured: str
    goal: str
    met: bool


def table(about, medians):
    connections = max(about["connections"])
    results = [*alone(medians, connections), *times(medians, connections), *writes(medians, connections),
               *latencies(medians), *sizes(about, medians)]
    if not results:
        return []
    lines = ["", "## Goals", "", f"At {connections} connections; what was not measured is left out.", "",
             "| what | measured | goal | |", "|---|---:|---:|---|"]
    lines += [f"| {one.what} | {one.measured} | {one.goal} | {'met' if one.met else '**not met**'} |"
              for one in results]
    return lines


def alone(medians, connections):
    for workload in ALONE:
        ours, epoll, nginx = (medians.throughput(workload, name, connections) for name in (OURS, "epoll", "nginx"))
        if ours and epoll:
            ratio = ours["server"] / epoll["server"]
            yield Result(f"{workload}: CPU beside a bare epoll program", f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3)
        if ours and nginx:
            ratio = ours["rate"] / nginx["rate"]
            yield Result(f"{workload}: throughput beside nginx", f"{ratio:.2f} ×", "≥ 1 ×", ratio >= 1)


def times(medians, connections):
    """Throughput, so many times another's."""
    goals = [("applications", OURS, "fastapi", 3), ("applications", OURS, "fastapi-estimate", 3),
             ("applications", OURS, "go", 1.8), ("applications", OURS, "go-estimate", 1.8),
             ("auth", OURS, "fastapi", 5), ("auth", OURS, "go", 3)]
    for workload in WRITES:
        goals += [(workload, OURS, "fastapi", 8), (workload, OURS, "go", 5),
                  (workload, OURS_SQLITE, "fastapi-sqlite", 20)]
    for workload, server, other, least in goals:
        ours, theirs = (medians.throughput(workload, name, connections) for name in (server, other))
        if ours and theirs:
            ratio = ours["rate"] / theirs["rate"]
            where = " on SQLite" if server == OURS_SQLITE else ""
            yield Result(f"{workload}{where}: throughput beside {other}", f"{ratio:.1f} ×", f"≥ {least} ×",
                         ratio >= least)


def writes(medians, connections):
    for workload in WRITES:
        if (ours := medians.throughput(workload, OURS, connections)):
            yield Result(f"{workload}: CPU a request with PostgreSQL's", f"{ours['together']:.0f} µs", "≤ 60 µs",
                         ours["together"] <= 60)


def latencies(medians):
    for workload in medians.workloads("latency"):
        ours = medians.latency(workload, OURS)
        theirs = medians.latency(workload, "fastapi-estimate") or medians.latency(workload, "fastapi")
        if ours and theirs:
            ratio = ours["p99"] / theirs["p99"]
            yield Result(f"{workload}: p99 at half of FastAPI's capacity, beside FastAPI's", f"{ratio:.2f} ×",
                         "≤ 0.33 ×", ratio <= 1 / 3)


def sizes(about, medians):
    if (memory := medians.memory(OURS)):
        others = ", ".join(f"{name} {other:.0f} MB" for name in ("fastapi", "django")
                           if (other := medians.memory(name)))
        yield Result(f"memory under {about['crowd']:,} connections" + (f" ({others})" if others else ""),
                     f"{memory:.0f} MB", "≤ 50 MB", memory <= 50)
    if (start := medians.start(OURS)):
        yield Result("start to first answer", f"{start['median']:.0f} ms", "≤ 100 ms", start["median"] <= 100)
