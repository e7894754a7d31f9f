"""Processes of the benchmark: how they start, end, and what CPU time they have taken."""
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

TICK_US = 1_000_000 // os.sysconf("SC_CLK_TCK")


def start(command, *, output, user=None, stop_signal="TERM", **options):
    """Starts a process of our own that the kernel ends should this one die without cleaning up."""
    identity = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    # A session of its own: Ctrl-C reaches only this program, which then ends the others in order.
    return subprocess.Popen(
        ["setpriv", *identity, "--pdeathsig", stop_signal, "--", *map(str, command)],
        stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **options,
    )


def stop(process, stop_signal=signal.SIGTERM, deadline=20):
    if process.poll() is not None:
        return
    process.send_signal(stop_signal)
    try:
        process.wait(deadline)
    except subprocess.TimeoutExpired:
        kill(process)


def kill(process):
    """Ends a process and those of its session, so that workers do not outlive it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(condition, what, deadline=30, interval=0.05):
    end = time.monotonic() + deadline
    while True:
        if (value := condition()):
            return value
        if time.monotonic() >= end:
            raise RuntimeError(f"{what}: not within {deadline} s")
        time.sleep(interval)


def _stat(pid):
    # The name in parentheses may hold anything; what follows it is numbers.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def cpu_us(root):
    """User and system time of a process and all its descendants, µs; the dead count by what their parents say."""
    fields, children = {}, {}
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                stat = _stat(entry.name)
            except (FileNotFoundError, ProcessLookupError):
                continue
            fields[int(entry.name)] = stat
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    if root not in fields:
        raise RuntimeError(f"process {root} has ended")
    ticks, pending = 0, [root]
    while pending:
        pid = pending.pop()
        ticks += sum(map(int, fields[pid][11:15]))  # utime, stime, cutime, cstime
        pending += children.get(pid, [])
    return ticks * TICK_US


def resident_kib(root):
    """Proportional set size of a process and its descendants, KiB."""
    total, pending = 0, [root]
    while pending:
        pid = pending.pop()
        try:
            pending += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


class Peak:
    """The largest memory of a process and its descendants while this is entered, KiB."""

    def __init__(self, pid, interval=0.25):
        self.pid, self.interval, self.kib = pid, interval, 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while not self.ended.wait(self.interval):
            self.kib = max(self.kib, resident_kib(self.pid))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
