"""Counts the heap allocations of a request of each operation, and holds them against a committed table.

usage: allocations.py COUNTER CONTRACT TABLE

A release build of the server runs with the library COUNTER preloaded, on SQLite and then on a temporary PostgreSQL.
Requests go one after the other over one connection; all threads of the server count. The last line is
"N passed, N failed".
"""
import contextlib
import http.client
import itertools
import json
import mmap
import signal
import sys
from pathlib import Path

from contenders import Ours
from credentials import ADMIN, NOBODY, Credentials
from databases import Cluster, SQLite
from run import temporary_folder
from workloads import SAVE_TEST, UPDATE

ROUNDS, REQUESTS = 8, 200
# What else happens meanwhile, such as timers and the growth of what is kept, is less than this for each request.
TOLERANCE = 2
FIRST_ID = 3_000_000_000_000
BASE = "/api/v1/telegram"


class Counted(Ours):
    """The server, counting into a file."""

    counter: Path

    def __init__(self, database, credentials, folder):
        super().__init__(database, credentials, folder)
        self.count_path = folder / f"{database.kind}.count"
        self.count_path.write_bytes(bytes(8))

    def environment(self):
        # What handles an update later is no part of the request that brings it.
        return super().environment() | {
            "LD_PRELOAD": str(self.counter),
            "ALLOCATION_COUNT": str(self.count_path),
            "TELEGRAM_UPDATES": "off",
            "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
        }

    def __enter__(self):
        super().__enter__()
        with open(self.count_path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        return self

    def __exit__(self, *_):
        self.connection.close()
        super().__exit__()

    def count(self):
        return int.from_bytes(self.page[:8], sys.byteorder)

    def send(self, method, path, headers, body, expected):
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != expected:
            raise RuntimeError(f"{method} {path}: {response.status}\n{text.decode(errors='replace')}")
        return text


def operations(server, credentials):
    """By operation: method, path, headers, body, the status that counts, and what each request needs before it."""
    ids = itertools.count(FIRST_ID)
    admin = {"X-Telegram-Init-Data": credentials.sign(ADMIN)}
    visitor = {"X-Telegram-Init-Data": credentials.sign(NOBODY)}
    bot = {"X-Bot-Secret": credentials.bot, "Content-Type": "application/json"}
    hook = {"X-Telegram-Bot-Api-Secret-Token": credentials.webhook, "Content-Type": "application/json"}

    def test():
        return SAVE_TEST % next(ids)

    def update():
        return UPDATE.replace("{id}", str(next(ids))).replace("{user}", str(next(ids)))

    def applications(count):
        for _ in range(count):
            server.send("POST", f"{BASE}/save-test/", bot, test(), 200)
        listed = json.loads(server.send("GET", f"{BASE}/applications/?limit={count}", admin, None, 200))
        return [f"{BASE}/applications/{row['id']}/" for row in listed["items"]]

    def fixed(method, path, headers=None, body=lambda: None, expected=200):
        return lambda count: [(method, path, headers or {}, body(), expected) for _ in range(count)]

    def of_applications(method, headers, body, expected, suffix=""):
        return lambda count: [(method, path + suffix, headers, body, expected) for path in applications(count)]

    def administrators(count):
        paths = [f"{BASE}/admins/{next(ids)}/" for _ in range(count)]
        for path in paths:
            server.send("PUT", path, json_admin, rank, 200)
        return paths

    def submission():
        visitor = {"X-Telegram-Init-Data": credentials.sign(next(ids)), "Content-Type": "application/json"}
        return "POST", f"{BASE}/requests/", visitor, message, 201

    def of_requests(method, suffix=""):
        def make(count):
            made = [json.loads(server.send(*submission())) for _ in range(count)]
            return [(method, f"{BASE}/requests/{row['id']}/{suffix}", admin, None, 200) for row in made]
        return make

    # All as long: a text of up to 15 bytes needs no allocation.
    keys = itertools.count(1_000_000)

    def draft():
        key = {"Idempotency-Key": f"allocations-{next(keys)}"}
        return "POST", f"{BASE}/broadcasts/", json_admin | key, broadcast, 201

    def of_broadcasts(method, step="", before=(), expected=200):
        def make(count):
            paths = []
            for _ in range(count):
                path = f"{BASE}/broadcasts/{json.loads(server.send(*draft()))['id']}/"
                for name in before:
                    server.send("POST", f"{path}{name}/", admin, None, 200)
                paths.append(path)
            return [(method, f"{path}{step}", admin, None, expected) for path in paths]
        return make

    broadcast = json.dumps({"text": "Hello, {first_name}! The autumn plans are here.", "rate": 1})
    message = json.dumps({"message": "I would like to join the spring group."})
    status = json.dumps({"status": "viewed"})
    rank = json.dumps({"rank": "admin"})
    json_admin = admin | {"Content-Type": "application/json"}
    return {
        "listAdministrators": fixed("GET", f"{BASE}/admins/", admin),
        "createRequest": lambda count: [submission() for _ in range(count)],
        "listOwnRequests": fixed("GET", f"{BASE}/requests/mine/", visitor),
        "listRequests": fixed("GET", f"{BASE}/requests/?limit=20", admin),
        "getRequest": of_requests("GET"),
        "approveRequest": of_requests("POST", "approve/"),
        "rejectRequest": of_requests("POST", "reject/"),
        "createBroadcast": lambda count: [draft() for _ in range(count)],
        "listBroadcasts": fixed("GET", f"{BASE}/broadcasts/?limit=20", admin),
        "getBroadcast": of_broadcasts("GET"),
        # Where the Bot API would be nobody listens.
        "previewBroadcast": of_broadcasts("POST", "preview/", expected=503),
        "startBroadcast": of_broadcasts("POST", "start/"),
        "pauseBroadcast": of_broadcasts("POST", "pause/", ["start"]),
        "resumeBroadcast": of_broadcasts("POST", "resume/", ["start", "pause"]),
        "cancelBroadcast": of_broadcasts("POST", "cancel/"),
        "getStatistics": fixed("GET", f"{BASE}/statistics/", admin),
        "logIn": fixed("POST", f"{BASE}/auth/", visitor),
        "saveTest": fixed("POST", f"{BASE}/save-test/", bot, test),
        "getInviteLink": fixed("GET", f"{BASE}/invite-link/"),
        "listApplications": fixed("GET", f"{BASE}/applications/?limit=20", admin),
        "getApplication": of_applications("GET", admin, None, 200),
        "deleteApplication": of_applications("DELETE", admin, None, 204),
        "setApplicationStatus": of_applications("PATCH", json_admin, status, 200, "status/"),
        "receiveUpdate": fixed("POST", "/webhook/telegram", hook, update),
        "getHealth": fixed("GET", "/api/v1/health/"),
        "getHealthRoot": fixed("GET", "/health"),
        "getLiveness": fixed("GET", "/live"),
        "getReadiness": fixed("GET", "/ready"),
        "getOpenAPIDocument": fixed("GET", "/openapi.json"),
        "getDocumentation": fixed("GET", "/docs"),
        # Last: a request is told to all of them.
        "putAdministrator": lambda count: [
            ("PUT", f"{BASE}/admins/{next(ids)}/", json_admin, rank, 200) for _ in range(count)],
        "deleteAdministrator": lambda count: [
            ("DELETE", path, admin, None, 204) for path in administrators(count)],
    }


def measure(server, requests):
    """Allocations a request: of the round with the fewest, for what is added to it is others'."""
    counts = []
    for _ in range(ROUNDS):
        batch = requests(REQUESTS)
        before = server.count()
        for method, path, headers, body, expected in batch:
            server.send(method, path, headers, body, expected)
        counts.append((server.count() - before) / len(batch))
    return min(counts)


def read_table(path):
    """The allowed numbers by database and operation."""
    lines = (line.partition("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines())
    return {words[0]: float(words[1]) for words in lines if words}


def breach(count, allowed):
    if allowed is None:
        return "the table does not have it: add it"
    if count > allowed + TOLERANCE:
        return f"the table allows {allowed:g}"
    if count < allowed - TOLERANCE:
        return f"the table says {allowed:g}: lower it, so that it stays so"
    return None


def operation_ids(contract):
    paths = json.loads(contract.read_text(encoding="utf-8"))["paths"]
    return {operation["operationId"] for path in paths.values() for operation in path.values()
            if isinstance(operation, dict) and "operationId" in operation}


def run(contract, table):
    passed = failed = 0
    names = operation_ids(contract)
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(temporary_folder(None))
        cluster = stack.enter_context(Cluster(folder / "cluster"))
        credentials = Credentials(1)
        for database in (SQLite(folder / "ours.sqlite"), cluster.create("ours")):
            Counted.name = database.kind
            server = Counted(database, credentials, folder)
            server.prepare()
            with server:
                known = operations(server, credentials)
                for name in sorted(names ^ set(known)):
                    failed += 1
                    print(f"FAILED allocations of {name}: it is in the contract or in this program, not in both")
                # In the program's order: what is listed is counted before others add to it.
                for name in (name for name in known if name in names):
                    entry = f"{database.kind}/{name}"
                    count = measure(server, known[name])
                    fault = breach(count, table.get(entry))
                    passed, failed = (passed, failed + 1) if fault else (passed + 1, failed)
                    print(f"{'FAILED' if fault else 'ok'} allocations of {entry}: {count:.1f}"
                          + (f"; {fault}" if fault else ""), flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    Counted.counter = Path(sys.argv[1]).resolve()
    try:
        sys.exit(0 if run(Path(sys.argv[2]), read_table(Path(sys.argv[3]))) else 1)
    except (RuntimeError, OSError) as error:
        sys.exit(f"allocations: {error}")


main()
