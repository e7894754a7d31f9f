"""The server with a certificate, and a client that keeps its connection."""
import json
import os
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

LIMIT_SECONDS = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait(what, condition):
    """The first true value of `condition`, within a minute."""
    end = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def run(*words, **options):
    """The output of a program, which must succeed."""
    done = subprocess.run(words, capture_output=True, text=True, timeout=LIMIT_SECONDS, **options)
    assert done.returncode == 0, f"{words[0]} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout


class Server:
    """`telegram-backend serve` with a certificate, until the end of a `with`."""

    def __init__(self, program: str, folder: Path, certificate: Path, key: Path):
        self.log = folder / "server.log"
        environment = {
            "PATH": os.environ["PATH"],
            "PORT": "0",
            "DATABASE_URL": f"sqlite:{folder}/server.sqlite",
            "LOG_FORMAT": "json",
            "SSL_CERT_PATH": str(certificate),
            "SSL_KEY_PATH": str(key),
            "HSTS": "max-age=63072000; includeSubDomains",
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [program, "serve"], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=log
            )

    def __enter__(self):
        self.port = wait("the server", self._port)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(LIMIT_SECONDS) == 0

    def _port(self):
        assert self.process.poll() is None, self.log.read_text()
        for line in self.log.read_text().splitlines():
            if '"listening"' in line:
                return json.loads(line)["server.port"]
        return None


class Connection:
    """A connection that is kept."""

    def __init__(self, port: int):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.socket = context.wrap_socket(socket.create_connection(("127.0.0.1", port), LIMIT_SECONDS))

    @property
    def certificate(self) -> bytes:
        return self.socket.getpeercert(binary_form=True)

    def ask(self):
        self.socket.sendall(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b""
        while not answer.endswith(b'{"status":"ok"}'):
            part = self.socket.recv(65536)
            assert part, "the connection was closed"
            answer += part
        assert answer.startswith(b"HTTP/1.1 200 ")
