"""Latency at a fixed rate, counted from when a request was due: a server that stalls pays for all that waited."""
import json
import random
import subprocess

import fill
import processes
from contenders import ROOT
from load import check_rows

DRIVER = ROOT / ".build/release/load-driver"
USERS = 500  # how many existing users a file of requests names
CONNECTIONS = 64


def drive(base, requests, rate, seconds, *options, connections=CONNECTIONS):
    """Runs the load driver on a file of requests; gives its exit status and what it printed, one line of JSON."""
    process = processes.start(
        [DRIVER, "--url", base, "--rate", rate, "--seconds", seconds, "--connections", connections,
         "--requests", requests, *options],
        output=subprocess.PIPE, text=True,
    )
    try:
        output = process.communicate()[0]
    except BaseException:
        processes.kill(process)
        raise
    return process.returncode, output


class Latency:
    def __init__(self, load, folder):
        self.load, self.path = load, folder / "requests.jsonl"

    def write(self, workload):
        """Writes the requests; says of each whether it draws an id."""
        draws = []
        with open(self.path, "w", encoding="utf-8") as file:
            requests = list(workload.requests(self.load.credentials))
            for _ in range(USERS if any("{user}" in request.body for request in requests) else 1):
                for request in requests:
                    user = fill.FIRST_ID + random.randint(1, self.load.rows)
                    line = {"method": request.method, "path": request.path, "headers": request.headers}
                    if request.method != "GET":
                        line["body"] = request.body.replace("{user}", str(user))
                    print(json.dumps(line), file=file)
                    draws.append("{id}" in request.body)
        return draws

    def run(self, contender, cluster, workload, seconds, rate):
        first = self.load.next_ids()
        if cluster:
            cluster.settle()
        draws = self.write(workload)
        status, output = drive(contender.base, self.path, f"{rate:.1f}", seconds, "--first-id", first)
        if status != 0:
            raise RuntimeError(f"load-driver failed:\n{output}")
        result = json.loads(output)
        if any(not status.startswith("2") for status in result["statuses"]):
            raise RuntimeError(f"{contender.name}, {workload.name} at {rate:.0f} a second: "
                               f"{output.strip()}\n{contender.tail()}")
        # A full server may not answer in time; the table shows it.
        lost = result["scheduled"] - result["answered"]
        if workload.acknowledged:
            rounds, rest = divmod(result["scheduled"], len(draws))
            expected = rounds * sum(draws) + sum(draws[:rest])
            check_rows(contender, workload, first, max(0, expected - lost), expected)
        return {"rate": rate, "answered": result["answered"], "lost": lost, "latency_us": result["latency_us"],
                "lateness_us": result["lateness_us"]}
