// The few parts of Node that the tests use: they need no package of types.

declare module "node:crypto" {
    interface Hmac {
        update(data: string): Hmac;
        digest(): Uint8Array;
        digest(encoding: "hex"): string;
    }
    export function createHmac(algorithm: "sha256", key: string | Uint8Array): Hmac;
    export function randomUUID(): string;
}

declare module "node:child_process" {
    interface Output {
        setEncoding(encoding: "utf8"): void;
        on(event: "data", listener: (text: string) => void): void;
    }
    export interface ChildProcess {
        readonly stdout: Output;
        readonly stderr: Output;
        kill(signal: "SIGTERM" | "SIGKILL"): boolean;
        once(event: "error", listener: (error: Error) => void): void;
        once(event: "exit", listener: (code: number | null) => void): void;
    }
    export function spawn(
        command: string,
        words: readonly string[],
        options: { cwd: string; env: { [name: string]: string }; stdio: ["ignore", "pipe", "pipe"] },
    ): ChildProcess;
}

declare module "node:fs" {
    export function mkdtempSync(prefix: string): string;
    export function rmSync(path: string, options: { recursive: true; force: true }): void;
}

declare module "node:os" {
    export function tmpdir(): string;
}

declare const process: {
    readonly argv: readonly string[];
    exitCode: number;
    on(event: "exit", listener: () => void): void;
};
