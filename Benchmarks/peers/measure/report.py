"""What was measured, for people and as JSON."""
import json
import os
import platform
import statistics
import subprocess
from datetime import datetime, timezone


def about(options, cluster, servers):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    mount = subprocess.run(["findmnt", "--noheadings", "--output=FSTYPE", "--target", options.folder],
                           capture_output=True, text=True, check=False).stdout.strip()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "cpu": model,
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "file_system": mount or "unknown",
        "postgresql": cluster.settings() if cluster else None,
        "servers": {server.name: {"database": server.database.kind, **server.versions()} for server in servers},
        "rows": options.rows,
        "connections": options.connections,
        "rounds": options.rounds,
        "seconds": options.seconds,
    }


def write(path, about, samples):
    path.write_text(json.dumps({"about": about, "samples": samples}, indent=1) + "\n", encoding="utf-8")


def table(about, samples):
    """One row for each workload and server: medians of the rounds, lowest and highest where there is room for them."""
    loads = [sample["load_average"] for sample in samples]
    postgresql = about["postgresql"] or {}
    lines = [
        f"{about['cpu']}, {about['cores']} cores, {about['file_system']}; "
        f"load average {min(loads):.1f} to {max(loads):.1f}",
        *([f"PostgreSQL {', '.join(f'{name} {value}' for name, value in postgresql.items())}"] if postgresql else []),
        f"{about['rows']} rows; wrk with {about['connections']} connections, closed-loop: each sends when its answer "
        "is there, so latency is that of a full server",
        f"Medians (lowest to highest) of {about['rounds']} interleaved rounds of {about['seconds']} s. No answer was "
        "an error, and every acknowledged row is in the database.",
        "",
        "| workload | server | requests/s | p50 ms | p99 ms | CPU µs: server | PostgreSQL | together | wrk "
        "| resident MB | throughput | CPU |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    first = next(iter(about["servers"]))
    for workload in dict.fromkeys(sample["workload"] for sample in samples):
        own = [sample for sample in samples if sample["workload"] == workload]
        measured = {name: summary([sample for sample in own if sample["server"] == name])
                    for name in dict.fromkeys(sample["server"] for sample in own)}
        lines += [row(workload, name, values, measured[first]) for name, values in measured.items()]
    if len(about["servers"]) > 1:
        lines += ["", f"The last two columns: {first} does so many times what the server of that row does, and takes the "
                  "CPU of server and PostgreSQL so many times less."]
    return "\n".join(lines)


def summary(samples):
    def median(value):
        return statistics.median(map(value, samples))

    rates = [sample["requests_per_s"] for sample in samples]
    cpu = {part: median(lambda sample, part=part: sample["cpu_us"][part]) for part in ("server", "database", "wrk")}
    return {
        "rate": statistics.median(rates), "lowest": min(rates), "highest": max(rates), "cpu": cpu,
        "together": median(lambda sample: sample["cpu_us"]["server"] + sample["cpu_us"]["database"]),
        "p50": median(lambda sample: sample["p50_us"]) / 1000,
        "p99": median(lambda sample: sample["p99_us"]) / 1000,
        "resident": median(lambda sample: sample["resident_kib"]) / 1024,
    }


def row(workload, name, values, first):
    cpu = values["cpu"]
    cells = [
        workload, name, f"{values['rate']:,.0f} ({values['lowest']:,.0f}–{values['highest']:,.0f})",
        f"{values['p50']:.1f}", f"{values['p99']:.1f}",
        f"{cpu['server']:.0f}", f"{cpu['database']:.0f}", f"{values['together']:.0f}", f"{cpu['wrk']:.0f}",
        f"{values['resident']:.0f}",
        "" if values is first else f"{first['rate'] / values['rate']:.1f} ×",
        "" if values is first else f"{values['together'] / first['together']:.1f} ×",
    ]
    return f"| {' | '.join(cells)} |"
