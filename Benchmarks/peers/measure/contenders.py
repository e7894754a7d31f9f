"""The servers that are compared, each as its documentation recommends for production on two cores."""
import http.client
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import processes
from databases import free_port
from workloads import NAMES

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / "Benchmarks/peers"
BUILT = ROOT / ".build/benchmarks/peers"
WORKERS = 2


class Contender:
    """A server of its own process, database and log."""

    name = ""
    built_as = ""  # what scripts/bench prepare calls it
    workloads = frozenset(NAMES)
    kind = "PostgreSQL"
    keeps = ""  # the database, where several contenders share one
    by_default = True

    def __init__(self, database, credentials, folder):
        self.database, self.credentials, self.folder = database, credentials, folder
        self.log_path = folder / f"{self.name}.log"
        self.process = None
        self.starts = []

    def environment(self):
        # PATH alone of what surrounds us: no .env, no proxy and no other server's settings.
        return {"PATH": os.environ["PATH"], **self.credentials.environment(self.database.url)}

    def folder_to_run_in(self):
        return self.folder

    def create_tables(self, command):
        subprocess.run(list(map(str, command)), env=self.environment() | {"PORT": "0"}, cwd=self.folder_to_run_in(),
                       check=True, stdout=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        environment = self.environment() | {"PORT": str(self.port)}
        self.log = open(self.log_path, "wb")
        started = time.monotonic()
        self.process = processes.start(
            self.command(), output=self.log, env=environment, cwd=self.folder_to_run_in()
        )
        try:
            processes.wait_until(self.is_healthy, f"{self.name} is healthy", interval=0.001)
            self.starts.append(time.monotonic() - started)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        processes.stop(self.process)
        self.log.close()

    def status(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def response(self, path):
        """The bytes that this server answers a GET with."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            received = b""
            while not (whole := re.match(rb"HTTP.*?\ncontent-length: *(\d+)\r\n(?:.*?\r\n)?\r\n", received,
                                         re.DOTALL | re.IGNORECASE)) or len(received) < whole.end() + int(whole[1]):
                if not (more := connection.recv(65536)):
                    raise RuntimeError(f"{self.name} did not answer GET {path}:\n{self.tail()}")
                received += more
            return received

    def is_healthy(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.name} has ended:\n{self.tail()}")
        try:
            return self.status("/health") == 200
        except (OSError, http.client.HTTPException):
            return False

    def versions(self):
        """Of what it is made of, as far as the project does not say."""
        return {}

    def tail(self):
        return "\n".join(self.log_path.read_text(errors="replace").splitlines()[-15:])

    def cpu_us(self):
        return processes.cpu_us(self.process.pid)

    def resident_kib(self):
        return processes.resident_kib(self.process.pid)


class Ours(Contender):
    name = "telegram-backend"
    built_as = "ours"
    keeps = "ours"
    program = ROOT / ".build/release/telegram-backend"

    def environment(self):
        # Nobody else logs requests, or handles the updates that it keeps, either.
        return super().environment() | {"ENVIRONMENT": "development", "LOG_LEVEL": "notice", "TELEGRAM_UPDATES": "off"}

    def prepare(self):
        self.create_tables([self.program, "migrate"])

    def command(self):
        return [self.program, "serve"]


class OursObserved(Ours):
    """Ours with all that production adds to a request: its log line, metrics, and limits that nobody reaches."""

    name = "telegram-backend-observed"
    by_default = False

    def environment(self):
        rates = {f"RATE_LIMIT_{name}": "1000000" for name in ("API", "AUTH", "WEBHOOK", "PAYMENT")}
        return super().environment() | rates | {
            "LOG_LEVEL": "info", "LOG_FORMAT": "json", "METRICS_ADDRESS": f"127.0.0.1:{free_port()}",
            "RATE_LIMIT_MODE": "enforce",
        }


class OursSQLite(Ours):
    name = "telegram-backend-sqlite"
    kind = "SQLite"
    keeps = "ours-sqlite"
    workloads = frozenset({"save-test", "webhook"})
