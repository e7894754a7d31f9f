import time
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI, Request, Response

from . import applications, problems, users
from .database import Pool, open_pool
from .models import Acknowledgement, Availability, Health, InviteLink, Update
from .security import WebhookSecret
from .settings import settings

VERSION = "1.0.0"
STARTED = time.monotonic()
LINK = InviteLink(link=f"https://t.me/{settings.telegram_bot_username}?start=invite")


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await open_pool()
    yield
    await app.state.pool.close()


app = FastAPI(title="telegram-backend", version=VERSION, lifespan=lifespan)
problems.install(app)
app.include_router(users.router)
app.include_router(applications.router)


@app.get("/health")
@app.get("/api/v1/health/")
async def health(pool: Pool, response: Response) -> Health:
    database = "ok"
    try:
        await pool.fetchval("SELECT 1", timeout=1)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        database = "unavailable"
        response.status_code = 503
    return Health(status=database, database=database, version=VERSION, uptime_seconds=int(time.monotonic() - STARTED))


@app.get("/live")
@app.get("/ready")
async def live() -> Availability:
    return Availability()


@app.get("/api/v1/telegram/invite-link/")
async def invite_link(response: Response) -> InviteLink:
    response.headers["Cache-Control"] = "public, max-age=300"
    return LINK


@app.post("/webhook/telegram", dependencies=[WebhookSecret])
async def receive_update(update: Update, request: Request, pool: Pool) -> Acknowledgement:
    await pool.execute(
        "INSERT INTO telegram_updates (update_id, raw) VALUES ($1, $2::jsonb) ON CONFLICT DO NOTHING",
        update.update_id,
        (await request.body()).decode(),
    )
    return Acknowledgement()
