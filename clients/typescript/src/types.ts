// Made from the contract of telegram-backend 1.0.0 by `contract-generator typescript`.
// Changes made here are lost: change the contract, then generate again.

/**
 * The update is stored; Telegram may forget it.
 * Schema: schemas/Acknowledgement.json
 */
export type Acknowledgement = {
    /** Always true. */
    ok: true;
};

/**
 * How active a usual week is; the factor of the energy formula.
 * Schema: schemas/ActivityLevel.json
 */
export type ActivityLevel = "minimal" | "low" | "medium" | "high";

/**
 * Somebody who administers, or did.
 * Schema: schemas/Administrator.json
 */
export type Administrator = {
    /**
     * Their Telegram id, as text.
     * Rules: pattern `^[1-9][0-9]{0,18}$`.
     */
    telegram_id: string;
    /**
     * As others call them; may be empty.
     * Rules: maxLength 255.
     */
    name: string;
    rank: AdministratorRank;
    /** False for one who was removed. */
    active: boolean;
    since: Timestamp;
};

/**
 * What an administrator shall be.
 * Schema: schemas/AdministratorChange.json
 */
export type AdministratorChange = {
    /**
     * As others call them; without it the name stays.
     * Rules: maxLength 255, pattern `^[^\u0000]*$`.
     */
    name?: string;
    rank: AdministratorRank;
};

/**
 * What an administrator may do; a `superadmin` is an `admin`, too. Where nobody is a `superadmin`, each `admin`
 * has their rights.
 * Schema: schemas/AdministratorRank.json
 */
export type AdministratorRank = "admin" | "superadmin";

/**
 * All administrators by id, those who were removed included.
 * Schema: schemas/AdministratorsList.json
 */
export type AdministratorsList = {
    /** All of them. */
    items: Administrator[];
};

/**
 * The answers of the test. All are optional, and null is the same as leaving one out. Members that are not
 * listed are kept as they came, byte for byte.
 * One rule is beyond JSON Schema but at the ends of the range: where `weight` and `target_weight` are both
 * there, they differ by at least 0.1 kg. Breaking it is a 400 with a violation at `/answers/target_weight`.
 * With age, gender, weight, height, activity and goal the recommendation is calculated and stored.
 * A member that is null counts as absent.
 * Schema: schemas/Answers.json
 */
export type Answers = {
    /**
     * Years.
     * Rules: minimum 10, maximum 120.
     */
    age?: number | null;
    gender?: Gender | null;
    /**
     * Kilograms.
     * Rules: minimum 20, maximum 300.
     */
    weight?: number | null;
    /**
     * Centimetres.
     * Rules: minimum 100, maximum 250.
     */
    height?: number | null;
    /**
     * Kilograms; at least 0.1 away from `weight`.
     * Rules: minimum 20, maximum 300.
     */
    target_weight?: number | null;
    activity_level?: ActivityLevel | null;
    goal?: Goal | null;
    training_level?: TrainingLevel | null;
    /** Further goals, in the user's words. */
    goals?: FreeText[] | null;
    /** What training must take care of. */
    health_restrictions?: FreeText[] | null;
    current_body_type?: BodyType | null;
    ideal_body_type?: BodyType | null;
    /**
     * IANA name, such as `Europe/Moscow`.
     * Rules: maxLength 100, pattern `^[A-Za-z][A-Za-z0-9._+-]*(/[A-Za-z0-9._+-]+)*$`.
     */
    timezone?: string | null;
    diet_type?: FreeText | null;
    /**
     * A whole number.
     * Rules: format `int64`.
     */
    meals_per_day?: number | null;
    /** Free text, one allergy an element. */
    allergies?: FreeText[] | null;
    disliked_food?: FreeText | null;
    supplements?: FreeText | null;
    [key: string]: unknown;
};

/**
 * A user who has completed the test and waits for a trainer. `details` is there for one application, and in
 * lists with `include_details=true`.
 * Schema: schemas/Application.json
 */
export type Application = {
    /**
     * The application's id, for the other operations.
     * Rules: minimum 1, format `int64`.
     */
    id: number;
    /**
     * The user's Telegram id, as text.
     * Rules: pattern `^[1-9][0-9]{0,18}$`.
     */
    telegram_id: string;
    /** May be empty. */
    first_name: string;
    /** May be empty. */
    last_name: string;
    /** Without the `@`; empty where the user has none. */
    username: string;
    /** The user's picture; empty where there is none. */
    photo_url: string;
    status: ApplicationStatus;
    /**
     * Ready to show.
     * Rules: minLength 1.
     */
    display_name: string;
    /** True: an application exists once the test is completed. */
    ai_test_completed: boolean;
    details?: ApplicationDetails;
    recommended_calories: Calories;
    recommended_protein: Grams;
    recommended_fat: Grams;
    recommended_carbs: Grams;
    created_at: Timestamp;
};

/**
 * The answers of the test as they were saved: the members of `Answers` and any others.
 * Schema: schemas/ApplicationDetails.json
 */
export type ApplicationDetails = { [key: string]: unknown };

/**
 * How many applications there are, by status.
 * Schema: schemas/ApplicationStatistics.json
 */
export type ApplicationStatistics = {
    /**
     * With the status `new`.
     * Rules: minimum 0, format `int64`.
     */
    new: number;
    /**
     * With the status `viewed`.
     * Rules: minimum 0, format `int64`.
     */
    viewed: number;
    /**
     * With the status `contacted`.
     * Rules: minimum 0, format `int64`.
     */
    contacted: number;
};

/**
 * How far the trainer has come with an application.
 * Schema: schemas/ApplicationStatus.json
 */
export type ApplicationStatus = "new" | "viewed" | "contacted";

/**
 * Applications, newest first.
 * Schema: schemas/ApplicationsPage.json
 */
export type ApplicationsPage = {
    /**
     * At most `limit` applications.
     * Rules: maxItems 1000.
     */
    items: Application[];
    pagination: Pagination;
};

/**
 * Whether a part works.
 * Schema: schemas/Availability.json
 */
export type Availability = "ok" | "unavailable";

/**
 * The number of a picture in the test, 1 to 10.
 * Rules: minimum 1, maximum 10.
 * Schema: schemas/BodyType.json
 */
export type BodyType = number;

/**
 * A message to many people, with how far it has come.
 * Schema: schemas/Broadcast.json
 */
export type Broadcast = {
    /**
     * Its number.
     * Rules: minimum 1, format `int64`.
     */
    id: number;
    status: BroadcastStatus;
    /**
     * People that it goes to; counted when it is made, and again when it begins.
     * Rules: minimum 0, format `int64`.
     */
    recipients: number;
    /**
     * People that got it.
     * Rules: minimum 0, format `int64`.
     */
    sent: number;
    /**
     * People for whom Telegram refused it.
     * Rules: minimum 0, format `int64`.
     */
    failed: number;
    /**
     * People who cannot be written to: they blocked the bot, never started it, or are gone.
     * Rules: minimum 0, format `int64`.
     */
    unreachable: number;
    /**
     * People that it has not been tried with.
     * Rules: minimum 0, format `int64`.
     */
    remaining: number;
    /**
     * Messages a second at most.
     * Rules: minimum 1, maximum 1000, format `int64`.
     */
    rate: number;
    /**
     * Seconds until it is done; null where it is not under way.
     * Rules: minimum 0, format `int64`.
     */
    eta_seconds: number | null;
    /** True where each message costs 0.1 Star. */
    paid: boolean;
    /** What it costs all in all; null where it is free. */
    price: Stars | null;
    /**
     * The Telegram id of who made it.
     * Rules: pattern `^[1-9][0-9]{0,18}$`.
     */
    created_by: string;
    created_at: Timestamp;
    /** When it begins; null where it begins when it is started. */
    scheduled_at: Timestamp | null;
    /** When it began. */
    started_at: Timestamp | null;
    /** When it ended. */
    completed_at: Timestamp | null;
    /**
     * Its text or caption; null where it has none.
     * Rules: maxLength 4096.
     */
    text: string | null;
    parse_mode: BroadcastParseMode | null;
    media: BroadcastMedia | null;
    copy: BroadcastCopy | null;
    /**
     * Rows of buttons below the message.
     * Rules: maxItems 20.
     */
    buttons: BroadcastButton[][];
    filters: BroadcastFilters;
    /** What Telegram said of the last message that it refused; null where it refused none. */
    fault: string | null;
};

/**
 * A button below the message: opens an address, or sends its data to the bot.
 * Schema: schemas/BroadcastButton.json
 */
export type BroadcastButton = {
    /**
     * What stands on it.
     * Rules: minLength 1, maxLength 64, pattern `^[^\u0000-\u001f]*$`.
     */
    text: string;
    /**
     * The address that it opens.
     * Rules: maxLength 2048, pattern `^(https?|tg)://[!-~]+$`.
     */
    url?: string;
    /**
     * What the bot is told when it is pressed.
     * Rules: pattern `^[ -~]{1,64}$`.
     */
    callback_data?: string;
} & ({ url: unknown; [key: string]: unknown } | { callback_data: unknown; [key: string]: unknown });

/**
 * Consent to what a paid broadcast costs.
 * Schema: schemas/BroadcastConfirmation.json
 */
export type BroadcastConfirmation = { price?: Stars };

/**
 * A message that the bot sees, of which everybody gets a copy.
 * Schema: schemas/BroadcastCopy.json
 */
export type BroadcastCopy = {
    /**
     * The chat that it is in.
     * Rules: minimum -4503599627370495, maximum 4503599627370495, format `int64`.
     */
    chat_id: number;
    /**
     * Its id there.
     * Rules: minimum 1, maximum 2147483647, format `int64`.
     */
    message_id: number;
};

/**
 * A message to many people: a text, a file with or without a text as its caption, or a copy of a message.
 * `{first_name}` in a text stands for the first name of whoever gets it.
 * Schema: schemas/BroadcastDraft.json
 */
export type BroadcastDraft = {
    /**
     * The text, or the file's caption, which has 1,024 characters at most.
     * Rules: minLength 10, maxLength 4096, pattern `^[^\u0000]*$`.
     */
    text?: string;
    parse_mode?: BroadcastParseMode;
    media?: BroadcastMedia;
    copy?: BroadcastCopy;
    /**
     * Rows of buttons below the message.
     * Rules: minItems 1, maxItems 20.
     */
    buttons?: BroadcastButton[][];
    filters?: BroadcastFilters;
    scheduled_at?: Timestamp;
    /**
     * Messages a second at most; 20 where it is not given.
     * Rules: minimum 1, maximum 30, format `int64`.
     */
    rate?: number;
    /**
     * Sends up to 1,000 messages a second, whatever `rate` says, for 0.1 Star each of the bot's balance.
     * Rules: default false.
     */
    paid?: boolean;
} & ({ text: unknown; [key: string]: unknown } | { media: unknown; [key: string]: unknown } | { copy: unknown; [key: string]: unknown });

/**
 * Whom a broadcast goes to, of everybody who can be written to; all that is given must hold. What is not given
 * does not count.
 * Schema: schemas/BroadcastFilters.json
 */
export type BroadcastFilters = {
    /**
     * Languages of their Telegram app, such as `en`, which is `en-GB` as well.
     * Rules: minItems 1, maxItems 50.
     */
    languages?: string[];
    /**
     * They wrote to the bot, logged in or saved a test in so many days before it begins.
     * Rules: minimum 1, maximum 365, format `int64`.
     */
    active_days?: number;
    /** They have completed the test, or have not. */
    completed_test?: boolean;
    registered_after?: Timestamp;
};

/**
 * A file that Telegram has; the broadcast's text is its caption.
 * Schema: schemas/BroadcastMedia.json
 */
export type BroadcastMedia = {
    type: BroadcastMediaType;
    /**
     * As the Bot API names it, for this bot.
     * Rules: minLength 1, maxLength 256, pattern `^[A-Za-z0-9_-]+$`.
     */
    file_id: string;
};

/**
 * The kind of a file that a broadcast sends.
 * Schema: schemas/BroadcastMediaType.json
 */
export type BroadcastMediaType = "photo" | "video" | "document" | "animation";

/**
 * How a text is marked up: https://core.telegram.org/bots/api#html-style. Without it the text is plain.
 * Schema: schemas/BroadcastParseMode.json
 */
export type BroadcastParseMode = "HTML";

/**
 * How many broadcasts there are, by status.
 * Schema: schemas/BroadcastStatistics.json
 */
export type BroadcastStatistics = {
    /**
     * With the status `draft`.
     * Rules: minimum 0, format `int64`.
     */
    draft: number;
    /**
     * With the status `scheduled`.
     * Rules: minimum 0, format `int64`.
     */
    scheduled: number;
    /**
     * With the status `in_progress`.
     * Rules: minimum 0, format `int64`.
     */
    in_progress: number;
    /**
     * With the status `paused`.
     * Rules: minimum 0, format `int64`.
     */
    paused: number;
    /**
     * With the status `completed`.
     * Rules: minimum 0, format `int64`.
     */
    completed: number;
    /**
     * With the status `failed`.
     * Rules: minimum 0, format `int64`.
     */
    failed: number;
    /**
     * With the status `cancelled`.
     * Rules: minimum 0, format `int64`.
     */
    cancelled: number;
};

/**
 * `draft`: made, and nothing is sent. `scheduled`: begins at its time. `completed`: everybody was tried.
 * `failed`: Telegram takes the message for nobody.
 * Schema: schemas/BroadcastStatus.json
 */
export type BroadcastStatus = "draft" | "scheduled" | "in_progress" | "paused" | "completed" | "failed" | "cancelled";

/**
 * Broadcasts, newest first.
 * Schema: schemas/BroadcastsPage.json
 */
export type BroadcastsPage = {
    /**
     * At most `limit` broadcasts.
     * Rules: maxItems 1000.
     */
    items: Broadcast[];
    pagination: CursorPagination;
};

/**
 * Kilocalories a day, or null while nothing is recommended.
 * Rules: minimum 0, format `int64`.
 * Schema: schemas/Calories.json
 */
export type Calories = number | null;

/**
 * What a client asks for, and how it was decided.
 * Schema: schemas/ClientRequest.json
 */
export type ClientRequest = {
    /**
     * The request's number.
     * Rules: minimum 1, format `int64`.
     */
    id: number;
    /**
     * The client's Telegram id, as text.
     * Rules: pattern `^[1-9][0-9]{0,18}$`.
     */
    telegram_id: string;
    /** The client's; may be empty. */
    first_name: string;
    /** The client's; may be empty. */
    last_name: string;
    /** The client's, without the `@`; empty where there is none. */
    username: string;
    /** What is asked for. */
    message: string;
    status: ClientRequestStatus;
    submitted_at: Timestamp;
    /** When it was decided; null while it is pending. */
    decided_at: Timestamp | null;
    /** Null while it is pending. */
    decided_by: Decider | null;
    /** The administrator's words for the client; null where there are none. */
    note: string | null;
};

/**
 * How far a request has come; once it is no longer `pending` it stays as it is.
 * Schema: schemas/ClientRequestStatus.json
 */
export type ClientRequestStatus = "pending" | "approved" | "rejected";

/**
 * Requests, newest first.
 * Schema: schemas/ClientRequestsPage.json
 */
export type ClientRequestsPage = {
    /**
     * At most `limit` requests.
     * Rules: maxItems 1000.
     */
    items: ClientRequest[];
    pagination: CursorPagination;
};

/**
 * This contract as one OpenAPI 3.1 document.
 * Schema: schemas/ContractDocument.json
 */
export type ContractDocument = { [key: string]: unknown };

/**
 * Marks where the next page begins. Opaque: send back what `pagination.next` gave.
 * Rules: pattern `^A[Q-X][A-Za-z0-9_-]{10}$`.
 * Schema: schemas/Cursor.json
 */
export type Cursor = string;

/**
 * Where the next page begins. `next` is absent on the last page.
 * Schema: schemas/CursorPagination.json
 */
export type CursorPagination = {
    /**
     * The greatest number of items on this page.
     * Rules: minimum 1, maximum 1000, format `int64`.
     */
    limit: number;
    next?: Cursor;
};

/**
 * The administrator who decided a request.
 * Schema: schemas/Decider.json
 */
export type Decider = {
    /**
     * Their Telegram id, as text.
     * Rules: pattern `^[1-9][0-9]{0,18}$`.
     */
    telegram_id: string;
    /**
     * As they were called then.
     * Rules: maxLength 1024.
     */
    name: string;
};

/**
 * Text in the user's words, without U+0000.
 * Rules: pattern `^[^\u0000]*$`.
 * Schema: schemas/FreeText.json
 */
export type FreeText = string;

/**
 * The sex the energy formula is calculated for.
 * Schema: schemas/Gender.json
 */
export type Gender = "male" | "female";

/**
 * What the user wants to reach; it raises or lowers the recommended energy.
 * Schema: schemas/Goal.json
 */
export type Goal = "weight_loss" | "weight_gain" | "maintenance" | "fat_loss" | "muscle_gain";

/**
 * Grams a day as decimal text with two places, or null while nothing is recommended.
 * Rules: pattern `^[0-9]+\.[0-9]{2}$`.
 * Schema: schemas/Grams.json
 */
export type Grams = string | null;

/**
 * Whether the service and its database work. Sent with 200 and, in the same shape, with 503.
 * Schema: schemas/Health.json
 */
export type Health = {
    status: Availability;
    database: Availability;
    /**
     * The server's version.
     * Rules: minLength 1.
     */
    version: string;
    /**
     * Whole seconds since the process started.
     * Rules: minimum 0, format `int64`.
     */
    uptime_seconds: number;
};

/**
 * A deep link that opens the bot.
 * Schema: schemas/InviteLink.json
 */
export type InviteLink = {
    /**
     * Show or share it as it is.
     * Rules: pattern `^https://t\.me/[A-Za-z0-9_]{1,32}\?start=[A-Za-z0-9_-]{1,64}$`.
     */
    link: string;
};

/**
 * The process runs.
 * Schema: schemas/Liveness.json
 */
export type Liveness = {
    /** Always `ok`. */
    status: "ok";
};

/**
 * The launch data for clients that cannot set headers. The header `X-Telegram-Init-Data` wins over it.
 * Schema: schemas/LoginRequest.json
 */
export type LoginRequest = {
    /** `window.Telegram.WebApp.initData`, exactly as the Mini App got it. */
    initData?: string;
    /** The same under its older name; read where `initData` is absent. */
    init_data?: string;
};

/**
 * Where in the whole list this page is. `next` is absent on the last page.
 * Schema: schemas/Pagination.json
 */
export type Pagination = {
    /**
     * The greatest number of items on this page.
     * Rules: minimum 1, maximum 1000, format `int64`.
     */
    limit: number;
    /**
     * How many items were skipped.
     * Rules: minimum 0, maximum 9007199254740991, format `int64`.
     */
    offset: number;
    /**
     * How many items match, in all pages.
     * Rules: minimum 0, format `int64`.
     */
    total: number;
    next?: Cursor;
};

/**
 * Every error of this API (RFC 9457), sent as `application/problem+json`.
 * Schema: schemas/Problem.json
 */
export type Problem = {
    type: ProblemType;
    /** The same short text for every problem of this type. */
    title: string;
    /**
     * The status code of the answer.
     * Rules: minimum 400, maximum 599.
     */
    status: number;
    /** What went wrong this time, for a developer. */
    detail: string;
    /**
     * Quote it when you report the error; the server's log lines carry it.
     * Rules: minLength 1, maxLength 128.
     */
    request_id: string;
    /**
     * All broken rules, not only the first. There on `/problems/validation` only.
     * Rules: minItems 1.
     */
    violations?: Violation[];
};

/**
 * The stable name of a kind of error. Branch on it, never on `title` or `detail`.
 * Schema: schemas/ProblemType.json
 */
export type ProblemType = "/problems/malformed-request" | "/problems/malformed-json" | "/problems/validation" | "/problems/unauthorized" | "/problems/forbidden" | "/problems/not-found" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/request-timeout" | "/problems/conflict" | "/problems/precondition-failed" | "/problems/payload-too-large" | "/problems/uri-too-long" | "/problems/unsupported-media-type" | "/problems/expectation-failed" | "/problems/too-many-requests" | "/problems/header-fields-too-large" | "/problems/internal" | "/problems/not-implemented" | "/problems/unavailable" | "/problems/http-version-not-supported";

/**
 * Whether a load balancer should send requests here. `reason` is there where it should not.
 * Schema: schemas/Readiness.json
 */
export type Readiness = { status: Availability; reason?: UnreadyReason };

/**
 * What goes with a decision.
 * Schema: schemas/RequestDecision.json
 */
export type RequestDecision = {
    /**
     * For the client.
     * Rules: maxLength 1000, pattern `^[^\u0000]*$`.
     */
    note?: string;
};

/**
 * How many requests there are, by status.
 * Schema: schemas/RequestStatistics.json
 */
export type RequestStatistics = {
    /**
     * With the status `pending`.
     * Rules: minimum 0, format `int64`.
     */
    pending: number;
    /**
     * With the status `approved`.
     * Rules: minimum 0, format `int64`.
     */
    approved: number;
    /**
     * With the status `rejected`.
     * Rules: minimum 0, format `int64`.
     */
    rejected: number;
};

/**
 * What a client asks for.
 * Schema: schemas/RequestSubmission.json
 */
export type RequestSubmission = {
    /**
     * For the administrators.
     * Rules: minLength 1, maxLength 4096, pattern `^[^\u0000]*$`.
     */
    message: string;
};

/**
 * A user's test. A second one for the same `telegram_id` replaces the answers. Null is the same as leaving a
 * member out.
 * A member that is null counts as absent.
 * Schema: schemas/SaveTestRequest.json
 */
export type SaveTestRequest = {
    /**
     * The user's Telegram id.
     * Rules: minimum 1, format `int64`.
     */
    telegram_id: number;
    /**
     * First name. Absent or null leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255, pattern `^[^\u0000]*$`.
     */
    first_name?: string | null;
    /**
     * Last name. Absent or null leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255, pattern `^[^\u0000]*$`.
     */
    last_name?: string | null;
    /**
     * Without the `@`. Absent or null leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255, pattern `^[^\u0000]*$`.
     */
    username?: string | null;
    /** Absent is the same as no answers: `{}`. */
    answers?: Answers | null;
};

/**
 * Sent after the test is durable on disk.
 * Schema: schemas/SaveTestResult.json
 */
export type SaveTestResult = {
    /** Always `success`; errors are problems. */
    status: "success";
    /**
     * The user's id in this system (not the Telegram id).
     * Rules: minimum 1, format `int64`.
     */
    user_id: number;
    /** One sentence for a log; not for users. */
    message: string;
    /** True where this was the user's first saved test. */
    created: boolean;
};

/**
 * Proof of who you are for the next hour. Keep it in memory, not in storage.
 * Schema: schemas/Session.json
 */
export type Session = {
    /**
     * Send it as `Authorization: Bearer <access>`.
     * Rules: minLength 1.
     */
    access: string;
    /**
     * Seconds until `access` stops working; log in again then.
     * Rules: minimum 1, maximum 86400.
     */
    expires_in: number;
    /** Always `Bearer`. */
    token_type: "Bearer";
    /**
     * True where the session reads and changes applications: the user is an administrator, and the launch data
     * was fresh. An administrator for whom it is false opens the app again.
     */
    is_admin: boolean;
    user: User;
};

/**
 * A sum of Telegram Stars with one decimal.
 * Rules: pattern `^(0|[1-9][0-9]{0,18})\.[0-9]$`.
 * Schema: schemas/Stars.json
 */
export type Stars = string;

/**
 * Numbers for administrators.
 * Schema: schemas/Statistics.json
 */
export type Statistics = {
    users: UserStatistics;
    applications: ApplicationStatistics;
    requests: RequestStatistics;
    broadcasts: BroadcastStatistics;
    generated_at: Timestamp;
};

/**
 * The new status of an application.
 * Schema: schemas/StatusChange.json
 */
export type StatusChange = { status: ApplicationStatus };

/**
 * A moment in UTC (RFC 3339).
 * Rules: format `date-time`.
 * Schema: schemas/Timestamp.json
 */
export type Timestamp = string;

/**
 * How experienced the user is, or that they train at home.
 * Schema: schemas/TrainingLevel.json
 */
export type TrainingLevel = "beginner" | "intermediate" | "advanced" | "home";

/**
 * Why requests should go elsewhere: `migrations` are not applied, the process is `draining`, the `database` is
 * out of reach.
 * Schema: schemas/UnreadyReason.json
 */
export type UnreadyReason = "migrations" | "draining" | "database";

/**
 * What Telegram delivers to the webhook: an id, and a payload of which nothing is asked, because refusing an
 * update would block its chat until the update expires. It is stored as it came.
 * Schema: schemas/Update.json
 */
export type Update = {
    /**
     * Names the update: a second delivery with the same id has no effect.
     * Rules: minimum 0, format `int64`.
     */
    update_id: number;
    [key: string]: unknown;
};

/**
 * The person who is logged in, and what is recommended to them.
 * Schema: schemas/User.json
 */
export type User = {
    /**
     * The user's Telegram id.
     * Rules: minimum 1, format `int64`.
     */
    telegram_id: number;
    /** Without the `@`; null where the user has none. */
    username: string | null;
    /** May be empty. */
    first_name: string;
    /** May be empty. */
    last_name: string;
    /**
     * Ready to show: first and last name, else `@username`, else `User <id>`.
     * Rules: minLength 1.
     */
    display_name: string;
    /** IETF language tag of the user's client; empty where Telegram does not say. */
    language_code: string;
    /** True for Telegram Premium users. */
    is_premium: boolean;
    /** True once the user's test has been saved. */
    ai_test_completed: boolean;
    recommended_calories: Calories;
    recommended_protein: Grams;
    recommended_fat: Grams;
    recommended_carbs: Grams;
    created_at: Timestamp;
};

/**
 * How many users there are. Active is who logged in, wrote to the bot, or whose test or application changed.
 * Schema: schemas/UserStatistics.json
 */
export type UserStatistics = {
    /**
     * All.
     * Rules: minimum 0, format `int64`.
     */
    total: number;
    /**
     * Active since midnight UTC.
     * Rules: minimum 0, format `int64`.
     */
    active_today: number;
    /**
     * Active within 7 days.
     * Rules: minimum 0, format `int64`.
     */
    active_7d: number;
    /**
     * Active within 30 days.
     * Rules: minimum 0, format `int64`.
     */
    active_30d: number;
    /**
     * Those whom the bot cannot write to.
     * Rules: minimum 0, format `int64`.
     */
    unreachable: number;
};

/**
 * One rule of the contract that the request breaks, and where.
 * Schema: schemas/Violation.json
 */
export type Violation = {
    in: ViolationLocation;
    /** RFC 6901: into the body, or `/` and the parameter's name. */
    pointer: string;
    /** The JSON Schema keyword that failed, such as `maximum` or `required`. */
    keyword: string;
    /** One sentence for a developer. */
    message: string;
};

/**
 * The part of the request that breaks the contract.
 * Schema: schemas/ViolationLocation.json
 */
export type ViolationLocation = "body" | "query" | "path" | "header";
