// Generated from openapi/inventory.json by `npm run generate`. Do not edit.
export interface paths {
    "/internal/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Holds an order's goods under the order's id: all of them or none, until the order is completed, the hold is released or it lapses.
         *     What the id already holds is changed to what is asked for now; once the sale took the goods, that is the answer.
         */
        post: operations["hold_for_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/reservations/{reservation_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an order's goods back. A hold that has ended is answered as it is. */
        post: operations["release_for_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds goods for a while: all of them or none. */
        post: operations["create_reservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations/{reservation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hold, a person's or an order's. */
        get: operations["get_reservation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations/{reservation_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the goods of a hold: they leave the shelves. */
        post: operations["commit_reservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reservations/{reservation_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the goods of a hold back. One that was released or has lapsed is answered as it is. */
        post: operations["release_reservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on the shelves, by location and product. */
        get: operations["list_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Books a correction. */
        post: operations["create_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shelves whose record is or was below zero, newest first. */
        get: operations["list_stock_exceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Books goods that came in. */
        post: operations["create_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product's stock, in all locations that the caller may see. */
        get: operations["get_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/{product_id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a product came and went, newest first. */
        get: operations["list_stock_moves"];
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
        AdjustmentLine: {
            /**
             * Format: uuid
             * @description The line's own id: the cause of its move.
             */
            id: string;
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description By how much the record changes: -10^9..=10^9 thousandths, not 0.
             */
            quantity_milli: number;
        };
        /**
         * @description Why a record is corrected.
         * @enum {string}
         */
        AdjustmentReason: "damaged" | "lost" | "found" | "counted" | "other";
        /**
         * @description What is wrong with a shelf's record.
         * @enum {string}
         */
        ExceptionKind: "oversold";
        /** Format: uuid */
        Id: string;
        /** @description A product's stock in one location, in thousandths. */
        LocationStock: {
            /** Format: int64 */
            available_milli: number;
            /** Format: uuid */
            location_id: string;
            /** Format: int64 */
            on_hand_milli: number;
            /** Format: int64 */
            reserved_milli: number;
        };
        /** @description A record that is corrected. */
        NewAdjustment: {
            /**
             * Format: uuid
             * @description Made by the sender: the same correction is booked once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines. */
            lines: components["schemas"]["AdjustmentLine"][];
            /** Format: uuid */
            location_id: string;
            /** @description At most 200 characters. */
            note?: string | null;
            reason: components["schemas"]["AdjustmentReason"];
        };
        /** @description Goods that came in. */
        NewReceipt: {
            /**
             * Format: uuid
             * @description Made by the sender: the same receipt is booked once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines. */
            lines: components["schemas"]["ReceiptLine"][];
            /** Format: uuid */
            location_id: string;
            /** @description A delivery note's number, or where it came from; at most 200 characters. */
            reference?: string | null;
        };
        /** @description A body that says nothing yet: `{}`. */
        Nothing: Record<string, never>;
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockException: {
            items: {
                /**
                 * Format: date-time
                 * @description When the record was zero or more again; null while it is not.
                 */
                closed_at?: string | null;
                /**
                 * Format: int64
                 * @description What the record says now, in thousandths.
                 */
                current_on_hand_milli: number;
                /** Format: uuid */
                id: string;
                kind: components["schemas"]["ExceptionKind"];
                /** Format: uuid */
                location_id: string;
                /**
                 * Format: int64
                 * @description What the record said when this was opened, in thousandths.
                 */
                on_hand_milli: number;
                /** Format: date-time */
                opened_at: string;
                /**
                 * Format: uuid
                 * @description The sale that did it; null when it was a correction or goods taken from a hold.
                 */
                order_id?: string | null;
                /** Format: uuid */
                product_id: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockLevel: {
            items: {
                /**
                 * Format: int64
                 * @description On hand less reserved, in thousandths.
                 */
                available_milli: number;
                /** Format: uuid */
                location_id: string;
                /**
                 * Format: int64
                 * @description What the ledger says is there, in thousandths; below zero when more was sold than was known of.
                 */
                on_hand_milli: number;
                /** Format: uuid */
                product_id: string;
                /**
                 * Format: int64
                 * @description How much of it is held, in thousandths.
                 */
                reserved_milli: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockMove: {
            items: {
                /** Format: date-time */
                at: string;
                /**
                 * Format: uuid
                 * @description The line that caused it: of a receipt, a correction, an order or a reservation.
                 */
                cause_id: string;
                /**
                 * Format: uuid
                 * @description What the line belongs to.
                 */
                document_id: string;
                /** Format: uuid */
                id: string;
                /** @description `receipt`, `adjustment`, `sale`, `void` or `reservation`. */
                kind: string;
                /** Format: uuid */
                location_id: string;
                /**
                 * Format: int64
                 * @description Signed, in thousandths: what goes out is negative.
                 */
                quantity_milli: number;
                /** @description Why the record was corrected; null for everything else. */
                reason?: string | null;
                /** Format: uuid */
                user_id: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One product in all locations that the caller may see. */
        ProductStock: {
            /**
             * Format: int64
             * @description The sum over `locations`, in thousandths.
             */
            available_milli: number;
            locations: components["schemas"]["LocationStock"][];
            /**
             * Format: int64
             * @description The sum over `locations`, in thousandths.
             */
            on_hand_milli: number;
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description The sum over `locations`, in thousandths.
             */
            reserved_milli: number;
        };
        ReceiptLine: {
            /**
             * Format: uuid
             * @description The line's own id: the cause of its move.
             */
            id: string;
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description 1..=10^9 thousandths.
             */
            quantity_milli: number;
        };
        /** @description A hold on goods. */
        Reservation: {
            /** Format: date-time */
            expires_at: string;
            id: components["schemas"]["Id"];
            lines: components["schemas"]["StockLine"][];
            location_id: components["schemas"]["Id"];
            state: components["schemas"]["ReservationState"];
        };
        /** @enum {string} */
        ReservationState: "held" | "committed" | "released" | "expired";
        /** @description Asks to hold goods for a while. The id makes it one hold however often it is sent; an order uses its own id. */
        Reserve: {
            id: components["schemas"]["Id"];
            /** @description 1..=500 lines, one for each product. */
            lines: components["schemas"]["StockLine"][];
            location_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Seconds until it lapses, 1..=3600.
             */
            ttl_s: number;
        };
        /** @description What was booked. */
        StockDocumentEntered: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @description `receipt` or `adjustment`. */
            kind: string;
            /** Format: int64 */
            line_count: number;
            /** Format: uuid */
            location_id: string;
            /** Format: uuid */
            user_id: string;
        };
        /** @description A shelf whose record went below zero. */
        StockException: {
            /**
             * Format: date-time
             * @description When the record was zero or more again; null while it is not.
             */
            closed_at?: string | null;
            /**
             * Format: int64
             * @description What the record says now, in thousandths.
             */
            current_on_hand_milli: number;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ExceptionKind"];
            /** Format: uuid */
            location_id: string;
            /**
             * Format: int64
             * @description What the record said when this was opened, in thousandths.
             */
            on_hand_milli: number;
            /** Format: date-time */
            opened_at: string;
            /**
             * Format: uuid
             * @description The sale that did it; null when it was a correction or goods taken from a hold.
             */
            order_id?: string | null;
            /** Format: uuid */
            product_id: string;
        };
        /** @description One product in one location. */
        StockLevel: {
            /**
             * Format: int64
             * @description On hand less reserved, in thousandths.
             */
            available_milli: number;
            /** Format: uuid */
            location_id: string;
            /**
             * Format: int64
             * @description What the ledger says is there, in thousandths; below zero when more was sold than was known of.
             */
            on_hand_milli: number;
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description How much of it is held, in thousandths.
             */
            reserved_milli: number;
        };
        /** @description How much of a product. */
        StockLine: {
            product_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Thousandths of the product's unit, 1..=10^9.
             */
            quantity_milli: number;
        };
        /** @description One move of the ledger. */
        StockMove: {
            /** Format: date-time */
            at: string;
            /**
             * Format: uuid
             * @description The line that caused it: of a receipt, a correction, an order or a reservation.
             */
            cause_id: string;
            /**
             * Format: uuid
             * @description What the line belongs to.
             */
            document_id: string;
            /** Format: uuid */
            id: string;
            /** @description `receipt`, `adjustment`, `sale`, `void` or `reservation`. */
            kind: string;
            /** Format: uuid */
            location_id: string;
            /**
             * Format: int64
             * @description Signed, in thousandths: what goes out is negative.
             */
            quantity_milli: number;
            /** @description Why the record was corrected; null for everything else. */
            reason?: string | null;
            /** Format: uuid */
            user_id: string;
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
    hold_for_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reserve"];
            };
        };
        responses: {
            /** @description Held, or taken by the sale already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_body` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `services_only` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `out_of_stock` with `shortages` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `reservation_reused`: the id is a person's hold */
            422: {
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
    release_for_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order's id */
                reservation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description invalid_body */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `services_only` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request_in_progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `reservation_reused`: the id is a person's hold */
            422: {
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
    create_reservation: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reserve"];
            };
        };
        responses: {
            /** @description Held; or the hold that this id already stands for, as it is now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `invalid_body`, `idempotency_key_missing` */
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
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `out_of_stock` with `shortages`; `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `reservation_reused`, `too_many_holds`, `idempotency_key_reused` */
            422: {
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
    get_reservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hold; an order's has the order's id */
                reservation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description invalid_path, invalid_query, invalid_cursor */
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
            /** @description `forbidden`: it is of another store */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found` */
            404: {
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
    commit_reservation: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The hold */
                reservation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description The goods were taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `idempotency_key_missing` */
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
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `reservation_ended`: it was released or has lapsed; `reservation_of_order`; `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description idempotency_key_reused */
            422: {
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
    release_reservation: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The hold */
                reservation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description It holds nothing any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            /** @description `idempotency_key_missing` */
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
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `reservation_ended`: its goods were taken; `reservation_of_order`; `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description idempotency_key_reused */
            422: {
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
    list_stock: {
        parameters: {
            query?: {
                /** @description Only this location. */
                location_id?: string;
                /** @description Only this product. */
                product_id?: string;
                /** @description 1 to 200, 50 when absent. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of shelves, in the caller's stores. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockLevel"];
                };
            };
            /** @description `invalid_query`, `invalid_cursor` */
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
            /** @description `forbidden`: the location is of another store */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
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
    create_adjustment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjustment"];
            };
        };
        responses: {
            /** @description Booked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockDocumentEntered"];
                };
            };
            /** @description `invalid_body`, `idempotency_key_missing` */
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
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    list_stock_exceptions: {
        parameters: {
            query?: {
                /** @description Only open or only closed ones; all when absent. */
                state?: "open" | "closed";
                /** @description Only this location. */
                location_id?: string;
                /** @description 1 to 200, 50 when absent. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of exceptions, in the caller's stores. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockException"];
                };
            };
            /** @description `invalid_query`, `invalid_cursor` */
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
            /** @description `forbidden`: the location is of another store */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
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
    create_receipt: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReceipt"];
            };
        };
        responses: {
            /** @description Booked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockDocumentEntered"];
                };
            };
            /** @description `invalid_body`, `idempotency_key_missing` */
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
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description body_too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unsupported_media_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    get_stock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The product */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its stock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductStock"];
                };
            };
            /** @description invalid_path, invalid_query, invalid_cursor */
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
            /** @description `not_found`: no stock of it was ever recorded in the caller's stores */
            404: {
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
    list_stock_moves: {
        parameters: {
            query?: {
                /** @description Only this location. */
                location_id?: string;
                /** @description 1 to 200, 50 when absent. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The product */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of moves, in the caller's stores. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockMove"];
                };
            };
            /** @description `invalid_query`, `invalid_cursor` */
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
            /** @description `forbidden`: the location is of another store */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_found`: no such location, or no stock of the product was ever recorded in the caller's stores */
            404: {
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
