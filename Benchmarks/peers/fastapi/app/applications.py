import base64
import json
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError

from .database import Pool
from .models import Application, ApplicationsPage, Pagination, Status
from .security import Admin
from .settings import settings
from .users import display_name

router = APIRouter(prefix="/api/v1/telegram/applications", dependencies=[Admin])

COLUMNS = """
    a.id, a.status, a.created_at, u.telegram_id, u.first_name, u.last_name, u.username, u.photo_url,
    u.ai_test_completed, u.recommended_calories, u.recommended_protein, u.recommended_fat, u.recommended_carbs
"""
TABLES = "FROM applications a JOIN users u ON u.id = a.user_id"
ESTIMATE = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'applications'::regclass"
FIRST = 2**63 - 1


def cursor(application_id: int) -> str:
    return base64.urlsafe_b64encode(b"\x01" + application_id.to_bytes(8)).decode()


def read_cursor(text: str) -> int:
    raw = base64.urlsafe_b64decode(text)
    if len(raw) != 9 or raw[0] != 1 or not 0 < (value := int.from_bytes(raw[1:])) < 2**63:
        error = {"type": "cursor", "loc": ("query", "after"), "msg": "not a cursor", "input": text}
        raise RequestValidationError([error])
    return value


@router.get("/", response_model_exclude_unset=True)
async def list_applications(
    pool: Pool,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
    status: Status | None = None,
    q: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    include_details: bool = False,
    after: Annotated[str | None, Query(pattern="^A[Q-X][A-Za-z0-9_-]{10}$")] = None,
) -> ApplicationsPage:
    conditions, values = [], []
    if status is not None:
        values.append(status)
        conditions.append(f"a.status = ${len(values)}")
    if q is not None:
        values.append(f"%{q}%")
        found = f"(u.first_name || ' ' || u.last_name || ' ' || u.username) ILIKE ${len(values)}"
        values.append(q)
        conditions.append(f"({found} OR u.telegram_id::text = ${len(values)})")
    where = " AND ".join(conditions) or "true"
    columns = f"{COLUMNS}, a.details" if include_details else COLUMNS
    bound = len(values) + 3
    page = (
        f"SELECT {columns} {TABLES} WHERE {where} AND a.id < ${bound - 2}"
        f" ORDER BY a.id DESC LIMIT ${bound - 1} OFFSET ${bound}"
    )
    # Only a search by name needs the users to be counted.
    count = f"SELECT count(*) {TABLES if q is not None else 'FROM applications a'} WHERE {where}"
    before = FIRST if after is None else read_cursor(after)
    async with pool.acquire() as connection:
        if conditions or settings.applications_total == "count":
            total = await connection.fetchval(count, *values)
        else:
            total = max(0, await connection.fetchval(ESTIMATE))
        rows = await connection.fetch(page, *values, before, limit + 1, offset)

    items = []
    for row in rows[:limit]:
        item = dict(row, telegram_id=str(row["telegram_id"]), display_name=display_name(row))
        if include_details:
            item["details"] = json.loads(row["details"])
        items.append(Application(**item))
    pagination = Pagination(limit=limit, offset=offset, total=total)
    if len(rows) > limit:
        pagination.next = cursor(items[-1].id)
    return ApplicationsPage(items=items, pagination=pagination)
