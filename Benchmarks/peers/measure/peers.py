"""What a user would pick instead."""
import subprocess

from contenders import BUILT, PEERS, WORKERS, Contender

THREADS = 4  # of each of gunicorn's workers: two to four a core


class Python(Contender):
    """A folder of peers/ with requirements.txt, run in a virtual environment of its own."""

    @property
    def python(self):
        return BUILT / self.built_as / "bin/python"

    def folder_to_run_in(self):
        return PEERS / self.built_as

    def environment(self):
        return super().environment() | {"PYTHONDONTWRITEBYTECODE": "1"}

    def versions(self):
        """Python's, and those of the packages that requirements.txt pins."""
        listed = (self.folder_to_run_in() / "requirements.txt").read_text(encoding="utf-8").split()
        said = subprocess.run([self.python, "--version"], capture_output=True, text=True, check=True).stdout
        return {"python": said.split()[1], **dict(line.split("==") for line in listed)}


class Estimate:
    """The same on the same rows, with PostgreSQL's estimate for a page's total instead of a count."""

    workloads = frozenset({"applications"})

    def environment(self):
        return super().environment() | {"APPLICATIONS_TOTAL": "estimate"}


class FastAPI(Python):
    name = built_as = keeps = "fastapi"

    def prepare(self):
        self.create_tables([self.python, "-m", "app.schema"])

    def command(self):
        return [self.python, "-m", "uvicorn", "app.main:app", "--host", "127.0.0.1", "--port", self.port,
                "--workers", WORKERS, "--loop", "uvloop", "--http", "httptools", "--no-access-log"]


class FastAPIEstimate(Estimate, FastAPI):
    name = "fastapi-estimate"


class Go(Contender):
    name = built_as = keeps = "go"
    program = BUILT / "go/server"

    def folder_to_run_in(self):
        return PEERS / "go"

    def prepare(self):
        self.create_tables([self.program, "migrate"])

    def command(self):
        return [self.program]

    def versions(self):
        said = subprocess.run(["go", "version", self.program], capture_output=True, text=True, check=True).stdout
        package = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Version}", "golang-github-jackc-pgx-v4-dev"],
            capture_output=True, text=True, check=False,
        ).stdout
        return {"go": said.split()[-1], "pgx": package or "unknown"}


class GoEstimate(Estimate, Go):
    name = "go-estimate"


class Django(Python):
    name = built_as = keeps = "django"

    def prepare(self):
        self.create_tables([self.python, "manage.py", "migrate", "--verbosity", "0"])

    def command(self):
        return [self.python, "-m", "gunicorn", "backend.wsgi", "--bind", f"127.0.0.1:{self.port}",
                "--workers", WORKERS, "--worker-class", "gthread", "--threads", THREADS, "--reuse-port",
                "--no-control-socket"]


class FastAPISQLite(FastAPI):
    """The same on a file that all worker processes write, as durable as telegram-backend's."""

    name = keeps = "fastapi-sqlite"
    kind = "SQLite"
    workloads = frozenset({"save-test", "webhook"})
