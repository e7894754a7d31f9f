"""Whether a server keeps the contract, as far as it is measured: one that answers something else is not compared."""
import http.client
import json
import os
import re
import subprocess

from contenders import ROOT
from credentials import ADMIN, NOBODY
from workloads import SAVE_TEST

TESTER = 279058399
# Of the answers in SAVE_TEST, by Mifflin and St Jeor.
RECOMMENDED = {
    "recommended_calories": 2213, "recommended_protein": "165.98", "recommended_fat": "61.47",
    "recommended_carbs": "248.96",
}
REFUSED = (
    '"age":9', '"age":"30"', '"gender":"other"', '"weight":301', '"weight":75.05', '"timezone":"/"', '"goals":[1]',
)


def check(server, credentials):
    smoke(server, credentials)
    body = SAVE_TEST % TESTER
    secret = {"X-Bot-Secret": credentials.bot}
    expect(server, "a test", 200, post(server, "/api/v1/telegram/save-test/", secret, body))
    for member in REFUSED:
        # In place of the member of that name; its value holds no comma.
        other = re.sub(rf"{member.split(':')[0]}:[^,}}]+", lambda _, member=member: member, body)
        expect(server, member, 400, post(server, "/api/v1/telegram/save-test/", secret, other))
    unknown = body.replace("{", '{"unknown":1,', 1)
    expect(server, "an unknown member", 400, post(server, "/api/v1/telegram/save-test/", secret, unknown))
    launched = {"X-Telegram-Init-Data": credentials.sign(TESTER)}
    status, user = post(server, "/api/v1/telegram/auth/", launched, "")
    expect(server, "log in", 200, (status, user))
    got = {name: user["user"][name] for name in RECOMMENDED}
    if got != RECOMMENDED:
        raise RuntimeError(f"{server.name} recommends {got} in place of {RECOMMENDED}")


def expect(server, what, expected, answer):
    if answer[0] != expected:
        raise RuntimeError(f"{server.name}: {what} is answered {answer}, not {expected}\n{server.tail()}")


def post(server, path, headers, body):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("POST", path, body, {**headers, "Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def smoke(server, credentials):
    asked = subprocess.run(
        [ROOT / ".build/release/telegram-backend", "smoke", server.base], capture_output=True, text=True, start_new_session=True,
        env={"PATH": os.environ["PATH"], "BOT_SECRET": credentials.bot, "WEBHOOK_SECRET": credentials.webhook,
             "INIT_DATA": credentials.sign(NOBODY), "ADMIN_INIT_DATA": credentials.sign(ADMIN)},
    )
    if asked.returncode != 0:
        raise RuntimeError(f"{server.name} breaks the contract:\n{asked.stdout}{asked.stderr}{server.tail()}")
