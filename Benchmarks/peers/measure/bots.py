"""Compares the bot of telegram-backend with bots on aiogram and python-telegram-bot, in one run.

All get the same updates (`/start` of somebody new) by webhook, keep a row for the person in a PostgreSQL of the run's
own with default settings, and greet by Telegram's stand-in, without Telegram's limits. Two measurements, in rounds:
at a fixed rate, the time from when an update was due until its reply was at the stand-in; and a crowd of updates at
once, how many a second were handled and with how much CPU of the bot's process.
"""
import argparse
import contextlib
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import processes
from contenders import BUILT, PEERS, ROOT, Contender
from credentials import Credentials
from databases import Cluster
from latency import drive
from run import say, temporary_folder

STAND_IN = ROOT / ".build/release/telegram-stand-in"
FIRST_ID = 1_000_000_000_000
PATIENCE = 120  # seconds within which a crowd is answered


class StandIn:
    """Telegram's stand-in as a process, for one bot."""

    def __init__(self, credentials, folder, *options):
        self.credentials, self.log_path = credentials, folder / "stand-in.log"
        self.options = options

    def __enter__(self):
        with open(self.log_path, "wb") as log:
            self.process = processes.start(
                [STAND_IN, "--port", "0", "--limits", "none", "--everyone-exists", "--token", self.credentials.token,
                 "--username", "example_bot", *self.options], output=log)
        self.base = processes.wait_until(self.address, "the stand-in listens")
        return self

    def __exit__(self, *_):
        processes.stop(self.process)

    def address(self):
        found = re.search(r"http://\S+", self.log_path.read_text())
        return found and found.group()

    def ask(self, action, **parameters):
        request = urllib.request.Request(f"{self.base}/control/{action}", json.dumps(parameters).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["result"]

    def replies(self):
        return self.ask("counts").get("sendMessage", 0)


class Bot(Contender):
    """A bot of its own process and database. The credentials know where its Bot API is."""

    keeps = "bot"

    def __init__(self, database, credentials, folder, base):
        super().__init__(database, credentials, folder)
        self.api = base

    def environment(self):
        return super().environment() | {"TELEGRAM_API_BASE_URL": self.api}


class Ours(Bot):
    name = "telegram-backend"

    def environment(self):
        return super().environment() | {
            "ENVIRONMENT": "development", "LOG_LEVEL": "notice", "TELEGRAM_UPDATES": "webhook",
            "TELEGRAM_MESSAGES_PER_SECOND": "0", "PUBLIC_URL": "https://app.example",
        }

    def command(self):
        return [ROOT / ".build/release/telegram-backend", "serve"]


class Python(Bot):
    def environment(self):
        return super().environment() | {"PYTHONDONTWRITEBYTECODE": "1"}

    def folder_to_run_in(self):
        return PEERS / "bots"

    def command(self):
        return [BUILT / "bots/bin/python", f"with_{self.name.replace('-', '_')}.py"]


class Aiogram(Python):
    name = "aiogram"


class PythonTelegramBot(Python):
    name = "python-telegram-bot"


BOTS = [Ours, Aiogram, PythonTelegramBot]


class Run:
    def __init__(self, options, stack):
        self.options = options
        self.folder = stack.enter_context(temporary_folder(options.folder))
        self.credentials = Credentials(1)
        self.cluster = stack.enter_context(Cluster(self.folder / "cluster"))
        self.databases = 0
        self.samples = []

    @contextlib.contextmanager
    def running(self, kind, *options):
        """A bot with nothing in its database, and its stand-in."""
        self.databases += 1
        database = self.cluster.create(f"bot{self.databases}")
        with StandIn(self.credentials, self.folder, *options) as stand_in:
            bot = kind(database, self.credentials, self.folder, stand_in.base)
            with bot:
                yield bot, stand_in

    def drive(self, bot, rate, seconds, first):
        """Sends updates of people that nobody else is, at a rate."""
        path = self.folder / "updates.jsonl"
        person = '"id":{id},"first_name":"Ana","username":"ana","language_code":"en"'
        body = (
            '{"update_id":{id},"message":{"message_id":1,"date":1790000000,"chat":{"type":"private",%s},'
            '"from":{"is_bot":false,%s},"text":"/start shop","entities":[{"type":"bot_command","offset":0,"length":6}]}}'
            % (person, person)
        )
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.credentials.webhook}
        path.write_text(
            json.dumps({"method": "POST", "path": "/webhook/telegram", "headers": headers, "body": body}) + "\n"
        )
        status, output = drive(bot.base, path, rate, seconds, "--first-id", first, "--timeout", PATIENCE)
        result = json.loads(output) if status == 0 else {}
        if set(result.get("statuses", {})) != {"200"} or result["answered"] != result["scheduled"]:
            raise RuntimeError(f"{bot.name}: {output}\n{bot.tail()}")
        return result

    def wait(self, bot, stand_in, count):
        processes.wait_until(lambda: stand_in.replies() >= count, f"{bot.name}'s {count} replies", deadline=PATIENCE,
                             interval=0.02)

    def check(self, bot, stand_in, count):
        if stand_in.replies() != count:
            raise RuntimeError(f"{bot.name}: {stand_in.replies()} replies to {count} updates")
        rows = bot.database.integer("SELECT count(*) FROM bot_users WHERE source = 'shop'")
        if rows != count:
            raise RuntimeError(f"{bot.name}: {rows} rows for {count} people")

    def latency(self, kind, number):
        """From when an update was due until its reply was at the stand-in."""
        with self.running(kind) as (bot, stand_in):
            warm = self.drive(bot, self.options.rate, 2, FIRST_ID)["scheduled"]
            self.wait(bot, stand_in, warm)
            first = FIRST_ID * 2
            result = self.drive(bot, self.options.rate, self.options.seconds, first)
            self.wait(bot, stand_in, warm + result["scheduled"])
            self.check(bot, stand_in, warm + result["scheduled"])
            times = sorted(
                call["time"] * 1000 - result["first_due"] / 1000 - (call["chat"] - first) * 1000 / self.options.rate
                for call in stand_in.ask("calls", method="sendMessage") if call["chat"] >= first
            )
        self.keep("latency", kind, number, p50=times[len(times) // 2], p99=times[len(times) * 99 // 100],
                  most=times[-1])

    def crowd(self, kind, number):
        """As many a second as it can."""
        with self.running(kind, "--counting") as (bot, stand_in):
            warm = self.drive(bot, 500, 2, FIRST_ID)["scheduled"]
            self.wait(bot, stand_in, warm)
            self.cluster.settle()
            before, telegram, postgres = bot.cpu_us(), processes.cpu_us(stand_in.process.pid), self.cluster.cpu_us()
            began = time.monotonic()
            count = self.drive(bot, self.options.crowd, 1, FIRST_ID * 2)["scheduled"]
            acknowledged = time.monotonic() - began
            self.wait(bot, stand_in, warm + count)
            seconds = time.monotonic() - began
            used = bot.cpu_us() - before
            self.keep("crowd", kind, number, rate=count / seconds, acknowledged=count / acknowledged,
                      cpu_us=used / count, postgres_us=(self.cluster.cpu_us() - postgres) / count,
                      stand_in_us=(processes.cpu_us(stand_in.process.pid) - telegram) / count,
                      resident_mib=bot.resident_kib() / 1024)
            self.check(bot, stand_in, warm + count)

    def keep(self, what, kind, number, **figures):
        say(f"{what}, {kind.name}, round {number}: " + ", ".join(f"{key} {value:.1f}" for key, value in figures.items()))
        self.samples.append({"kind": what, "bot": kind.name, "round": number, **figures})

    def measure(self):
        for number in range(1, self.options.rounds + 1):
            for kind in self.options.bots:
                self.latency(kind, number)
            for kind in self.options.bots:
                self.crowd(kind, number)

    def median(self, what, bot, figure):
        found = [sample[figure] for sample in self.samples if (sample["kind"], sample["bot"]) == (what, bot)]
        return statistics.median(found)

    def table(self):
        lines = ["| bot | reply p50, p99 ms at %d/s | handled/s | × | CPU µs an update | × | PostgreSQL µs | MiB |"
                 % self.options.rate, "|---|---:|---:|---:|---:|---:|---:|---:|"]
        ours = self.options.bots[0].name
        for bot in (kind.name for kind in self.options.bots):
            def of(what, figure):
                return self.median(what, bot, figure)
            lines.append(
                f"| {bot} | {of('latency', 'p50'):.1f}, {of('latency', 'p99'):.1f} | {of('crowd', 'rate'):,.0f} "
                f"| {self.median('crowd', ours, 'rate') / of('crowd', 'rate'):.1f} | {of('crowd', 'cpu_us'):,.0f} "
                f"| {of('crowd', 'cpu_us') / self.median('crowd', ours, 'cpu_us'):.1f} "
                f"| {of('crowd', 'postgres_us'):,.0f} | {of('crowd', 'resident_mib'):.0f} |"
            )
        return "\n".join(lines)


def arguments():
    known = {bot.name: bot for bot in BOTS}
    parser = argparse.ArgumentParser(
        prog="scripts/bench bots", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bots", default=",".join(known), help=f"of {','.join(known)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=int, default=500, help="updates a second whose replies are timed")
    parser.add_argument("--seconds", type=int, default=10, help="how long")
    parser.add_argument("--crowd", type=int, default=10_000, help="updates that come within a second")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()),
                        help="where the database lives while it runs: on the file system to be measured")
    parser.add_argument("--output", type=Path, default=Path(".build/bench"), help="folder of bots.json and bots.md")
    options = parser.parse_args()
    names = options.bots.split(",")
    if unknown := set(names) - set(known):
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    if min(options.rounds, options.rate, options.seconds, options.crowd) < 1:
        parser.error("rounds, rate, seconds and crowd are 1 or more")
    options.bots = [bot for bot in BOTS if bot.name in names]
    return options


def main():
    options = arguments()
    if subprocess.run([ROOT / "scripts/bench", "prepare", "ours", "load-driver", "stand-in", "bots"],
                      check=False).returncode != 0:
        sys.exit(1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    try:
        with contextlib.ExitStack() as stack:
            run = Run(options, stack)
            run.measure()
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")
    table = run.table()
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "bots.json").write_text(json.dumps(run.samples, indent=1))
    (options.output / "bots.md").write_text(table + "\n")
    print(table)


if __name__ == "__main__":
    main()
