import base64
import re

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.http import JsonResponse

from .models import Application
from .problems import breaks_contract, only
from .security import require_admin

CURSOR = re.compile("A[Q-X][A-Za-z0-9_-]{10}")
STATUSES = ("new", "viewed", "contacted")


def wrong(name, keyword):
    violation = {"in": "query", "pointer": f"/{name}", "keyword": keyword, "message": "is not what is accepted"}
    return breaks_contract([violation])


def whole(query, name, default, lowest, highest):
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and lowest <= int(text) <= highest):
        raise wrong(name, "range")
    return int(text)


def cursor(application_id):
    return base64.urlsafe_b64encode(b"\x01" + application_id.to_bytes(8)).decode()


def read_cursor(text):
    if not CURSOR.fullmatch(text) or not 0 < (value := int.from_bytes(base64.urlsafe_b64decode(text)[1:])) < 2**63:
        raise wrong("after", "pattern")
    return value


def found(query):
    """The applications that the query asks for, in no order."""
    applications = Application.objects.all()
    if (status := query.get("status")) is not None:
        if status not in STATUSES:
            raise wrong("status", "enum")
        applications = applications.filter(status=status)
    if (text := query.get("q")) is not None:
        if not 1 <= len(text) <= 100:
            raise wrong("q", "maxLength")
        names = Concat("user__first_name", Value(" "), "user__last_name", Value(" "), "user__username")
        applications = applications.alias(
            names=names, number=Cast("user__telegram_id", TextField())
        ).filter(Q(names__icontains=text) | Q(number=text))
    return applications


@only("GET")
def list_applications(request):
    require_admin(request)
    query = request.GET
    limit, offset = whole(query, "limit", 200, 1, 1000), whole(query, "offset", 0, 0, 2**53 - 1)
    with_details = query.get("include_details") == "true"
    applications = found(query)
    total = applications.count()
    page = applications.select_related("user").order_by("-id")
    if not with_details:
        page = page.defer("details")
    if "after" in query:
        page = page.filter(id__lt=read_cursor(query["after"]))
    rows = list(page[offset:offset + limit + 1])
    pagination = {"limit": limit, "offset": offset, "total": total}
    if len(rows) > limit:
        pagination["next"] = cursor(rows[limit - 1].id)
    items = [item(row, with_details) for row in rows[:limit]]
    return JsonResponse({"items": items, "pagination": pagination})


def item(row, with_details):
    user = row.user
    return {
        "id": row.id,
        "telegram_id": str(user.telegram_id),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "photo_url": user.photo_url,
        "status": row.status,
        "display_name": user.display_name,
        "ai_test_completed": user.ai_test_completed,
        **user.recommendation,
        **({"details": row.details} if with_details else {}),
        "created_at": row.created_at,
    }
