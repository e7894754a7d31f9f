"""Telegram's stand-in as a process, and what people do in it."""
import asyncio
import contextlib
import re
import subprocess

import aiohttp


class StandIn:
    """A running stand-in. Each test has a bot of its own."""

    def __init__(self, process: subprocess.Popen, base: str) -> None:
        self.process = process
        self.base = base
        self.bots = 100

    @classmethod
    def start(cls, program: str) -> "StandIn":
        # Twenty times as fast as Telegram, so that its retries take no time of ours.
        process = subprocess.Popen(
            [program, "--port", "0", "--speed", "20", "--limits", "none"], stdout=subprocess.PIPE, text=True
        )
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        if not found:
            raise RuntimeError(f"the stand-in does not start: {line}")
        return cls(process, found.group())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)

    @contextlib.asynccontextmanager
    async def people(self):
        """The people around a new bot."""
        self.bots += 1
        async with aiohttp.ClientSession() as session:
            people = People(self.base, f"{self.bots}:TEST", session)
            await people.act("bot", username=f"test_{self.bots}_bot")
            await people.act("meet", user=7, first_name="Ann", started=True)
            yield people


class People:
    def __init__(self, base: str, token: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.token = token
        self.session = session

    async def act(self, action: str, **parameters):
        body = {"token": self.token, **parameters}
        async with self.session.post(f"{self.base}/control/{action}", json=body) as answer:
            told = await answer.json()
        if not told["ok"]:
            raise RuntimeError(f"{action}: {told['description']}")
        return told["result"]

    async def calls(self, method: str, count: int):
        """The first calls of a method, when there are so many."""
        found = await self.act("calls", method=method, count=count, timeout=10)
        assert len(found) >= count, f"{len(found)} calls of {method}, not {count}"
        return found

    async def messages(self, chat: int = 7):
        return await self.act("messages", chat=chat)


async def eventually(look, what: str, seconds: float = 10):
    """The first true value of `look`."""
    for _ in range(int(seconds * 100)):
        value = await look()
        if value:
            return value
        await asyncio.sleep(0.01)
    raise AssertionError(f"in vain: {what}")


def raises(kind):
    """A context that wants this exception, and keeps it as `error`."""
    return Raises(kind)


class Raises:
    def __init__(self, kind) -> None:
        self.kind = kind
        self.error = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert error is not None, f"no {self.kind.__name__}"
        self.error = error
        return isinstance(error, self.kind)
