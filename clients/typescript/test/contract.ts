import type { Client, ContractDocument } from "../src/index.js";

export type OperationName = keyof Client;

/** What the tests read of the contract. */
export interface OperationFacts {
    readonly name: OperationName;
    readonly statuses: readonly number[];
    readonly maxBytes: number;
    /** Headers of the credentials of each alternative. */
    readonly credentials: readonly (readonly string[])[];
}

type JSONObject = { readonly [key: string]: unknown };

const object = (value: unknown): JSONObject =>
    typeof value === "object" && value !== null ? (value as JSONObject) : {};

/** The operations of the document that the server serves. */
export function operations(document: ContractDocument): OperationFacts[] {
    const schemes = object(object(document["components"])["securitySchemes"]);
    const header = (name: string): string => {
        const scheme = object(schemes[name]);
        return scheme["type"] === "http" ? "authorization" : String(scheme["name"]).toLowerCase();
    };
    return Object.values(object(document["paths"])).flatMap((item) =>
        Object.values(object(item))
            .map(object)
            .filter((operation) => typeof operation["operationId"] === "string")
            .map((operation) => ({
                name: operation["operationId"] as OperationName,
                statuses: Object.keys(object(operation["responses"])).map(Number),
                maxBytes: Number(operation["x-max-body-bytes"] ?? 0),
                credentials: ((operation["security"] ?? []) as JSONObject[]).map((each) =>
                    Object.keys(each).map(header),
                ),
            })),
    );
}
