"""Measures what many clients cost who hardly do anything, and what healthy ones notice of them; on SQLite.

`slow`: 1,000 connections of slowhttptest in each of its modes (slow headers, slow bodies, ranges, slow reading) beside
healthy requests, whose p99 may move by 20 %.
`open`: the resident memory while 10,000 connections are open: silent, after a request each, in the middle of a request,
and after all of them wrote at once. 150 MB are the most.
`mixed`: the resident memory while all kinds of requests come at a fixed rate for ten minutes: between the second minute
and the last it may grow by 1 %.
"""
import argparse
import contextlib
import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import processes
from contenders import ROOT, Ours
from credentials import ADMIN, Credentials
from databases import SQLite
from latency import drive
from run import say, temporary_folder

MODES = {
    "slow headers": ["-H", "-i", "5", "-x", "24", "-u", "{base}/health"],
    "slow bodies": ["-B", "-i", "5", "-s", "8192", "-f", "application/json", "-u", "{base}/api/v1/telegram/auth/"],
    "ranges": ["-R", "-u", "{base}/openapi.json"],
    "slow reading": ["-X", "-k", "10", "-n", "5", "-w", "512", "-y", "1024", "-z", "32", "-u", "{base}/openapi.json"],
}
FIELDS = (
    "Host: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nAccept: */*\r\n"
    "Accept-Language: en\r\nAccept-Encoding: gzip, deflate\r\nX-Request-ID: 0123456789abcdef0123456789abcdef\r\n"
)


class Crowded(Ours):
    """Ours with room for many connections of one address."""

    def environment(self):
        return super().environment() | {"MAX_CONNECTIONS": "12000", "MAX_CONNECTIONS_PER_ADDRESS": "12000",
                                        "IDLE_TIMEOUT": "300"}

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class Clients:
    def __init__(self, options, stack):
        self.options, self.stack = options, stack
        self.folder = stack.enter_context(temporary_folder(options.folder))
        self.credentials = Credentials(1)
        self.servers = 0
        self.failed = False

    def server(self):
        self.servers += 1
        folder = self.folder / f"server{self.servers}"
        folder.mkdir()
        server = Crowded(SQLite(folder / "database.sqlite"), self.credentials, folder)
        server.prepare()
        return server

    def judge(self, well, text):
        say(f"{text}{'' if well else ' — too much'}")
        self.failed |= not well

    def requests(self):
        """A file of requests of every kind."""
        bot = {"Content-Type": "application/json", "X-Bot-Secret": self.credentials.bot}
        admin = {"X-Telegram-Init-Data": self.credentials.sign(ADMIN)}
        update = '{"update_id":{id},"message":{"message_id":1,"date":1,"chat":{"id":{id},"type":"private"},"text":"hi"}}'
        webhook = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.credentials.webhook}
        lines = [
            {"method": "GET", "path": "/health"},
            {"method": "POST", "path": "/api/v1/telegram/save-test/", "headers": bot,
             "body": '{"telegram_id":{id},"first_name":"Ana","answers":{"age":30,"weight":80,"goal":"maintenance"}}'},
            {"method": "POST", "path": "/api/v1/telegram/auth/", "headers": admin},
            {"method": "GET", "path": "/api/v1/telegram/applications/?limit=20", "headers": admin},
            {"method": "POST", "path": "/webhook/telegram", "headers": webhook, "body": update},
            {"method": "GET", "path": "/openapi.json"},
        ]
        path = self.folder / "requests.jsonl"
        path.write_text("".join(json.dumps({"headers": {}} | line) + "\n" for line in lines))
        return path

    def drive(self, server, rate, seconds):
        first = 10_000_000 + int(time.monotonic() * 1_000) * 1_000
        status, output = drive(server.base, self.requests(), rate, seconds, "--first-id", first, connections=32)
        result = json.loads(output) if status == 0 else {}
        if any(not status.startswith("2") for status in result.get("statuses", {"none": 0})):
            raise RuntimeError(f"{output}\n{server.tail()}")
        if result["answered"] != result["scheduled"]:
            raise RuntimeError(f"not all were answered: {output}")
        return result

    # Slow clients.

    @contextlib.contextmanager
    def attack(self, server, words):
        options = self.options
        log, idle = self.folder / "slowhttptest.log", server.descriptors()
        with open(log, "wb") as output:
            process = processes.start(
                ["slowhttptest", *(word.format(base=server.base) for word in words), "-c", options.slow,
                 "-r", max(1, options.slow // 4), "-l", options.seconds + 10, "-p", 5], output=output,
            )
            try:
                processes.wait_until(lambda: server.descriptors() > idle + options.slow // 10 or process.poll() is not None,
                                     "slowhttptest is at work")
                yield
                if process.poll() not in (None, 0):
                    raise RuntimeError(f"slowhttptest: {log.read_text(errors='replace')[-1000:]}")
            finally:
                processes.kill(process)

    def slow(self):
        options = self.options
        with self.server() as server:
            self.drive(server, options.rate, 3)
            found = {}
            for _ in range(options.rounds):
                for name, words in {"nobody": None, **MODES}.items():
                    with self.attack(server, words) if words else contextlib.nullcontext():
                        result = self.drive(server, options.rate, options.seconds)
                    found.setdefault(name, []).append(result["latency_us"]["p99"])
        alone = statistics.median(found["nobody"])
        for name, samples in found.items():
            p99 = statistics.median(samples)
            text = f"slow: {options.rate}/s beside {name}: p99 {p99:,.0f} µs ({min(samples):,.0f} to {max(samples):,.0f})"
            self.judge(p99 <= 1.2 * alone, text + ("" if name == "nobody" else f", {p99 / alone - 1:+.0%}"))

    # Open connections.

    def open(self):
        count = self.options.open
        resource.setrlimit(resource.RLIMIT_NOFILE, (count + 512, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        with self.server() as server, contextlib.ExitStack() as opened:
            def tell(what):
                # What is given back at once is not what stays.
                time.sleep(1)
                mib = server.resident_kib() / 1024
                self.judge(mib <= 150, f"open: {count:,} connections {what}: {mib:.0f} MiB")

            connections = []
            for _ in range(count):
                connections.append(opened.enter_context(socket.create_connection(("127.0.0.1", server.port))))
            tell("that say nothing")

            def ask(data, width, what):
                refused = 0
                for start in range(0, count, width):
                    turn = connections[start:start + width]
                    for connection in turn:
                        connection.sendall(data)
                    refused += sum(not connection.recv(65_536).startswith(b"HTTP/1.1 200") for connection in turn)
                tell(what + (f" ({refused:,} were told to come later)" if refused else ""))

            body = '{"telegram_id":5,"answers":{"age":30}}'
            post = (f"POST /api/v1/telegram/save-test/ HTTP/1.1\r\n{FIELDS}X-Bot-Secret: {self.credentials.bot}\r\n"
                    f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()
            ask(f"GET /live HTTP/1.1\r\n{FIELDS}\r\n".encode(), 100, "after a GET each")
            ask(post, 100, "after a POST each")
            for connection in connections:
                connection.sendall(post[:-4])
            tell("in the middle of a body")
            ask(post[-4:], count, "after all wrote at once")
            for connection in connections:
                connection.sendall(post[:40])
            tell("in the middle of a head")

    # All kinds of requests for a long time.

    def mixed(self):
        minutes = self.options.minutes
        with self.server() as server:
            samples, ended = [], threading.Event()

            def watch():
                began = time.monotonic()
                while not ended.wait(1):
                    samples.append((time.monotonic() - began, server.resident_kib()))

            watcher = threading.Thread(target=watch, daemon=True)
            watcher.start()
            try:
                result = self.drive(server, self.options.mixed_rate, round(60 * minutes))
            finally:
                ended.set()
                watcher.join()
            tenth = 6 * minutes
            first = statistics.median(kib for at, kib in samples if tenth <= at < 2 * tenth)
            last = statistics.median(kib for at, kib in samples if at >= 9 * tenth)
            self.judge(last <= 1.01 * first, f"mixed: {result['answered']:,} requests in {minutes:g} minutes: "
                       f"{first / 1024:.1f} MiB in the second tenth, {last / 1024:.1f} MiB in the last, {last / first - 1:+.2%}")


def main():
    parser = argparse.ArgumentParser(
        prog="scripts/bench clients", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--what", default="slow,open,mixed", help="of slow,open,mixed")
    parser.add_argument("--slow", type=int, default=1_000, help="connections of slowhttptest")
    parser.add_argument("--rate", type=int, default=500, help="healthy requests a second beside them")
    parser.add_argument("--seconds", type=int, default=20, help="how long each mode is measured")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--open", type=int, default=10_000, help="connections that are open")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--mixed-rate", type=int, default=2_000, help="requests a second of all kinds")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    kinds = options.what.split(",")
    if unknown := set(kinds) - {"slow", "open", "mixed"}:
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    parts = ["ours", "load-driver"] + (["slowhttptest"] if "slow" in kinds else [])
    if subprocess.run([ROOT / "scripts/bench", "prepare", *parts], check=False).returncode != 0:
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with contextlib.ExitStack() as stack:
            clients = Clients(options, stack)
            for kind in kinds:
                getattr(clients, kind)()
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")
    sys.exit(1 if clients.failed else 0)


if __name__ == "__main__":
    main()
