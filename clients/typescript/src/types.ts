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
 * The answers of the test. All are optional; members that are not listed are kept as they came.
 * One rule is beyond JSON Schema but at the ends of the range: where `weight` and `target_weight` are both
 * there, they differ by at least 0.1 kg. Breaking it is a 400 with a violation at `/answers/target_weight`.
 * With age, gender, weight, height, activity and goal the recommendation is calculated and stored.
 * Schema: schemas/Answers.json
 */
export type Answers = {
    /**
     * Years.
     * Rules: minimum 10, maximum 120.
     */
    age?: number;
    gender?: Gender;
    /**
     * Kilograms.
     * Rules: minimum 20, maximum 300.
     */
    weight?: number;
    /**
     * Centimetres.
     * Rules: minimum 100, maximum 250.
     */
    height?: number;
    /**
     * Kilograms; at least 0.1 away from `weight`.
     * Rules: minimum 20, maximum 300.
     */
    target_weight?: number;
    activity_level?: ActivityLevel;
    goal?: Goal;
    training_level?: TrainingLevel;
    /** Further goals, in the user's words. */
    goals?: string[];
    /** What training must take care of. */
    health_restrictions?: string[];
    current_body_type?: BodyType;
    ideal_body_type?: BodyType;
    /**
     * IANA name, such as `Europe/Moscow`.
     * Rules: maxLength 100, pattern `^[A-Za-z][A-Za-z0-9._+-]*(/[A-Za-z0-9._+-]+)*$`.
     */
    timezone?: string;
    /** Free text. */
    diet_type?: string;
    /**
     * A whole number.
     * Rules: format `int64`.
     */
    meals_per_day?: number;
    /** Free text, one allergy an element. */
    allergies?: string[];
    /** Free text. */
    disliked_food?: string;
    /** Free text. */
    supplements?: string;
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
 * A press on an inline button. Only what the server reads is named; everything else is accepted and kept.
 * Schema: schemas/CallbackQuery.json
 */
export type CallbackQuery = {
    /** Answer it with this id. */
    id: string;
    from: TelegramUser;
    message?: TelegramMessage;
    /** The chat, as an opaque text. */
    chat_instance?: string;
    /** What the button carries. */
    data?: string;
    [key: string]: unknown;
};

/**
 * Kilocalories a day, or null while nothing is recommended.
 * Rules: minimum 0, format `int64`.
 * Schema: schemas/Calories.json
 */
export type Calories = number | null;

/**
 * Something that happened in a chat: membership, reactions, boosts, join requests. Only what the server reads
 * is named; everything else is accepted and kept.
 * Schema: schemas/ChatEvent.json
 */
export type ChatEvent = {
    chat: TelegramChat;
    from?: TelegramUser;
    user?: TelegramUser;
    /**
     * Unix time.
     * Rules: format `int64`.
     */
    date?: number;
    [key: string]: unknown;
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
 * A user's test. A second one for the same `telegram_id` replaces the answers.
 * Schema: schemas/SaveTestRequest.json
 */
export type SaveTestRequest = {
    /**
     * The user's Telegram id.
     * Rules: minimum 1, format `int64`.
     */
    telegram_id: number;
    /**
     * First name. Absent leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255.
     */
    first_name?: string;
    /**
     * Last name. Absent leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255.
     */
    last_name?: string;
    /**
     * Without the `@`. Absent leaves what is stored as it is; empty clears it.
     * Rules: maxLength 255.
     */
    username?: string;
    /** Absent and null both count as no answers: `{}`. */
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
    /** True where the user may read and change applications. */
    is_admin: boolean;
    user: User;
};

/**
 * The new status of an application.
 * Schema: schemas/StatusChange.json
 */
export type StatusChange = { status: ApplicationStatus };

/**
 * A chat as the Bot API tells it. Only what the server reads is named; everything else is accepted and kept.
 * Schema: schemas/TelegramChat.json
 */
export type TelegramChat = {
    /**
     * The chat's id; negative for groups and channels.
     * Rules: format `int64`.
     */
    id: number;
    /** `private`, `group`, `supergroup`, `channel` or a kind to come. */
    type?: string;
    [key: string]: unknown;
};

/**
 * A message of any kind. Only what the server reads is named; everything else is accepted and kept.
 * Schema: schemas/TelegramMessage.json
 */
export type TelegramMessage = {
    /**
     * Unique in its chat.
     * Rules: format `int64`.
     */
    message_id?: number;
    /**
     * Unix time; 0 for a message that is no longer accessible.
     * Rules: format `int64`.
     */
    date?: number;
    chat: TelegramChat;
    from?: TelegramUser;
    /** The text of a text message. */
    text?: string;
    [key: string]: unknown;
};

/**
 * A user or bot as the Bot API tells it. Only what the server reads is named; everything else is accepted and
 * kept.
 * Schema: schemas/TelegramUser.json
 */
export type TelegramUser = {
    /**
     * The user's Telegram id.
     * Rules: format `int64`.
     */
    id: number;
    /** True for bots. */
    is_bot?: boolean;
    /** First name. */
    first_name?: string;
    /** Last name. */
    last_name?: string;
    /** Without the `@`. */
    username?: string;
    /** IETF language tag. */
    language_code?: string;
    [key: string]: unknown;
};

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
 * What Telegram delivers to the webhook: an id and at most one payload. The listed members are the payload
 * kinds of Bot API 10.1.
 * At most one of the *listed* kinds may be present; that is what `oneOf` says, its last branch standing for
 * none. Members that are not listed are kinds and fields to come: any number is accepted, because refusing an
 * update would block its chat until the update expires.
 * Schema: schemas/Update.json
 */
export type Update = {
    /**
     * Names the update: a second delivery with the same id has no effect.
     * Rules: minimum 0, format `int64`.
     */
    update_id: number;
    message?: TelegramMessage;
    edited_message?: TelegramMessage;
    channel_post?: TelegramMessage;
    edited_channel_post?: TelegramMessage;
    /** The bot was connected to a business account, or that changed. */
    business_connection?: { [key: string]: unknown };
    business_message?: TelegramMessage;
    edited_business_message?: TelegramMessage;
    deleted_business_messages?: ChatEvent;
    guest_message?: TelegramMessage;
    message_reaction?: ChatEvent;
    message_reaction_count?: ChatEvent;
    inline_query?: UserEvent;
    chosen_inline_result?: UserEvent;
    callback_query?: CallbackQuery;
    shipping_query?: UserEvent;
    pre_checkout_query?: UserEvent;
    purchased_paid_media?: UserEvent;
    /** A poll closed, or the bot's own poll changed. */
    poll?: { [key: string]: unknown };
    /** A user changed their vote. */
    poll_answer?: { [key: string]: unknown };
    my_chat_member?: ChatEvent;
    chat_member?: ChatEvent;
    chat_join_request?: ChatEvent;
    chat_boost?: ChatEvent;
    removed_chat_boost?: ChatEvent;
    /** A bot this bot manages was created or changed. */
    managed_bot?: { [key: string]: unknown };
    [key: string]: unknown;
} & ({ message: unknown; [key: string]: unknown } | { edited_message: unknown; [key: string]: unknown } | { channel_post: unknown; [key: string]: unknown } | { edited_channel_post: unknown; [key: string]: unknown } | { business_connection: unknown; [key: string]: unknown } | { business_message: unknown; [key: string]: unknown } | { edited_business_message: unknown; [key: string]: unknown } | { deleted_business_messages: unknown; [key: string]: unknown } | { guest_message: unknown; [key: string]: unknown } | { message_reaction: unknown; [key: string]: unknown } | { message_reaction_count: unknown; [key: string]: unknown } | { inline_query: unknown; [key: string]: unknown } | { chosen_inline_result: unknown; [key: string]: unknown } | { callback_query: unknown; [key: string]: unknown } | { shipping_query: unknown; [key: string]: unknown } | { pre_checkout_query: unknown; [key: string]: unknown } | { purchased_paid_media: unknown; [key: string]: unknown } | { poll: unknown; [key: string]: unknown } | { poll_answer: unknown; [key: string]: unknown } | { my_chat_member: unknown; [key: string]: unknown } | { chat_member: unknown; [key: string]: unknown } | { chat_join_request: unknown; [key: string]: unknown } | { chat_boost: unknown; [key: string]: unknown } | { removed_chat_boost: unknown; [key: string]: unknown } | { managed_bot: unknown; [key: string]: unknown } | {
    message?: never;
    edited_message?: never;
    channel_post?: never;
    edited_channel_post?: never;
    business_connection?: never;
    business_message?: never;
    edited_business_message?: never;
    deleted_business_messages?: never;
    guest_message?: never;
    message_reaction?: never;
    message_reaction_count?: never;
    inline_query?: never;
    chosen_inline_result?: never;
    callback_query?: never;
    shipping_query?: never;
    pre_checkout_query?: never;
    purchased_paid_media?: never;
    poll?: never;
    poll_answer?: never;
    my_chat_member?: never;
    chat_member?: never;
    chat_join_request?: never;
    chat_boost?: never;
    removed_chat_boost?: never;
    managed_bot?: never;
    [key: string]: unknown;
});

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
 * Something that a user did outside a chat: inline queries and payments. Only what the server reads is named;
 * everything else is accepted and kept.
 * Schema: schemas/UserEvent.json
 */
export type UserEvent = {
    /** The query's id; absent for a purchase. */
    id?: string;
    from: TelegramUser;
    [key: string]: unknown;
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
