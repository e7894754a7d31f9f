"""Compares telegram-backend with what a user would pick instead, and with what no server can beat, in one run.

Starts a temporary PostgreSQL with default settings, each server with a database of its own on it, and loads them in
turn. Writes a table, all samples as JSON and a chart, and leaves nothing else behind.
"""
import argparse
import contextlib
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import report
from contenders import ROOT, Ours, OursObserved, OursSQLite
from limits import Epoll, Nginx
from peers import Django, FastAPI, FastAPIEstimate, FastAPISQLite, Go, GoEstimate
from run import Run
from workloads import NAMES

# In the order of their turns; the first that takes part is what ratios are taken of.
CONTENDERS = [
    Ours, OursObserved, FastAPI, FastAPIEstimate, Go, GoEstimate, Django, OursSQLite, FastAPISQLite, Nginx, Epoll,
]


def numbers(text):
    return [int(part) for part in text.split(",")]


def arguments():
    known = {contender.name: contender for contender in CONTENDERS}
    parser = argparse.ArgumentParser(
        prog="scripts/bench servers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--servers", default=",".join(name for name, contender in known.items() if contender.by_default),
                        help=f"of {','.join(known)}")
    parser.add_argument("--only", metavar="WORKLOADS", default=",".join(NAMES), help=f"of {','.join(NAMES)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="how long a round of one server takes")
    parser.add_argument("--warm-up", type=int, default=3, help="seconds before the first round of each workload")
    parser.add_argument("--connections", type=numbers, default=[64, 1], help="of wrk; 64,1 measures with each")
    parser.add_argument("--no-latency", action="store_true", help="leave latency at a fixed rate out")
    parser.add_argument("--crowd", type=int, default=1000, help="connections under which memory is read; 0: not")
    parser.add_argument("--rows", type=int, default=100_000, help="users, each with an application, at the start")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()),
                        help="where the databases live while it runs: on the file system to be measured")
    parser.add_argument("--output", type=Path, default=Path(".build/bench"),
                        help="folder that results.json, results.md and chart.svg are written to")
    options = parser.parse_args()
    options.only, servers = options.only.split(","), options.servers.split(",")
    if unknown := (set(options.only) - set(NAMES)) | (set(servers) - set(known)):
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    if min(options.rounds, options.seconds, options.warm_up, options.rows, *options.connections) < 1:
        parser.error("rounds, seconds, warm-up, rows and connections are 1 or more")
    if options.rows >= 10**11:
        parser.error("ids would no longer have thirteen digits")
    options.servers = [contender for contender in CONTENDERS
                       if contender.name in servers and contender.workloads.intersection(options.only)]
    if not options.servers or options.servers[0].kind == "none":
        parser.error("no server is left to measure")
    return options


def build(options):
    """What is missing of the servers and of the load generator; scripts/bench says what cannot be had."""
    # Our program asks all of them what the contract promises.
    parts = dict.fromkeys(["ours", *(contender.built_as for contender in options.servers)])
    driver = [] if options.no_latency else ["load-driver"]
    if subprocess.run([ROOT / "scripts/bench", "prepare", *parts, *driver], check=False).returncode != 0:
        sys.exit(1)


def main():
    options = arguments()
    build(options)
    # As Ctrl-C does: everything that was started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    samples, about, failure = [], {}, None
    try:
        with contextlib.ExitStack() as stack:
            run = Run(options, stack, samples)
            run.prepare()
            about = report.about(options, run.cluster, run.servers)
            run.measure()
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError) as error:
        failure = f"bench: {error}"
    if samples:
        print(report.write(options.output, about, samples))
        print(f"\nTable, chart and all samples{' until it failed' if failure else ''}: {options.output}")
    sys.exit(failure)


main()
