"""Creates the tables without serving: python -m app.schema."""
import asyncio

from .database import open_pool


async def main() -> None:
    pool = await open_pool()
    await pool.close()


asyncio.run(main())
