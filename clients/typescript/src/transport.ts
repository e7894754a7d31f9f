// Made from the contract of telegram-backend 1.0.0 by `contract-generator typescript`.
// Changes made here are lost: change the contract, then generate again.

/** A credential, or what gives one when it is needed; nothing, where there is none at the moment. */
export type Credential = string | (() => string | null | undefined | Promise<string | null | undefined>);

/** How requests travel. */
export interface TransportOptions {
    /** Where the server is, such as `https://api.example.org`; empty for the origin of the page. */
    baseURL: string;
    /** Sends requests instead of the global `fetch`: for tests, tracing or another runtime. */
    fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
    /**
     * Called on a 401 of an operation that needs credentials. Where it gives true, the credentials are asked for once
     * more and the request is repeated, once.
     */
    onUnauthorized?: ((refusal: Refusal) => boolean | void | Promise<boolean | void>) | undefined;
    /** Milliseconds until an attempt is given up, its answer's body included. 30,000; 0 waits for ever. */
    timeoutMs?: number | undefined;
    /** Ends all requests of this client. */
    signal?: AbortSignal | undefined;
}

/** What `onUnauthorized` is told. */
export interface Refusal {
    readonly operation: string;
    readonly requestId: string | undefined;
}

/** What may be said about one call. */
export interface CallOptions<Scheme extends string = never> {
    /** Ends this request. */
    signal?: AbortSignal | undefined;
    /** Instead of the client's `timeoutMs`. */
    timeoutMs?: number | undefined;
    /** Sent as `X-Request-ID`, for your own tracing: 1 to 128 of `A-Za-z0-9._-`. */
    requestId?: string | undefined;
    /** Sends this credential, where the operation accepts several; otherwise the first that is there. */
    use?: Scheme | undefined;
}

/** What every answer has. */
export interface Answer<Status extends number, Headers> {
    readonly status: Status;
    /** True for 2xx. */
    readonly ok: `${Status}` extends `2${string}` ? true : false;
    /** The headers that the contract declares; a browser hides those that CORS does not expose. */
    readonly headers: { readonly [Name in keyof Headers]?: Headers[Name] };
    /** Names the request in the server's log: quote it when you report an error. */
    readonly requestId: string | undefined;
    /** Seconds to wait before the next attempt, where the server says so. */
    readonly retryAfter: number | undefined;
    /** The answer as `fetch` gave it; its body has been read. */
    readonly response: Response;
}

/** An answer with a body. */
export interface BodyAnswer<Status extends number, Body, Headers> extends Answer<Status, Headers> {
    readonly body: Body;
}

/** An answer that is a problem document (RFC 9457). */
export interface ProblemAnswer<Status extends number, Problem, Headers> extends Answer<Status, Headers> {
    readonly problem: Problem;
}

/** An answer without a body. */
export interface EmptyAnswer<Status extends number, Headers> extends Answer<Status, Headers> {}

/** A problem document (RFC 9457) of which only the standard is known. */
export interface ProblemDetails {
    readonly type?: string;
    readonly title?: string;
    readonly status?: number;
    readonly detail?: string;
    readonly instance?: string;
    readonly [extension: string]: unknown;
}

/** There is no declared answer. Messages hold neither credentials nor values that were sent. */
export class ClientError extends Error {
    constructor(
        /** The operation that was called. */
        readonly operation: string,
        message: string,
        options?: { cause?: unknown },
    ) {
        super(`${operation}: ${message}`, options);
        this.name = new.target.name;
    }
}

/** No answer came; whether the server did something is not known. `cause` is the error of `fetch` or of the signal. */
export class NetworkError extends ClientError {
    constructor(
        operation: string,
        /** `aborted`: a signal of yours ended it. */
        readonly reason: "unreachable" | "timeout" | "aborted",
        options?: { cause?: unknown },
    ) {
        super(operation, reason, options);
    }
}

/** An answer came that the contract does not declare: often one of a proxy in between. */
export class UnexpectedAnswerError extends ClientError {
    constructor(
        operation: string,
        message: string,
        readonly status: number,
        readonly requestId: string | undefined,
        readonly retryAfter: number | undefined,
        /** The body as text. */
        readonly text: string,
        /** The body, where it is a problem document. */
        readonly problem: ProblemDetails | undefined,
        options?: { cause?: unknown },
    ) {
        super(operation, message, options);
    }
}

/** A security scheme and the credential that the client has for it. */
export interface Scheme {
    readonly name: string;
    readonly header: string;
    readonly prefix: string;
    readonly credential: Credential | undefined;
}

/** What the contract says about an operation. */
export interface OperationDescription {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    /** Alternatives; all schemes of one are needed. None: public. An empty one: credentials are optional. */
    readonly security: readonly (readonly string[])[];
    /** The media type of the body, where there may be one. */
    readonly bodyType?: string;
    readonly answers: { readonly [status: number]: AnswerDescription };
}

export interface AnswerDescription {
    /** Media types of the body; none where it is empty. */
    readonly media: readonly string[];
    readonly headers: readonly (readonly [name: string, kind: "string" | "number" | "boolean"])[];
}

/** The parts of a request, as an operation's request type describes them. */
interface Parts {
    readonly path?: object | undefined;
    readonly query?: object | undefined;
    readonly headers?: object | undefined;
    readonly body?: unknown;
}

/** Sends requests as operations describe them. */
export class Transport {
    readonly #options: TransportOptions;
    readonly #schemes: readonly Scheme[];

    constructor(options: TransportOptions, schemes: readonly Scheme[]) {
        this.#options = options;
        this.#schemes = schemes;
    }

    async send<Result>(operation: OperationDescription, parts: Parts, options: CallOptions<string>): Promise<Result> {
        const url = address(this.#options.baseURL, operation.path, parts);
        const needsCredentials =
            operation.security.length > 0 && operation.security.every((alternative) => alternative.length > 0);
        for (let attempt = 1; ; attempt += 1) {
            const init = await this.#request(operation, parts, options);
            const { response, text } = await this.#exchange(operation, url, init, options);
            const { onUnauthorized } = this.#options;
            if (response.status === 401 && needsCredentials && onUnauthorized !== undefined && attempt === 1) {
                const requestId = response.headers.get("X-Request-ID") ?? undefined;
                if ((await onUnauthorized({ operation: operation.name, requestId })) === true) {
                    continue;
                }
            }
            // What the description says and what the result type says come from the same contract.
            return read(operation, response, text) as Result;
        }
    }

    async #request(operation: OperationDescription, parts: Parts, options: CallOptions<string>): Promise<RequestInit> {
        const headers = new Headers();
        for (const [name, value] of Object.entries(parts.headers ?? {})) {
            if (value !== undefined) {
                headers.set(name, plain(name, value));
            }
        }
        const media = Object.values(operation.answers).flatMap((answer) => answer.media);
        headers.set("Accept", [...new Set(media)].join(", ") || "*/*");
        if (options.requestId !== undefined) {
            headers.set("X-Request-ID", options.requestId);
        }
        for (const [name, value] of await this.#credentials(operation, options.use)) {
            headers.set(name, value);
        }
        // Secrets stand in headers that a redirect to another host would carry along, so none is followed;
        // cookies are neither sent nor kept.
        const init: RequestInit = { method: operation.method, headers, redirect: "error", credentials: "omit" };
        if (operation.bodyType !== undefined && parts.body !== undefined) {
            headers.set("Content-Type", operation.bodyType);
            init.body = JSON.stringify(parts.body);
        }
        return init;
    }

    /** The headers of the first alternative whose credentials are all there; none where the server is to refuse. */
    async #credentials(operation: OperationDescription, use: string | undefined): Promise<[string, string][]> {
        for (const alternative of operation.security) {
            if (alternative.length === 0 || (use !== undefined && !alternative.includes(use))) {
                continue;
            }
            const headers: [string, string][] = [];
            for (const name of alternative) {
                const scheme = this.#schemes.find((candidate) => candidate.name === name);
                const { credential } = scheme ?? {};
                const value = typeof credential === "function" ? await credential() : credential;
                if (scheme !== undefined && value) {
                    headers.push([scheme.header, scheme.prefix + value]);
                }
            }
            if (headers.length === alternative.length) {
                return headers;
            }
        }
        return [];
    }

    /** One request and its whole answer. */
    async #exchange(
        operation: OperationDescription,
        url: string,
        init: RequestInit,
        options: CallOptions<string>,
    ): Promise<{ response: Response; text: string }> {
        const controller = new AbortController();
        const signals = [this.#options.signal, options.signal].filter((signal) => signal !== undefined) as AbortSignal[];
        const abort = (event: Event): void => controller.abort((event.target as AbortSignal).reason);
        for (const signal of signals) {
            if (signal.aborted) {
                controller.abort(signal.reason);
            }
            signal.addEventListener("abort", abort);
        }
        let isLate = false;
        const timeout = options.timeoutMs ?? this.#options.timeoutMs ?? 30_000;
        const giveUp = (): void => {
            isLate = true;
            controller.abort();
        };
        const timer = timeout > 0 ? setTimeout(giveUp, timeout) : undefined;
        try {
            const request = { ...init, signal: controller.signal };
            const { fetch } = this.#options;
            const response = await (fetch === undefined ? globalThis.fetch(url, request) : fetch(url, request));
            return { response, text: await response.text() };
        } catch (cause) {
            const reason = isLate ? "timeout" : controller.signal.aborted ? "aborted" : "unreachable";
            throw new NetworkError(operation.name, reason, { cause });
        } finally {
            clearTimeout(timer);
            for (const signal of signals) {
                signal.removeEventListener("abort", abort);
            }
        }
    }
}

function address(baseURL: string, template: string, parts: Parts): string {
    const values = new Map(Object.entries(parts.path ?? {}));
    const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => segment(name, values.get(name)));
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parts.query ?? {})) {
        for (const element of Array.isArray(value) ? value : [value]) {
            if (element !== undefined) {
                query.append(name, plain(name, element));
            }
        }
    }
    const search = query.toString();
    return (baseURL.endsWith("/") ? baseURL.slice(0, -1) : baseURL) + path + (search === "" ? "" : `?${search}`);
}

/** A value as a path segment. What would change the path itself is refused: `fetch` resolves dots, encoded or not. */
function segment(name: string, value: unknown): string {
    const text = plain(name, value);
    if (text === "" || text === "." || text === "..") {
        throw new TypeError(`the path parameter "${name}" cannot be empty, "." or ".."`);
    }
    return encodeURIComponent(text);
}

/** A parameter's value as text; elements of an array are separated by commas. */
function plain(name: string, value: unknown): string {
    if (Array.isArray(value)) {
        return value.map((element) => plain(name, element)).join(",");
    }
    const isNumber = typeof value === "number" && Number.isFinite(value);
    if (isNumber || typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") {
        return String(value);
    }
    throw new TypeError(`the parameter "${name}" is neither text nor a finite number nor a boolean`);
}

/** The answer as its result type describes it. */
function read(operation: OperationDescription, response: Response, text: string): object {
    const mediaType = (response.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
    const isProblem = mediaType === "application/problem+json";
    const description = operation.answers[response.status];
    let value: unknown;
    let fault = description === undefined ? `the contract has no ${response.status}` : undefined;
    let cause: unknown;
    if (isProblem || (description?.media.includes(mediaType) ?? false)) {
        const isJSON = mediaType === "application/json" || mediaType.endsWith("+json");
        try {
            value = isJSON ? JSON.parse(text) : text;
        } catch (error) {
            fault ??= "the body is no JSON";
            cause = error;
        }
    } else if (description !== undefined && description.media.length > 0) {
        fault = `the body of ${response.status} has the wrong media type`;
    }
    const problem = isProblem && typeof value === "object" && value !== null ? (value as ProblemDetails) : undefined;
    const told = problem?.["request_id"];
    const requestId = response.headers.get("X-Request-ID") ?? (typeof told === "string" ? told : undefined);
    const retryAfter = seconds(response.headers.get("Retry-After"));
    if (description === undefined || fault !== undefined) {
        const { status } = response;
        const message = fault ?? "unexpected";
        throw new UnexpectedAnswerError(operation.name, message, status, requestId, retryAfter, text, problem, { cause });
    }
    const headers: { [name: string]: string | number | boolean } = {};
    for (const [name, kind] of description.headers) {
        const raw = response.headers.get(name);
        if (raw !== null) {
            headers[name] = kind === "number" ? Number(raw) : kind === "boolean" ? raw === "true" : raw;
        }
    }
    const content = description.media.length === 0 ? {} : isProblem ? { problem: value } : { body: value };
    return { status: response.status, ok: response.ok, headers, requestId, retryAfter, response, ...content };
}

/** `Retry-After` in seconds; it may also be a date (RFC 9110, section 10.2.3). */
function seconds(value: string | null): number | undefined {
    if (value === null) {
        return undefined;
    }
    if (/^[0-9]+$/.test(value)) {
        return Number(value);
    }
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
