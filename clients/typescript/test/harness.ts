let passed = 0;
let failed = 0;

/** Runs one test; says its name only where it fails. */
export async function test(name: string, body: () => Promise<void> | void): Promise<void> {
    try {
        await body();
        passed += 1;
    } catch (error) {
        failed += 1;
        console.log(`not ok ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
}

/** Throws unless both are the same JSON. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
        throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
    }
}

export function isTrue(condition: boolean, what: string): asserts condition {
    if (!condition) {
        throw new Error(what);
    }
}

/** The error a promise rejects with; throws where it is of another class, or there is none. */
export async function rejection<Failure extends Error>(
    promise: Promise<unknown>,
    kind: abstract new (...words: never[]) => Failure,
): Promise<Failure> {
    let value: unknown;
    try {
        value = await promise;
    } catch (error) {
        isTrue(error instanceof kind, `expected ${kind.name}, got ${String(error)}`);
        return error;
    }
    throw new Error(`expected ${kind.name}, got an answer: ${JSON.stringify(value)}`);
}

/** Prints the tally; whether all passed. */
export function finish(): boolean {
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0;
}
