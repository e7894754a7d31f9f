"""python-telegram-bot's bots, run against the stand-in."""
import asyncio
import contextlib
import datetime
import socket
import warnings

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LabeledPrice,
    MenuButtonCommands,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    PreCheckoutQueryHandler,
    filters,
)

from stand_in import raises


@contextlib.asynccontextmanager
async def bot_of(people):
    async with ExtBot(people.token, base_url=f"{people.base}/bot") as bot:
        yield bot


async def start(update, context):
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
    await update.message.reply_html(
        f"Hello <b>{update.effective_user.first_name}</b> {context.args[0]}", reply_markup=keyboard
    )


async def pressed(update, context):
    await update.callback_query.answer("Thank you")
    await update.callback_query.edit_message_text("You said yes")


async def check_out(update, context):
    query = update.pre_checkout_query
    await query.answer(ok=query.invoice_payload == "order-1", error_message="Sold out")


async def paid(update, context):
    await update.message.reply_text(f"Paid {update.message.successful_payment.total_amount}")


async def other(update, context):
    await update.message.reply_text(f"Echo {update.message.text}", do_quote=True)


@contextlib.asynccontextmanager
async def application_of(people):
    application = ApplicationBuilder().token(people.token).base_url(f"{people.base}/bot").build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed, "yes"))
    application.add_handler(PreCheckoutQueryHandler(check_out))
    application.add_handler(MessageHandler(filters.SUCCESSFUL_PAYMENT, paid))
    application.add_handler(MessageHandler(filters.TEXT, other))
    async with application:
        await application.start()
        try:
            yield application
        finally:
            if application.updater.running:
                await application.updater.stop()
            await application.stop()


async def converse(people):
    await people.act("write", user=7, text="/start shop")
    await people.calls("sendMessage", 1)
    sent = (await people.messages())[-1]
    assert sent["text"] == "Hello Ann shop" and sent["entities"][0]["type"] == "bold", sent
    await people.act("press", user=7, message=sent["message_id"], data="yes")
    await people.calls("answerCallbackQuery", 1)
    await people.calls("editMessageText", 1)
    assert (await people.messages())[-1]["text"] == "You said yes"
    await people.act("write", user=7, text="What?")
    await people.calls("sendMessage", 2)
    echo = (await people.messages())[-1]
    assert echo["text"] == "Echo What?" and echo["reply_to_message"]["text"] == "What?", echo


async def test_polling(people):
    async with application_of(people) as application:
        await application.updater.start_polling()
        await converse(people)


async def test_webhook(people):
    async with application_of(people) as application:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        await application.updater.start_webhook(
            listen="127.0.0.1", port=port, url_path="hook", webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token="s-1",
        )
        assert (await application.bot.get_webhook_info()).url.endswith("/hook")
        with raises(Conflict):
            await application.bot.get_updates()
        await converse(people)


async def test_two_pollers(people):
    async with bot_of(people) as one, bot_of(people) as another:
        first = asyncio.create_task(one.get_updates(timeout=50, read_timeout=60))
        await people.calls("getUpdates", 1)
        second = asyncio.create_task(another.get_updates(timeout=50, read_timeout=60))
        with raises(Conflict):
            await first
        await people.act("write", user=7, text="x")
        assert len(await second) == 1


async def test_errors(people):
    async with bot_of(people) as bot:
        await people.act("fault", kind="refuse", code=429, retry_after=3)
        with raises(RetryAfter) as refused:
            await bot.send_message(7, "x")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wait = refused.error.retry_after
        assert (wait.total_seconds() if isinstance(wait, datetime.timedelta) else wait) == 3
        await people.act("fault", kind="status", code=502)
        with raises(NetworkError):
            await bot.get_me()
        await people.act("fault", kind="close", done=True)
        with raises(NetworkError):
            await bot.send_message(7, "done")
        assert (await people.messages())[-1]["text"] == "done"
        await people.act("fault", kind="slow", seconds=0.2)
        assert (await bot.send_message(7, "slow")).text == "slow"
        with raises(BadRequest) as bad:
            await bot.send_message(7, "<b>x", parse_mode="HTML")
        assert "can't parse entities" in str(bad.error).lower()
        await people.act("block", user=7)
        with raises(Forbidden):
            await bot.send_message(7, "x")
        update = (await bot.get_updates())[-1]
        assert update.my_chat_member.new_chat_member.status == "kicked"
        await people.act("group", chat=-5, kind="group", title="Group", user=8)
        await people.act("migrate", chat=-5, to=-1005, user=8)
        with raises(ChatMigrated) as migrated:
            await bot.send_message(-5, "x")
        assert migrated.error.new_chat_id == -1005
        assert (await bot.send_message(-1005, "x")).chat.type == "supergroup"
    with raises(InvalidToken):
        async with ExtBot("1:UNKNOWN", base_url=f"{people.base}/bot"):
            pass


async def test_media(people):
    async with bot_of(people) as bot:
        sent = await bot.send_photo(7, b"\xff\xd8 bytes \r\n--", caption="One", filename="a.jpg")
        again = await bot.send_photo(7, sent.photo[-1].file_id, caption="Two")
        assert again.photo[-1].file_id == sent.photo[-1].file_id
        copied = await bot.copy_message(7, 7, sent.message_id, caption="Three")
        assert (await people.messages())[-1]["caption"] == "Three"
        edited = await bot.edit_message_caption(chat_id=7, message_id=copied.message_id, caption="Four")
        assert edited.caption == "Four"
        await bot.delete_message(7, copied.message_id)
        with raises(BadRequest):
            await bot.delete_message(7, copied.message_id)


async def test_settings(people):
    async with bot_of(people) as bot:
        commands = [BotCommand("start", "Begin")]
        scope = BotCommandScopeChat(7)
        await bot.set_my_commands(commands, scope=scope, language_code="en")
        assert list(await bot.get_my_commands(scope=scope, language_code="en")) == commands
        assert not await bot.get_my_commands()
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert (await bot.get_chat_menu_button()).type == "commands"
        await bot.set_my_short_description("Short")
        assert (await bot.get_my_short_description()).short_description == "Short"
        assert (await bot.get_chat(7)).first_name == "Ann"


async def test_payments(people):
    async with application_of(people) as application:
        await application.updater.start_polling()
        bot = application.bot

        async def link(payload):
            return await bot.create_invoice_link(
                title="Plan", description="A month", payload=payload, provider_token="", currency="XTR",
                prices=[LabeledPrice("Plan", 50)],
            )

        refused = await people.act("pay", link=await link("order-2"), user=7)
        assert refused == {"outcome": "refused", "error_message": "Sold out"}, refused
        done = await people.act("pay", link=await link("order-1"), user=7)
        assert done["outcome"] == "paid", done
        await people.calls("sendMessage", 1)
        assert (await people.messages())[-1]["text"] == "Paid 50"
        await bot.refund_star_payment(7, done["charge"])
        with raises(BadRequest) as again:
            await bot.refund_star_payment(7, done["charge"])
        assert "already_refunded" in str(again.error).lower()
        there = (await bot.get_star_transactions()).transactions
        assert [entry.id for entry in there] == [done["charge"]] * 2
        assert there[0].source.invoice_payload == "order-1" and there[1].receiver.user.id == 7
