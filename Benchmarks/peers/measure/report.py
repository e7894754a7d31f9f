"""What was measured, for people and as JSON."""
import json
import os
import platform
import subprocess
from datetime import datetime, timezone

import chart
import goals
from medians import Medians


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
        "servers": {server.name: {"database": server.kind, **server.versions()} for server in servers},
        "rows": options.rows,
        "connections": options.connections,
        "crowd": options.crowd,
        "rounds": options.rounds,
        "seconds": options.seconds,
    }


def write(folder, about, samples):
    """Writes everything into the folder, and gives the table."""
    folder.mkdir(parents=True, exist_ok=True)
    medians = Medians(samples)
    text = document(about, samples, medians)
    (folder / "results.json").write_text(
        json.dumps({"about": about, "samples": samples}, indent=1) + "\n", encoding="utf-8"
    )
    (folder / "results.md").write_text(text + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(chart.draw(about, medians), encoding="utf-8")
    return text


def document(about, samples, medians):
    loads = [sample["load_average"] for sample in samples if "load_average" in sample]
    postgresql = about["postgresql"] or {}
    lines = [
        f"{about['cpu']}, {about['cores']} cores, {about['file_system']}; "
        f"load average {min(loads):.1f} to {max(loads):.1f}; commit {about['commit']}",
        "",
        *([f"PostgreSQL {', '.join(f'{name} {value}' for name, value in postgresql.items())}", ""]
          if postgresql else []),
        f"{about['rows']:,} rows. Medians (lowest to highest) of {about['rounds']} interleaved rounds of "
        f"{about['seconds']} s. No answer was an error, and every acknowledged row is in the database.",
    ]
    for connections in about["connections"]:
        lines += [
            "", f"## As fast as it goes, {connections} connection{'s' if connections > 1 else ''}", "",
            "wrk is closed-loop: each connection sends when its answer is there, so latency is that of a full server. "
            "The last two columns: telegram-backend on the same database does so much more for so much less CPU.",
            "",
            "| workload | server | requests/s | p50 ms | p99 ms | CPU µs: server | PostgreSQL | together | wrk "
            "| resident MB | telegram-backend: throughput | CPU |",
            "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ]
        for workload in medians.workloads("throughput"):
            for name in about["servers"]:
                if (values := medians.throughput(workload, name, connections)):
                    lines.append(row(workload, name, values, medians.ours_beside(workload, name, connections)))
    return "\n".join(lines + latency(about, medians) + memory_and_start(about, medians) + goals.table(about, medians))


def row(workload, name, values, ours):
    cells = [
        workload, name, f"{values['rate']:,.0f} ({values['lowest']:,.0f}–{values['highest']:,.0f})",
        f"{values['p50'] / 1000:.2f}", f"{values['p99'] / 1000:.2f}",
        f"{values['server']:.1f}", f"{values['database']:.1f}", f"{values['together']:.1f}", f"{values['wrk']:.1f}",
        f"{values['resident']:.0f}",
        f"{ours['rate'] / values['rate']:.1f} ×" if ours else "",
        f"{values['together'] / ours['together']:.1f} ×" if ours else "",
    ]
    return f"| {' | '.join(cells)} |"


def latency(about, medians):
    workloads = medians.workloads("latency")
    if not workloads:
        return []
    lines = [
        "", "## Latency at half of what FastAPI can do", "",
        "Requests are due at a fixed rate whatever the server does, and time counts from when one was due. Late is how "
        "late the load generator itself was, p99. Who can hardly do the rate is left out.", "",
        "| workload | a second | server | p50 ms | p99 ms | p99.9 ms | longest ms | late ms | unanswered |",
        "|---|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    for workload in workloads:
        for name in about["servers"]:
            if (values := medians.latency(workload, name)):
                times = (f"{values[key] / 1000:.2f}" for key in ("p50", "p99", "p99.9", "max", "late"))
                lines.append(f"| {workload} | {values['rate']:,.0f} | {name} | {' | '.join(times)} | "
                             f"{values['lost'] or ''} |")
    return lines


def memory_and_start(about, medians):
    lines = [
        "", "## Memory and start", "",
        *([f"MB is the most that all processes of a server have together (proportional set size) while "
           f"{about['crowd']:,} connections save tests, and refused the share of them that it turned away."]
          if about["crowd"] else []),
        "The start is from the command to the first 200 of /health, with the database as it was left.", "",
        "| server | MB | refused % | start ms |", "|---|---:|---:|---:|",
    ]
    for name in about["servers"]:
        memory, start = medians.memory(name), medians.start(name)
        if memory or start:
            cells = [f"{memory:.0f}" if memory else "", f"{medians.refused(name):.1f}" if memory else "",
                     f"{start['median']:.0f} ({start['lowest']:.0f}–{start['highest']:.0f})" if start else ""]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines
