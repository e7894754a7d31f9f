import json

from django.conf import settings
from django.db import connection
from django.http import JsonResponse

from .bodies import read_login, read_save_test
from .models import User
from .problems import forbidden, only, unauthorized
from .recommendation import recommend
from .security import is_secret, make_session, sent_init_data, verify_init_data

LOG_IN = """
    INSERT INTO users (telegram_id, username, first_name, last_name, language_code, is_premium, photo_url)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (telegram_id) DO UPDATE SET
        username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
        language_code = excluded.language_code, is_premium = excluded.is_premium, photo_url = excluded.photo_url,
        updated_at = now()
    RETURNING *
"""

# One statement, so one round trip and one commit. An absent name leaves what is stored.
SAVE_TEST = """
    WITH sent (first_name, last_name, username) AS (VALUES (%s::text, %s::text, %s::text)), saved AS (
        INSERT INTO users (telegram_id, first_name, last_name, username, ai_test_completed,
            recommended_calories, recommended_protein, recommended_fat, recommended_carbs)
        SELECT %s, coalesce(first_name, ''), coalesce(last_name, ''), coalesce(username, ''), true, %s, %s, %s, %s
        FROM sent
        ON CONFLICT (telegram_id) DO UPDATE SET
            first_name = coalesce((SELECT first_name FROM sent), users.first_name),
            last_name = coalesce((SELECT last_name FROM sent), users.last_name),
            username = coalesce((SELECT username FROM sent), users.username), ai_test_completed = true,
            recommended_calories = excluded.recommended_calories, recommended_protein = excluded.recommended_protein,
            recommended_fat = excluded.recommended_fat, recommended_carbs = excluded.recommended_carbs,
            updated_at = now()
        RETURNING id
    )
    INSERT INTO applications (user_id, details) SELECT id, %s::jsonb FROM saved
    ON CONFLICT (user_id) DO UPDATE SET details = excluded.details, updated_at = now()
    RETURNING user_id, xmax = 0
"""
NAMES = ("username", "first_name", "last_name", "language_code")


@only("POST")
def log_in(request):
    raw = sent_init_data(request)[0]
    if request.body:
        raw = raw or read_login(request.body)
    if not raw:
        raise unauthorized()
    signed = verify_init_data(raw, settings.INIT_DATA_MAX_AGE)
    values = [signed["id"], *(signed.get(name, "") for name in NAMES),
              signed.get("is_premium", False), signed.get("photo_url", "")]
    user = User.objects.raw(LOG_IN, values)[0]
    return JsonResponse({
        "access": make_session(user.telegram_id),
        "expires_in": settings.SESSION_LIFETIME,
        "token_type": "Bearer",
        "is_admin": user.telegram_id in settings.TELEGRAM_ADMINS,
        "user": {
            "telegram_id": user.telegram_id,
            "username": user.username or None,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "display_name": user.display_name,
            "language_code": user.language_code,
            "is_premium": user.is_premium,
            "ai_test_completed": user.ai_test_completed,
            **user.recommendation,
            "created_at": user.created_at,
        },
    })


@only("POST")
def save_test(request):
    if not is_secret(request.headers.get("X-Bot-Secret"), settings.TELEGRAM_BOT_API_SECRET):
        raise forbidden("X-Bot-Secret is missing or wrong.")
    sent, answers = read_save_test(request.body)
    names = [sent.get(name) for name in ("first_name", "last_name", "username")]
    with connection.cursor() as cursor:
        cursor.execute(SAVE_TEST, [*names, sent["telegram_id"], *recommend(answers), json.dumps(answers)])
        user_id, created = cursor.fetchone()
    message = "The test was saved." if created else "The test was replaced."
    return JsonResponse({"status": "success", "user_id": user_id, "message": message, "created": created})
