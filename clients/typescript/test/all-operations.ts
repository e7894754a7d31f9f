// Calls every operation of a real server through the client, and provokes every error that a request can provoke.
// usage: node all-operations.js PATH-OF-TELEGRAM-BACKEND

import { Client } from "../src/index.js";
import type { Application, ClientOptions, Problem } from "../src/index.js";
import { operations } from "./contract.js";
import type { OperationFacts, OperationName } from "./contract.js";
import { equal, finish, isTrue, test } from "./harness.js";
import { Server, administrator, botSecret, initData, person, webhookSecret } from "./server.js";
import { transportTests } from "./transport-tests.js";

const executable = process.argv[2];
if (executable === undefined) {
    throw new Error("usage: node all-operations.js PATH-OF-TELEGRAM-BACKEND");
}

interface AnyAnswer {
    readonly status: number;
    readonly ok: boolean;
    readonly requestId: string | undefined;
    readonly retryAfter: number | undefined;
    readonly headers: object;
    readonly body?: unknown;
    readonly problem?: Problem;
}

/** Changes a request on its way: what a typed client does not do by itself. */
type Change = (init: RequestInit & { headers: Headers }) => RequestInit;

const changed = (change: Change): ClientOptions["fetch"] => (url, init) =>
    fetch(url, change({ ...init, headers: new Headers(init.headers) }));

const withHeader = (name: string, value: string): Change => (init) => {
    init.headers.set(name, value);
    return init;
};

const server = await Server.start(executable, { TELEGRAM_BOT_USERNAME: "example_bot" });
const credentials = { initData: () => initData(administrator), botSecret, webhookSecret: async () => webhookSecret };
const client = new Client({ baseURL: server.baseURL, ...credentials });

const saved = { telegram_id: person, first_name: "Ána", answers: { age: 30, goals: ["a"], mine: { kept: true } } };
let application: Application | undefined;

let clients = person + 1_000;
/** Of a pending request of somebody who has asked for nothing yet. */
async function newRequest(): Promise<number> {
    const somebody = (clients += 1);
    const asker = new Client({ baseURL: server.baseURL, initData: () => initData(somebody) });
    const answer = await asker.createRequest({ body: { message: "Let me in" } });
    isTrue(answer.status === 201, `nobody may ask: ${answer.status}`);
    return answer.body.id;
}
let decided = 0;

let keys = 0;
/** Of a broadcast that has taken so many steps, and is not over for a while. */
async function newBroadcast(...steps: ("startBroadcast" | "pauseBroadcast")[]): Promise<number> {
    const headers = { "Idempotency-Key": `mine-${(keys += 1)}` };
    const answer = await client.createBroadcast({ headers, body: { text: "Hello, everybody", rate: 1 } });
    isTrue(answer.status === 201, `nobody may broadcast: ${answer.status}`);
    for (const step of steps) {
        equal((await client[step]({ path: { id: answer.body.id } })).status, 200, step);
    }
    return answer.body.id;
}

/** A call of each operation that succeeds; the compiler insists that none is left out. */
const calls: { readonly [Name in OperationName]: (client: Client, id?: number) => Promise<AnyAnswer> } = {
    logIn: (client) => client.logIn({ body: {} }),
    saveTest: (client) => client.saveTest({ body: saved }),
    listApplications: (client) => client.listApplications({ query: { limit: 10, q: String(person) } }),
    getApplication: (client, id = application?.id ?? 0) => client.getApplication({ path: { id } }),
    setApplicationStatus: (client, id = application?.id ?? 0) =>
        client.setApplicationStatus({ path: { id }, body: { status: "contacted" } }),
    deleteApplication: (client, id = application?.id ?? 0) => client.deleteApplication({ path: { id } }),
    listAdministrators: (client) => client.listAdministrators(),
    putAdministrator: (client, telegram_id = person + 100) =>
        client.putAdministrator({ path: { telegram_id }, body: { name: "Ana", rank: "admin" } }),
    deleteAdministrator: (client, telegram_id = person + 100) => client.deleteAdministrator({ path: { telegram_id } }),
    createRequest: (client) => client.createRequest({ body: { message: "Let me in" } }),
    listOwnRequests: (client) => client.listOwnRequests(),
    listRequests: (client) => client.listRequests({ query: { status: "pending", limit: 10 } }),
    getRequest: async (client, id) => client.getRequest({ path: { id: id ?? (await newRequest()) } }),
    approveRequest: async (client, id) =>
        client.approveRequest({ path: { id: id ?? (await newRequest()) }, body: { note: "Welcome" } }),
    rejectRequest: async (client, id) =>
        client.rejectRequest({ path: { id: id ?? (await newRequest()) }, body: {} }),
    createBroadcast: (client) =>
        client.createBroadcast({
            headers: { "Idempotency-Key": `own-${(keys += 1)}` },
            body: { text: "Hello, {first_name}!", buttons: [[{ text: "Open", url: "https://example.com/" }]] },
        }),
    listBroadcasts: (client) => client.listBroadcasts({ query: { limit: 10 } }),
    getBroadcast: async (client, id) => client.getBroadcast({ path: { id: id ?? (await newBroadcast()) } }),
    previewBroadcast: async (client, id) => client.previewBroadcast({ path: { id: id ?? (await newBroadcast()) } }),
    startBroadcast: async (client, id) => client.startBroadcast({ path: { id: id ?? (await newBroadcast()) }, body: {} }),
    pauseBroadcast: async (client, id) =>
        client.pauseBroadcast({ path: { id: id ?? (await newBroadcast("startBroadcast")) } }),
    resumeBroadcast: async (client, id) =>
        client.resumeBroadcast({ path: { id: id ?? (await newBroadcast("startBroadcast", "pauseBroadcast")) } }),
    cancelBroadcast: async (client, id) => client.cancelBroadcast({ path: { id: id ?? (await newBroadcast()) } }),
    getStatistics: (client) => client.getStatistics(),
    receiveUpdate: (client) => client.receiveUpdate({ body: { update_id: 7, kind_of_tomorrow: {} } }),
    getInviteLink: (client) => client.getInviteLink(),
    getHealth: (client) => client.getHealth(),
    getHealthRoot: (client) => client.getHealthRoot(),
    getLiveness: (client) => client.getLiveness(),
    getReadiness: (client) => client.getReadiness(),
    getOpenAPIDocument: (client) => client.getOpenAPIDocument(),
    getDocumentation: (client) => client.getDocumentation(),
};

/** Which statuses each operation has answered. */
const seen = new Map<string, Set<number>>();

/** Notes the answer and checks what all answers of a status have in common. */
function expect(name: OperationName, answer: AnyAnswer, status: number): AnyAnswer {
    equal(answer.status, status, `status of ${name}`);
    equal(answer.ok, status < 300, "ok");
    isTrue(/^[A-Za-z0-9._-]{1,128}$/.test(answer.requestId ?? ""), "the request id is not exposed");
    if (answer.problem !== undefined) {
        equal(answer.problem.status, status, "status of the problem");
        equal(answer.problem.request_id, answer.requestId, "request id of the problem");
    }
    isTrue(status < 400 || status === 503 || answer.problem !== undefined, "an error is a problem");
    const statuses = seen.get(name) ?? new Set();
    seen.set(name, statuses.add(status));
    return answer;
}

const contractAnswer = await client.getOpenAPIDocument();
isTrue(contractAnswer.status === 200, "the contract is served");
const contract: readonly OperationFacts[] = operations(contractAnswer.body);

// MARK: what succeeds, in an order that makes sense

await test("a test is saved for the first time and again", async () => {
    const first = await client.saveTest({ body: saved });
    isTrue(first.status === 200 && first.body.created, "created");
    const second = await client.saveTest({ body: { ...saved, username: "ana" } });
    isTrue(second.status === 200 && !second.body.created, "replaced");
    equal(second.body.user_id, first.body.user_id);
});

await test("applications are listed, found and typed", async () => {
    const answer = await client.listApplications({
        query: { status: "new", q: "Ána", include_details: true, offset: 0, after: undefined },
    });
    isTrue(answer.status === 200, `got ${answer.status}`);
    equal(answer.body.pagination.total, 1);
    application = answer.body.items[0];
    equal(application?.telegram_id, String(person));
    equal(application?.details?.["mine"], { kept: true });
    equal(application?.recommended_protein, null);
});

/** What a success is where it is not 200; Telegram, which a preview is sent to at once, is not there. */
const success: { readonly [Name in OperationName]?: number } = {
    createRequest: 201,
    createBroadcast: 201,
    previewBroadcast: 503,
};

for (const name of Object.keys(calls) as OperationName[]) {
    if (name !== "deleteApplication" && name !== "deleteAdministrator") {
        await test(`${name} succeeds`, async () => {
            expect(name, await calls[name](client), success[name] ?? 200);
        });
    }
}

await test("a broadcast is made once for a key", async () => {
    const headers = { "Idempotency-Key": "again" };
    const made = await client.createBroadcast({ headers, body: { text: "Once and for all" } });
    isTrue(made.status === 201, `got ${made.status}`);
    const again = expect("createBroadcast", await client.createBroadcast({ headers, body: { text: "Once and for all" } }), 200);
    isTrue(again.status === 200 && (again as typeof made).body.id === made.body.id, "the same broadcast");
});

await test("a session works in place of launch data, and can be chosen", async () => {
    const login = await client.logIn();
    isTrue(login.status === 200 && login.body.is_admin, "an administrator is logged in");
    const session = login.body.access;
    const answer = await new Client({ baseURL: server.baseURL, session }).listApplications();
    equal(answer.status, 200);
    const both = new Client({ baseURL: server.baseURL, initData: "auth_date=1&hash=00", session: async () => session });
    equal((await both.listApplications()).status, 401, "the first credential");
    equal((await both.listApplications({}, { use: "session" })).status, 200, "the chosen one");
});

await test("what has not changed is 304", async () => {
    const link = await client.getInviteLink();
    isTrue(link.status === 200 && link.headers.ETag !== undefined, "the link has a version");
    const etag = link.headers.ETag;
    const again = await client.getInviteLink({ headers: { "If-None-Match": etag } });
    expect("getInviteLink", again, 304);
    isTrue(again.status === 304 && again.headers.ETag === etag, "the answer names its version");
    const version = contractAnswer.headers.ETag;
    expect("getOpenAPIDocument", await client.getOpenAPIDocument({ headers: { "If-None-Match": version } }), 304);
});

await test("what has changed is 412", async () => {
    const headers = { "If-Match": '"another"' };
    expect("getInviteLink", await client.getInviteLink({ headers }), 412);
    expect("getOpenAPIDocument", await client.getOpenAPIDocument({ headers }), 412);
    expect("getDocumentation", await client.getDocumentation({ headers }), 412);
});

await test("a page is text, and 304 while it is current", async () => {
    const page = await client.getDocumentation();
    isTrue(page.status === 200 && page.body.startsWith("<!DOCTYPE html>"), "the page is there");
    const headers = { "If-None-Match": page.headers.ETag };
    expect("getDocumentation", await client.getDocumentation({ headers }), 304);
});

await test("ids up to 2^52 pass unharmed", async () => {
    const telegram_id = 2 ** 52 - 1;
    equal((await client.saveTest({ body: { telegram_id } })).status, 200);
    const found = await client.listApplications({ query: { q: String(telegram_id) } });
    equal(found.status === 200 && found.body.items[0]?.telegram_id, String(telegram_id));
});

await test("your request id comes back", async () => {
    equal((await client.getHealth({ requestId: "mine-1" })).requestId, "mine-1");
});

// MARK: what is refused, provoked for every operation that declares the status

/** What no request can provoke: faults of the server, a database out of reach, what only Telegram can say, and what an address decides. */
const isBeyondClients = (name: OperationName, status: number): boolean =>
    status === 500 || status === 503 || (name === "receiveUpdate" && status === 403) || (name === "previewBroadcast" && (status === 200 || status === 409));

const refusals: { readonly [status: number]: (operation: OperationFacts) => Promise<AnyAnswer> } = {
    400: ({ name, maxBytes }) => {
        if (maxBytes > 0) {
            const fetch = changed((init) => ({ ...init, body: '{"a":' }));
            return calls[name](new Client({ baseURL: server.baseURL, fetch, ...credentials }));
        }
        if (name === "listApplications" || name === "listRequests" || name === "listOwnRequests" || name === "listBroadcasts") {
            return client[name]({ query: { limit: 0 } });
        }
        const bytes = changed(withHeader("If-None-Match", "\u00e9"));
        return calls[name](new Client({ baseURL: server.baseURL, fetch: bytes, ...credentials }), 0);
    },
    401: ({ name }) => calls[name](new Client({ baseURL: server.baseURL })),
    403: ({ name }) =>
        calls[name](new Client({ baseURL: server.baseURL, initData: () => initData(person), botSecret: "wrong" })),
    404: ({ name }) => calls[name](client, 999_999_999),
    405: ({ name }) => {
        const method = name.endsWith("Administrator") ? "PATCH" : "PUT";
        const fetch = changed((init) => ({ ...init, method }));
        return calls[name](new Client({ baseURL: server.baseURL, fetch, ...credentials }));
    },
    406: ({ name }) => {
        const fetch = changed(withHeader("Accept", "image/png"));
        return calls[name](new Client({ baseURL: server.baseURL, fetch, ...credentials }));
    },
    // The last superadministrator stays, a request is decided once, whoever has one that is pending asks no more, and a
    // key stands for one broadcast.
    409: async ({ name }) => {
        if (name === "approveRequest" || name === "rejectRequest") {
            decided ||= await newRequest();
            await client.rejectRequest({ path: { id: decided } });
            return calls[name](client, decided);
        }
        if (name === "createBroadcast") {
            const headers = { "Idempotency-Key": "again" };
            return client.createBroadcast({ headers, body: { text: "Not the same at all" } });
        }
        // A step that a draft, or one that is over, does not allow.
        if (name === "pauseBroadcast" || name === "resumeBroadcast") return calls[name](client, await newBroadcast());
        if (name === "startBroadcast" || name === "cancelBroadcast") {
            const id = await newBroadcast();
            await client.cancelBroadcast({ path: { id } });
            return calls[name](client, id);
        }
        return calls[name](client, administrator);
    },
    413: ({ name, maxBytes }) => {
        const fetch = changed((init) => ({ ...init, body: "x".repeat(maxBytes + 1) }));
        return calls[name](new Client({ baseURL: server.baseURL, fetch, ...credentials }));
    },
    415: ({ name }) => {
        const fetch = changed(withHeader("Content-Type", "text/plain"));
        return calls[name](new Client({ baseURL: server.baseURL, fetch, ...credentials }));
    },
};

for (const operation of contract) {
    for (const status of operation.statuses) {
        const refusal = refusals[status];
        if (refusal !== undefined && !isBeyondClients(operation.name, status)) {
            await test(`${operation.name} can be refused with ${status}`, async () => {
                expect(operation.name, await refusal(operation), status);
            });
        }
    }
}

await test("all violations are told, each with its place", async () => {
    const answer = await client.saveTest({ body: { telegram_id: 0, answers: { age: 9 } } });
    isTrue(answer.status === 400, `got ${answer.status}`);
    equal(answer.problem.type, "/problems/validation");
    equal(answer.problem.violations?.map((violation) => violation.pointer), ["/telegram_id", "/answers/age"]);
});

await test("the methods of a path stand in Allow", async () => {
    const fetch = changed((init) => ({ ...init, method: "PUT" }));
    const answer = await new Client({ baseURL: server.baseURL, fetch }).getHealth();
    isTrue(answer.status === 405 && answer.headers.Allow?.includes("GET") === true, "Allow is exposed");
});

await test("deleteApplication succeeds once", async () => {
    expect("deleteApplication", await calls.deleteApplication(client), 204);
    equal((await calls.deleteApplication(client)).status, 404);
});

await test("deleteAdministrator succeeds once", async () => {
    expect("deleteAdministrator", await calls.deleteAdministrator(client), 204);
    equal((await calls.deleteAdministrator(client)).status, 404);
});

// MARK: credentials and transport

await test("each operation gets the credentials it asks for, and no others", async () => {
    const names = ["x-telegram-init-data", "authorization", "x-bot-secret", "x-telegram-bot-api-secret-token"];
    for (const { name, credentials } of contract) {
        let sent: string[] = [];
        const fetch: ClientOptions["fetch"] = async (_, init) => {
            sent = names.filter((header) => new Headers(init.headers).has(header));
            throw new Error("sent nowhere");
        };
        const all = { initData: "i", session: "s", botSecret: "b", webhookSecret: "w" };
        await calls[name](new Client({ baseURL: "", fetch, ...all }), 1).catch(() => undefined);
        equal(sent, credentials.find((alternative) => alternative.length > 0) ?? [], name);
    }
});

await transportTests(client, server, changed);

// MARK: what a server under pressure answers

const narrow = await Server.start(executable, {
    TELEGRAM_API_BASE_URL: "http://127.0.0.1:9",
    RATE_LIMIT_API: "1",
    RATE_LIMIT_AUTH: "1",
    RATE_LIMIT_WEBHOOK: "1",
});
const pressed = new Client({ baseURL: narrow.baseURL, ...credentials });

await test("getInviteLink is 503 while the Bot API is out of reach", async () => {
    const answer = expect("getInviteLink", await pressed.getInviteLink(), 503);
    isTrue((answer.retryAfter ?? 0) > 0, "Retry-After is exposed");
});

/** Asks until it is too often. */
async function refused(name: OperationName) {
    for (let count = 0; count < 9; count += 1) {
        const answer = await calls[name](pressed, 1);
        if (answer.status === 429) return answer;
    }
    return calls[name](pressed, 1);
}

for (const { name, statuses } of contract) {
    if (statuses.includes(429)) {
        await test(`${name} can be refused with 429`, async () => {
            const answer = expect(name, await refused(name), 429);
            isTrue((answer.retryAfter ?? 0) > 0, "Retry-After is exposed");
        });
    }
}

await test("every declared status was answered", () => {
    const missing = contract.flatMap(({ name, statuses }) =>
        statuses.filter((status) => !isBeyondClients(name, status) && !seen.get(name)?.has(status)).map((status) => `${name} ${status}`),
    );
    equal(missing, []);
    equal(Object.keys(calls).sort(), contract.map(({ name }) => name as string).sort(), "operations");
});

for (const each of [server, narrow]) {
    await test("the server stops when it is asked to", async () => {
        equal(await each.stop(), 0);
    });
}
await test("a server that is gone is unreachable", async () => {
    await client.getHealth().then(
        () => isTrue(false, "there was an answer"),
        (error: Error) => equal(error.message, "getHealth: unreachable"),
    );
});

process.exitCode = finish() ? 0 : 1;
