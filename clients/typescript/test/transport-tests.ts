import { Client, ClientError, NetworkError, UnexpectedAnswerError } from "../src/index.js";
import type { ClientOptions, Goal } from "../src/index.js";
import { equal, isTrue, rejection, test } from "./harness.js";
import type { Server } from "./server.js";

type Fetch = NonNullable<ClientOptions["fetch"]>;

const problem = { type: "/problems/internal", title: "t", status: 400, detail: "d", request_id: "r-1" };

/** Answers without a server. */
const answering = (status: number, type: string, body: string, headers: { [name: string]: string } = {}): Fetch => {
    return async () => new Response(body, { status, headers: { "Content-Type": type, ...headers } });
};

/** Never answers; ends as `fetch` does when its signal says so. */
const silence: Fetch = (_, init) =>
    new Promise((_, reject) => {
        const end = (): void => reject(new Error("ended"));
        if (init.signal?.aborted === true) {
            end();
        }
        init.signal?.addEventListener("abort", end);
    });

/** What the client does where there is no declared answer, and how hooks see requests. */
export async function transportTests(
    client: Client,
    server: Server,
    changed: (change: (init: RequestInit & { headers: Headers }) => RequestInit) => ClientOptions["fetch"],
): Promise<void> {
    const fake = (fetch: Fetch, options: Partial<ClientOptions> = {}): Client =>
        new Client({ baseURL: "https://example.org/base/", fetch, ...options });

    await test("a client gives up after its time", async () => {
        const error = await rejection(fake(silence, { timeoutMs: 20 }).getHealth(), NetworkError);
        equal(error.reason, "timeout");
        equal((await rejection(fake(silence).getHealth({ timeoutMs: 20 }), NetworkError)).reason, "timeout");
    });

    await test("signals end requests, those to come too", async () => {
        const controller = new AbortController();
        const pending = rejection(fake(silence).getHealth({ signal: controller.signal }), NetworkError);
        controller.abort();
        equal((await pending).reason, "aborted");
        const ended = new Client({ baseURL: server.baseURL, signal: controller.signal });
        const error = await rejection(ended.getHealth(), NetworkError);
        equal([error.reason, error.operation, error.name], ["aborted", "getHealth", "NetworkError"]);
        isTrue(error instanceof ClientError && error.cause !== undefined, "the cause is kept");
    });

    await test("a page of a proxy is no answer of the contract", async () => {
        const page = answering(502, "text/html", "<h1>Bad gateway</h1>", { "X-Request-ID": "p-1", "Retry-After": "9" });
        const error = await rejection(fake(page).getHealth(), UnexpectedAnswerError);
        equal([error.status, error.requestId, error.retryAfter], [502, "p-1", 9]);
        equal([error.text, error.problem], ["<h1>Bad gateway</h1>", undefined]);
    });

    await test("a problem that is not declared is kept", async () => {
        const body = JSON.stringify(problem);
        const teapot = answering(418, "application/problem+json; charset=utf-8", body);
        const error = await rejection(fake(teapot).getHealth(), UnexpectedAnswerError);
        equal([error.problem?.detail, error.requestId], ["d", "r-1"]);
    });

    await test("a body that is not what it says is no answer", async () => {
        const broken = await rejection(fake(answering(200, "application/json", '{"a":')).getLiveness(), UnexpectedAnswerError);
        equal(broken.message, "getLiveness: the body is no JSON");
        const page = await rejection(fake(answering(200, "text/html", "{}")).getLiveness(), UnexpectedAnswerError);
        equal(page.message, "getLiveness: the body of 200 has the wrong media type");
    });

    await test("Retry-After may be a date", async () => {
        const headers = { "Retry-After": new Date(Date.now() + 60_000).toUTCString() };
        const answer = await fake(answering(429, "application/problem+json", JSON.stringify(problem), headers)).logIn();
        isTrue(answer.retryAfter !== undefined && answer.retryAfter > 50 && answer.retryAfter <= 60, "seconds");
    });

    await test("redirects are not followed: they would carry secrets along", async () => {
        const fetch: Fetch = (url, init) => globalThis.fetch(url.replace("/auth/", "/auth"), init);
        const error = await rejection(new Client({ baseURL: server.baseURL, fetch }).logIn(), NetworkError);
        equal(error.reason, "unreachable");
    });

    await test("parameters cannot leave their place in the address", async () => {
        let address = "";
        const fetch: Fetch = (url) => {
            address = url;
            return Promise.reject(new Error("sent nowhere"));
        };
        const id = "../a?b#c é" as unknown as number;
        await rejection(fake(fetch).getApplication({ path: { id } }), NetworkError);
        equal(address, "https://example.org/base/api/v1/telegram/applications/..%2Fa%3Fb%23c%20%C3%A9/");
        await rejection(fake(fetch).listApplications({ query: { q: "a&b=c+d é", limit: undefined } }), NetworkError);
        equal(address, "https://example.org/base/api/v1/telegram/applications/?q=a%26b%3Dc%2Bd+%C3%A9");
        for (const value of ["..", "", Number.NaN, undefined, {}]) {
            await rejection(fake(fetch).getApplication({ path: { id: value as unknown as number } }), TypeError);
        }
    });

    await test("a refused session is renewed once", async () => {
        const login = await client.logIn();
        isTrue(login.status === 200, `got ${login.status}`);
        let session = "stale";
        let calls = 0;
        const onUnauthorized: ClientOptions["onUnauthorized"] = async ({ operation }) => {
            equal(operation, "listApplications");
            calls += 1;
            session = login.body.access;
            return true;
        };
        const renewing = new Client({ baseURL: server.baseURL, session: () => session, onUnauthorized });
        equal((await renewing.listApplications()).status, 200);
        equal(calls, 1);
    });

    await test("a refusal that stays is an answer, and logging in asks nobody", async () => {
        let calls = 0;
        const onUnauthorized = (): boolean => {
            calls += 1;
            return true;
        };
        const refused = new Client({ baseURL: server.baseURL, session: "stale", onUnauthorized });
        equal((await refused.listApplications()).status, 401);
        equal(calls, 1);
        equal((await refused.logIn()).status, 401);
        equal(calls, 1);
    });

    await test("errors do not tell secrets", async () => {
        const secret = "do-not-tell";
        const fetch = changed(() => {
            throw new Error("no network");
        });
        const hidden = new Client({ baseURL: "https://example.org", fetch, session: secret, botSecret: secret });
        const error = await rejection(hidden.listApplications(), NetworkError);
        isTrue(!JSON.stringify([error.message, error.stack, error]).includes(secret), "the secret is told");
        isTrue(!JSON.stringify(hidden).includes(secret), "the client tells its secret");
    });

    // Judged by the compiler: each line that says so must be an error.
    const refusedByTheCompiler = (): unknown => [
        // @ts-expect-error an id is a number
        client.saveTest({ body: { telegram_id: "1" } }),
        // @ts-expect-error a required member is missing
        client.saveTest({ body: {} }),
        // @ts-expect-error a closed object has no other members
        client.saveTest({ body: { telegram_id: 1, telegramId: 1 } }),
        // @ts-expect-error a status of the enumeration
        client.setApplicationStatus({ path: { id: 1 }, body: { status: "old" } }),
        // @ts-expect-error a credential that the operation does not take
        client.listApplications({}, { use: "botSecret" }),
        // @ts-expect-error a body only where there is one
        client.getHealth().then((answer) => answer.body),
        // An answer that is left open may be null; an element of a list may not.
        client.saveTest({ body: { telegram_id: 1, first_name: null, answers: { goal: null, goals: null } } }),
        // @ts-expect-error an element is not null
        client.saveTest({ body: { telegram_id: 1, answers: { goals: [null] } } }),
        // @ts-expect-error an enumeration is no string
        ((text: string): Goal => text)("weight_loss"),
    ];
    isTrue(typeof refusedByTheCompiler === "function", "compiled");
}
