"""Measures what takes the bot of telegram-backend long, on a PostgreSQL of the run's own with default settings:

`snapshot`: how many updates a second it handles before somebody holds a snapshot of the database open, and while they
have done so for a minute in which updates came.
`recipients`: a broadcast to many people at Telegram's stand-in without Telegram's limits: messages a second and the
largest resident memory of the bot's process.
"""
import argparse
import contextlib
import http.client
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import processes
from bots import FIRST_ID, Ours, Run
from contenders import ROOT
from credentials import ADMIN
from run import say


class Sender(Ours):
    def environment(self):
        return super().environment() | {"TELEGRAM_SUPERADMINS": str(ADMIN)}

    def ask(self, method, path, body=None, **headers):
        """The document that an administrator is answered with."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, f"/api/v1/telegram/{path}", json.dumps(body) if body else None, {
                "X-Telegram-Init-Data": self.credentials.sign(ADMIN), "Content-Type": "application/json", **headers})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        if response.status not in (200, 201):
            raise RuntimeError(f"{method} {path}: {response.status}\n{text}")
        return json.loads(text)


class Endurance(Run):
    @contextlib.contextmanager
    def held_snapshot(self, database):
        """A transaction that sees the database as it is now, idle for as long as this is entered."""
        url = f"postgres://bench@127.0.0.1:{self.cluster.port}/{database.name}"
        session = processes.start(
            ["sh", "-c", "(echo 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1;'; sleep 3600) | psql -q " + url],
            output=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "PGPASSWORD": self.cluster.password},
        )
        try:
            held = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND backend_xmin IS NOT NULL"
            processes.wait_until(lambda: database.integer(held) == 1, "the snapshot is held")
            yield
            if database.integer(held) != 1:
                raise RuntimeError("the snapshot was let go of")
        finally:
            processes.kill(session)

    def handled(self, bot, stand_in, before):
        """A crowd at once: how many a second."""
        began = time.monotonic()
        count = self.drive(bot, self.options.crowd, 1, FIRST_ID * 2 + before)["scheduled"]
        self.wait(bot, stand_in, before + count)
        return before + count, count / (time.monotonic() - began)

    def snapshot(self):
        with self.running(Ours, "--counting") as (bot, stand_in):
            done, _ = self.handled(bot, stand_in, 0)
            done, free = self.handled(bot, stand_in, done)
            with self.held_snapshot(bot.database):
                done += self.drive(bot, self.options.rate, self.options.seconds, FIRST_ID * 3)["scheduled"]
                self.wait(bot, stand_in, done)
                done, held = self.handled(bot, stand_in, done)
                dead = bot.database.integer("SELECT sum(n_dead_tup) FROM pg_stat_user_tables")
            self.check(bot, stand_in, done)
        say(f"snapshot: {free:,.0f}/s before it, {held:,.0f}/s after {self.options.seconds} s at "
            f"{self.options.rate}/s under it ({held / free:.2f}; {dead:,} dead rows)")

    def recipients(self):
        with self.running(Sender, "--counting") as (bot, stand_in):
            people = self.options.recipients
            numbers = f"generate_series(1, {people}) AS i"
            bot.database.run(f"""
                INSERT INTO users (telegram_id, username, first_name, language_code, is_premium, photo_url,
                    ai_test_completed, created_at, updated_at)
                SELECT {FIRST_ID} + i, 'person' || i, 'Ana', 'en', false, '', false, 1, 1 FROM {numbers};
                INSERT INTO bot_users (telegram_id, source, started_at, last_active_at)
                SELECT {FIRST_ID} + i, '', 1, 1 FROM {numbers}""")
            bot.database.tidy()
            key = {"Idempotency-Key": "endurance"}
            broadcast = bot.ask("POST", "broadcasts/", {"text": "Hello, {first_name}!"}, **key)
            used = bot.cpu_us()
            began = time.monotonic()
            with processes.Peak(bot.process.pid) as peak:
                path = f"broadcasts/{broadcast['id']}/"
                bot.ask("POST", path + "start/")
                processes.wait_until(lambda: stand_in.replies() > 0, "the first message", deadline=120)
                listed = time.monotonic() - began
                processes.wait_until(lambda: bot.ask("GET", path)["status"] == "completed", "the last message",
                                     deadline=people / 500 + 60, interval=1)
                seconds = time.monotonic() - began
            sent = stand_in.replies()
            if sent != people:
                raise RuntimeError(f"{sent} messages to {people} people")
            say(f"recipients: {people:,} in {seconds:,.0f} s, {people / seconds:,.0f}/s (the first after {listed:.1f} s), "
                f"{peak.kib / 1024:.0f} MiB at most, {(bot.cpu_us() - used) / people:.0f} µs CPU each")


def main():
    parser = argparse.ArgumentParser(
        prog="scripts/bench endurance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--what", default="snapshot,recipients", help="of snapshot,recipients")
    parser.add_argument("--recipients", type=int, default=1_000_000)
    parser.add_argument("--rate", type=int, default=1_000, help="updates a second under the snapshot")
    parser.add_argument("--seconds", type=int, default=60, help="how long they come")
    parser.add_argument("--crowd", type=int, default=10_000, help="updates at once, whose handling is timed")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()),
                        help="where the database lives while it runs: on the file system to be measured")
    options = parser.parse_args()
    kinds = options.what.split(",")
    if unknown := set(kinds) - {"snapshot", "recipients"}:
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    if subprocess.run([ROOT / "scripts/bench", "prepare", "ours", "load-driver", "stand-in"],
                      check=False).returncode != 0:
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with contextlib.ExitStack() as stack:
            run = Endurance(options, stack)
            for kind in kinds:
                getattr(run, kind)()
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")


if __name__ == "__main__":
    main()
