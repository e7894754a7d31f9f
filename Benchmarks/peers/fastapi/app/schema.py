"""Creates the tables without serving: python -m app.schema."""
import asyncio

import asyncpg

from .database import create_schema
from .settings import settings


async def main() -> None:
    connection = await asyncpg.connect(settings.database_url)
    try:
        await create_schema(connection)
    finally:
        await connection.close()


asyncio.run(main())
