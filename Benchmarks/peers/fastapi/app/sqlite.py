"""SQLite in place of PostgreSQL, with as much of asyncpg's pool as the application uses."""
import asyncio
import re
import sqlite3
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import aiosqlite

from .users import SAVE_TEST

SCHEMA = Path(__file__).with_name("sqlite.sql")
DIALECT = [
    (re.compile(r"\$(\d+)"), r"?\1"),
    (re.compile(r"([\w.]+)::text"), r"CAST(\1 AS text)"),
    (re.compile(r"::\w+"), ""),
    (re.compile(r"\bILIKE\b"), "LIKE"),
    (re.compile(r"\bnow\(\)"), "CURRENT_TIMESTAMP"),
]
SAVE_USER = """
    INSERT INTO users (telegram_id, first_name, last_name, username, ai_test_completed,
        recommended_calories, recommended_protein, recommended_fat, recommended_carbs)
    VALUES (?1, coalesce(?2, ''), coalesce(?3, ''), coalesce(?4, ''), true, ?5, ?6, ?7, ?8)
    ON CONFLICT (telegram_id) DO UPDATE SET
        first_name = coalesce(?2, users.first_name), last_name = coalesce(?3, users.last_name),
        username = coalesce(?4, users.username), ai_test_completed = true,
        recommended_calories = excluded.recommended_calories, recommended_protein = excluded.recommended_protein,
        recommended_fat = excluded.recommended_fat, recommended_carbs = excluded.recommended_carbs,
        updated_at = CURRENT_TIMESTAMP
    RETURNING id
"""
SAVE_APPLICATION = """
    INSERT INTO applications (user_id, details) VALUES (?1, ?2) ON CONFLICT DO NOTHING
    RETURNING user_id, true AS created
"""
REPLACE_APPLICATION = """
    UPDATE applications SET details = ?2, updated_at = CURRENT_TIMESTAMP WHERE user_id = ?1
    RETURNING user_id, false AS created
"""

sqlite3.register_adapter(Decimal, str)


class Pool:
    """One connection a process, whose statements and transactions follow one another."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.connection = connection
        self.lock = asyncio.Lock()
        self.translated: dict[str, str] = {}

    def translate(self, statement: str) -> str:
        if statement not in self.translated:
            text = statement
            for pattern, replacement in DIALECT:
                text = pattern.sub(replacement, text)
            self.translated[statement] = text
        return self.translated[statement]

    async def fetch(self, statement, *values, timeout=None):
        async with self.lock:
            return list(await self.connection.execute_fetchall(self.translate(statement), values))

    async def fetchrow(self, statement, *values, timeout=None):
        if statement is SAVE_TEST:
            return await self.save_test(values[:8], values[8])
        rows = await self.fetch(statement, *values)
        return rows[0] if rows else None

    async def fetchval(self, statement, *values, timeout=None):
        row = await self.fetchrow(statement, *values)
        return row[0] if row else None

    async def execute(self, statement, *values):
        await self.fetch(statement, *values)

    async def save_test(self, user, details):
        async with self.lock:
            await self.connection.execute("BEGIN IMMEDIATE")
            try:
                [saved] = await self.connection.execute_fetchall(SAVE_USER, user)
                values = (saved["id"], details)
                rows = list(await self.connection.execute_fetchall(SAVE_APPLICATION, values))
                [row] = rows or await self.connection.execute_fetchall(REPLACE_APPLICATION, values)
                await self.connection.execute("COMMIT")
            except BaseException:
                await self.connection.execute("ROLLBACK")
                raise
        return row

    @asynccontextmanager
    async def acquire(self):
        yield self

    async def close(self):
        await self.connection.close()


async def open_pool(url: str) -> Pool:
    """Write-ahead log and a disk write before each commit returns, as durable as PostgreSQL's default."""
    connection = await aiosqlite.connect(url.removeprefix("sqlite:"), timeout=30, isolation_level=None)
    connection.row_factory = sqlite3.Row
    await connection.execute("PRAGMA journal_mode = WAL")
    await connection.execute("PRAGMA synchronous = FULL")
    await connection.execute("PRAGMA foreign_keys = ON")
    await connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    return Pool(connection)
