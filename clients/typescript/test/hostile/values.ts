// Judged by the compiler, beside the client that is made from the contract in this folder: which values its types
// admit, and that names which mean something to JavaScript are only names.

import { Client } from "./index.js";
import type { Array, Class, Client2, Headers, Promise, Record, Schema0, T2 } from "./index.js";

const minimal: T2 = { pair: ["a", 1], class: "a" };

export const admitted: readonly T2[] = [
    minimal,
    { ...minimal, pair: ["a", 1, true], class: null, constructor: "c", new: "n", "": "", "a-b": "x", é: "é" },
    { ...minimal, map: { a: 1, b: "text" }, patterns: { x: 1, a: "text" }, closed: {}, anything: Symbol() },
    { ...minimal, constant: { a: [1, { b: '" */ ` ${x} \n \u2028 \u202e \\ </script>' }] } },
];
export const node: Record = { next: { list: [{}, { next: {} }] }, tuple: [{}, "anything"] };
export const promise: Promise = { a: { b: {} } };
export const array: Array = [null, [null, []]];
export const digit: Schema0 = 2;
export const both: Client2 = { id: 1, name: "n", more: true };
export const conditional: readonly Headers[] = [{ kind: "a", a: "text" }, { kind: "b", b: 1 }];

/** Alternatives are told apart by their constants. */
export function size(shape: Class): number {
    return shape.kind === "circle" ? shape.r : shape.side;
}

export async function names(client: Client): globalThis.Promise<number> {
    const query = { "*/\"${`": "b", list: "1,2" } as const;
    const answer = await client.then_({ path: { ["__proto__"]: "x" }, query });
    const other = await client.delete({ query: { x: "y" } });
    await client.toString_({ body: minimal });
    await client.constructor_({ path: { ["__proto__"]: "x" }, body: minimal }, { use: "__proto__" });
    return (answer.ok ? (answer.headers["X-Count"] ?? 0) : answer.status) + (other.status === 200 ? 1 : 0);
}

export const made = new Client({ baseURL: "", fetchCredential: "f", "a-b": async () => undefined, ["__proto__"]: "p" });

export const refused = [
    // @ts-expect-error the second element must be there
    ((): T2 => ({ ...minimal, pair: ["a"] }))(),
    // @ts-expect-error there is no fourth element
    ((): T2 => ({ ...minimal, pair: ["a", 1, true, 4] }))(),
    // @ts-expect-error no value at all
    ((): T2 => ({ ...minimal, never: 1 }))(),
    // @ts-expect-error the object is empty
    ((): T2 => ({ ...minimal, closed: { a: 1 } }))(),
    // @ts-expect-error other members are text
    ((): T2 => ({ ...minimal, map: { b: true } }))(),
    // @ts-expect-error absent is not undefined
    ((): T2 => ({ ...minimal, new: undefined }))(),
    // @ts-expect-error a circle has a radius
    ((): Class => ({ kind: "circle", side: 1 }))(),
    // @ts-expect-error the condition asks for a number
    ((): Headers => ({ kind: "b", a: "text" }))(),
    // @ts-expect-error both schemas must hold
    ((): Client2 => ({ name: "n" }))(),
];
