"""The servers that are compared, each as its documentation recommends for production on two cores."""
import os
import re
import subprocess
import urllib.request
from pathlib import Path

import processes

ROOT = Path(__file__).resolve().parents[3]
WORKERS = 2


class Contender:
    """A server of its own process, database and log."""

    name = ""

    def __init__(self, database, credentials, folder):
        self.database, self.credentials = database, credentials
        self.log_path = folder / f"{self.name}.log"
        self.process = None

    def environment(self):
        # PATH alone of what surrounds us: no .env, no proxy and no other server's settings.
        return {"PATH": os.environ["PATH"], **self.credentials.environment(self.database.url)}

    def __enter__(self):
        self.log = open(self.log_path, "wb")
        self.process = processes.start(
            self.command(), output=self.log, env=self.environment(), cwd=self.folder_to_run_in()
        )
        try:
            port = processes.wait_until(self.port, f"{self.name} says its port")
            self.base = f"http://127.0.0.1:{port}"
            processes.wait_until(self.is_ready, f"{self.name} is ready")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        processes.stop(self.process)
        self.log.close()

    def port(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.name} has ended:\n{self.tail()}")
        found = re.search(r"127\.0\.0\.1:(\d+)", self.log_path.read_text(errors="replace"))
        return found and int(found[1])

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"{self.base}/ready", timeout=5) as response:
                return response.status == 200
        except OSError:
            return False

    def tail(self):
        return "\n".join(self.log_path.read_text(errors="replace").splitlines()[-15:])

    def cpu_us(self):
        return processes.cpu_us(self.process.pid)

    def resident_kib(self):
        return processes.resident_kib(self.process.pid)

    def smoke(self, credentials, nobody, admin):
        """Asks what the contract promises; a server that answers something else is not compared."""
        asked = subprocess.run(
            [ROOT / "scripts/smoke", self.base], capture_output=True, text=True, start_new_session=True,
            env={"PATH": os.environ["PATH"], "BOT_SECRET": credentials.bot, "WEBHOOK_SECRET": credentials.webhook,
                 "INIT_DATA": credentials.sign(nobody), "ADMIN_INIT_DATA": credentials.sign(admin)},
        )
        if asked.returncode != 0:
            raise RuntimeError(f"{self.name} breaks the contract:\n{asked.stdout}{asked.stderr}{self.tail()}")


class Ours(Contender):
    name = "telegram-backend"
    program = ROOT / ".build/release/telegram-backend"

    def environment(self):
        # Nobody else logs requests either.
        return super().environment() | {"ENVIRONMENT": "development", "PORT": "0", "LOG_LEVEL": "notice"}

    def folder_to_run_in(self):
        return self.log_path.parent

    def prepare(self):
        subprocess.run([self.program, "migrate"], env=self.environment(), cwd=self.folder_to_run_in(), check=True,
                       stdout=subprocess.DEVNULL, start_new_session=True)

    def command(self):
        return [self.program, "serve"]

    def versions(self):
        return {}


class FastAPI(Contender):
    name = "fastapi"
    python = ROOT / ".build/benchmarks/peers/fastapi/bin/python"

    def folder_to_run_in(self):
        return ROOT / "Benchmarks/peers/fastapi"

    def environment(self):
        return super().environment() | {"PYTHONDONTWRITEBYTECODE": "1"}

    def prepare(self):
        subprocess.run([self.python, "-m", "app.schema"], env=self.environment(), cwd=self.folder_to_run_in(),
                       check=True, stdout=subprocess.DEVNULL, start_new_session=True)

    def command(self):
        return [self.python, "-m", "uvicorn", "app.main:app", "--host", "127.0.0.1", "--port", "0",
                "--workers", WORKERS, "--loop", "uvloop", "--http", "httptools", "--no-access-log"]

    def versions(self):
        """Python's, and those of the packages that requirements.txt pins."""
        listed = (self.folder_to_run_in() / "requirements.txt").read_text(encoding="utf-8").split()
        said = subprocess.run([self.python, "--version"], capture_output=True, text=True, check=True).stdout
        return {"python": said.split()[1], **dict(line.split("==") for line in listed)}


class FastAPIEstimate(FastAPI):
    """The same on the same rows, with PostgreSQL's estimate for a page's total instead of a count."""

    name = "fastapi-estimate"

    def environment(self):
        return super().environment() | {"APPLICATIONS_TOTAL": "estimate"}

    def prepare(self):
        pass
