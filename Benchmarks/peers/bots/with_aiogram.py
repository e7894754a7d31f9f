"""A bot on aiogram 3 as its documentation recommends for a webhook: aiohttp, uvloop, asyncpg's pool."""
import os

import asyncpg
import uvloop
from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, WebAppInfo
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from texts import APP_URL, CREATE, OPEN_APP, UPSERT, greeting

router = Router()
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=OPEN_APP, web_app=WebAppInfo(url=APP_URL))]]
)
STATEMENT = UPSERT.format("$1, $2, $3, $4, $5")


@router.message(CommandStart())
async def start(message: Message, command: CommandObject, pool: asyncpg.Pool) -> None:
    user = message.from_user
    await pool.execute(
        STATEMENT, user.id, user.first_name, user.last_name, user.username, (command.args or "")[:64]
    )
    await message.answer(greeting(user.first_name), reply_markup=KEYBOARD)


async def health(_: web.Request) -> web.Response:
    return web.Response(text="ok")


async def open_pool(dispatcher: Dispatcher) -> None:
    dispatcher["pool"] = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    await dispatcher["pool"].execute(CREATE)


def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE_URL"]))
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    dispatcher.startup.register(open_pool)
    app = web.Application()
    app.router.add_get("/health", health)
    handler = SimpleRequestHandler(dispatcher, bot, secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"])
    handler.register(app, path="/webhook/telegram")
    setup_application(app, dispatcher, bot=bot, dispatcher=dispatcher)
    uvloop.install()
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None,
                loop=uvloop.new_event_loop())


main()
