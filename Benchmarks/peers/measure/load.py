"""One round of load by wrk, which asks as fast as it is answered, and what must be in the database after it."""
import json
import os
import subprocess
from pathlib import Path

import fill
import processes

SCRIPT = Path(__file__).with_name("load.lua")
THREADS = 2
RANGE = 100_000_000  # ids for one round
NEW_IDS = 2_000_000_000_000


def check_rows(contender, workload, first, least, most):
    """How many rows there are whose ids begin at `first`: those that were acknowledged, at least."""
    found = contender.database.integer(workload.acknowledged.format(first=first, end=first + RANGE))
    if not least <= found <= most:
        raise RuntimeError(f"{contender.name}, {workload.name}: {found} new rows where {least} to {most} were "
                           "acknowledged or under way")
    return found


class Load:
    def __init__(self, credentials, rows, folder):
        self.credentials, self.rows, self.path = credentials, rows, folder / "requests"
        self.first = NEW_IDS

    def next_ids(self):
        self.first += RANGE
        return self.first

    def run(self, contender, cluster, workload, seconds, connections, may_refuse=False):
        """One round: what wrk saw, and µs CPU a request of server, PostgreSQL and wrk."""
        first = self.next_ids()
        if cluster:
            cluster.settle()
        with open(self.path, "w", encoding="utf-8") as file:
            for request in workload.requests(self.credentials):
                print(request.text().replace("\r\n", "\t"), file=file)
        command = [
            "wrk", f"--threads={min(THREADS, connections)}", f"--connections={connections}", f"--duration={seconds}s",
            "--timeout=60s", "--latency", f"--script={SCRIPT}", contender.base, "--",
            self.path, first, fill.FIRST_ID, self.rows,
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
        self.check(contender, workload, first, result, may_refuse)
        return result

    def check(self, contender, workload, first, result, may_refuse):
        """Nothing was refused, and every acknowledged row is there; what was under way at the end may be."""
        if (result["non_2xx"] and not may_refuse) or result["broken"]:
            raise RuntimeError(f"{contender.name}, {workload.name}: {result['non_2xx']} answers that are errors, "
                               f"{result['broken']} broken\n{contender.tail()}")
        if workload.acknowledged:
            # wrk asks for one more request than it sends, to look at it.
            unknown = result["sent"] - result["requests"] + result["non_2xx"]
            least, most = max(0, result["fresh"] - unknown), result["fresh"]
            result["rows"] = check_rows(contender, workload, first, least, most)
