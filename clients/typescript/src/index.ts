// Made from the contract of telegram-backend 1.0.0 by `contract-generator typescript`.
// Changes made here are lost: change the contract, then generate again.

export * from "./client.js";
export * from "./types.js";
export { ClientError, NetworkError, UnexpectedAnswerError } from "./transport.js";
export type { Answer, BodyAnswer, CallOptions, Credential, EmptyAnswer } from "./transport.js";
export type { ProblemAnswer, ProblemDetails, Refusal, TransportOptions } from "./transport.js";
