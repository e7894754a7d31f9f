"""Where the servers keep their rows: a temporary PostgreSQL cluster, or a SQLite file."""
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
from pathlib import Path

import processes

DURABILITY = ("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "shared_buffers", "max_connections")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    """A PostgreSQL of our own with default settings, on a port of the loopback, gone at the end."""

    def __init__(self, folder):
        self.folder, self.password, self.port = folder, secrets.token_hex(16), free_port()
        self.user = "postgres" if os.geteuid() == 0 else None
        self.process = None

    def __enter__(self):
        self.folder.mkdir(mode=0o700)
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if self.user:
            for path in (self.folder, password_file):
                shutil.chown(path, self.user, self.user)
        data = self.folder / "data"
        self.log = open(self.folder / "log", "wb")
        programs = newest_programs()
        making = processes.start(
            [programs / "initdb", "--pgdata", data, "--username=bench", f"--pwfile={password_file}",
             "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"],
            output=self.log, user=self.user, cwd=self.folder,
        )
        try:
            if making.wait() != 0:
                raise RuntimeError(f"initdb failed:\n{self.tail()}")
        finally:
            processes.kill(making)
        self.process = processes.start(
            [programs / "postgres", "-D", data, "-p", self.port, "-c", "listen_addresses=127.0.0.1",
             "-c", f"unix_socket_directories={self.folder}"],
            output=self.log, user=self.user, stop_signal="INT", cwd=self.folder,
        )
        try:
            processes.wait_until(self.is_ready, "PostgreSQL starts")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            processes.stop(self.process, signal.SIGINT)
        self.log.close()

    def is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"PostgreSQL has ended:\n{self.tail()}")
        try:
            return self.sql("postgres", "SELECT 1") == "1"
        except RuntimeError:
            return False

    def tail(self):
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-15:])

    def sql(self, database, statement):
        """What psql prints for one statement: rows by line, columns by |."""
        result = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1",
             f"--dbname=postgres://bench@127.0.0.1:{self.port}/{database}"],
            # Not in the command line, where every user of the machine reads it.
            env={**os.environ, "PGPASSWORD": self.password},
            input=statement, capture_output=True, text=True, start_new_session=True,
        )
        if result.returncode != 0:
            raise RuntimeError(f"psql: {result.stderr.strip()}")
        return result.stdout.strip()

    def url(self, database):
        return f"postgres://bench:{self.password}@127.0.0.1:{self.port}/{database}"

    def create(self, name):
        self.sql("postgres", f'CREATE DATABASE "{name}"')
        return PostgreSQL(self, name)

    def settings(self):
        names = ", ".join(f"'{name}'" for name in DURABILITY)
        rows = self.sql("postgres", f"SELECT name, current_setting(name) FROM pg_settings WHERE name IN ({names})")
        version = self.sql("postgres", "SHOW server_version")
        return {"version": version, **dict(row.split("|") for row in rows.splitlines())}

    def cpu_us(self):
        return processes.cpu_us(self.process.pid)

    def settle(self):
        """Waits until no vacuum of the last round is left, so that none is put down to the next one."""
        before = [self.cpu_us()]

        def is_idle():
            before.append(self.cpu_us())
            return before[-1] - before[-2] < 20_000

        processes.wait_until(is_idle, "PostgreSQL comes to rest", deadline=120, interval=0.5)


class PostgreSQL:
    kind = "PostgreSQL"
    source = "generate_series(1, {rows}) AS series (i)"

    def __init__(self, cluster, name):
        self.cluster, self.name, self.url = cluster, name, cluster.url(name)

    def integer(self, statement):
        return int(self.cluster.sql(self.name, statement))

    def run(self, statement):
        self.cluster.sql(self.name, statement)

    def columns(self, table):
        """Name, type, and whether a row needs a value, of each column that is not computed."""
        rows = self.cluster.sql(
            self.name,
            f"""SELECT attname, format_type(atttypid, NULL), attnotnull AND NOT atthasdef AND attidentity = ''
                FROM pg_attribute
                WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""",
        )
        return [(name, kind, needed == "t") for name, kind, needed in (row.split("|") for row in rows.splitlines())]

    def tidy(self):
        self.run("VACUUM ANALYZE")
        self.run("CHECKPOINT")


class SQLite:
    kind = "SQLite"
    source = (
        "(WITH RECURSIVE series (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {rows})"
        " SELECT i FROM series)"
    )

    def __init__(self, path: Path):
        self.path, self.url = path, f"sqlite:{path}"

    def _connect(self, mode):
        return sqlite3.connect(f"file:{self.path}?mode={mode}", uri=True, isolation_level=None)

    def integer(self, statement):
        connection = self._connect("ro")
        try:
            return connection.execute(statement).fetchone()[0]
        finally:
            connection.close()

    def run(self, statement):
        """While no server has the file open: it wants to be the only writer."""
        connection = self._connect("rw")
        try:
            connection.execute(statement)
        finally:
            connection.close()

    def columns(self, table):
        connection = self._connect("ro")
        try:
            rows = connection.execute(f"SELECT name, lower(type), \"notnull\" AND dflt_value IS NULL AND NOT pk "
                                      f"FROM pragma_table_info('{table}')").fetchall()
        finally:
            connection.close()
        return [(name, kind, bool(needed)) for name, kind, needed in rows]

    def tidy(self):
        self.run("ANALYZE")


def newest_programs():
    """The folder of initdb and postgres: Debian keeps one for each major version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if (initdb := shutil.which("initdb")):
        return Path(initdb).resolve().parent
    raise RuntimeError("PostgreSQL is not installed; on Debian: apt-get install postgresql")
