"""What the samples of several rounds say together."""
import statistics

OURS, OURS_SQLITE = "telegram-backend", "telegram-backend-sqlite"


class Medians:
    def __init__(self, samples):
        self.samples = samples

    def select(self, **wanted):
        return [sample for sample in self.samples if all(sample.get(key) == value for key, value in wanted.items())]

    def workloads(self, kind):
        return list(dict.fromkeys(sample["workload"] for sample in self.select(kind=kind)))

    def ours_beside(self, workload, server, connections):
        """What telegram-backend does on the same kind of database; None beside itself."""
        if server in (OURS, OURS_SQLITE):
            return None
        return self.throughput(workload, OURS_SQLITE if server.endswith("-sqlite") else OURS, connections)

    def throughput(self, workload, server, connections):
        samples = self.select(kind="throughput", workload=workload, server=server, connections=connections)
        if not samples:
            return None
        rates = [sample["requests_per_s"] for sample in samples]
        cpu = [sample["cpu_us"] for sample in samples]
        return {
            "rate": statistics.median(rates), "lowest": min(rates), "highest": max(rates),
            **{part: statistics.median(one[part] for one in cpu) for part in ("server", "database", "wrk")},
            "together": statistics.median(one["server"] + one["database"] for one in cpu),
            "p50": statistics.median(sample["p50_us"] for sample in samples),
            "p99": statistics.median(sample["p99_us"] for sample in samples),
            "resident": statistics.median(sample["resident_kib"] for sample in samples) / 1024,
        }

    def latency(self, workload, server):
        samples = self.select(kind="latency", workload=workload, server=server)
        if not samples:
            return None
        return {
            "rate": samples[0]["rate"],
            "lost": sum(sample["lost"] for sample in samples),
            "late": statistics.median(sample["lateness_us"]["p99"] for sample in samples),
            **{key: statistics.median(sample["latency_us"][key] for sample in samples)
               for key in ("p50", "p90", "p99", "p99.9", "max")},
        }

    def memory(self, server):
        """MB, or None."""
        samples = self.select(kind="memory", server=server)
        return max(sample["resident_kib"] for sample in samples) / 1024 if samples else None

    def refused(self, server):
        """The share of requests that a crowd was refused, %."""
        samples = self.select(kind="memory", server=server)
        return sum(one["non_2xx"] for one in samples) / sum(one["requests"] for one in samples) * 100

    def start(self, server):
        """ms, or None."""
        times = [sample["seconds"] * 1000 for sample in self.select(kind="start", server=server)]
        return {"median": statistics.median(times), "lowest": min(times), "highest": max(times)} if times else None
