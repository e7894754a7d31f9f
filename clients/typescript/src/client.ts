// Made from the contract of telegram-backend 1.0.0 by `contract-generator typescript`.
// Changes made here are lost: change the contract, then generate again.

import { Transport } from "./transport.js";
import type { BodyAnswer, CallOptions, Credential, EmptyAnswer, ProblemAnswer, TransportOptions } from "./transport.js";
import type * as T from "./types.js";

/** How a client reaches the server, and the credentials it has. */
export interface ClientOptions extends TransportOptions {
    /**
     * A Mini App's signed launch data, `window.Telegram.WebApp.initData` as it is; also as `Authorization: tma
     * <launch data>`. Good for 24 hours to log in, for 30 minutes where the role `admin` is required.
     * Sent to the operations that ask for it, to no other.
     */
    initData?: Credential | undefined;
    /**
     * The `access` that `logIn` hands out; good for one hour.
     * Sent to the operations that ask for it, to no other.
     */
    session?: Credential | undefined;
    /**
     * The secret that the bot process and the server share. Missing and wrong are both 403.
     * Sent to the operations that ask for it, to no other.
     */
    botSecret?: Credential | undefined;
    /**
     * The `secret_token` that `setWebhook` was given; Telegram sends it with each delivery.
     * Sent to the operations that ask for it, to no other.
     */
    webhookSecret?: Credential | undefined;
}

/** The parameters of `logIn`. */
export type LogInInput = {
    headers?: {
        /** Log in without launch data, on a development server. */
        "X-Debug-Mode"?: "true" | undefined;
        /**
         * Whom to be in debug mode: a Telegram id.
         * Rules: pattern `^[1-9][0-9]{0,14}$`.
         */
        "X-Debug-User-Id"?: string | undefined;
    } | undefined;
    /**
     * For clients that cannot set headers; may be left out.
     * At most 16384 bytes as JSON.
     */
    body?: T.LoginRequest | undefined;
};

/** The answers of `logIn`; `status` tells which. */
export type LogInAnswer =
    | BodyAnswer<200, T.Session, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `saveTest`. */
export type SaveTestInput = {
    /**
     * The user and their answers.
     * At most 65536 bytes as JSON.
     */
    body: T.SaveTestRequest;
};

/** The answers of `saveTest`; `status` tells which. */
export type SaveTestAnswer =
    | BodyAnswer<200, T.SaveTestResult, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `getInviteLink`. */
export type GetInviteLinkInput = {
    headers?: {
        /** The answer is 412 unless this list of `ETag`s names the current one. */
        "If-Match"?: string | undefined;
        /** An `ETag` you have; the answer is 304 while it is current. */
        "If-None-Match"?: string | undefined;
    } | undefined;
};

/** The answers of `getInviteLink`; `status` tells which. */
export type GetInviteLinkAnswer =
    | BodyAnswer<200, T.InviteLink, { "X-Request-ID": string; ETag: string; "Cache-Control": string }>
    | EmptyAnswer<304, { "X-Request-ID": string; ETag: string; "Cache-Control": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<412, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `listApplications`. */
export type ListApplicationsInput = {
    query?: {
        /**
         * The greatest number of items.
         * Rules: minimum 1, maximum 1000, format `int64`, default 200.
         */
        limit?: number | undefined;
        /**
         * How many items to skip.
         * Rules: minimum 0, maximum 9007199254740991, format `int64`, default 0.
         */
        offset?: number | undefined;
        /** Only applications with this status. */
        status?: T.ApplicationStatus | undefined;
        /**
         * Part of a name or username, or a whole Telegram id.
         * Rules: minLength 1, maxLength 100, pattern `^[^\u0000]*$`.
         */
        q?: string | undefined;
        /**
         * True adds the answers to each item.
         * Rules: default false.
         */
        include_details?: boolean | undefined;
        /** `pagination.next` of the page before. */
        after?: T.Cursor | undefined;
    } | undefined;
};

/** The answers of `listApplications`; `status` tells which. */
export type ListApplicationsAnswer =
    | BodyAnswer<200, T.ApplicationsPage, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `getApplication`. */
export type GetApplicationInput = {
    path: {
        /**
         * The application's id.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `getApplication`; `status` tells which. */
export type GetApplicationAnswer =
    | BodyAnswer<200, T.Application, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `deleteApplication`. */
export type DeleteApplicationInput = {
    path: {
        /**
         * The application's id.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `deleteApplication`; `status` tells which. */
export type DeleteApplicationAnswer =
    | EmptyAnswer<204, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `setApplicationStatus`. */
export type SetApplicationStatusInput = {
    path: {
        /**
         * The application's id.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
    /**
     * The new status.
     * At most 1024 bytes as JSON.
     */
    body: T.StatusChange;
};

/** The answers of `setApplicationStatus`; `status` tells which. */
export type SetApplicationStatusAnswer =
    | BodyAnswer<200, T.Application, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The answers of `listAdministrators`; `status` tells which. */
export type ListAdministratorsAnswer =
    | BodyAnswer<200, T.AdministratorsList, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `putAdministrator`. */
export type PutAdministratorInput = {
    path: {
        /**
         * Somebody's Telegram id.
         * Rules: minimum 1, maximum 4503599627370495, format `int64`.
         */
        telegram_id: number;
    };
    /**
     * What they shall be.
     * At most 4096 bytes as JSON.
     */
    body: T.AdministratorChange;
};

/** The answers of `putAdministrator`; `status` tells which. */
export type PutAdministratorAnswer =
    | BodyAnswer<200, T.Administrator, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `deleteAdministrator`. */
export type DeleteAdministratorInput = {
    path: {
        /**
         * Somebody's Telegram id.
         * Rules: minimum 1, maximum 4503599627370495, format `int64`.
         */
        telegram_id: number;
    };
};

/** The answers of `deleteAdministrator`; `status` tells which. */
export type DeleteAdministratorAnswer =
    | EmptyAnswer<204, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `listRequests`. */
export type ListRequestsInput = {
    query?: {
        /**
         * The greatest number of items.
         * Rules: minimum 1, maximum 1000, format `int64`, default 50.
         */
        limit?: number | undefined;
        /** `pagination.next` of the page before. */
        after?: T.Cursor | undefined;
        /** Only requests with this status. */
        status?: T.ClientRequestStatus | undefined;
    } | undefined;
};

/** The answers of `listRequests`; `status` tells which. */
export type ListRequestsAnswer =
    | BodyAnswer<200, T.ClientRequestsPage, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `createRequest`. */
export type CreateRequestInput = {
    /**
     * What is asked for.
     * At most 65536 bytes as JSON.
     */
    body: T.RequestSubmission;
};

/** The answers of `createRequest`; `status` tells which. */
export type CreateRequestAnswer =
    | BodyAnswer<201, T.ClientRequest, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `listOwnRequests`. */
export type ListOwnRequestsInput = {
    query?: {
        /**
         * The greatest number of items.
         * Rules: minimum 1, maximum 1000, format `int64`, default 50.
         */
        limit?: number | undefined;
        /** `pagination.next` of the page before. */
        after?: T.Cursor | undefined;
    } | undefined;
};

/** The answers of `listOwnRequests`; `status` tells which. */
export type ListOwnRequestsAnswer =
    | BodyAnswer<200, T.ClientRequestsPage, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `getRequest`. */
export type GetRequestInput = {
    path: {
        /**
         * The request's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `getRequest`; `status` tells which. */
export type GetRequestAnswer =
    | BodyAnswer<200, T.ClientRequest, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `approveRequest`. */
export type ApproveRequestInput = {
    path: {
        /**
         * The request's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
    /**
     * A note for the client; may be left out.
     * At most 16384 bytes as JSON.
     */
    body?: T.RequestDecision | undefined;
};

/** The answers of `approveRequest`; `status` tells which. */
export type ApproveRequestAnswer =
    | BodyAnswer<200, T.ClientRequest, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `rejectRequest`. */
export type RejectRequestInput = {
    path: {
        /**
         * The request's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
    /**
     * A note for the client; may be left out.
     * At most 16384 bytes as JSON.
     */
    body?: T.RequestDecision | undefined;
};

/** The answers of `rejectRequest`; `status` tells which. */
export type RejectRequestAnswer =
    | BodyAnswer<200, T.ClientRequest, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `listBroadcasts`. */
export type ListBroadcastsInput = {
    query?: {
        /**
         * The greatest number of items.
         * Rules: minimum 1, maximum 1000, format `int64`, default 50.
         */
        limit?: number | undefined;
        /** `pagination.next` of the page before. */
        after?: T.Cursor | undefined;
    } | undefined;
};

/** The answers of `listBroadcasts`; `status` tells which. */
export type ListBroadcastsAnswer =
    | BodyAnswer<200, T.BroadcastsPage, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `createBroadcast`. */
export type CreateBroadcastInput = {
    headers: {
        /**
         * Names this broadcast among the caller's, so that a repeated request makes it once.
         * Rules: minLength 1, maxLength 128, pattern `^[!-~]*$`.
         */
        "Idempotency-Key": string;
    };
    /**
     * The message, and whom it goes to.
     * At most 65536 bytes as JSON.
     */
    body: T.BroadcastDraft;
};

/** The answers of `createBroadcast`; `status` tells which. */
export type CreateBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | BodyAnswer<201, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `getBroadcast`. */
export type GetBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `getBroadcast`; `status` tells which. */
export type GetBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `previewBroadcast`. */
export type PreviewBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `previewBroadcast`; `status` tells which. */
export type PreviewBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `startBroadcast`. */
export type StartBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
    /**
     * Consent to the price of a paid broadcast; may be left out for others.
     * At most 1024 bytes as JSON.
     */
    body?: T.BroadcastConfirmation | undefined;
};

/** The answers of `startBroadcast`; `status` tells which. */
export type StartBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `pauseBroadcast`. */
export type PauseBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `pauseBroadcast`; `status` tells which. */
export type PauseBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `resumeBroadcast`. */
export type ResumeBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `resumeBroadcast`; `status` tells which. */
export type ResumeBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `cancelBroadcast`. */
export type CancelBroadcastInput = {
    path: {
        /**
         * The broadcast's number.
         * Rules: minimum 1, format `int64`.
         */
        id: number;
    };
};

/** The answers of `cancelBroadcast`; `status` tells which. */
export type CancelBroadcastAnswer =
    | BodyAnswer<200, T.Broadcast, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<404, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<409, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The answers of `getStatistics`; `status` tells which. */
export type GetStatisticsAnswer =
    | BodyAnswer<200, T.Statistics, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The parameters of `receiveUpdate`. */
export type ReceiveUpdateInput = {
    /**
     * A Telegram Update.
     * At most 1048576 bytes as JSON.
     */
    body: T.Update;
};

/** The answers of `receiveUpdate`; `status` tells which. */
export type ReceiveUpdateAnswer =
    | BodyAnswer<200, T.Acknowledgement, { "X-Request-ID": string }>
    | ProblemAnswer<400, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<401, T.Problem, { "X-Request-ID": string; "WWW-Authenticate": string }>
    | ProblemAnswer<403, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<413, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<415, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<429, T.Problem, {
        "X-Request-ID": string;
        "Retry-After": number;
        RateLimit: string;
        "RateLimit-Policy": string;
    }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<503, T.Problem, { "X-Request-ID": string; "Retry-After": number }>;

/** The answers of `getHealth`; `status` tells which. */
export type GetHealthAnswer =
    | BodyAnswer<200, T.Health, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | BodyAnswer<503, T.Health, { "X-Request-ID": string }>;

/** The answers of `getHealthRoot`; `status` tells which. */
export type GetHealthRootAnswer =
    | BodyAnswer<200, T.Health, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | BodyAnswer<503, T.Health, { "X-Request-ID": string }>;

/** The answers of `getLiveness`; `status` tells which. */
export type GetLivenessAnswer =
    | BodyAnswer<200, T.Liveness, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>;

/** The answers of `getReadiness`; `status` tells which. */
export type GetReadinessAnswer =
    | BodyAnswer<200, T.Readiness, { "X-Request-ID": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>
    | BodyAnswer<503, T.Readiness, { "X-Request-ID": string }>;

/** The parameters of `getOpenAPIDocument`. */
export type GetOpenAPIDocumentInput = {
    headers?: {
        /** The answer is 412 unless this list of `ETag`s names the current one. */
        "If-Match"?: string | undefined;
        /** An `ETag` you have; the answer is 304 while it is current. */
        "If-None-Match"?: string | undefined;
    } | undefined;
};

/** The answers of `getOpenAPIDocument`; `status` tells which. */
export type GetOpenAPIDocumentAnswer =
    | BodyAnswer<200, T.ContractDocument, { "X-Request-ID": string; ETag: string; "Cache-Control": string }>
    | EmptyAnswer<304, { "X-Request-ID": string; ETag: string; "Cache-Control": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<412, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>;

/** The parameters of `getDocumentation`. */
export type GetDocumentationInput = {
    headers?: {
        /** The answer is 412 unless this list of `ETag`s names the current one. */
        "If-Match"?: string | undefined;
        /** An `ETag` you have; the answer is 304 while it is current. */
        "If-None-Match"?: string | undefined;
    } | undefined;
};

/** The answers of `getDocumentation`; `status` tells which. */
export type GetDocumentationAnswer =
    | BodyAnswer<200, string, {
        "X-Request-ID": string;
        ETag: string;
        "Cache-Control": string;
        "Content-Security-Policy": string;
        "X-Content-Type-Options": string;
    }>
    | EmptyAnswer<304, { "X-Request-ID": string; ETag: string; "Cache-Control": string }>
    | ProblemAnswer<405, T.Problem, { "X-Request-ID": string; Allow: string }>
    | ProblemAnswer<406, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<412, T.Problem, { "X-Request-ID": string }>
    | ProblemAnswer<500, T.Problem, { "X-Request-ID": string }>;

/**
 * The operations of telegram-backend 1.0.0, one method each.
 * A method rejects only where there is no declared answer: see `ClientError`.
 */
export class Client {
    readonly #transport: Transport;

    constructor(options: ClientOptions) {
        this.#transport = new Transport(options, [
            { name: "initData", header: "X-Telegram-Init-Data", prefix: "", credential: options.initData },
            { name: "session", header: "Authorization", prefix: "Bearer ", credential: options.session },
            { name: "botSecret", header: "X-Bot-Secret", prefix: "", credential: options.botSecret },
            { name: "webhookSecret", header: "X-Telegram-Bot-Api-Secret-Token", prefix: "", credential: options.webhookSecret },
        ]);
    }

    /**
     * Log in.
     * `POST /api/v1/telegram/auth/`
     * Verifies a Mini App's launch data, creates or refreshes the user, and hands out a session.
     * Send the launch data in `X-Telegram-Init-Data`, or in the body where headers cannot be set; the header
     * wins: where it is there, the body is not looked at. Missing, malformed, forged, expired and future launch
     * data are all the same 401.
     * `X-Debug-Mode` works on development servers that allow it; everywhere else it is a 401.
     */
    logIn(input: LogInInput = {}, options: CallOptions<"initData"> = {}): Promise<LogInAnswer> {
        return this.#transport.send<LogInAnswer>(
            {
                name: "logIn",
                method: "POST",
                path: "/api/v1/telegram/auth/",
                security: [["initData"], []],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Save a test.
     * `POST /api/v1/telegram/save-test/`
     * Stores a user's answers and, where they suffice, the recommendation. Idempotent by `telegram_id`: a
     * second call replaces the answers. The secret is checked before the body.
     */
    saveTest(input: SaveTestInput, options: CallOptions<"botSecret"> = {}): Promise<SaveTestAnswer> {
        return this.#transport.send<SaveTestAnswer>(
            {
                name: "saveTest",
                method: "POST",
                path: "/api/v1/telegram/save-test/",
                security: [["botSecret"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Get the invite link.
     * `GET /api/v1/telegram/invite-link/`
     * A deep link that opens the bot. It hardly ever changes: keep it as `Cache-Control` says.
     */
    getInviteLink(input: GetInviteLinkInput = {}, options: CallOptions = {}): Promise<GetInviteLinkAnswer> {
        return this.#transport.send<GetInviteLinkAnswer>(
            {
                name: "getInviteLink",
                method: "GET",
                path: "/api/v1/telegram/invite-link/",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"]],
                    },
                    304: {
                        media: [],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    412: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * List applications.
     * `GET /api/v1/telegram/applications/`
     * Newest first. Page with `offset`, or follow `pagination.next` with `after`, which costs the same however
     * deep the page is; then `offset` counts from there.
     */
    listApplications(input: ListApplicationsInput = {}, options: CallOptions<"initData" | "session"> = {}): Promise<ListApplicationsAnswer> {
        return this.#transport.send<ListApplicationsAnswer>(
            {
                name: "listApplications",
                method: "GET",
                path: "/api/v1/telegram/applications/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Get an application.
     * `GET /api/v1/telegram/applications/{id}/`
     * One application with its details.
     */
    getApplication(input: GetApplicationInput, options: CallOptions<"initData" | "session"> = {}): Promise<GetApplicationAnswer> {
        return this.#transport.send<GetApplicationAnswer>(
            {
                name: "getApplication",
                method: "GET",
                path: "/api/v1/telegram/applications/{id}/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Delete an application.
     * `DELETE /api/v1/telegram/applications/{id}/`
     * Deletes the application for good; a second time it is 404.
     */
    deleteApplication(input: DeleteApplicationInput, options: CallOptions<"initData" | "session"> = {}): Promise<DeleteApplicationAnswer> {
        return this.#transport.send<DeleteApplicationAnswer>(
            {
                name: "deleteApplication",
                method: "DELETE",
                path: "/api/v1/telegram/applications/{id}/",
                security: [["initData"], ["session"]],
                answers: {
                    204: {
                        media: [],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Set an application's status.
     * `PATCH /api/v1/telegram/applications/{id}/status/`
     */
    setApplicationStatus(input: SetApplicationStatusInput, options: CallOptions<"initData" | "session"> = {}): Promise<SetApplicationStatusAnswer> {
        return this.#transport.send<SetApplicationStatusAnswer>(
            {
                name: "setApplicationStatus",
                method: "PATCH",
                path: "/api/v1/telegram/applications/{id}/status/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * List administrators.
     * `GET /api/v1/telegram/admins/`
     * All of them by id, those who were removed included.
     */
    listAdministrators(options: CallOptions<"initData" | "session"> = {}): Promise<ListAdministratorsAnswer> {
        return this.#transport.send<ListAdministratorsAnswer>(
            {
                name: "listAdministrators",
                method: "GET",
                path: "/api/v1/telegram/admins/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Add or change an administrator.
     * `PUT /api/v1/telegram/admins/{telegram_id}/`
     * Adds one, adds one again who was removed, or changes one. It counts for the next request here, and within
     * about a second at other servers of the same database. The last superadministrator cannot be made less:
     * 409.
     */
    putAdministrator(input: PutAdministratorInput, options: CallOptions<"initData" | "session"> = {}): Promise<PutAdministratorAnswer> {
        return this.#transport.send<PutAdministratorAnswer>(
            {
                name: "putAdministrator",
                method: "PUT",
                path: "/api/v1/telegram/admins/{telegram_id}/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Remove an administrator.
     * `DELETE /api/v1/telegram/admins/{telegram_id}/`
     * Takes somebody's rights away; they stay in the list, and the settings do not add them again. A second
     * time it is 404. The last superadministrator cannot be removed: 409.
     */
    deleteAdministrator(input: DeleteAdministratorInput, options: CallOptions<"initData" | "session"> = {}): Promise<DeleteAdministratorAnswer> {
        return this.#transport.send<DeleteAdministratorAnswer>(
            {
                name: "deleteAdministrator",
                method: "DELETE",
                path: "/api/v1/telegram/admins/{telegram_id}/",
                security: [["initData"], ["session"]],
                answers: {
                    204: {
                        media: [],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * List requests.
     * `GET /api/v1/telegram/requests/`
     * Newest first; those of all clients.
     */
    listRequests(input: ListRequestsInput = {}, options: CallOptions<"initData" | "session"> = {}): Promise<ListRequestsAnswer> {
        return this.#transport.send<ListRequestsAnswer>(
            {
                name: "listRequests",
                method: "GET",
                path: "/api/v1/telegram/requests/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Ask for something.
     * `POST /api/v1/telegram/requests/`
     * Makes a request that an administrator approves or rejects; the administrators are told of it. A client
     * has one that is pending at most: 409. Once it is decided another may follow.
     */
    createRequest(input: CreateRequestInput, options: CallOptions<"initData" | "session"> = {}): Promise<CreateRequestAnswer> {
        return this.#transport.send<CreateRequestAnswer>(
            {
                name: "createRequest",
                method: "POST",
                path: "/api/v1/telegram/requests/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    201: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * List own requests.
     * `GET /api/v1/telegram/requests/mine/`
     * The caller's, newest first.
     */
    listOwnRequests(input: ListOwnRequestsInput = {}, options: CallOptions<"initData" | "session"> = {}): Promise<ListOwnRequestsAnswer> {
        return this.#transport.send<ListOwnRequestsAnswer>(
            {
                name: "listOwnRequests",
                method: "GET",
                path: "/api/v1/telegram/requests/mine/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Get a request.
     * `GET /api/v1/telegram/requests/{id}/`
     */
    getRequest(input: GetRequestInput, options: CallOptions<"initData" | "session"> = {}): Promise<GetRequestAnswer> {
        return this.#transport.send<GetRequestAnswer>(
            {
                name: "getRequest",
                method: "GET",
                path: "/api/v1/telegram/requests/{id}/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Approve a request.
     * `POST /api/v1/telegram/requests/{id}/approve/`
     * The client is told so by the bot, and the messages to the administrators are changed. A request that is
     * decided already stays as it is: 409, with the decision in `detail`.
     */
    approveRequest(input: ApproveRequestInput, options: CallOptions<"initData" | "session"> = {}): Promise<ApproveRequestAnswer> {
        return this.#transport.send<ApproveRequestAnswer>(
            {
                name: "approveRequest",
                method: "POST",
                path: "/api/v1/telegram/requests/{id}/approve/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Reject a request.
     * `POST /api/v1/telegram/requests/{id}/reject/`
     * The client is told so by the bot, and the messages to the administrators are changed. A request that is
     * decided already stays as it is: 409, with the decision in `detail`.
     */
    rejectRequest(input: RejectRequestInput, options: CallOptions<"initData" | "session"> = {}): Promise<RejectRequestAnswer> {
        return this.#transport.send<RejectRequestAnswer>(
            {
                name: "rejectRequest",
                method: "POST",
                path: "/api/v1/telegram/requests/{id}/reject/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * List broadcasts.
     * `GET /api/v1/telegram/broadcasts/`
     * Newest first.
     */
    listBroadcasts(input: ListBroadcastsInput = {}, options: CallOptions<"initData" | "session"> = {}): Promise<ListBroadcastsAnswer> {
        return this.#transport.send<ListBroadcastsAnswer>(
            {
                name: "listBroadcasts",
                method: "GET",
                path: "/api/v1/telegram/broadcasts/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Make a broadcast.
     * `POST /api/v1/telegram/broadcasts/`
     * Makes a draft and counts whom it would go to; nothing is sent before it is started. The same
     * `Idempotency-Key` with the same body is answered with the broadcast that it made, with 200; with another
     * body 409. Keys of different administrators have nothing to do with each other.
     */
    createBroadcast(input: CreateBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<CreateBroadcastAnswer> {
        return this.#transport.send<CreateBroadcastAnswer>(
            {
                name: "createBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    201: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Read a broadcast.
     * `GET /api/v1/telegram/broadcasts/{id}/`
     */
    getBroadcast(input: GetBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<GetBroadcastAnswer> {
        return this.#transport.send<GetBroadcastAnswer>(
            {
                name: "getBroadcast",
                method: "GET",
                path: "/api/v1/telegram/broadcasts/{id}/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Preview a broadcast.
     * `POST /api/v1/telegram/broadcasts/{id}/preview/`
     * Sends it to the caller alone, with their own first name, at once: so that what Telegram says of the
     * message is known before anybody else gets it. What Telegram refuses is 409, with its words in `detail`.
     */
    previewBroadcast(input: PreviewBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<PreviewBroadcastAnswer> {
        return this.#transport.send<PreviewBroadcastAnswer>(
            {
                name: "previewBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/{id}/preview/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Start a broadcast.
     * `POST /api/v1/telegram/broadcasts/{id}/start/`
     * Begins to send a draft, or schedules it where it has a time that is to come. Whom it goes to is settled
     * when it begins: who joins later gets nothing. A paid broadcast needs its present price as `price`:
     * without it, or with another one, the answer is 409 with the price in `detail`.
     */
    startBroadcast(input: StartBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<StartBroadcastAnswer> {
        return this.#transport.send<StartBroadcastAnswer>(
            {
                name: "startBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/{id}/start/",
                security: [["initData"], ["session"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Pause a broadcast.
     * `POST /api/v1/telegram/broadcasts/{id}/pause/`
     * Nothing more is sent until it is resumed, but for what is on the way.
     */
    pauseBroadcast(input: PauseBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<PauseBroadcastAnswer> {
        return this.#transport.send<PauseBroadcastAnswer>(
            {
                name: "pauseBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/{id}/pause/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Resume a broadcast.
     * `POST /api/v1/telegram/broadcasts/{id}/resume/`
     * Goes on where it was.
     */
    resumeBroadcast(input: ResumeBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<ResumeBroadcastAnswer> {
        return this.#transport.send<ResumeBroadcastAnswer>(
            {
                name: "resumeBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/{id}/resume/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Cancel a broadcast.
     * `POST /api/v1/telegram/broadcasts/{id}/cancel/`
     * Ends it for good; who has got it keeps it.
     */
    cancelBroadcast(input: CancelBroadcastInput, options: CallOptions<"initData" | "session"> = {}): Promise<CancelBroadcastAnswer> {
        return this.#transport.send<CancelBroadcastAnswer>(
            {
                name: "cancelBroadcast",
                method: "POST",
                path: "/api/v1/telegram/broadcasts/{id}/cancel/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    404: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    409: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Get statistics.
     * `GET /api/v1/telegram/statistics/`
     * Counted at most every 60 seconds; `generated_at` says when.
     */
    getStatistics(options: CallOptions<"initData" | "session"> = {}): Promise<GetStatisticsAnswer> {
        return this.#transport.send<GetStatisticsAnswer>(
            {
                name: "getStatistics",
                method: "GET",
                path: "/api/v1/telegram/statistics/",
                security: [["initData"], ["session"]],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Receive an update.
     * `POST /webhook/telegram`
     * Telegram calls this for each update. The update is stored durably before the 200; a duplicate `update_id`
     * is a 200 without a second effect. Processing follows later, in order per chat.
     * A refused update would block its chat until Telegram drops it, so all that is asked is JSON (no member
     * twice) with an `update_id`.
     */
    receiveUpdate(input: ReceiveUpdateInput, options: CallOptions<"webhookSecret"> = {}): Promise<ReceiveUpdateAnswer> {
        return this.#transport.send<ReceiveUpdateAnswer>(
            {
                name: "receiveUpdate",
                method: "POST",
                path: "/webhook/telegram",
                security: [["webhookSecret"]],
                bodyType: "application/json",
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    400: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    401: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["WWW-Authenticate", "string"]],
                    },
                    403: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    413: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    415: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    429: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"], ["RateLimit", "string"], ["RateLimit-Policy", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Retry-After", "number"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Check the service.
     * `GET /api/v1/health/`
     * Not rate limited. Also 503 has this shape; it is no problem document, so that monitors parse one thing.
     */
    getHealth(options: CallOptions = {}): Promise<GetHealthAnswer> {
        return this.#transport.send<GetHealthAnswer>(
            {
                name: "getHealth",
                method: "GET",
                path: "/api/v1/health/",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Check the service.
     * `GET /health`
     * Not rate limited. Also 503 has this shape; it is no problem document, so that monitors parse one thing.
     */
    getHealthRoot(options: CallOptions = {}): Promise<GetHealthRootAnswer> {
        return this.#transport.send<GetHealthRootAnswer>(
            {
                name: "getHealthRoot",
                method: "GET",
                path: "/health",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Check that the process runs.
     * `GET /live`
     * 200 while the process runs, whatever the database does.
     */
    getLiveness(options: CallOptions = {}): Promise<GetLivenessAnswer> {
        return this.#transport.send<GetLivenessAnswer>(
            {
                name: "getLiveness",
                method: "GET",
                path: "/live",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Check that requests are welcome.
     * `GET /ready`
     * 503 before migrations are applied, while draining, and while the database is out of reach.
     */
    getReadiness(options: CallOptions = {}): Promise<GetReadinessAnswer> {
        return this.#transport.send<GetReadinessAnswer>(
            {
                name: "getReadiness",
                method: "GET",
                path: "/ready",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    503: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            {},
            options,
        );
    }

    /**
     * Get this contract.
     * `GET /openapi.json`
     * The whole contract as one document.
     */
    getOpenAPIDocument(input: GetOpenAPIDocumentInput = {}, options: CallOptions = {}): Promise<GetOpenAPIDocumentAnswer> {
        return this.#transport.send<GetOpenAPIDocumentAnswer>(
            {
                name: "getOpenAPIDocument",
                method: "GET",
                path: "/openapi.json",
                security: [],
                answers: {
                    200: {
                        media: ["application/json"],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"]],
                    },
                    304: {
                        media: [],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    412: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            input,
            options,
        );
    }

    /**
     * Read this contract.
     * `GET /docs`
     * The contract as one page for people: every operation, schema and problem, with commands to copy. It loads
     * nothing and runs no script.
     */
    getDocumentation(input: GetDocumentationInput = {}, options: CallOptions = {}): Promise<GetDocumentationAnswer> {
        return this.#transport.send<GetDocumentationAnswer>(
            {
                name: "getDocumentation",
                method: "GET",
                path: "/docs",
                security: [],
                answers: {
                    200: {
                        media: ["text/html"],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"], ["Content-Security-Policy", "string"], ["X-Content-Type-Options", "string"]],
                    },
                    304: {
                        media: [],
                        headers: [["X-Request-ID", "string"], ["ETag", "string"], ["Cache-Control", "string"]],
                    },
                    405: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"], ["Allow", "string"]],
                    },
                    406: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    412: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                    500: {
                        media: ["application/problem+json"],
                        headers: [["X-Request-ID", "string"]],
                    },
                }
            },
            input,
            options,
        );
    }
}
