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
    "/stock/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts in the caller's stores, newest first when no other order is asked for. */
        get: operations["list_counts"];
        put?: never;
        /** Begins a count: of the products that it names, or of whatever is found in the location. */
        post: operations["begin_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One count. */
        get: operations["get_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a count that was sent in: its differences are booked. */
        post: operations["approve_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a count up: nothing of it is booked. */
        post: operations["cancel_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of a count, by product. Who counts does not see what the record says. */
        get: operations["list_count_lines"];
        put?: never;
        /** Enters what was found, as of now. A product that was counted before is counted anew. */
        post: operations["enter_count_lines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a count again that was sent in: somebody is to count again. */
        post: operations["reopen_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/counts/{count_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a count in: now its differences can be seen. */
        post: operations["submit_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/damages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets goods aside as damaged, puts them back on the shelf, or writes them off. */
        post: operations["create_damage"];
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
    "/stock/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every shelf of the caller's stores, by location and product. */
        get: operations["export_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/goods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stock of each product: on hand, reserved, available, in transit and damaged, by location and in total. */
        get: operations["list_goods_stock"];
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
    "/stock/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets reorder points of one location, or takes them away. */
        post: operations["set_thresholds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transfers from or to the caller's stores, newest first when no other order is asked for. */
        get: operations["list_transfers"];
        put?: never;
        /** Ships goods to another location: they leave the shelves and are in transit until they arrive. */
        post: operations["create_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/transfers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every line of the transfers that the list has with the same filters, the newest transfer first. */
        get: operations["export_transfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/transfers/{transfer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One transfer with its lines. */
        get: operations["get_transfer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/transfers/{transfer_id}/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Books goods of a transfer that arrived: all of what is in transit or a part of it, as often as some come. */
        post: operations["receive_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/transfers/{transfer_id}/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what became of goods that did not arrive: they were lost, turned up, went back, or came damaged. */
        post: operations["resolve_transfer"];
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
        /** How a product came and went, newest first where no other order is asked for. */
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
        /** @description A count that begins. */
        BeginCount: {
            /**
             * Format: uuid
             * @description Made by the sender: the same count begins once, however often it is sent.
             */
            id: string;
            /** Format: uuid */
            location_id: string;
            /** @description What is counted, for people; at most 200 characters. */
            note?: string | null;
            /** @description 1 to 500 products of a cycle count; empty for a full one. */
            product_ids: string[];
            scope: components["schemas"]["CountScope"];
        };
        /** @enum {string} */
        CountScope: "cycle" | "full";
        /** @enum {string} */
        DamageAction: "set_aside" | "restore" | "write_off";
        DamageLine: {
            /**
             * Format: uuid
             * @description The line's own id: the cause of its moves.
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
        /**
         * @description Why goods cannot be sold, or can again.
         * @enum {string}
         */
        DamageReason: "broken" | "expired" | "spoiled" | "recalled" | "repaired" | "other";
        /** @description What was found. */
        EnterFinds: {
            /** @description 1 to 500 lines, one for each product. */
            lines: components["schemas"]["FindLine"][];
        };
        /**
         * @description What is wrong with a shelf's record.
         * @enum {string}
         */
        ExceptionKind: "oversold";
        FindLine: {
            /**
             * Format: int64
             * @description How much is there: 0..=10^9 thousandths.
             */
            counted_milli: number;
            /** Format: uuid */
            product_id: string;
        };
        /** @description A product with its stock in the locations that were asked for. */
        GoodsStock: components["schemas"]["Sums"] & {
            locations: components["schemas"]["LocationStock"][];
            /** @description Whether it is low in one of them. */
            low: boolean;
            product?: components["schemas"]["ProductLabel"] | null;
            /** Format: uuid */
            product_id: string;
        };
        /** Format: uuid */
        Id: string;
        /** @description A product's stock in one location. */
        LocationStock: components["schemas"]["Sums"] & {
            /** Format: uuid */
            location_id: string;
            /** @description Whether they do. */
            low: boolean;
            /**
             * Format: int64
             * @description Goods run low when no more than this is on hand, in thousandths; null when no point is set.
             */
            reorder_milli?: number | null;
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
        /** @description Goods of a transfer that arrived. */
        NewArrival: {
            /**
             * Format: uuid
             * @description Made by the sender: the same arrival is booked once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines, one for each product. */
            lines: components["schemas"]["TransferredLine"][];
            /** @description At most 200 characters. */
            note?: string | null;
        };
        /** @description Goods that are set aside as damaged, put back, or written off. */
        NewDamage: {
            action: components["schemas"]["DamageAction"];
            /**
             * Format: uuid
             * @description Made by the sender: the same document is booked once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines. */
            lines: components["schemas"]["DamageLine"][];
            /** Format: uuid */
            location_id: string;
            /** @description At most 200 characters. */
            note?: string | null;
            reason: components["schemas"]["DamageReason"];
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
        /** @description What became of goods of a transfer that did not arrive. */
        NewResolution: {
            /**
             * Format: uuid
             * @description Made by the sender: the same resolution is booked once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines, one for each product. */
            lines: components["schemas"]["TransferredLine"][];
            /** @description Why, in 1 to 200 characters. */
            note: string;
            outcome: components["schemas"]["TransferOutcome"];
        };
        /** @description Reorder points of one location. */
        NewThresholds: {
            /** @description 1 to 500 lines, one for each product. */
            lines: components["schemas"]["ThresholdLine"][];
            /** Format: uuid */
            location_id: string;
        };
        /** @description Goods that leave for another location. */
        NewTransfer: {
            /** Format: uuid */
            from_location_id: string;
            /**
             * Format: uuid
             * @description Made by the sender: the same transfer is shipped once, however often it is sent.
             */
            id: string;
            /** @description 1 to 500 lines, one for each product. */
            lines: components["schemas"]["TransferredLine"][];
            /** @description At most 200 characters. */
            note?: string | null;
            /** Format: uuid */
            to_location_id: string;
        };
        /** @description The body of a request that says all it has to say by its address: `{}`. */
        Nothing: Record<string, never>;
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_GoodsStock: {
            items: (components["schemas"]["Sums"] & {
                locations: components["schemas"]["LocationStock"][];
                /** @description Whether it is low in one of them. */
                low: boolean;
                product?: components["schemas"]["ProductLabel"] | null;
                /** Format: uuid */
                product_id: string;
            })[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockCount: {
            items: {
                /** Format: date-time */
                at: string;
                /** Format: date-time */
                changed_at: string;
                /**
                 * Format: uuid
                 * @description Who changed it last.
                 */
                changed_by: string;
                /**
                 * Format: int64
                 * @description How many of them were counted.
                 */
                counted: number;
                /** Format: uuid */
                id: string;
                /**
                 * Format: int32
                 * @description Products of this count so far.
                 */
                line_count: number;
                /** Format: uuid */
                location_id: string;
                note?: string | null;
                /** @description `cycle` or `full`. */
                scope: string;
                /** @description `counting`, `submitted`, `approved` or `cancelled`. */
                state: string;
                /**
                 * Format: uuid
                 * @description Who began it.
                 */
                user_id: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockCountLine: {
            items: {
                /**
                 * Format: int64
                 * @description What the record held at the instant of the count, in thousandths; null while counting goes on.
                 */
                book_milli?: number | null;
                /** Format: date-time */
                counted_at?: string | null;
                /** Format: uuid */
                counted_by?: string | null;
                /**
                 * Format: int64
                 * @description In thousandths; null as long as nobody counted it.
                 */
                counted_milli?: number | null;
                product?: components["schemas"]["ProductLabel"] | null;
                /** Format: uuid */
                product_id: string;
                /**
                 * Format: int64
                 * @description Counted less record, in thousandths; null while counting goes on.
                 */
                variance_milli?: number | null;
            }[];
            next_cursor?: string | null;
        };
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
            items: (components["schemas"]["LocationStock"] & {
                /** Format: uuid */
                product_id: string;
            })[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockMove: {
            items: {
                /** Format: date-time */
                at: string;
                /** @description Where in the location: `shelf`, `transit` (under way to it) or `damaged`. What goes from one to another is two moves with one cause. */
                bucket: string;
                /**
                 * Format: uuid
                 * @description The line that caused it: of a stock document, an order or a reservation.
                 */
                cause_id: string;
                /**
                 * Format: uuid
                 * @description What the line belongs to.
                 */
                document_id: string;
                /** Format: uuid */
                id: string;
                /** @description `receipt`, `adjustment`, `sale`, `void`, `reservation`, `ship`, `arrive`, `resolve`, `damage`, `restore`, `write_off` or `count`. */
                kind: string;
                /** Format: uuid */
                location_id: string;
                /** @description What was written on the document. */
                note?: string | null;
                /**
                 * Format: int64
                 * @description Signed, in thousandths: what goes out is negative.
                 */
                quantity_milli: number;
                /** @description Why the record was corrected, goods were set aside, or what became of goods of a transfer; null for everything else. */
                reason?: string | null;
                /**
                 * Format: uuid
                 * @description The transfer of which its document is a step; null for everything else.
                 */
                transfer_id?: string | null;
                /** Format: uuid */
                user_id: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_StockTransfer: {
            items: {
                /** Format: date-time */
                at: string;
                /**
                 * Format: date-time
                 * @description When something of it arrived or was resolved last.
                 */
                changed_at: string;
                /** Format: uuid */
                from_location_id: string;
                /** Format: uuid */
                id: string;
                /** Format: int32 */
                line_count: number;
                note?: string | null;
                /** @description `under_way` as long as something is, then `done`. */
                state: string;
                /** Format: uuid */
                to_location_id: string;
                /**
                 * Format: uuid
                 * @description Who shipped it.
                 */
                user_id: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description A product as other contexts' lists and files name it. */
        ProductLabel: {
            /** @description Whether it is on sale. */
            active: boolean;
            id: components["schemas"]["Id"];
            name: string;
            sku: string;
            unit: components["schemas"]["Unit"];
        };
        /** @description One product in all locations that the caller may see. */
        ProductStock: components["schemas"]["Sums"] & {
            locations: components["schemas"]["LocationStock"][];
            /** Format: uuid */
            product_id: string;
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
        /** @description A count. */
        StockCount: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            changed_at: string;
            /**
             * Format: uuid
             * @description Who changed it last.
             */
            changed_by: string;
            /**
             * Format: int64
             * @description How many of them were counted.
             */
            counted: number;
            /** Format: uuid */
            id: string;
            /**
             * Format: int32
             * @description Products of this count so far.
             */
            line_count: number;
            /** Format: uuid */
            location_id: string;
            note?: string | null;
            /** @description `cycle` or `full`. */
            scope: string;
            /** @description `counting`, `submitted`, `approved` or `cancelled`. */
            state: string;
            /**
             * Format: uuid
             * @description Who began it.
             */
            user_id: string;
        };
        /** @description A line of a count. */
        StockCountLine: {
            /**
             * Format: int64
             * @description What the record held at the instant of the count, in thousandths; null while counting goes on.
             */
            book_milli?: number | null;
            /** Format: date-time */
            counted_at?: string | null;
            /** Format: uuid */
            counted_by?: string | null;
            /**
             * Format: int64
             * @description In thousandths; null as long as nobody counted it.
             */
            counted_milli?: number | null;
            product?: components["schemas"]["ProductLabel"] | null;
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description Counted less record, in thousandths; null while counting goes on.
             */
            variance_milli?: number | null;
        };
        /** @description What was booked. */
        StockDocumentEntered: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @description `receipt`, `adjustment`, `damage`, `restore` or `write_off`. */
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
        StockLevel: components["schemas"]["LocationStock"] & {
            /** Format: uuid */
            product_id: string;
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
            /** @description Where in the location: `shelf`, `transit` (under way to it) or `damaged`. What goes from one to another is two moves with one cause. */
            bucket: string;
            /**
             * Format: uuid
             * @description The line that caused it: of a stock document, an order or a reservation.
             */
            cause_id: string;
            /**
             * Format: uuid
             * @description What the line belongs to.
             */
            document_id: string;
            /** Format: uuid */
            id: string;
            /** @description `receipt`, `adjustment`, `sale`, `void`, `reservation`, `ship`, `arrive`, `resolve`, `damage`, `restore`, `write_off` or `count`. */
            kind: string;
            /** Format: uuid */
            location_id: string;
            /** @description What was written on the document. */
            note?: string | null;
            /**
             * Format: int64
             * @description Signed, in thousandths: what goes out is negative.
             */
            quantity_milli: number;
            /** @description Why the record was corrected, goods were set aside, or what became of goods of a transfer; null for everything else. */
            reason?: string | null;
            /**
             * Format: uuid
             * @description The transfer of which its document is a step; null for everything else.
             */
            transfer_id?: string | null;
            /** Format: uuid */
            user_id: string;
        };
        /** @description A transfer. */
        StockTransfer: {
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description When something of it arrived or was resolved last.
             */
            changed_at: string;
            /** Format: uuid */
            from_location_id: string;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            line_count: number;
            note?: string | null;
            /** @description `under_way` as long as something is, then `done`. */
            state: string;
            /** Format: uuid */
            to_location_id: string;
            /**
             * Format: uuid
             * @description Who shipped it.
             */
            user_id: string;
        };
        /** @description A transfer with its lines. */
        StockTransferDetail: components["schemas"]["StockTransfer"] & {
            lines: components["schemas"]["StockTransferLine"][];
        };
        /** @description A line of a transfer, in thousandths: what is in transit is what was shipped less what was received and resolved. */
        StockTransferLine: {
            /** Format: int64 */
            in_transit_milli: number;
            product?: components["schemas"]["ProductLabel"] | null;
            /** Format: uuid */
            product_id: string;
            /** Format: int64 */
            received_milli: number;
            /** Format: int64 */
            resolved_milli: number;
            /** Format: int64 */
            shipped_milli: number;
        };
        SubmitCount: {
            /**
             * @description Whether there are none of the products that nobody counted: those that the count names, and in a full count all that the record
             *     says are there. Otherwise their record stays as it is.
             */
            uncounted_as_zero: boolean;
        };
        /** @description What there is, in thousandths. */
        Sums: {
            /**
             * Format: int64
             * @description On hand less reserved.
             */
            available_milli: number;
            /**
             * Format: int64
             * @description Set aside: it cannot be sold, and is not on hand.
             */
            damaged_milli: number;
            /**
             * Format: int64
             * @description Under way to the location from another.
             */
            in_transit_milli: number;
            /**
             * Format: int64
             * @description What the ledger says is on the shelf; below zero when more was sold than was known of.
             */
            on_hand_milli: number;
            /**
             * Format: int64
             * @description How much of it is held.
             */
            reserved_milli: number;
        };
        ThresholdLine: {
            /** Format: uuid */
            product_id: string;
            /**
             * Format: int64
             * @description Goods run low when no more than this is on hand: 0..=10^9 thousandths; null takes the point away.
             */
            reorder_milli?: number | null;
        };
        /** @description The reorder points that were set. */
        ThresholdsSet: {
            lines: components["schemas"]["ThresholdLine"][];
            /** Format: uuid */
            location_id: string;
        };
        /**
         * @description What became of goods that did not arrive with the others.
         * @enum {string}
         */
        TransferOutcome: "lost" | "found" | "returned" | "damaged";
        TransferredLine: {
            /**
             * Format: uuid
             * @description The line's own id: the cause of its moves.
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
        /**
         * @description What one of a product is.
         * @enum {string}
         */
        Unit: "piece" | "kilogram" | "litre" | "metre";
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
            /** @description `no_such_product`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    list_counts: {
        parameters: {
            query?: {
                /** @description Only those in this state; all when absent. */
                state?: "counting" | "submitted" | "approved" | "cancelled";
                /** @description Only those of this location. */
                location_id?: string;
                /** @description `-at` (the newest first) when absent. */
                sort?: "-at" | "at";
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
            /** @description A page of counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockCount"];
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
    begin_count: {
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
                "application/json": components["schemas"]["BeginCount"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `no_such_product`, `stock_document_reused`, `idempotency_key_reused` */
            422: {
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
    get_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
    approve_count: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Approved, also when it was before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `count_not_submitted`, `request_in_progress` */
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
            /** @description `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    cancel_count: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Given up, also when it was before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `count_not_open`, `request_in_progress` */
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
            /** @description `idempotency_key_reused` */
            422: {
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
    list_count_lines: {
        parameters: {
            query?: {
                /** @description Only lines that nobody counted, or only those that differ from the record (none while counting goes on); all when absent. */
                only?: "uncounted" | "different";
                /** @description 1 to 200, 50 when absent. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockCountLine"];
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
    enter_count_lines: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterFinds"];
            };
        };
        responses: {
            /** @description Entered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `count_not_open`, `request_in_progress` */
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
            /** @description `no_such_product`, `not_in_count`, `count_too_large`, `idempotency_key_reused` */
            422: {
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
    reopen_count: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description Open, also when it was before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `count_not_submitted`, `request_in_progress` */
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
            /** @description `idempotency_key_reused` */
            422: {
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
    submit_count: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The count */
                count_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitCount"];
            };
        };
        responses: {
            /** @description Sent in, also when it was before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCount"];
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
            /** @description `count_not_open`, `request_in_progress` */
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
            /** @description `count_too_large`, `idempotency_key_reused` */
            422: {
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
    create_damage: {
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
                "application/json": components["schemas"]["NewDamage"];
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
            /** @description `no_such_product`; `not_enough_damaged`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    export_stock: {
        parameters: {
            query?: {
                /** @description Only this location; all of the caller's when absent. */
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `invalid_query` */
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
    list_goods_stock: {
        parameters: {
            query?: {
                /**
                 * @description What somebody typed: a barcode, a SKU or words of a name, as `GET /products` takes it. With a state or another order than by
                 *     name, the 200 best matches are looked at.
                 */
                query?: string;
                /** @description Only this location; all of the caller's when absent. */
                location_id?: string;
                /** @description Only products in this state; all of the catalogue when absent, also those of which there never was any. */
                state?: "low" | "out" | "negative" | "in_transit" | "damaged";
                /**
                 * @description `name` when absent; by what is available with a state. A minus begins with the most, or with the last name, which a search has
                 *     not: it has its best matches first.
                 */
                sort?: "name" | "-name" | "available" | "-available" | "on_hand" | "-on_hand";
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
            /** @description A page of products with their stock in the caller's stores. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GoodsStock"];
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
            /** @description `no_such_product`, `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    set_thresholds: {
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
                "application/json": components["schemas"]["NewThresholds"];
            };
        };
        responses: {
            /** @description Set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdsSet"];
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
            /** @description `no_such_product`, `idempotency_key_reused` */
            422: {
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
    list_transfers: {
        parameters: {
            query?: {
                /** @description Only those in this state; all when absent. */
                state?: "under_way" | "done";
                /** @description Only those from or to this location. */
                location_id?: string;
                /** @description `-at` (the newest first) when absent. */
                sort?: "-at" | "at";
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
            /** @description A page of transfers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockTransfer"];
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
    create_transfer: {
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
                "application/json": components["schemas"]["NewTransfer"];
            };
        };
        responses: {
            /** @description Shipped. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
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
            /** @description `forbidden`: the sender's location is of another store */
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
            /** @description `same_location`; `no_such_product`; `would_go_negative` with `shortages`, in a strict store; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    export_transfers: {
        parameters: {
            query?: {
                /** @description Only those in this state; all when absent. */
                state?: "under_way" | "done";
                /** @description Only those from or to this location. */
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `invalid_query` */
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
    get_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The transfer */
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transfer as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransferDetail"];
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
            /** @description `not_found`: no such transfer from or to the caller's stores */
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
    receive_transfer: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The transfer */
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArrival"];
            };
        };
        responses: {
            /** @description Booked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
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
            /** @description `forbidden`: the receiver's location is of another store */
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
            /** @description `more_than_under_way` with `shortages`; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    resolve_transfer: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key gives the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The transfer */
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewResolution"];
            };
        };
        responses: {
            /** @description Booked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
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
            /** @description `forbidden`: the receiver's location is of another store, or the sender's, for what goes back to it */
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
            /** @description `more_than_under_way` with `shortages`; `stock_document_reused`, `stock_line_reused`, `stock_limit_reached`, `idempotency_key_reused` */
            422: {
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
    list_stock_moves: {
        parameters: {
            query?: {
                /** @description Only this location. */
                location_id?: string;
                /** @description `-at` (the newest first) where it is left out. */
                sort?: "-at" | "at";
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
