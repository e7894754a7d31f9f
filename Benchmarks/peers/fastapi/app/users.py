from typing import Annotated

from asyncpg import Record
from fastapi import APIRouter, Header, Request

from .database import Pool
from .models import Answers, LoginRequest, SaveTestRequest, SaveTestResult, Session, User
from .recommendation import recommend
from .security import BotSecret, make_session, unauthorized, verify_init_data
from .settings import settings

router = APIRouter(prefix="/api/v1/telegram")

LOG_IN = """
    INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (telegram_id) DO UPDATE SET
        username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
        language_code = excluded.language_code, is_premium = excluded.is_premium, photo_url = excluded.photo_url,
        updated_at = now()
    RETURNING telegram_id, username, first_name, last_name, language_code, is_premium, ai_test_completed,
        recommended_calories, recommended_protein, recommended_fat, recommended_carbs, created_at
"""

# One statement, so one round trip and one commit. An absent name leaves what is stored.
SAVE_TEST = """
    WITH saved AS (
        INSERT INTO users (telegram_id, first_name, last_name, username, ai_test_completed,
            recommended_calories, recommended_protein, recommended_fat, recommended_carbs)
        VALUES ($1, coalesce($2, ''), coalesce($3, ''), coalesce($4, ''), true, $5, $6, $7, $8)
        ON CONFLICT (telegram_id) DO UPDATE SET
            first_name = coalesce($2, users.first_name), last_name = coalesce($3, users.last_name),
            username = coalesce($4, users.username), ai_test_completed = true,
            recommended_calories = excluded.recommended_calories, recommended_protein = excluded.recommended_protein,
            recommended_fat = excluded.recommended_fat, recommended_carbs = excluded.recommended_carbs,
            updated_at = now()
        RETURNING id
    )
    INSERT INTO applications (user_id, details) SELECT id, $9::jsonb FROM saved
    ON CONFLICT (user_id) DO UPDATE SET details = excluded.details, updated_at = now()
    RETURNING user_id, xmax = 0 AS created
"""


def display_name(row: Record) -> str:
    name = f"{row['first_name']} {row['last_name']}".strip()
    return name or (f"@{row['username']}" if row["username"] else f"User {row['telegram_id']}")


@router.post("/auth/")
async def log_in(
    pool: Pool,
    request: Request,
    body: LoginRequest | None = None,
    x_telegram_init_data: Annotated[str | None, Header()] = None,
) -> Session:
    raw = x_telegram_init_data
    if raw is None and request.headers.get("authorization", "").lower().startswith("tma "):
        raw = request.headers["authorization"][4:]
    if raw is None and body is not None:
        raw = body.initData or body.init_data
    if not raw:
        raise unauthorized
    user = verify_init_data(raw, settings.init_data_max_age)
    row = await pool.fetchrow(
        LOG_IN,
        user["id"],
        user.get("username", ""),
        user.get("first_name", ""),
        user.get("last_name", ""),
        user.get("language_code", ""),
        user.get("is_premium", False),
        user.get("photo_url", ""),
    )
    values = dict(row)
    values["username"] = row["username"] or None
    return Session(
        access=make_session(row["telegram_id"]),
        expires_in=settings.session_lifetime,
        is_admin=row["telegram_id"] in settings.telegram_admins,
        user=User(display_name=display_name(row), **values),
    )


@router.post("/save-test/", dependencies=[BotSecret])
async def save_test(body: SaveTestRequest, pool: Pool) -> SaveTestResult:
    answers = body.answers or Answers()
    row = await pool.fetchrow(
        SAVE_TEST,
        body.telegram_id,
        body.first_name,
        body.last_name,
        body.username,
        *recommend(answers),
        answers.model_dump_json(exclude_unset=True),
    )
    message = "The test was saved." if row["created"] else "The test was replaced."
    return SaveTestResult(user_id=row["user_id"], message=message, created=row["created"])
