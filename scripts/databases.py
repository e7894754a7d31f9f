"""What scripts/backup and scripts/restore share: which database, running PostgreSQL's programs, files on disk."""
import ctypes
import dataclasses
import fcntl
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import urllib.parse

import connections
import dotenv
from dotenv import Failure

SUMS = "SHA256SUMS"


@dataclasses.dataclass
class SQLite:
    path: pathlib.Path
    suffix = "sqlite"

    @property
    def name(self):
        return self.path.stem


@dataclasses.dataclass
class PostgreSQL:
    parameters: dict
    password: str | None
    suffix = "dump"

    @property
    def name(self):
        return self.parameters.get("dbname") or self.parameters.get("user") or "postgresql"

    def require_own_session(self):
        """Throws where there is no connection, before a program of PostgreSQL says why: its words quote the address.

        Throws behind a pooler: what pg_dump and pg_restore set in their session, an empty search_path for one, would
        stay in a session that others get after them."""
        timeout = os.environ.get("PGCONNECT_TIMEOUT", "10")
        address = {**self.parameters, "connect_timeout": self.parameters.get("connect_timeout", timeout)}
        if self.password is not None:
            address["password"] = self.password
        try:
            is_pooled = connections.is_pooled(libpq(), joined(address))
        except connections.NoConnection as fault:
            raise Failure(f"there is no connection to the database: {fault}") from None
        if is_pooled:
            raise Failure(
                "DATABASE_URL leads to a connection pooler, and this needs a session of its own; "
                "give the server's own address in DATABASE_URL for this command"
            )

    def run(self, words, **options):
        """Runs a program of PostgreSQL on this database, the password where `ps` does not show it."""
        environment = dict(os.environ, PGCONNECT_TIMEOUT=os.environ.get("PGCONNECT_TIMEOUT", "10"), LC_ALL="C.UTF-8")
        environment.pop("DATABASE_URL", None)
        if self.password is not None:
            environment["PGPASSWORD"] = self.password
        return run([*words, "--no-password", f"--dbname={joined(self.parameters)}"], env=environment, **options)

    def query(self, sql):
        """What psql prints for SQL: a row a line, `|` between columns."""
        words = ["psql", "--no-psqlrc", "--no-align", "--tuples-only", "--quiet", "--set=ON_ERROR_STOP=1"]
        return self.run([*words, f"--command={sql}"]).strip("\n")


def joined(parameters):
    """libpq's key=value form."""
    return " ".join(f"{key}={quoted(value)}" for key, value in parameters.items())


def quoted(value):
    """A value of that form."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def libpq():
    try:
        return ctypes.CDLL("libpq.so.5")
    except OSError:
        raise Failure("libpq is not installed; install postgresql-client") from None


def run(words, **options):
    """The output of a program that must succeed."""
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, **options
        )
    except FileNotFoundError:
        raise Failure(f"there is no {words[0]} in PATH; install postgresql-client") from None
    if done.returncode != 0:
        if fault := connections.connection_fault(done.stderr):
            raise Failure(f"{words[0]} has no connection: {fault}")
        raise Failure(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def database(env_file):
    """The database that the server would use: DATABASE_URL of the environment, else of the file, else the default."""
    text = os.environ.get("DATABASE_URL")
    if text is None:
        text = dotenv.setting(env_file or ".env", "DATABASE_URL", required=env_file is not None)
    return parse(text or "sqlite:./telegram-backend.sqlite")


def parse(text):
    text = standard_form(text)
    if text.startswith("sqlite:"):
        path = text.removeprefix("sqlite:")
        if path.startswith("//"):
            path = path[2:]
        if "://" in path or "@" in path and ":" in path:
            raise Failure("after sqlite: in DATABASE_URL stands a path, not another address")
        if not path or path.endswith("/"):
            raise Failure("DATABASE_URL names no file; use sqlite:./file.sqlite or sqlite:///absolute/file.sqlite")
        # As the server does: two spellings of one file are one file.
        return SQLite(pathlib.Path(os.path.realpath(path)))
    if text.startswith(("postgres://", "postgresql://")) or re.match(r"\s*[a-z_]+\s*=", text):
        if text.startswith(("postgres://", "postgresql://")) and (fault := connections.fault_of_uri(text)):
            raise Failure(f"DATABASE_URL {fault}")
        parameters = parsed_by_libpq(text)
        if "sslpassword" in parameters:
            raise Failure("sslpassword in DATABASE_URL would show in `ps`; use a key without a passphrase")
        return PostgreSQL(parameters, parameters.pop("password", None))
    raise Failure("DATABASE_URL must start with sqlite: or postgres://, or be libpq's key=value form")


def standard_form(text):
    """The forms of other programs made into ours, as `DatabaseURL.standardForm` of the server does."""
    found = re.match(r"(sqlite|postgres|postgresql)(?:\+[a-z0-9_]+)?:(.*)", text, re.DOTALL)
    if not found:
        return text
    scheme, rest = found.groups()
    if scheme == "sqlite":
        if rest.startswith("////"):
            rest = "///" + rest.lstrip("/")
        elif rest.startswith("///") and (rest[3:].startswith(("./", "../")) or "/" not in rest[3:]):
            rest = rest[3:]
        return f"sqlite:{rest}"
    address, mark, query = rest.partition("?")
    if mark and "@" not in query:
        parameters = [standard_parameter(parameter) for parameter in query.split("&")]
        query = "&".join(dict.fromkeys(parameter for parameter in parameters if parameter))
        rest = address + (mark + query if query else "")
    return f"{scheme}:{rest}"


def standard_parameter(parameter):
    name, _, value = parameter.partition("=")
    if name in ("ssl", "sslmode"):
        words = {"true": "require", "1": "require", "on": "require", "yes": "require"}
        words |= {"false": "disable", "0": "disable", "off": "disable", "no": "disable"}
        value = value.lower()
        return f"sslmode={words.get(value, value) if name == 'ssl' else value}"
    return "" if parameter == "schema=public" else parameter


def parsed_by_libpq(text):
    """PQconninfoParse: exactly what a server that uses libpq understands."""

    class Option(ctypes.Structure):
        _fields_ = [(name, ctypes.c_char_p) for name in ("keyword", "envvar", "compiled", "val", "label", "dispchar")]
        _fields_.append(("dispsize", ctypes.c_int))

    library = libpq()
    library.PQconninfoParse.restype = ctypes.POINTER(Option)
    library.PQconninfoParse.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_char_p)]
    message = ctypes.c_char_p()
    options = library.PQconninfoParse(os.fsencode(text), ctypes.byref(message))
    if not options:
        # libpq's message may quote the text, password and all.
        raise Failure("DATABASE_URL is no address that libpq understands")
    parameters = {}
    index = 0
    while options[index].keyword is not None:
        if options[index].val is not None:
            parameters[options[index].keyword.decode()] = os.fsdecode(options[index].val)
        index += 1
    return parameters


def sqlite_read_only(path):
    """A connection that cannot write, and so never checkpoints the log of a server that is running."""
    return sqlite3.connect(f"file:{urllib.parse.quote(str(path))}?mode=ro", uri=True, timeout=30)


def check_sqlite(path):
    """Throws where a file that nobody else has open is no sound database."""
    connection = sqlite_read_only(path)
    try:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
        if faults != ["ok"]:
            raise Failure(f"{path} is damaged: " + "; ".join(faults))
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise Failure(f"{path} has rows that refer to rows that are not there")
    except sqlite3.DatabaseError as error:
        raise Failure(f"{path} is no sound SQLite database: {error}") from None
    finally:
        connection.close()


def check_dump(path):
    """Throws where pg_restore cannot read all of a file."""
    if not run(["pg_restore", "--list", str(path)]).strip():
        raise Failure(f"{path} has no table of contents")
    run(["pg_restore", "--file=/dev/null", str(path)])


def sync(path):
    """fsync(2) of a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def locked(path, reason):
    """A file locked for this process, which keeps it until its end."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure(reason) from None
    return descriptor


def checksum(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def read_sums(folder):
    """Names and checksums of the backups in a folder, as `sha256sum --check` reads them."""
    try:
        lines = (folder / SUMS).read_text().splitlines()
    except FileNotFoundError:
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def write_sums(folder, sums):
    temporary = folder / f".{SUMS}.partial"
    with open(temporary, "w") as file:
        file.writelines(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, folder / SUMS)
    sync(folder)
