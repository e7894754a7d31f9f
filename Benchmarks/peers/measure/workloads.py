"""What is asked: one operation of the contract each, and what must be in the database afterwards."""
from dataclasses import dataclass

# {id} becomes a number that no other request has, {user} that of a user who is there; both have thirteen digits, so
# that a body's length never changes.
ID = "0" * 13
SAVE_TEST = (
    '{"telegram_id":%s,"first_name":"Ana","username":"ana","answers":{"age":30,"gender":"male","weight":80.5,'
    '"height":180,"target_weight":75,"activity_level":"medium","goal":"weight_loss","training_level":"beginner",'
    '"goals":["endurance"],"timezone":"Europe/Moscow","meals_per_day":3}}'
)
UPDATE = (
    '{"update_id":{id},"message":{"message_id":1,"date":1766000000,"chat":{"id":{user},"type":"private",'
    '"first_name":"Ana"},"from":{"id":{user},"is_bot":false,"first_name":"Ana","language_code":"en"},'
    '"text":"/start invite","entities":[{"offset":0,"length":6,"type":"bot_command"}]}}'
)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict
    body: str

    def text(self):
        """As it is sent; ids have yet to be filled in."""
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.method == "POST":
            length = len(self.body.replace("{id}", ID).replace("{user}", ID).encode())
            lines.append(f"Content-Length: {length}")
        return "\r\n".join([*lines, "", self.body])


@dataclass(frozen=True)
class Workload:
    name: str
    method: str
    path: str
    header: str = ""  # the one that a credential goes into
    credential: str = ""
    bodies: tuple = ("",)  # in turn
    acknowledged: str = ""  # counts rows whose id is from {first} to below {end}

    def requests(self, credentials):
        for credential in credentials.lines(self.credential):
            for body in self.bodies:
                headers = {self.header: credential} if self.header else {}
                if self.method == "POST":
                    headers["Content-Type"] = "application/json"
                yield Request(self.method, self.path, headers, body)


WORKLOADS = [
    Workload("health", "GET", "/health"),
    Workload("invite-link", "GET", "/api/v1/telegram/invite-link/"),
    Workload("applications", "GET", "/api/v1/telegram/applications/?limit=20", "X-Telegram-Init-Data", "admin"),
    Workload("auth", "POST", "/api/v1/telegram/auth/", "X-Telegram-Init-Data", "users"),
    Workload(
        "save-test", "POST", "/api/v1/telegram/save-test/", "X-Bot-Secret", "bot",
        # Every second test is a new user's; the others replace the test of one who is there.
        (SAVE_TEST % "{id}", SAVE_TEST % "{user}"),
        "SELECT count(*) FROM applications JOIN users ON users.id = applications.user_id "
        "WHERE users.telegram_id >= {first} AND users.telegram_id < {end}",
    ),
    Workload(
        "webhook", "POST", "/webhook/telegram", "X-Telegram-Bot-Api-Secret-Token", "webhook", (UPDATE,),
        "SELECT count(*) FROM telegram_updates WHERE update_id >= {first} AND update_id < {end}",
    ),
]
NAMES = [workload.name for workload in WORKLOADS]
