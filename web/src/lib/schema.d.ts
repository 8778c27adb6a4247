// Made by "npm run page" in clients/typescript from the description that the service serves.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Artifact: {
            name: string;
            /** @description By its name. It is served as what its octets show. */
            type: string;
            /** Format: int64 */
            bytes: number;
            /** @description A data: URL up to 64 KB, else a path of this service. */
            url: string;
        };
        /** @enum {string} */
        Encoding: "utf8" | "base64";
        Engine: components["schemas"]["EngineServer"] | components["schemas"]["EngineClient"] | components["schemas"]["EngineRemote"];
        EngineClient: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "client";
            pyodideVersion: string;
            /** Format: double */
            loadMs: number;
            /** Format: int64 */
            wasmBytes: number;
            warnings: string[];
        };
        EngineRemote: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "remote";
            service: string;
        };
        EngineServer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "server";
            sandboxId: string;
            sandboxVersion: string;
            isolation: components["schemas"]["Isolation"];
            cached: boolean;
            /** Format: double */
            queueMs: number;
            /** Format: int32 */
            attempt: number;
        };
        /** @description What to run. An unknown field is refused. */
        ExecutionRequest: {
            /** @description An id or alias of GET /languages; python unless said. */
            language?: string;
            /** @description One of the language's versions; its first unless said. */
            version?: string;
            /** @description One source. Send this or `files`. */
            code?: string;
            files?: components["schemas"]["SentFile"][];
            /** @description The file to begin with, where it has not the language's own name. */
            entry?: string;
            /** @description All that the program reads. Send one of `stdin`, `tests` and `liveStdin`. */
            stdin?: string;
            /** @description Somebody types while it runs, over /execution/{id}/io. Not for /execute. */
            liveStdin?: boolean;
            /** @description Compiled once, run once for each. */
            tests?: components["schemas"]["SentTest"][];
            args?: string[];
            env?: {
                [key: string]: string;
            };
            limits?: components["schemas"]["LimitsRequest"];
            compileLimits?: components["schemas"]["LimitsRequest"];
            /** @description As far as the language's file allows. */
            compilerArgs?: string[];
            /** @description As far as the language's file allows. */
            runtimeArgs?: string[];
            network?: components["schemas"]["Network"];
            isolation?: components["schemas"]["Isolation"];
            task?: components["schemas"]["Task"];
            /** @description The same key gets the same run for a day. */
            idempotencyKey?: string;
        };
        /** @description What is sent to a program through its WebSocket. */
        IoMessage: components["schemas"]["IoMessageStdin"] | components["schemas"]["IoMessageEof"] | components["schemas"]["IoMessageSignal"];
        /** @description The end of the input. */
        IoMessageEof: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "eof";
        };
        IoMessageSignal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "signal";
            signal: components["schemas"]["IoSignal"];
        };
        /** @description More input, either as text or as base64; 256 KB a message. */
        IoMessageStdin: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stdin";
            text?: string;
            base64?: string;
        };
        /** @enum {string} */
        IoSignal: "SIGHUP" | "SIGINT" | "SIGQUIT" | "SIGKILL" | "SIGUSR1" | "SIGUSR2" | "SIGALRM" | "SIGTERM" | "SIGCONT" | "SIGSTOP";
        /**
         * @description How fresh the process is. In a request: the least fresh that will do.
         * @enum {string}
         */
        Isolation: "fork" | "warm" | "exec";
        /** @description Each limit up to the ceiling that a refusal names. */
        LimitsRequest: {
            /** Format: double */
            cpuMs?: number;
            /** Format: double */
            wallMs?: number;
            /** Format: double */
            memoryBytes?: number;
            /** Format: double */
            outputBytes?: number;
            /** Format: double */
            diskBytes?: number;
            /** Format: double */
            fileBytes?: number;
            /** Format: double */
            stackBytes?: number;
            /** Format: double */
            files?: number;
            /** Format: double */
            openFiles?: number;
            /** Format: double */
            processes?: number;
            /** Format: double */
            cores?: number;
        };
        /**
         * @description What the program reaches: nothing, or its own servers.
         * @enum {string}
         */
        Network: "none" | "loopback";
        /** @enum {string} */
        OutputStream: "stdout" | "stderr";
        /** @description Something that happened in a run: numbered from 1 without a gap, at a time since its attempt began. */
        RunEvent: components["schemas"]["RunEventStageStarted"] | components["schemas"]["RunEventOutput"] | components["schemas"]["RunEventStageEnded"] | components["schemas"]["RunEventTestEnded"] | components["schemas"]["RunEventRestarted"] | components["schemas"]["RunEventFinished"];
        RunEventFinished: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "finished";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            result: components["schemas"]["RunResult"];
        };
        RunEventOutput: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "output";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            stage: components["schemas"]["StageName"];
            stream: components["schemas"]["OutputStream"];
            text: string;
            /** @description The octets, where they are not UTF-8. */
            base64?: string;
        };
        /** @description What came before belongs to a lost attempt: forget it. */
        RunEventRestarted: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "restarted";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            /** Format: int32 */
            attempt: number;
        };
        RunEventStageEnded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stage-ended";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            stage: components["schemas"]["StageName"];
            status: components["schemas"]["Status"];
            /** Format: int32 */
            exitCode: number | null;
            /** Format: int32 */
            signal: number | null;
            stdoutTruncated: boolean;
            stderrTruncated: boolean;
        };
        RunEventStageStarted: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stage-started";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            stage: components["schemas"]["StageName"];
        };
        /** @description One test's end, as soon as it is decided, in any order. Its outputs come with the result. */
        RunEventTestEnded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "test-ended";
            /** Format: int64 */
            n: number;
            /** Format: double */
            atMs: number;
            /** Format: int32 */
            index: number;
            status: components["schemas"]["Status"];
            /** Format: int32 */
            exitCode: number | null;
            /** Format: int32 */
            signal: number | null;
            /** Format: double */
            cpuMs: number;
            /** Format: double */
            wallMs: number;
            /** Format: int64 */
            memoryBytes: number;
            again: boolean;
            verdict?: components["schemas"]["Verdict"];
        };
        /** @description The one final word about a run. */
        RunResult: {
            id: string;
            status: components["schemas"]["Status"];
            /** @description A sentence for a learner. */
            message: string;
            language: string;
            version: string;
            /** @description What ran it, as it names itself. */
            runtime: string;
            compile: components["schemas"]["Stage"] | null;
            run: components["schemas"]["Stage"] | null;
            tests: components["schemas"]["TestStage"][] | null;
            engine: components["schemas"]["Engine"];
            artifacts: components["schemas"]["Artifact"][];
        };
        SentFile: {
            /** @description Relative, of letters, digits, _ - . and /. */
            name: string;
            content: string;
            encoding?: components["schemas"]["Encoding"];
        };
        SentTest: {
            stdin?: string;
            /** @description Where they are not those of the request. */
            args?: string[];
        };
        /** @description One command's end. */
        Stage: {
            status: components["schemas"]["Status"];
            /** Format: int32 */
            exitCode: number | null;
            /** Format: int32 */
            signal: number | null;
            stdout: string;
            stderr: string;
            stdoutTruncated: boolean;
            stderrTruncated: boolean;
            /** Format: double */
            cpuMs: number;
            /** Format: double */
            userMs: number;
            /** Format: double */
            sysMs: number;
            /** Format: double */
            wallMs: number;
            /** Format: int64 */
            memoryBytes: number;
            /** Format: int32 */
            processesPeak: number;
            oomKilled: boolean;
            /** @description The octets, where they are not UTF-8. */
            stdoutBase64?: string;
            /** @description The octets, where they are not UTF-8. */
            stderrBase64?: string;
        };
        /** @enum {string} */
        StageName: "compile" | "run" | "test";
        /** @enum {string} */
        Standing: "queued" | "running";
        /**
         * @description How a run or one of its stages ended.
         * @enum {string}
         */
        Status: "ok" | "compile-error" | "runtime-error" | "time-limit" | "memory-limit" | "output-limit" | "process-limit" | "disk-limit" | "cancelled" | "refused" | "internal-error";
        /**
         * @description What is done with the files: their program is run, or the entry file is printed as the language's formatter writes it.
         * @enum {string}
         */
        Task: "run" | "format";
        /** @description A stage with the number of its test. */
        TestStage: {
            status: components["schemas"]["Status"];
            /** Format: int32 */
            exitCode: number | null;
            /** Format: int32 */
            signal: number | null;
            stdout: string;
            stderr: string;
            stdoutTruncated: boolean;
            stderrTruncated: boolean;
            /** Format: double */
            cpuMs: number;
            /** Format: double */
            userMs: number;
            /** Format: double */
            sysMs: number;
            /** Format: double */
            wallMs: number;
            /** Format: int64 */
            memoryBytes: number;
            /** Format: int32 */
            processesPeak: number;
            oomKilled: boolean;
            stdoutBase64?: string;
            stderrBase64?: string;
            /** Format: int32 */
            index: number;
            /** @description True where it came near to its time limit, and was run once more, alone: that run counts. */
            again: boolean;
            verdict?: components["schemas"]["Verdict"];
        };
        /**
         * @description What the test's answer makes of the output of a program that ended well.
         * @enum {string}
         */
        Verdict: "accepted" | "wrong-answer" | "not-judged";
        Waiting: {
            id: string;
            /** @description The same as `id`. */
            jobId: string;
            status: components["schemas"]["Standing"];
            /** Format: int64 */
            position: number;
            /** Format: int64 */
            estimatedWaitMs: number;
        };
        Language: {
            id: string;
            name: string;
            /** @description Ready when one of its versions is. */
            state: components["schemas"]["LanguageState"];
            aliases: string[];
            extensions: string[];
            /** @description The file that a run starts with, and the name that bare code gets. */
            entry: string;
            /** @description The editor's name for it. */
            editor: string;
            formatter: string | null;
            debugger: string | null;
            tier: string;
            /** @description Of the run stage. */
            limits: components["schemas"]["LimitsRequest"];
            template: string;
            /** @description The one that is meant when nobody names any, first. */
            versions: components["schemas"]["LanguageVersion"][];
        };
        /**
         * @description Whether a run of it would be taken now.
         * @enum {string}
         */
        LanguageState: "ready" | "not-installed";
        LanguageVersion: {
            version: string;
            /** @description What runs it, in its own words; null until it is installed. */
            runtime: string | null;
            state: components["schemas"]["LanguageState"];
            /** @description What a new file of this version starts with. */
            template: string;
            /** @description Whether a run with the task `format` would be taken now. */
            formats: boolean;
        };
        Languages: {
            languages: components["schemas"]["Language"][];
        };
        /** @description Not what was asked for (RFC 9457), with the facts of its type. */
        Problem: {
            /**
             * @description What a program branches on. There may be new ones.
             * @example urn:carrel:problem:wrong-request
             * @example urn:carrel:problem:not-signed-in
             * @example urn:carrel:problem:not-allowed
             * @example urn:carrel:problem:not-found
             * @example urn:carrel:problem:wrong-method
             * @example urn:carrel:problem:not-acceptable
             * @example urn:carrel:problem:conflict
             * @example urn:carrel:problem:too-large
             * @example urn:carrel:problem:wrong-content-type
             * @example urn:carrel:problem:too-often
             * @example urn:carrel:problem:our-fault
             * @example urn:carrel:problem:away
             * @example urn:carrel:problem:full
             * @example urn:carrel:problem:waited-too-long
             */
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            /** @description For the person who asked. */
            detail: string;
            /** @description What to quote when asking for help; also the header X-Request-Id. */
            requestId: string;
            /** @description Of too-large. */
            field?: string;
            /** @description Of too-large. */
            remedy?: string;
            /** @description Of too-large. */
            rule?: string;
            /** @description Of wrong-method. */
            allowed?: string[];
            /** @description Of conflict. */
            theirs?: string;
            /** @description Of conflict. */
            encoding?: string;
            /** @description Of conflict. */
            hash?: string;
            /**
             * Format: int64
             * @description Of conflict.
             */
            revision?: number;
            /** @description Of conflict. */
            base?: string;
            /**
             * Format: int64
             * @description Of full.
             */
            retryAfterMs?: number;
            /**
             * Format: int64
             * @description Of too-often.
             */
            most?: number;
            /** @description Of too-often. */
            limit?: string;
            /** @description Of away. */
            dependency?: string;
            /** @description Of waited-too-long. */
            id?: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
