"""The workloads, one round of wrk, and what must be in the database after it."""
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import fill
import processes

SCRIPT = Path(__file__).with_name("load.lua")
THREADS = 2
RANGE = 100_000_000  # ids for one round
NEW_IDS = 2_000_000_000_000


@dataclass(frozen=True)
class Workload:
    name: str
    maker: str  # of load.lua, or a path to GET
    lines: str = ""  # which of the run's credentials vary or open the requests
    acknowledged: str = ""  # counts rows whose id is from {first} to below {end}


WORKLOADS = [
    Workload("health", "/health"),
    Workload("invite-link", "/api/v1/telegram/invite-link/"),
    Workload("applications", "applications", "admin"),
    Workload("auth", "auth", "users"),
    Workload(
        "save-test", "save_test", "bot",
        "SELECT count(*) FROM applications JOIN users ON users.id = applications.user_id "
        "WHERE users.telegram_id >= {first} AND users.telegram_id < {end}",
    ),
    Workload(
        "webhook", "webhook", "webhook",
        "SELECT count(*) FROM telegram_updates WHERE update_id >= {first} AND update_id < {end}",
    ),
]


class Load:
    def __init__(self, credentials, rows, connections):
        self.credentials, self.rows, self.connections = credentials, rows, connections
        self.first = NEW_IDS

    def run(self, contender, cluster, workload, seconds):
        """One round: what wrk saw, and µs CPU a request of server, PostgreSQL and wrk."""
        self.first += RANGE
        if cluster:
            cluster.settle()
        lines = self.credentials.file(workload.lines)
        command = [
            "wrk", f"--threads={THREADS}", f"--connections={self.connections}", f"--duration={seconds}s",
            "--timeout=60s", "--latency", f"--script={SCRIPT}", contender.base, "--",
            workload.maker, self.first, fill.FIRST_ID, self.rows, lines,
        ]
        server, database = contender.cpu_us(), cluster.cpu_us() if cluster else 0
        process = processes.start(command, output=subprocess.PIPE, text=True)
        try:
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            processes.kill(process)
            raise
        server, database = contender.cpu_us() - server, (cluster.cpu_us() if cluster else 0) - database
        marked = [line for line in output.splitlines() if line.startswith("RESULT ")]
        if process.returncode != 0 or not marked:
            raise RuntimeError(f"wrk failed:\n{output}")
        result = json.loads(marked[0].removeprefix("RESULT "))
        requests = result["requests"]
        if requests == 0:
            raise RuntimeError(f"{contender.name}, {workload.name}: no request was answered\n{contender.tail()}")
        result["requests_per_s"] = requests / result["duration_us"] * 1e6
        result["cpu_us"] = {
            "server": server / requests,
            "database": database / requests,
            "wrk": (usage.ru_utime + usage.ru_stime) * 1e6 / requests,
        }
        self.check(contender, workload, result)
        return result

    def check(self, contender, workload, result):
        """Nothing was refused, and every acknowledged row is there; what was under way at the end may be."""
        where = f"{contender.name}, {workload.name}"
        if result["non_2xx"] or result["broken"]:
            raise RuntimeError(f"{where}: {result['non_2xx']} answers that are errors, {result['broken']} broken\n"
                               f"{contender.tail()}")
        if not workload.acknowledged:
            return
        # wrk asks for one more request than it sends, to look at it.
        under_way = result["sent"] - result["requests"]
        least, most = max(0, result["fresh"] - under_way), result["fresh"]
        found = contender.database.integer(
            workload.acknowledged.format(first=self.first, end=self.first + RANGE)
        )
        result["rows"] = found
        if not least <= found <= most:
            raise RuntimeError(f"{where}: {found} new rows where {least} to {most} were acknowledged or under way")
