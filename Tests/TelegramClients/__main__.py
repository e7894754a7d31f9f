"""Runs two well-known clients of the Bot API against the stand-in; the last line is "N passed, N failed"."""
import asyncio
import logging
import sys
import traceback

import with_aiogram
import with_python_telegram_bot
from stand_in import StandIn

LIMIT_SECONDS = 60


async def run(stand_in, test):
    async with stand_in.people() as people:
        await asyncio.wait_for(test(people), LIMIT_SECONDS)


def main() -> int:
    passed = failed = 0
    # What the clients say about faults that a test wants.
    logging.disable()
    stand_in = StandIn.start(sys.argv[1])
    try:
        for module in with_aiogram, with_python_telegram_bot:
            for name, test in vars(module).items():
                if not name.startswith("test_"):
                    continue
                try:
                    asyncio.run(run(stand_in, test))
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"{module.__name__}.{name} failed:", file=sys.stderr)
                    traceback.print_exc()
    finally:
        stand_in.stop()
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


sys.exit(main())
