"""The plan of a run: what is started, asked and measured in which order."""
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import contract
import processes
from credentials import Credentials
from databases import Cluster, SQLite
from fill import fill
from latency import Latency
from limits import Limit
from load import Load
from workloads import WORKLOADS

# Half of what the first of these can do is the rate at which latency is measured.
REFERENCES = ("fastapi-estimate", "fastapi")
ROOM = 1.2  # a server that can do less than so many times the rate is left out: its latency would be the queue's
CROWDED = "save-test"


def say(text):
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def temporary_folder(parent):
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    # PostgreSQL runs as a user of its own, and its folder lies within.
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        # What was killed just now may write one last file.
        processes.wait_until(lambda: shutil.rmtree(folder, ignore_errors=True) or not folder.exists(),
                             f"{folder} is removed", deadline=10)


class Run:
    def __init__(self, options, stack, samples):
        self.options = options
        self.folder = stack.enter_context(temporary_folder(options.folder))
        self.credentials = Credentials(options.rows)
        self.load = Load(self.credentials, options.rows, self.folder)
        self.latency = Latency(self.load, self.folder)
        self.samples = samples
        self.cluster = None
        if any(contender.kind == "PostgreSQL" for contender in options.servers):
            say("starting PostgreSQL")
            self.cluster = stack.enter_context(Cluster(self.folder / "cluster"))
        databases = {}
        self.servers = []
        for contender in options.servers:
            if contender.keeps and contender.keeps not in databases:
                databases[contender.keeps] = (
                    SQLite(self.folder / f"{contender.keeps}.sqlite") if contender.kind == "SQLite"
                    else self.cluster.create(contender.keeps)
                )
            self.servers.append(contender(databases.get(contender.keeps), self.credentials, self.folder))

    def prepare(self):
        """Tables and rows for each server, which then is asked what the contract promises."""
        filled = set()
        for server in self.servers:
            say(f"preparing {server.name}, {self.options.rows} rows" if server.database else f"preparing {server.name}")
            if server.database and server.keeps not in filled:
                server.prepare()
                fill(server.database, self.options.rows)
                filled.add(server.keeps)
            if server.database:
                with server:
                    contract.check(server, self.credentials)
        for server in self.servers:
            server.starts.clear()  # the first has caches to fill that later ones find

    def measure(self):
        try:
            self.measure_all()
        finally:
            for server in self.servers:
                self.samples += [{"kind": "start", "server": server.name, "seconds": one} for one in server.starts]

    def measure_all(self):
        for workload in WORKLOADS:
            taking_part = [server for server in self.servers if workload.name in server.workloads]
            if workload.name in self.options.only and taking_part:
                with contextlib.ExitStack() as stack:
                    for server in taking_part:
                        if isinstance(server, Limit):
                            server.copy(taking_part[0], workload.path)
                        stack.enter_context(server)
                    self.measure_workload(workload, taking_part)
        if self.options.crowd:
            self.measure_memory()

    def measure_workload(self, workload, servers):
        for server in servers:
            self.round(workload, server, self.options.warm_up, max(self.options.connections), 0)
        for connections in self.options.connections:
            for number in range(1, self.options.rounds + 1):
                for server in servers:
                    self.round(workload, server, self.options.seconds, connections, number)
        if not self.options.no_latency:
            self.measure_latency(workload, servers)

    def used(self, server):
        # PostgreSQL's share of what runs without it is nothing, whatever it is doing for itself.
        return self.cluster if server.kind == "PostgreSQL" else None

    def keep(self, kind, workload, server, number, result, told):
        about = f"round {number}" if number else "warm-up"
        say(f"{workload.name}, {server.name}, {about}: {told}")
        if number:
            self.samples.append({"kind": kind, "workload": workload.name, "server": server.name, "round": number,
                                 "load_average": os.getloadavg()[0], **result})

    def round(self, workload, server, seconds, connections, number):
        result = self.load.run(server, self.used(server), workload, seconds, connections)
        result |= {"connections": connections, "resident_kib": server.resident_kib()}
        self.keep("throughput", workload, server, number, result,
                  f"{result['requests_per_s']:.0f} requests/s with {connections} connections")

    def capacity(self, workload, name):
        rates = [sample["requests_per_s"] for sample in self.samples
                 if sample["kind"] == "throughput" and sample["workload"] == workload.name
                 and sample["server"] == name and sample["connections"] == max(self.options.connections)]
        return statistics.median(rates) if rates else 0

    def measure_latency(self, workload, servers):
        rate = next(filter(None, (self.capacity(workload, name) / 2 for name in REFERENCES)), None)
        if rate is None:
            say(f"{workload.name}: no latency without FastAPI, whose capacity gives the rate")
            return
        able = [server for server in servers
                if not isinstance(server, Limit) and self.capacity(workload, server.name) >= ROOM * rate]
        for number in range(1, self.options.rounds + 1):
            for server in able:
                result = self.latency.run(server, self.used(server), workload, self.options.seconds, rate)
                self.keep("latency", workload, server, number, result,
                          f"p99 {result['latency_us']['p99'] / 1000:.1f} ms at {rate:.0f} a second")

    def measure_memory(self):
        workload = next(workload for workload in WORKLOADS if workload.name == CROWDED)
        for server in self.servers:
            if workload.name in server.workloads:
                with server, processes.Peak(server.process.pid) as peak:
                    # A server may limit how long requests wait; how many it turned away stands in the table.
                    result = self.load.run(server, self.used(server), workload, self.options.seconds,
                                           self.options.crowd, may_refuse=True)
                    result |= {"connections": self.options.crowd}
                result["resident_kib"] = peak.kib
                self.keep("memory", workload, server, 1, result,
                          f"{peak.kib / 1024:.0f} MB under {self.options.crowd} connections")
