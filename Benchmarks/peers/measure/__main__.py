"""Compares telegram-backend with what a user would pick instead: rounds interleaved, on one PostgreSQL, in one run.

Starts a temporary PostgreSQL with default settings, each server with a database of its own on it, and loads them in
turn with wrk. Prints a table, writes all samples as JSON, and leaves nothing else behind.
"""
import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import processes
import report
from contenders import FastAPI, FastAPIEstimate, Ours
from credentials import ADMIN, NOBODY, Credentials
from databases import Cluster, SQLite
from fill import fill
from load import WORKLOADS, Load


def arguments():
    names = [workload.name for workload in WORKLOADS]
    parser = argparse.ArgumentParser(prog="scripts/bench postgresql", description=__doc__)
    parser.add_argument("--ours", choices=("postgresql", "sqlite", "none"), default="postgresql",
                        help="what telegram-backend runs on")
    parser.add_argument("--peer", choices=("fastapi", "none"), default="fastapi")
    parser.add_argument("--only", metavar="WORKLOADS", default=",".join(names), help=f"of {','.join(names)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10, help="how long a round of one server takes")
    parser.add_argument("--warm-up", type=int, default=3, help="seconds before the first round of each workload")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rows", type=int, default=100_000, help="users, each with an application, at the start")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()),
                        help="where the databases live while it runs: on the file system to be measured")
    parser.add_argument("--json", type=Path, default=Path(".build/bench-postgresql.json"))
    options = parser.parse_args()
    options.only = options.only.split(",")
    if unknown := set(options.only) - set(names):
        parser.error(f"no workload is called {', '.join(sorted(unknown))}")
    if min(options.rounds, options.seconds, options.warm_up, options.rows) < 1:
        parser.error("rounds, seconds, warm-up and rows are 1 or more")
    if options.ours == options.peer == "none":
        parser.error("nothing is left to measure")
    if options.rows >= 10**11:
        parser.error("ids would no longer have thirteen digits")
    return options


@contextlib.contextmanager
def temporary_folder(parent):
    folder = Path(tempfile.mkdtemp(prefix="bench-postgresql-", dir=parent))
    # PostgreSQL runs as a user of its own, and its folder lies within.
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        # What was killed just now may write one last file.
        processes.wait_until(lambda: shutil.rmtree(folder, ignore_errors=True) or not folder.exists(),
                             f"{folder} is removed", deadline=10)


def contenders(options, cluster, credentials, folder):
    """In the order of their turns; the first is what ratios are taken of."""
    if options.ours != "none":
        database = SQLite(folder / "ours.sqlite") if options.ours == "sqlite" else cluster.create("ours")
        yield Ours(database, credentials, folder)
    if options.peer == "fastapi":
        database = cluster.create("fastapi")
        yield FastAPI(database, credentials, folder)
        if "applications" in options.only:
            yield FastAPIEstimate(database, credentials, folder)


def takes_part(contender, workload):
    return not isinstance(contender, FastAPIEstimate) or workload.name == "applications"


def measure(options, stack):
    say = lambda text: print(text, file=sys.stderr, flush=True)
    folder = stack.enter_context(temporary_folder(options.folder))
    credentials = Credentials(folder, options.rows)
    cluster = None
    if options.ours == "postgresql" or options.peer != "none":
        say("starting PostgreSQL")
        cluster = stack.enter_context(Cluster(folder / "cluster"))
    servers = []
    filled = set()
    for contender in contenders(options, cluster, credentials, folder):
        say(f"preparing {contender.name} on {contender.database.kind}, {options.rows} rows")
        contender.prepare()
        if contender.database.url not in filled:
            fill(contender.database, options.rows)
            filled.add(contender.database.url)
        servers.append(stack.enter_context(contender))
        contender.smoke(credentials, NOBODY, ADMIN)

    about = report.about(options, cluster, servers)
    load = Load(credentials, options.rows, options.connections)
    samples = []
    for workload in WORKLOADS:
        if workload.name not in options.only:
            continue
        taking_part = [server for server in servers if takes_part(server, workload)]
        for number in range(options.rounds + 1):
            for server in taking_part:
                # PostgreSQL's share of what runs on SQLite is nothing, whatever it is doing for itself.
                used = cluster if server.database.kind == "PostgreSQL" else None
                result = load.run(server, used, workload, options.seconds if number else options.warm_up)
                result |= {"server": server.name, "workload": workload.name, "round": number,
                           "load_average": os.getloadavg()[0], "resident_kib": server.resident_kib()}
                say(f"{workload.name}, {server.name}, {f'round {number}' if number else 'warm-up'}: "
                    f"{result['requests_per_s']:.0f} requests/s")
                if number:
                    samples.append(result)
    return about, samples


def main():
    options = arguments()
    # As Ctrl-C does: everything that was started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    try:
        with contextlib.ExitStack() as stack:
            about, samples = measure(options, stack)
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    report.write(options.json, about, samples)
    print(report.table(about, samples))
    print(f"\nAll samples: {options.json}")


main()
