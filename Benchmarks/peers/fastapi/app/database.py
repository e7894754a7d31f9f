from pathlib import Path
from typing import Annotated

import asyncpg
from fastapi import Depends, Request

from .settings import settings

SCHEMA = Path(__file__).parents[2] / "schema.sql"
SCHEMA_LOCK = 4_071_968  # any number, the same in every process


async def open_pool() -> asyncpg.Pool:
    """asyncpg's own pool: ten connections a worker process, prepared statements cached, as is its default."""
    if settings.database_url.startswith("sqlite:"):
        from . import sqlite  # which only then has to be there

        return await sqlite.open_pool(settings.database_url)
    pool = await asyncpg.create_pool(settings.database_url, command_timeout=10, reset=leave_as_it_is)
    async with pool.acquire() as connection:
        await create_schema(connection)
    return pool


async def leave_as_it_is(connection: asyncpg.Connection) -> None:
    """In place of the round trip that resets a session after each use: nothing here changes its state."""


async def create_schema(connection: asyncpg.Connection) -> None:
    async with connection.transaction():
        # The worker processes start together; the lock ends with the transaction.
        await connection.execute("SELECT pg_advisory_xact_lock($1)", SCHEMA_LOCK)
        await connection.execute(SCHEMA.read_text(encoding="utf-8"))


async def pool_of(request: Request) -> asyncpg.Pool:
    return request.app.state.pool


Pool = Annotated[asyncpg.Pool, Depends(pool_of)]
