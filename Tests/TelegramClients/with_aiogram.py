"""aiogram's bots, run against the stand-in."""
import asyncio
import contextlib

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LabeledPrice,
    MenuButtonCommands,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from stand_in import eventually, raises


@contextlib.asynccontextmanager
async def bot_of(people, token=None):
    session = AiohttpSession(api=TelegramAPIServer.from_base(people.base))
    bot = Bot(token or people.token, session=session)
    try:
        yield bot
    finally:
        await session.close()


def dispatcher():
    """A bot that greets with a button, and counts what is written to it."""
    dispatcher = Dispatcher()
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]])

    @dispatcher.message(CommandStart())
    async def start(message, command):
        await message.answer(f"Hello <b>{message.from_user.first_name}</b> {command.args}",
                             parse_mode="HTML", reply_markup=keyboard)

    @dispatcher.callback_query(F.data == "yes")
    async def pressed(query):
        await query.answer("Thank you")
        await query.message.edit_text("You said yes")

    @dispatcher.pre_checkout_query()
    async def check_out(query):
        await query.answer(ok=query.invoice_payload == "order-1", error_message="Sold out")

    @dispatcher.message(F.successful_payment)
    async def paid(message):
        await message.answer(f"Paid {message.successful_payment.total_amount}")

    @dispatcher.message()
    async def other(message):
        await message.reply(f"Echo {message.text}")

    return dispatcher


@contextlib.asynccontextmanager
async def polling(bot):
    router = dispatcher()
    task = asyncio.create_task(router.start_polling(bot, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        await eventually(lambda: asyncio.sleep(0, router._running_lock.locked()), "polling")
        await router.stop_polling()
        await task


@contextlib.asynccontextmanager
async def webhook(bot):
    application = web.Application()
    SimpleRequestHandler(dispatcher(), bot, secret_token="s-1").register(application, path="/hook")
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s-1", allowed_updates=[])
    try:
        yield
    finally:
        await bot.delete_webhook()
        await runner.cleanup()


async def converse(people):
    await people.act("write", user=7, text="/start shop")
    await people.calls("sendMessage", 1)
    sent = (await people.messages())[-1]
    assert sent["text"] == "Hello Ann shop" and sent["entities"][0]["type"] == "bold", sent
    await people.act("press", user=7, message=sent["message_id"], button=0)
    await people.calls("answerCallbackQuery", 1)
    await people.calls("editMessageText", 1)
    assert (await people.messages())[-1]["text"] == "You said yes"
    await people.act("write", user=7, text="What?")
    await people.calls("sendMessage", 2)
    echo = (await people.messages())[-1]
    assert echo["text"] == "Echo What?" and echo["reply_to_message"]["text"] == "What?", echo


async def test_polling(people):
    async with bot_of(people) as bot, polling(bot):
        await converse(people)


async def test_webhook(people):
    async with bot_of(people) as bot, webhook(bot):
        info = await bot.get_webhook_info()
        assert info.url.endswith("/hook") and info.max_connections == 40, info
        with raises(TelegramConflictError):
            await bot.get_updates()
        await converse(people)


async def test_two_pollers(people):
    async with bot_of(people) as one, bot_of(people) as other:
        first = asyncio.create_task(one.get_updates(timeout=50))
        await people.calls("getUpdates", 1)
        second = asyncio.create_task(other.get_updates(timeout=50))
        with raises(TelegramConflictError) as conflict:
            await first
        assert "terminated by other getUpdates request" in str(conflict.error)
        await people.act("write", user=7, text="x")
        assert len(await second) == 1


async def test_errors(people):
    async with bot_of(people) as bot:
        await people.act("fault", kind="refuse", code=429, retry_after=3)
        with raises(TelegramRetryAfter) as refused:
            await bot.send_message(7, "x")
        assert refused.error.retry_after == 3
        await people.act("fault", kind="refuse", code=502, text="Bad Gateway")
        with raises(TelegramServerError):
            await bot.get_me()
        await people.act("fault", kind="status", code=502)
        with raises(ClientDecodeError):
            await bot.get_me()
        await people.act("fault", kind="close", done=True)
        with raises(TelegramNetworkError):
            await bot.send_message(7, "done")
        assert (await people.messages())[-1]["text"] == "done"
        await people.act("fault", kind="slow", seconds=0.2)
        assert (await bot.send_message(7, "slow")).text == "slow"
        with raises(TelegramBadRequest) as bad:
            await bot.send_message(7, "<b>x", parse_mode="HTML")
        assert "can't parse entities" in str(bad.error)
        await people.act("block", user=7)
        with raises(TelegramForbiddenError):
            await bot.send_message(7, "x")
        update = (await bot.get_updates())[-1]
        assert update.my_chat_member.new_chat_member.status == "kicked"
        await people.act("group", chat=-5, kind="group", title="Group", user=8)
        await people.act("migrate", chat=-5, to=-1005, user=8)
        with raises(TelegramMigrateToChat) as migrated:
            await bot.send_message(-5, "x")
        assert migrated.error.migrate_to_chat_id == -1005
        assert (await bot.send_message(-1005, "x")).chat.type == "supergroup"
    async with bot_of(people, "1:UNKNOWN") as stranger:
        with raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_limits(people):
    await people.act("limits", chat_burst=2)
    async with bot_of(people) as bot:
        await bot.send_message(7, "1")
        await bot.send_message(7, "2")
        with raises(TelegramRetryAfter) as refused:
            await bot.send_message(7, "3")
        assert refused.error.retry_after == 1


async def test_media(people):
    async with bot_of(people) as bot:
        sent = await bot.send_photo(7, BufferedInputFile(b"\xff\xd8 bytes \r\n--", "a.jpg"), caption="One")
        again = await bot.send_photo(7, sent.photo[-1].file_id, caption="Two")
        assert again.photo[-1].file_id == sent.photo[-1].file_id
        copied = await bot.copy_message(7, 7, sent.message_id, caption="Three")
        assert (await people.messages())[-1]["caption"] == "Three"
        edited = await bot.edit_message_caption(chat_id=7, message_id=copied.message_id, caption="Four")
        assert edited.caption == "Four"
        assert (await bot.send_video(7, "video-1")).video.file_id == "video-1"
        assert (await bot.send_document(7, "document-1")).document.file_id == "document-1"
        assert (await bot.send_animation(7, "animation-1")).animation.file_id == "animation-1"
        await bot.delete_message(7, copied.message_id)
        with raises(TelegramBadRequest):
            await bot.delete_message(7, copied.message_id)


async def test_settings(people):
    async with bot_of(people) as bot:
        commands = [BotCommand(command="start", description="Begin")]
        scope = BotCommandScopeChat(chat_id=7)
        await bot.set_my_commands(commands, scope=scope, language_code="en")
        there = await bot.get_my_commands(scope=scope, language_code="en")
        assert [(command.command, command.description) for command in there] == [("start", "Begin")], there
        assert await bot.get_my_commands() == []
        await bot.delete_my_commands(scope=scope, language_code="en")
        assert await bot.get_my_commands(scope=scope, language_code="en") == []
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert (await bot.get_chat_menu_button()).type == "commands"
        await bot.set_my_short_description("Short")
        assert (await bot.get_my_short_description()).short_description == "Short"
        assert (await bot.get_chat(7)).first_name == "Ann"
        assert (await bot.get_me()).is_bot


async def test_payments(people):
    async with bot_of(people) as bot, polling(bot):
        async def link(payload):
            return await bot.create_invoice_link(
                title="Plan", description="A month", payload=payload, currency="XTR",
                prices=[LabeledPrice(label="Plan", amount=50)], provider_token="",
            )

        refused = await people.act("pay", link=await link("order-2"), user=7)
        assert refused == {"outcome": "refused", "error_message": "Sold out"}, refused
        paid = await people.act("pay", link=await link("order-1"), user=7)
        assert paid["outcome"] == "paid", paid
        await people.calls("sendMessage", 1)
        assert (await people.messages())[-1]["text"] == "Paid 50"
        await bot.refund_star_payment(user_id=7, telegram_payment_charge_id=paid["charge"])
        with raises(TelegramBadRequest) as again:
            await bot.refund_star_payment(user_id=7, telegram_payment_charge_id=paid["charge"])
        assert "CHARGE_ALREADY_REFUNDED" in str(again.error)
        there = (await bot.get_star_transactions()).transactions
        assert [entry.id for entry in there] == [paid["charge"]] * 2
        assert there[0].source.invoice_payload == "order-1" and there[1].receiver.user.id == 7
