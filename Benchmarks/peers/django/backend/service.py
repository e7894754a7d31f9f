import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse

from .bodies import read_update
from .problems import only, unauthorized
from .security import is_secret

VERSION = "1.0.0"
STARTED = time.monotonic()
CONTRACT = {"openapi": "3.1.0", "info": {"title": "telegram-backend", "version": VERSION}, "paths": {}}
LINK = {"link": f"https://t.me/{settings.TELEGRAM_BOT_USERNAME}?start=invite"}
RECEIVE = "INSERT INTO telegram_updates (update_id, raw) VALUES (%s, %s::jsonb) ON CONFLICT DO NOTHING"


@only("GET")
def health(request):
    state = "ok"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        state = "unavailable"
    uptime = int(time.monotonic() - STARTED)
    content = {"status": state, "database": state, "version": VERSION, "uptime_seconds": uptime}
    return JsonResponse(content, status=200 if state == "ok" else 503)


@only("GET")
def live(request):
    return JsonResponse({"status": "ok"})


@only("GET")
def contract(request):
    return JsonResponse(CONTRACT)


@only("GET")
def documentation(request):
    return HttpResponse('<!doctype html><title>telegram-backend</title><a href="/openapi.json">The contract</a>')


@only("GET")
def invite_link(request):
    return JsonResponse(LINK, headers={"Cache-Control": "public, max-age=300"})


@only("POST")
def receive_update(request):
    if not is_secret(request.headers.get("X-Telegram-Bot-Api-Secret-Token"), settings.TELEGRAM_WEBHOOK_SECRET):
        raise unauthorized()
    update_id = read_update(request.body)
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, [update_id, request.body.decode()])
    return JsonResponse({"ok": True})
