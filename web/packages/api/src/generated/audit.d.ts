// Generated from openapi/audit.json by `npm run generate`. Do not edit.
export interface paths {
    "/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was signed of the shop's chain, the newest first. Who keeps these lines finds out when anything before them is changed. */
        get: operations["list_audit_checkpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in the shop, the newest first. An entry is in the list some seconds after it happened. */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in the shop as the list has it, with what changed and the hashes, the newest first. That it was exported is an entry, too. */
        get: operations["export_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/entries/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry with what changed. */
        get: operations["get_audit_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Checkpoints of the shop's chain, the newest first, and the keys that they can be verified with. */
        CheckpointsPage: components["schemas"]["Page_CheckpointLine"] & {
            keys: components["schemas"]["KeyLine"][];
        };
        /** @description The same with what changed, and its place in the chain. */
        EntryDetail: components["schemas"]["EntryView"] & {
            /** @description The state after, likewise. */
            after?: string | null;
            /** @description The state before, as JSON in text, byte for byte as it is hashed. */
            before?: string | null;
            /** @description SHA-256 of this one: docs/audit.md says of what. */
            hash: string;
            /** @description SHA-256 of the entry before, in hexadecimal. */
            previous_hash: string;
            /** @description The request that did it, in the logs. */
            trace_id: string;
        };
        /** @description One thing that somebody did. */
        EntryView: {
            /** @example order.voided */
            action: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Its place in the chain.
             */
            number: number;
            reason?: string | null;
            /** @description The service in which it happened. */
            source: string;
            /**
             * Format: uuid
             * @description Where, as far as it was in a store.
             */
            store_id?: string | null;
            /** @description What that is called, as far as the trail knows: a receipt number, the name of a product or a store. People are named by id alone. */
            subject?: string | null;
            /**
             * Format: uuid
             * @description What it was done to.
             */
            subject_id: string;
            /**
             * Format: uuid
             * @description Who; null where a service acted by itself.
             */
            user_id?: string | null;
            /** @description The service that asked on the user's behalf, if one did. */
            via?: string | null;
        };
        /** @description A public key outside of the database: one line of JSON. */
        KeyLine: {
            key: string;
            /** @description Ed25519, 32 bytes in base64. */
            public_key: string;
            /** @description When it was made. */
            since: string;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_CheckpointLine: {
            items: {
                /** @description To the microsecond. */
                at: string;
                /** @description The hash of the last one, in hexadecimal. */
                head: string;
                /** @description The id of the key. */
                key: string;
                /** @description Ed25519, in base64. */
                signature: string;
                /**
                 * Format: int64
                 * @description Entries that the chain had: the number of the last one.
                 */
                size: number;
                /** Format: uuid */
                tenant: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_EntryView: {
            items: {
                /** @example order.voided */
                action: string;
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                id: string;
                /**
                 * Format: int64
                 * @description Its place in the chain.
                 */
                number: number;
                reason?: string | null;
                /** @description The service in which it happened. */
                source: string;
                /**
                 * Format: uuid
                 * @description Where, as far as it was in a store.
                 */
                store_id?: string | null;
                /** @description What that is called, as far as the trail knows: a receipt number, the name of a product or a store. People are named by id alone. */
                subject?: string | null;
                /**
                 * Format: uuid
                 * @description What it was done to.
                 */
                subject_id: string;
                /**
                 * Format: uuid
                 * @description Who; null where a service acted by itself.
                 */
                user_id?: string | null;
                /** @description The service that asked on the user's behalf, if one did. */
                via?: string | null;
            }[];
            next_cursor?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_audit_checkpoints: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 when absent. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointsPage"];
                };
            };
            /** @description invalid_query, invalid_cursor */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description forbidden, tenant_mismatch */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description too_many_requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description busy, database_unavailable, peer_unavailable, stopping: a retry is safe */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /** @description First moment. */
                from?: string;
                /** @description The first moment that is no longer in it. */
                to?: string;
                /** @description Who. */
                user_id?: string;
                /** @description What was done: `order.voided`. */
                action?: string;
                /** @description What it was done to. */
                subject_id?: string;
                store_id?: string;
                /** @description 1 to 200; 50 when absent. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryView"];
                };
            };
            /** @description invalid_query, invalid_cursor */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description forbidden, tenant_mismatch */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description too_many_requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description busy, database_unavailable, peer_unavailable, stopping: a retry is safe */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    export_audit_entries: {
        parameters: {
            query?: {
                /** @description First moment. */
                from?: string;
                /** @description The first moment that is no longer in it. */
                to?: string;
                /** @description Who. */
                user_id?: string;
                /** @description What was done: `order.voided`. */
                action?: string;
                /** @description What it was done to. */
                subject_id?: string;
                store_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description invalid_query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description forbidden, tenant_mismatch */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description too_many_requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description busy, database_unavailable, peer_unavailable, stopping: a retry is safe */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_audit_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryDetail"];
                };
            };
            /** @description invalid_path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unauthenticated */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description forbidden, tenant_mismatch */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description too_many_requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description busy, database_unavailable, peer_unavailable, stopping: a retry is safe */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
