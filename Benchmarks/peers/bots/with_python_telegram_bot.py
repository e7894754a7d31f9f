"""A bot on python-telegram-bot with a custom webhook server, as its examples have it, and SQLAlchemy over asyncpg."""
import asyncio
import os

import tornado.web
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update, WebAppInfo
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from texts import APP_URL, CREATE, OPEN_APP, UPSERT, greeting

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton(OPEN_APP, web_app=WebAppInfo(url=APP_URL))]])
STATEMENT = text(UPSERT.format(":id, :first_name, :last_name, :username, :source"))
engine = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://", 1), pool_size=10, max_overflow=20
)


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    user = update.effective_user
    async with engine.begin() as connection:
        await connection.execute(STATEMENT, {
            "id": user.id, "first_name": user.first_name, "last_name": user.last_name, "username": user.username,
            "source": " ".join(context.args)[:64],
        })
    await update.message.reply_text(greeting(user.first_name), parse_mode=ParseMode.HTML, reply_markup=KEYBOARD)


class Webhook(tornado.web.RequestHandler):
    def initialize(self, bot: Application) -> None:
        self.bot = bot

    async def post(self) -> None:
        if self.request.headers.get("X-Telegram-Bot-Api-Secret-Token") != os.environ["TELEGRAM_WEBHOOK_SECRET"]:
            raise tornado.web.HTTPError(403)
        data = tornado.escape.json_decode(self.request.body)
        await self.bot.update_queue.put(Update.de_json(data, self.bot.bot))


class Health(tornado.web.RequestHandler):
    def get(self) -> None:
        self.write("ok")


async def main() -> None:
    async with engine.begin() as connection:
        await connection.execute(text(CREATE))
    application = (
        Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(os.environ["TELEGRAM_API_BASE_URL"] + "/bot")
        .request(HTTPXRequest(connection_pool_size=256, pool_timeout=600))
        .concurrent_updates(256).updater(None).build()
    )
    application.add_handler(CommandHandler("start", start))
    server = tornado.web.Application([
        (r"/webhook/telegram", Webhook, {"bot": application}), (r"/health", Health),
    ])
    async with application:
        await application.start()
        server.listen(int(os.environ["PORT"]), "127.0.0.1")
        await asyncio.Event().wait()


asyncio.run(main())
