import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

/** Seconds that starting and stopping may take on a busy machine. */
const patience = 30;

const token = `1234567:${randomUUID().replaceAll("-", "")}`;
export const botSecret = `bot-${randomUUID()}`;
export const webhookSecret = `webhook-${randomUUID()}`;
export const administrator = 279058398;
export const person = 279058397;

/** A `telegram-backend` in a process of its own, on SQLite in a folder of its own, on a port the system chose. */
export class Server {
    static async start(executable: string, settings: { [key: string]: string } = {}): Promise<Server> {
        const folder = mkdtempSync(`${tmpdir()}/telegram-backend-client-`);
        const server = spawn(executable, ["serve"], {
            cwd: folder,
            env: {
                PORT: "0",
                DATABASE_URL: `sqlite:${folder}/test.sqlite`,
                TELEGRAM_BOT_TOKEN: token,
                TELEGRAM_BOT_API_SECRET: botSecret,
                TELEGRAM_WEBHOOK_SECRET: webhookSecret,
                TELEGRAM_ADMINS: String(administrator),
                TELEGRAM_SUPERADMINS: String(administrator),
                ...settings,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        // Also where a test broke off.
        process.on("exit", () => {
            server.kill("SIGKILL");
            rmSync(folder, { recursive: true, force: true });
        });
        const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
        let log = "";
        const port = await new Promise<string>((resolve, reject) => {
            const fail = (why: string): void => reject(new Error(`the server ${why}:\n${log}`));
            const timer = setTimeout(() => fail("did not say where it listens"), patience * 1000);
            const listen = (text: string): void => {
                log += text;
                const found = /127\.0\.0\.1:([0-9]+)/.exec(log)?.[1];
                if (found !== undefined) {
                    clearTimeout(timer);
                    resolve(found);
                }
            };
            for (const output of [server.stdout, server.stderr]) {
                output.setEncoding("utf8");
                output.on("data", listen);
            }
            server.once("error", (error) => fail(`could not be started (${error.message})`));
            server.once("exit", (code) => fail(`ended at start with ${code}`));
        });
        const stop = async (): Promise<number | null> => {
            server.kill("SIGTERM");
            const timer = setTimeout(() => server.kill("SIGKILL"), patience * 1000);
            const code = await ended;
            clearTimeout(timer);
            return code;
        };
        return new Server(`http://127.0.0.1:${port}`, stop);
    }

    private constructor(readonly baseURL: string, readonly stop: () => Promise<number | null>) {}
}

/** Launch data as Telegram signs it for a Mini App; `age` in seconds. */
export function initData(id: number, age = 0): string {
    const fields = new Map([
        ["auth_date", String(Math.floor(Date.now() / 1000) - age)],
        ["query_id", "AAHdF6IQAAAAAN0XohDhrOrc"],
        ["user", JSON.stringify({ id, first_name: "Ána", language_code: "en" })],
    ]);
    const check = [...fields].map(([key, value]) => `${key}=${value}`).join("\n");
    const secret = createHmac("sha256", "WebAppData").update(token).digest();
    const hash = createHmac("sha256", secret).update(check).digest("hex");
    return new URLSearchParams([...fields, ["hash", hash]]).toString();
}
