// Generated from openapi/order.json by `npm run generate`. Do not edit.
export interface paths {
    "/cash/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force. */
        get: operations["get_cash_settings"];
        /** Replaces the settings. Sessions that were closed stay as they are. */
        put: operations["put_cash_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/discounts/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force. */
        get: operations["get_discount_settings"];
        /** Replaces the settings. What was sold stays as it is. */
        put: operations["put_discount_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders of the stores that the caller may see, newest first where no other order is asked for. */
        get: operations["list_orders"];
        put?: never;
        /** Sells a cart. The order's id is its identity for ever: sent again with the same content it gives the same answer. */
        post: operations["create_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/compute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prices a cart without selling it. Changes nothing. */
        post: operations["compute_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders as the list has them, with the same filters, newest first. */
        get: operations["export_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Completed sales of the stores that the caller may see, added up for each business day. */
        get: operations["get_order_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order as it stands. */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}/emails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the receipt as text and as PDF. Sent again with the same id it answers the same and sends nothing more. */
        post: operations["email_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}/prints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prints the receipt on the register's printer. Sent again with the same id it answers the same and prints nothing more. */
        post: operations["print_receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt, rendered from the stored order: marked as a copy, but at the sale. */
        get: operations["get_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order_id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a completed sale on its business day: its number stays, its ledger lines are reversed, its stock comes back. */
        post: operations["void_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked-sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits in a store, the longest first. */
        get: operations["list_parked_sales"];
        put?: never;
        /** Lets a cart wait. Nothing is priced, held or sold. */
        post: operations["park_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked-sales/{parked_sale_id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a sale up: from then on it waits for nobody else. Sent again with the same key it gives the same cart. */
        post: operations["recall_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registers/{register_id}/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a till needs to sell at this register. */
        get: operations["get_register_setup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registers/{register_id}/z-reports/{z_number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A Z report as it was written. */
        get: operations["get_z_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registers/{register_id}/z-reports/{z_number}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sales that arrived after a Z report, in their order. */
        get: operations["list_corrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registers/{register_id}/z-reports/{z_number}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as text for the printer: marked as a copy, but at the close. */
        get: operations["print_z_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of the stores that the caller may see, newest first where no other order is asked for. */
        get: operations["list_sessions"];
        put?: never;
        /** Opens a drawer with the float that was counted into it. */
        post: operations["open_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions as the list has them, with the same filters, newest first, with what was expected and counted. */
        get: operations["export_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session with its movements and counts. */
        get: operations["get_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a drawer that was counted, with its Z report. Above the shop's limit somebody who may approve and did not count closes. */
        post: operations["close_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in a count of the drawer. Only the answer tells what should have been there; one recount is possible. */
        post: operations["count_drawer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves cash in or out beside a sale, or opens the drawer without one. Each has its reason. */
        post: operations["move_cash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens the drawer by the register's printer, after a `no_sale` was put on the record. Sent again with the same id it answers the same and opens
         *     nothing more.
         */
        post: operations["open_drawer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/x-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a session took up to now. Changes nothing. */
        get: operations["get_x_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stores/{store_id}/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes money from the store's safe to the bank. */
        post: operations["make_deposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stores/{store_id}/safe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in the store's safe, and its deposits, newest first where no other order is asked for. */
        get: operations["get_safe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tax/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rules, oldest first. */
        get: operations["list_tax_rules"];
        put?: never;
        /** Adds a rule. */
        post: operations["create_tax_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tax/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force. */
        get: operations["get_tax_settings"];
        /** Replaces the settings. Sales that were made keep what they were taxed with. */
        put: operations["put_tax_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/z-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Z reports of the stores that the caller may see, newest first where no other order is asked for. */
        get: operations["list_z_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/z-reports/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Z reports as the list has them, with the same filters, newest first. */
        get: operations["export_z_reports"];
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
        /**
         * @description One thing that a member of staff may be allowed to do. A route names the one that it takes.
         * @enum {string}
         */
        Capability: "catalog_read" | "catalog_write" | "store_read" | "store_manage" | "user_read" | "user_manage" | "tax_manage" | "stock_read" | "stock_receive" | "stock_adjust" | "stock_reserve" | "stock_transfer" | "stock_count" | "order_create" | "order_read" | "order_void" | "price_override" | "cash_handle" | "cash_approve" | "audit_read";
        /** @description One line of a cart. */
        CartLine: {
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description Made by the till; unique for ever. */
            id: components["schemas"]["Id"];
            /** @description For the customer to read, 1..=200 characters: `engraved`, `gift`. */
            note?: string | null;
            price_override?: components["schemas"]["PriceOverride"] | null;
            product_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Thousandths of the product's unit, 1..=10^9.
             */
            quantity_milli: number;
        };
        /** @description A count as stored. */
        CashCount: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            /**
             * Format: int32
             * @description 1, and 2 for a recount.
             */
            count_number: number;
            /** Format: int64 */
            counted_minor: number;
            /**
             * Format: int64
             * @description What should have been there.
             */
            expected_minor: number;
            pieces: components["schemas"]["Pieces"][];
            /**
             * Format: int64
             * @description Counted less expected.
             */
            variance_minor: number;
        };
        /** @description A movement of cash as stored. */
        CashMovement: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            id: components["schemas"]["Id"];
            kind: components["schemas"]["MovementKind"];
            reason: string;
        };
        CashRounding: {
            /**
             * Format: int64
             * @description The smallest coin in use, in minor units: 5 for 0.05.
             */
            increment_minor: number;
            tie: components["schemas"]["CashTie"];
        };
        /** @description How a shop handles its drawers. */
        CashSettings: {
            /** @description Whether a sale needs an open session. */
            sessions_required: boolean;
            /**
             * Format: int64
             * @description The most that may be over or short at a close without approval by somebody else, in minor units, 0..=10^12; null = any amount.
             */
            variance_limit_minor?: number | null;
        };
        /**
         * @description Where exactly half a coin goes.
         * @enum {string}
         */
        CashTie: "away" | "down";
        /** @description What one cashier sold. */
        CashierFigures: {
            cashier_id: components["schemas"]["Id"];
            cashier_name: string;
            /** Format: int64 */
            count: number;
            /** Format: int64 */
            total_minor: number;
        };
        /** @description The end of a session. */
        CloseRequest: {
            /**
             * Format: int64
             * @description What stays in the drawer for the next session, in minor units: 0 up to what was counted. The rest goes to the safe.
             */
            left_minor: number;
        };
        /** @description A cart to be priced. */
        ComputeRequest: {
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description 1..=500 lines. */
            lines: components["schemas"]["CartLine"][];
            register_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description The catalogue's revision that the asker knows: the answer is not older.
             */
            rev?: number | null;
            session_id?: components["schemas"]["Id"] | null;
        };
        /** @description A sale that arrived after its session's Z report. */
        Correction: {
            /** Format: date-time */
            arrived_at: string;
            /** Format: date */
            business_date: string;
            /**
             * Format: int64
             * @description What it adds to the cash that was expected.
             */
            cash_minor: number;
            /**
             * Format: int32
             * @description From 1 for each Z report.
             */
            correction_number: number;
            currency: components["schemas"]["Currency"];
            grand_totals: components["schemas"]["GrandTotals"];
            /** Format: int64 */
            net_minor: number;
            order_id: components["schemas"]["Id"];
            receipt_label: string;
            register_id: components["schemas"]["Id"];
            session_id: components["schemas"]["Id"];
            /** Format: int64 */
            tax_minor: number;
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            z_number: number;
        };
        /** @description A currency as stores carry it: ISO 4217 code and the number of minor digits (0, 2 or 3). */
        Currency: {
            /** @example EUR */
            code: string;
            /**
             * Format: int32
             * @example 2
             */
            exponent: number;
        };
        /** @description Money of a store's safe that went to the bank. */
        Deposit: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            currency: components["schemas"]["Currency"];
            id: components["schemas"]["Id"];
            /** @description The number of the bag or slip. */
            reference: string;
            store_id: components["schemas"]["Id"];
        };
        /** @description How much of a price people may take off, and the reasons that they choose from. Admins may take off all of it. */
        DiscountSettings: {
            /**
             * Format: int64
             * @description Millionths that a cashier may take off a line, and off a cart, 0..=1000000.
             */
            cashier_limit_micro: number;
            /**
             * Format: int64
             * @description The same for a manager.
             */
            manager_limit_micro: number;
            /** @description At most 20, of 3..=200 characters each; another may always be written. */
            reasons: string[];
        };
        /** @description How the cash of a drawer comes about, in minor units (rule 39). */
        DrawerCash: {
            /** Format: int64 */
            drops_minor: number;
            /**
             * Format: int64
             * @description Counted at the opening.
             */
            float_minor: number;
            /** Format: int64 */
            loans_minor: number;
            /**
             * Format: int64
             * @description How often it was opened without money moving.
             */
            no_sales: number;
            /** Format: int64 */
            paid_in_minor: number;
            /** Format: int64 */
            paid_out_minor: number;
            /**
             * Format: int64
             * @description Cash taken for sales, less change: cash rounding is in it.
             */
            sales_minor: number;
            /**
             * Format: int64
             * @description Cash given back for cancelled sales.
             */
            voids_minor: number;
        };
        /** @description A drawer that the printer was told to open. */
        DrawerOpening: {
            id: components["schemas"]["Id"];
            /** Format: date-time */
            opened_at: string;
        };
        /** @description What the till showed the customer. The sale is refused with a quote when the server comes to another result. */
        Expected: {
            /** Format: int64 */
            change_minor: number;
            /**
             * Format: int64
             * @description Total after cash rounding.
             */
            due_minor: number;
            /** Format: int64 */
            total_minor: number;
        };
        /** @description Sales, or cancellations, added up. Minor units. */
        Figures: {
            /** Format: int64 */
            cash_rounding_minor: number;
            /** Format: int64 */
            count: number;
            /** Format: int64 */
            discount_minor: number;
            /** Format: int64 */
            net_minor: number;
            /** Format: int64 */
            subtotal_minor: number;
            /** Format: int64 */
            tax_minor: number;
            /** @description By name and rate, in that order. */
            taxes: components["schemas"]["TaxFigures"][];
            /** @description What each kind of tender settled, change taken off. */
            tenders: components["schemas"]["TenderFigures"][];
            /** Format: int64 */
            total_minor: number;
        };
        /** @description Totals of a register since its first sale: they never go back to zero. */
        GrandTotals: {
            /** Format: int64 */
            sales_count: number;
            /** Format: int64 */
            sales_minor: number;
            /** Format: int64 */
            voids_count: number;
            /** Format: int64 */
            voids_minor: number;
        };
        /** Format: uuid */
        Id: string;
        /**
         * @description Why the drawer was opened.
         * @enum {string}
         */
        MovementKind: "paid_in" | "paid_out" | "drop" | "loan" | "no_sale";
        /** @description A drawer as it was counted. */
        NewCount: {
            /**
             * Format: int32
             * @description 1, or 2 for the recount.
             */
            count_number: number;
            /** @description At most 50 kinds; none is an empty drawer. */
            pieces: components["schemas"]["Pieces"][];
        };
        /** @description Money that goes to the bank. */
        NewDeposit: {
            /**
             * Format: int64
             * @description Minor units, 1..=10^12.
             */
            amount_minor: number;
            id: components["schemas"]["Id"];
            /** @description The number of the bag or slip, 3..=200 characters. */
            reference: string;
        };
        /** @description A discount: of a part or of an amount, one of the two. */
        NewDiscount: {
            /**
             * Format: int64
             * @description Minor units, 1..=10^12, in the terms of the prices: with tax where they include it.
             */
            amount_minor?: number | null;
            /**
             * Format: int64
             * @description Millionths, 1..=1000000: 10 % is 100000.
             */
            rate_micro?: number | null;
            /** @description Why, 3..=200 characters. */
            reason: string;
        };
        /** @description Which opening. */
        NewDrawerOpening: {
            /** @description Of the movement `no_sale` that says who opens it and why: the same opens it once. */
            id: components["schemas"]["Id"];
        };
        /** @description Money that goes in or out beside a sale. */
        NewMovement: {
            /**
             * Format: int64
             * @description Minor units, 1..=10^12; 0 for `no_sale`.
             */
            amount_minor: number;
            id: components["schemas"]["Id"];
            kind: components["schemas"]["MovementKind"];
            /** @description 3..=200 characters. */
            reason: string;
        };
        /** @description A sale as the till sends it. Its id is its identity for ever: the same content gives the same answer however often it is sent. */
        NewOrder: {
            /**
             * Format: date-time
             * @description The till's clock.
             */
            device_at: string;
            discount?: components["schemas"]["NewDiscount"] | null;
            expected: components["schemas"]["Expected"];
            id: components["schemas"]["Id"];
            /** @description 1..=500 lines. */
            lines: components["schemas"]["CartLine"][];
            /** @description For the customer to read, 1..=200 characters. */
            note?: string | null;
            /**
             * Format: int64
             * @description The register's next number.
             */
            receipt_number: number;
            register_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description The revision of the catalogue that the till priced with.
             */
            rev: number;
            session_id?: components["schemas"]["Id"] | null;
            /** @description At most 10; none when nothing is due. */
            tenders: components["schemas"]["NewTender"][];
        };
        /** @description A sale that is to wait. */
        NewParkedSale: {
            cart: components["schemas"]["ParkedCart"];
            id: components["schemas"]["Id"];
            /** @description What it is known by, at most 60 characters: `blue coat`. */
            label?: string;
            register_id: components["schemas"]["Id"];
        };
        /** @description Where the receipt is to go. The address is used for this message and kept nowhere. */
        NewReceiptEmail: {
            /** @description Made by the asker: the same id is sent once. */
            id: components["schemas"]["Id"];
            /** @example customer@example.com */
            to: string;
        };
        /** @description Which printer, and what for. */
        NewReceiptPrint: {
            /** @description Made by the asker: the same id is printed once. */
            id: components["schemas"]["Id"];
            /**
             * @description Whether it is the one that the customer gets at the sale, with which the drawer opens if cash was paid; anything else says that it is a
             *     copy.
             */
            original?: boolean;
            register_id: components["schemas"]["Id"];
        };
        /** @description A drawer to be opened. */
        NewSession: {
            /** @description The float as it was counted, at most 50 kinds. */
            float: components["schemas"]["Pieces"][];
            /** @description Made by the till: its sales name it. */
            id: components["schemas"]["Id"];
            /** @description Whether only the caller sells out of it; otherwise everybody at the register does. */
            own_drawer?: boolean;
            register_id: components["schemas"]["Id"];
            /** @description Whether its sales are made to learn: they never reach a report or the stock. */
            training?: boolean;
        };
        /** @description A payment that the customer hands over. */
        NewTender: {
            /**
             * Format: int64
             * @description Minor units handed over, 1..=10^12.
             */
            amount_minor: number;
            id: components["schemas"]["Id"];
            kind: components["schemas"]["TenderKind"];
        };
        /** @description The body of a request that says all it has to say by its address: `{}`. */
        Nothing: Record<string, never>;
        /** @description An order. */
        Order: {
            /** Format: date */
            business_date: string;
            /**
             * Format: int64
             * @description What rounding to the coins in use added or took.
             */
            cash_rounding_minor: number;
            cashier_id: components["schemas"]["Id"];
            cashier_name: string;
            /** Format: int64 */
            change_minor: number;
            /**
             * Format: date-time
             * @description The server's clock.
             */
            created_at: string;
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description The till's clock: a claim.
             */
            device_at: string;
            discount?: components["schemas"]["OrderDiscount"] | null;
            /** Format: int64 */
            discount_minor: number;
            /**
             * Format: int64
             * @description Total and cash rounding: what had to be paid.
             */
            due_minor: number;
            id: components["schemas"]["Id"];
            /** @description `sale`, or `training`: made to learn, without stock, ledger or report. */
            kind: string;
            lines: components["schemas"]["OrderLine"][];
            /** Format: int64 */
            net_minor: number;
            note?: string | null;
            /** Format: int64 */
            paid_minor: number;
            prices_include_tax: boolean;
            /**
             * @description As printed: the register's series and the number.
             * @example A1-000042
             */
            receipt_label: string;
            /** Format: int64 */
            receipt_number: number;
            register_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description The revision of the catalogue that priced it.
             */
            rev: number;
            session_id?: components["schemas"]["Id"] | null;
            status: components["schemas"]["Status"];
            store_id: components["schemas"]["Id"];
            store_name: string;
            /** Format: int64 */
            subtotal_minor: number;
            /** Format: int64 */
            tax_minor: number;
            taxes: components["schemas"]["Tax"][];
            tenders: components["schemas"]["OrderTender"][];
            /** Format: int64 */
            total_minor: number;
            voided?: components["schemas"]["OrderVoid"] | null;
        };
        /** @description A discount as it was given, with what it took off. */
        OrderDiscount: {
            /** Format: int64 */
            amount_minor?: number | null;
            /**
             * Format: int64
             * @description What it took off, in minor units.
             */
            off_minor: number;
            /** Format: int64 */
            rate_micro?: number | null;
            reason: string;
        };
        /** @description A line as sold. */
        OrderLine: {
            discount?: components["schemas"]["OrderDiscount"] | null;
            /**
             * Format: int64
             * @description All that was taken off: its own discount and its share of the sale's.
             */
            discount_minor: number;
            id: components["schemas"]["Id"];
            name: string;
            /** Format: int64 */
            net_minor: number;
            note?: string | null;
            /** @description Why the price is not the catalogue's, if it is not. */
            override_reason?: string | null;
            product_id: components["schemas"]["Id"];
            /** Format: int64 */
            quantity_milli: number;
            /** Format: int64 */
            subtotal_minor: number;
            /** Format: int64 */
            tax_minor: number;
            taxes: components["schemas"]["Tax"][];
            /** Format: int64 */
            total_minor: number;
            unit: components["schemas"]["Unit"];
            unit_price: components["schemas"]["UnitPrice"];
        };
        /** @description One order in a list. */
        OrderSummary: {
            /** Format: date */
            business_date: string;
            cashier_id: components["schemas"]["Id"];
            cashier_name: string;
            /** Format: date-time */
            created_at: string;
            currency: components["schemas"]["Currency"];
            /** Format: int64 */
            discount_minor: number;
            id: components["schemas"]["Id"];
            /** Format: int32 */
            line_count: number;
            /** Format: int64 */
            net_minor: number;
            receipt_label: string;
            /** Format: int64 */
            receipt_number: number;
            register_id: components["schemas"]["Id"];
            status: components["schemas"]["Status"];
            store_id: components["schemas"]["Id"];
            store_name: string;
            /** Format: int64 */
            tax_minor: number;
            /** Format: int64 */
            total_minor: number;
        };
        /** @description A payment as taken. */
        OrderTender: {
            /**
             * Format: int64
             * @description What was handed over.
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description What was given back of it.
             */
            change_minor: number;
            id: components["schemas"]["Id"];
            kind: components["schemas"]["TenderKind"];
        };
        /** @description A cancellation. */
        OrderVoid: {
            /** Format: date-time */
            at: string;
            reason: string;
            user_id: components["schemas"]["Id"];
            user_name: string;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Correction: {
            items: {
                /** Format: date-time */
                arrived_at: string;
                /** Format: date */
                business_date: string;
                /**
                 * Format: int64
                 * @description What it adds to the cash that was expected.
                 */
                cash_minor: number;
                /**
                 * Format: int32
                 * @description From 1 for each Z report.
                 */
                correction_number: number;
                currency: components["schemas"]["Currency"];
                grand_totals: components["schemas"]["GrandTotals"];
                /** Format: int64 */
                net_minor: number;
                order_id: components["schemas"]["Id"];
                receipt_label: string;
                register_id: components["schemas"]["Id"];
                session_id: components["schemas"]["Id"];
                /** Format: int64 */
                tax_minor: number;
                /** Format: int64 */
                total_minor: number;
                /** Format: int64 */
                z_number: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Deposit: {
            items: {
                /** Format: int64 */
                amount_minor: number;
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Person"];
                currency: components["schemas"]["Currency"];
                id: components["schemas"]["Id"];
                /** @description The number of the bag or slip. */
                reference: string;
                store_id: components["schemas"]["Id"];
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_OrderSummary: {
            items: {
                /** Format: date */
                business_date: string;
                cashier_id: components["schemas"]["Id"];
                cashier_name: string;
                /** Format: date-time */
                created_at: string;
                currency: components["schemas"]["Currency"];
                /** Format: int64 */
                discount_minor: number;
                id: components["schemas"]["Id"];
                /** Format: int32 */
                line_count: number;
                /** Format: int64 */
                net_minor: number;
                receipt_label: string;
                /** Format: int64 */
                receipt_number: number;
                register_id: components["schemas"]["Id"];
                status: components["schemas"]["Status"];
                store_id: components["schemas"]["Id"];
                store_name: string;
                /** Format: int64 */
                tax_minor: number;
                /** Format: int64 */
                total_minor: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_ParkedSale: {
            items: {
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Person"];
                cart: components["schemas"]["ParkedCart"];
                id: components["schemas"]["Id"];
                /** @description What it is known by; may be empty. */
                label: string;
                /** @description Where it was parked. */
                register_id: components["schemas"]["Id"];
                store_id: components["schemas"]["Id"];
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_SessionSummary: {
            items: {
                /** Format: date */
                business_date: string;
                /**
                 * Format: int64
                 * @description What the last close left in the drawer; null for its first session.
                 */
                carried_minor?: number | null;
                /** Format: date-time */
                closed_at?: string | null;
                closed_by?: components["schemas"]["Person"] | null;
                currency: components["schemas"]["Currency"];
                /** Format: int64 */
                float_minor: number;
                id: components["schemas"]["Id"];
                /** Format: date-time */
                opened_at: string;
                opened_by: components["schemas"]["Person"];
                /** @description Whether only who opened it sells out of it. */
                own_drawer: boolean;
                register_id: components["schemas"]["Id"];
                series: string;
                status: components["schemas"]["SessionStatus"];
                store_id: components["schemas"]["Id"];
                training: boolean;
                /**
                 * Format: int64
                 * @description Counted less expected, once it is closed.
                 */
                variance_minor?: number | null;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_TaxRuleView: {
            items: {
                /** @description The tax category of the products it is for: 1..=40 of a-z, 0-9, `_`, `-`. */
                category: string;
                exempt: boolean;
                /**
                 * Format: date
                 * @description First business date; null = always.
                 */
                from?: string | null;
                /** Format: uuid */
                id: string;
                /** @description 1..=8 rates, none when exempt. */
                rates: components["schemas"]["TaxRate"][];
                target: components["schemas"]["Target"];
                /**
                 * Format: date
                 * @description The business date from which it no longer holds; null = for ever.
                 */
                until?: string | null;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Total: {
            items: {
                /** Format: date */
                business_date: string;
                /**
                 * Format: int64
                 * @description Sales; of products, lines.
                 */
                count: number;
                currency: components["schemas"]["Currency"];
                /** Format: int64 */
                discount_minor: number;
                /** @description The id of what it is of; of an hour its two digits, of a tax its name and rate. */
                key: string;
                /** @description Its name: a register's is its series, an hour's the time at which it begins. */
                label: string;
                /** Format: int64 */
                net_minor: number;
                /**
                 * Format: int64
                 * @description Of products: thousandths of the unit.
                 */
                quantity_milli?: number | null;
                /**
                 * Format: int64
                 * @description Of a tax: millionths.
                 */
                rate_micro?: number | null;
                /** Format: int64 */
                tax_minor: number;
                /** Format: int64 */
                total_minor: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_ZSummary: {
            items: {
                /** Format: date-time */
                at: string;
                /** Format: date */
                business_date: string;
                /**
                 * Format: int64
                 * @description Sales that arrived after it.
                 */
                corrections: number;
                register_id: components["schemas"]["Id"];
                session_id: components["schemas"]["Id"];
                store_id: components["schemas"]["Id"];
                /** Format: int64 */
                total_minor: number;
                /** Format: int64 */
                variance_minor: number;
                /** Format: int64 */
                z_number: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description What the customer chose so far, as the till gave it. */
        ParkedCart: {
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description 1..=500 lines. */
            lines: components["schemas"]["CartLine"][];
            note?: string | null;
        };
        /** @description A sale that waits. */
        ParkedSale: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            cart: components["schemas"]["ParkedCart"];
            id: components["schemas"]["Id"];
            /** @description What it is known by; may be empty. */
            label: string;
            /** @description Where it was parked. */
            register_id: components["schemas"]["Id"];
            store_id: components["schemas"]["Id"];
        };
        /** @description Somebody of the staff, as named at the time. */
        Person: {
            id: components["schemas"]["Id"];
            name: string;
        };
        /** @description So many coins or notes of one value. */
        Pieces: {
            /**
             * Format: int64
             * @description 0..=10^6.
             */
            count: number;
            /**
             * Format: int64
             * @description Minor units of one coin or note, 1..=10^9.
             */
            value_minor: number;
        };
        /** @description A price that someone with the right to do so set for this line. */
        PriceOverride: {
            /**
             * Format: int64
             * @description Minor units, 0..=10^12.
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description For this many thousandths of the unit, 1..=10^9.
             */
            per_milli: number;
            /** @description Why, 3..=200 characters. */
            reason: string;
        };
        /** @description The shape of the rules snapshot in documents. */
        PricingSettings: {
            cash_rounding?: components["schemas"]["CashRounding"] | null;
            currency: components["schemas"]["Currency"];
            prices_include_tax: boolean;
            rounding: components["schemas"]["Rounding"];
            tax_rules: components["schemas"]["PricingTaxRule"][];
        };
        /** @description A tax rule in the snapshot. */
        PricingTaxRule: {
            category: string;
            exempt: boolean;
            /** Format: date */
            from?: string | null;
            rates: components["schemas"]["TaxRate"][];
            /** @description Whom a price or tax rule is for. */
            target: {
                /** @enum {string} */
                type: "tenant";
            } | {
                /** Format: uuid */
                store: string;
                /** @enum {string} */
                type: "store";
            } | {
                /** Format: uuid */
                register: string;
                /** @enum {string} */
                type: "register";
            };
            /** Format: date */
            until?: string | null;
        };
        /** @description What a cart costs. */
        QuoteView: {
            /** Format: int64 */
            cash_rounding_minor: number;
            /**
             * Format: int64
             * @description The total when all of it is paid in cash.
             */
            cash_total_minor: number;
            currency: components["schemas"]["Currency"];
            discount?: components["schemas"]["OrderDiscount"] | null;
            /** Format: int64 */
            discount_minor: number;
            lines: components["schemas"]["OrderLine"][];
            /** Format: int64 */
            net_minor: number;
            prices_include_tax: boolean;
            /** Format: int64 */
            rev: number;
            /** Format: int64 */
            subtotal_minor: number;
            /** Format: int64 */
            tax_minor: number;
            taxes: components["schemas"]["Tax"][];
            /** Format: int64 */
            total_minor: number;
        };
        /** @description A receipt that was sent. */
        ReceiptEmail: {
            id: components["schemas"]["Id"];
            order_id: components["schemas"]["Id"];
            /** Format: date-time */
            sent_at: string;
        };
        /**
         * @description The language of what a store prints: receipts and reports.
         * @enum {string}
         */
        ReceiptLanguage: "en" | "de" | "fr" | "es" | "it" | "nl";
        /** @description A receipt that the printer took. */
        ReceiptPrint: {
            id: components["schemas"]["Id"];
            order_id: components["schemas"]["Id"];
            /** Format: date-time */
            printed_at: string;
        };
        /** @description A till's place in a store, with a receipt series of its own. */
        Register: {
            active: boolean;
            /** @description Short, unique in the store. */
            code: string;
            id: components["schemas"]["Id"];
            name: string;
            /**
             * @description What stands before the receipt number: unique in the tenant, fixed for ever.
             * @example A1
             */
            series: string;
            store_id: components["schemas"]["Id"];
        };
        /** @description What the caller may take off here, and the reasons to choose from. */
        RegisterDiscounts: {
            /**
             * Format: int64
             * @description Millionths off a line, and off a cart: 0 is nothing.
             */
            limit_micro: number;
            reasons: string[];
        };
        /** @description How a receipt can go out here, beside the browser's own printing. */
        RegisterReceipts: {
            /** @description By e-mail. */
            email: boolean;
            /** @description On the register's printer. */
            printer: boolean;
        };
        /** @description Everything that a till needs to price and number its sales. */
        RegisterSetup: {
            cash: components["schemas"]["CashSettings"];
            /** @description What the caller may do in this store. */
            cashier_may: components["schemas"]["Capability"][];
            discounts: components["schemas"]["RegisterDiscounts"];
            /** Format: int64 */
            next_receipt_number: number;
            /**
             * Format: int64
             * @description The next number of the series that training sales have.
             */
            next_training_number: number;
            /** @description The rules snapshot of the pricing engine: see docs/pricing.md. */
            pricing: components["schemas"]["PricingSettings"];
            receipts: components["schemas"]["RegisterReceipts"];
            register: components["schemas"]["Register"];
            /**
             * Format: int64
             * @description The catalogue's revision that the server prices with.
             */
            rev: number;
            session_id?: components["schemas"]["Id"] | null;
            store: components["schemas"]["Store"];
        };
        /** @enum {string} */
        Rounding: "per_line" | "per_document";
        /** @description A store's safe. */
        Safe: {
            deposits: components["schemas"]["Page_Deposit"];
            /**
             * Format: int64
             * @description What the ledger has in it, in minor units: negative when floats came from elsewhere.
             */
            in_safe_minor: number;
        };
        /** @description A sale as it was made, whatever became of it since. */
        SaleReceipt: {
            order: components["schemas"]["Order"];
        };
        /**
         * @description Where a session stands.
         * @enum {string}
         */
        SessionStatus: "open" | "counting" | "closed";
        /** @description A session in a list. */
        SessionSummary: {
            /** Format: date */
            business_date: string;
            /**
             * Format: int64
             * @description What the last close left in the drawer; null for its first session.
             */
            carried_minor?: number | null;
            /** Format: date-time */
            closed_at?: string | null;
            closed_by?: components["schemas"]["Person"] | null;
            currency: components["schemas"]["Currency"];
            /** Format: int64 */
            float_minor: number;
            id: components["schemas"]["Id"];
            /** Format: date-time */
            opened_at: string;
            opened_by: components["schemas"]["Person"];
            /** @description Whether only who opened it sells out of it. */
            own_drawer: boolean;
            register_id: components["schemas"]["Id"];
            series: string;
            status: components["schemas"]["SessionStatus"];
            store_id: components["schemas"]["Id"];
            training: boolean;
            /**
             * Format: int64
             * @description Counted less expected, once it is closed.
             */
            variance_minor?: number | null;
        };
        /** @description A session with all that was done to its drawer. */
        SessionView: components["schemas"]["SessionSummary"] & {
            counts: components["schemas"]["CashCount"][];
            movements: components["schemas"]["CashMovement"][];
            /** Format: int64 */
            z_number?: number | null;
        };
        /**
         * @description Where an order stands. Refunds and returns are documents of their own and change nothing here.
         * @enum {string}
         */
        Status: "parked" | "pending" | "completed" | "voided" | "failed";
        /**
         * @description What happens when a sale asks for more than the shelf's record holds.
         * @enum {string}
         */
        StockPolicy: "sell_through" | "strict";
        /** @description A shop: where goods are sold, under one currency, one clock and one tax scope. */
        Store: {
            active: boolean;
            /** @description Short, unique in the tenant; it begins receipt labels. */
            code: string;
            currency: components["schemas"]["Currency"];
            /**
             * @description When the business day ends, local time: a sale before it belongs to the day before.
             * @example 04:00
             */
            day_cutoff: string;
            /** @description The goods that its tills show first, in this order, until a till has some of its own: at most 60. */
            favourites?: components["schemas"]["Id"][];
            id: components["schemas"]["Id"];
            /** @description The one place that its sales take stock from. */
            location_id: components["schemas"]["Id"];
            name: string;
            /** @description What the receipt says last: thanks, opening hours, terms; one line each. */
            receipt_footer?: string;
            /** @description What the receipt says first: legal name, address, tax id; one line each. */
            receipt_header: string;
            /** @description English, as all receipts were once, in a message that does not say it. */
            receipt_language?: components["schemas"]["ReceiptLanguage"];
            stock_policy: components["schemas"]["StockPolicy"];
            /**
             * @description IANA name.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        /** @description What a session took. */
        Takings: {
            cashiers: components["schemas"]["CashierFigures"][];
            /** Format: int64 */
            first_receipt_number?: number | null;
            /** Format: int64 */
            last_receipt_number?: number | null;
            sales: components["schemas"]["Figures"];
            /** @description Sales that were cancelled out of this drawer, apart from sales (rule 36). */
            voids: components["schemas"]["Figures"];
        };
        /** @description Whom a price or tax rule is for. */
        Target: {
            /** @enum {string} */
            type: "tenant";
        } | {
            /** Format: uuid */
            store: string;
            /** @enum {string} */
            type: "store";
        } | {
            /** Format: uuid */
            register: string;
            /** @enum {string} */
            type: "register";
        };
        /** @description One tax of a line or a document. */
        Tax: {
            name: string;
            /** Format: int64 */
            net_minor: number;
            /** Format: uuid */
            rate_id: string;
            /**
             * Format: int64
             * @description Millionths: 20 % is 200000.
             */
            rate_micro: number;
            /** Format: int64 */
            tax_minor: number;
        };
        /** @description One tax added up. */
        TaxFigures: {
            name: string;
            /** Format: int64 */
            net_minor: number;
            /**
             * Format: int64
             * @description Millionths: 20 % is 200000.
             */
            rate_micro: number;
            /** Format: int64 */
            tax_minor: number;
        };
        TaxRate: {
            /** @description Whether it is charged on the price with the rates before it. */
            compound?: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: int64
             * @description Millionths: 20 % is 200000.
             */
            rate_micro: number;
        };
        /** @description A tax rule. It is never edited: add one with a later date. */
        TaxRuleView: {
            /** @description The tax category of the products it is for: 1..=40 of a-z, 0-9, `_`, `-`. */
            category: string;
            exempt: boolean;
            /**
             * Format: date
             * @description First business date; null = always.
             */
            from?: string | null;
            /** Format: uuid */
            id: string;
            /** @description 1..=8 rates, none when exempt. */
            rates: components["schemas"]["TaxRate"][];
            target: components["schemas"]["Target"];
            /**
             * Format: date
             * @description The business date from which it no longer holds; null = for ever.
             */
            until?: string | null;
        };
        /** @description How the tenant's prices are meant and rounded. */
        TaxSettings: {
            cash_rounding?: components["schemas"]["CashRounding"] | null;
            prices_include_tax: boolean;
            rounding: components["schemas"]["Rounding"];
        };
        /** @description One kind of tender added up. */
        TenderFigures: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            count: number;
            kind: components["schemas"]["TenderKind"];
        };
        /**
         * @description How a tender can be paid. Others come.
         * @enum {string}
         */
        TenderKind: "cash" | "card" | "crypto" | "gift_card" | "store_credit";
        /** @description The completed sales of one business day and one store, register, cashier, hour, product or tax rate. Cancelled sales are in none. */
        Total: {
            /** Format: date */
            business_date: string;
            /**
             * Format: int64
             * @description Sales; of products, lines.
             */
            count: number;
            currency: components["schemas"]["Currency"];
            /** Format: int64 */
            discount_minor: number;
            /** @description The id of what it is of; of an hour its two digits, of a tax its name and rate. */
            key: string;
            /** @description Its name: a register's is its series, an hour's the time at which it begins. */
            label: string;
            /** Format: int64 */
            net_minor: number;
            /**
             * Format: int64
             * @description Of products: thousandths of the unit.
             */
            quantity_milli?: number | null;
            /**
             * Format: int64
             * @description Of a tax: millionths.
             */
            rate_micro?: number | null;
            /** Format: int64 */
            tax_minor: number;
            /** Format: int64 */
            total_minor: number;
        };
        /**
         * @description What one of a product is.
         * @enum {string}
         */
        Unit: "piece" | "kilogram" | "litre" | "metre";
        /** @description The price of a unit, or of another quantity. */
        UnitPrice: {
            /** Format: int64 */
            amount_minor: number;
            /** Format: int64 */
            per_milli: number;
        };
        /** @description Why a sale is cancelled. */
        VoidRequest: {
            /** @description 3..=200 characters. */
            reason: string;
        };
        /** @description The cash of an X report. */
        XCash: components["schemas"]["DrawerCash"] & {
            /** Format: int64 */
            expected_minor: number;
        };
        /** @description What a session took up to now. It has no number and changes nothing (rule 37). */
        XReport: {
            cash?: components["schemas"]["XCash"] | null;
            session: components["schemas"]["SessionSummary"];
            takings: components["schemas"]["Takings"];
        };
        /** @description The Z report of a session. Its text is stored as written here, and never changes. */
        ZReport: {
            /** Format: date */
            business_date: string;
            cash: components["schemas"]["DrawerCash"];
            /** Format: date-time */
            closed_at: string;
            /** @description Who approved the close, when it was somebody else than who counted. */
            closed_by: components["schemas"]["Person"];
            counted_by: components["schemas"]["Person"];
            /** Format: int64 */
            counted_minor: number;
            currency: components["schemas"]["Currency"];
            /** Format: int64 */
            expected_minor: number;
            grand_totals: components["schemas"]["GrandTotals"];
            /**
             * Format: int64
             * @description What stays in the drawer for the next session; the rest goes to the safe.
             */
            left_minor: number;
            /** Format: date-time */
            opened_at: string;
            opened_by: components["schemas"]["Person"];
            pieces: components["schemas"]["Pieces"][];
            register_id: components["schemas"]["Id"];
            series: string;
            session_id: components["schemas"]["Id"];
            store_id: components["schemas"]["Id"];
            takings: components["schemas"]["Takings"];
            time_zone: string;
            /**
             * Format: int64
             * @description Counted less expected.
             */
            variance_minor: number;
            /** Format: int64 */
            z_number: number;
        };
        /** @description One Z report in a list. */
        ZSummary: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            business_date: string;
            /**
             * Format: int64
             * @description Sales that arrived after it.
             */
            corrections: number;
            register_id: components["schemas"]["Id"];
            session_id: components["schemas"]["Id"];
            store_id: components["schemas"]["Id"];
            /** Format: int64 */
            total_minor: number;
            /** Format: int64 */
            variance_minor: number;
            /** Format: int64 */
            z_number: number;
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
    get_cash_settings: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["CashSettings"];
                };
            };
            /** @description invalid_query: it takes none */
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
    put_cash_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CashSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashSettings"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
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
            /** @description movement_refused */
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
    get_discount_settings: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["DiscountSettings"];
                };
            };
            /** @description invalid_query: it takes none */
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
    put_discount_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscountSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountSettings"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
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
            /** @description discount_settings_refused */
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
    list_orders: {
        parameters: {
            query?: {
                store_id?: string;
                register_id?: string;
                cashier_id?: string;
                status?: components["schemas"]["Status"];
                receipt_number?: number;
                /** @description Sales with a line of these goods; needs `from` and `to` of at most 31 days. */
                product_id?: string;
                /** @description The lowest total, in minor units. */
                total_from_minor?: number;
                /** @description The highest total, in minor units. */
                total_to_minor?: number;
                /** @description First business date. */
                from?: string;
                /** @description Last business date. */
                to?: string;
                /** @description `-created_at` (the newest first) where it is left out. By total only with `from` and `to` of at most 31 days. */
                sort?: "-created_at" | "created_at" | "-total" | "total";
                /** @description 1..=200. */
                limit?: number;
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
                    "application/json": components["schemas"]["Page_OrderSummary"];
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
    create_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description Sold; `Idempotent-Replayed: true` when it had been before */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleReceipt"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden to override a price, over_discount_limit with `limit_micro` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_found: no such register */
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
            /** @description quote_changed with `quote`, receipt_number_taken with `next_receipt_number`, out_of_stock with `shortages`, register_closed, session_needed, setup_incomplete */
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
            /** @description order_id_reused, unknown_session, line_id_reused, tender_not_supported, not_enough_paid, unknown_product, no_tax_rule, cart_refused, reason_refused */
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
            /** @description busy: send it again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    compute_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComputeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden to override a price, over_discount_limit with `limit_micro` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_found: no such register */
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
            /** @description register_closed, setup_incomplete */
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
            /** @description unknown_session, unknown_product, no_tax_rule, cart_refused, reason_refused */
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
    export_orders: {
        parameters: {
            query: {
                store_id?: string;
                register_id?: string;
                cashier_id?: string;
                status?: components["schemas"]["Status"];
                receipt_number?: number;
                /** @description Sales with a line of these goods; then at most 31 days. */
                product_id?: string;
                /** @description The lowest total, in minor units. */
                total_from_minor?: number;
                /** @description The highest total, in minor units. */
                total_to_minor?: number;
                /** @description First business date. */
                from: string;
                /** @description Last business date, at most 366 days in all. */
                to: string;
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
    get_order_totals: {
        parameters: {
            query: {
                by: "store" | "register" | "cashier" | "hour" | "product" | "tax";
                /** @description First business date. */
                from: string;
                /** @description Last business date, at most 366 days in all. */
                to: string;
                store_id?: string;
                register_id?: string;
                /** @description 1..=200: only so many of each day and currency, those with the highest totals. */
                top?: number;
                /** @description 1..=200. */
                limit?: number;
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
                    "application/json": components["schemas"]["Page_Total"];
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
    get_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
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
                    "application/json": components["schemas"]["Order"];
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
    email_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReceiptEmail"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptEmail"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description mail_not_configured, receipt_sent_often, request_in_progress */
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
            /** @description address_refused, id_reused */
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
            /** @description mail_not_sent, secrets_unavailable: try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    print_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReceiptPrint"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptPrint"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description printer_not_configured, receipt_sent_often, request_in_progress */
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
            /** @description id_reused */
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
            /** @description printer_not_reached: try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_receipt: {
        parameters: {
            query?: {
                /** @description `text` where it is left out. */
                format?: "text" | "pdf" | "escpos";
                /** @description Whether it is the one that the customer gets at the sale; anything else says that it is a copy. */
                original?: boolean;
            };
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description or application/pdf, or application/octet-stream for ESC/POS */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
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
    void_order: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_voidable, other_business_day, session_needed */
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
            /** @description reason_refused */
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
    list_parked_sales: {
        parameters: {
            query: {
                store_id: string;
                /** @description 1..=200. */
                limit?: number;
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
                    "application/json": components["schemas"]["Page_ParkedSale"];
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
            /** @description not_found: no such store */
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
    park_sale: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewParkedSale"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedSale"];
                };
            };
            /** @description invalid_body */
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
            /** @description not_found: no such register */
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
            /** @description too_many_parked */
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
            /** @description unknown_product, cart_refused, reason_refused, id_reused */
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
    recall_sale: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                parked_sale_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedSale"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description already_recalled */
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
    get_register_setup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                register_id: string;
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
                    "application/json": components["schemas"]["RegisterSetup"];
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
    get_z_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                register_id: string;
                z_number: number;
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
                    "application/json": components["schemas"]["ZReport"];
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
    list_corrections: {
        parameters: {
            query?: {
                /** @description 1..=200. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                register_id: string;
                z_number: number;
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
                    "application/json": components["schemas"]["Page_Correction"];
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
    print_z_report: {
        parameters: {
            query?: {
                /** @description Whether it is printed at the close; anything else says that it is a copy. */
                original?: boolean;
            };
            header?: never;
            path: {
                register_id: string;
                z_number: number;
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
                    "text/plain": string;
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
    list_sessions: {
        parameters: {
            query?: {
                store_id?: string;
                register_id?: string;
                status?: components["schemas"]["SessionStatus"];
                /** @description First business date. */
                from?: string;
                /** @description Last business date. */
                to?: string;
                /**
                 * @description `-opened_at` (the newest first) where it is left out. By variance only with `from` and `to` of at most 31 days: `-variance` begins
                 *     with the most over, `variance` with the most short.
                 */
                sort?: "-opened_at" | "opened_at" | "-variance" | "variance";
                /** @description 1..=200. */
                limit?: number;
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
                    "application/json": components["schemas"]["Page_SessionSummary"];
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
    open_session: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_found: no such register */
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
            /** @description drawer_open with `session_id`, register_closed, setup_incomplete */
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
            /** @description count_refused, id_reused */
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
    export_sessions: {
        parameters: {
            query: {
                store_id?: string;
                register_id?: string;
                status?: components["schemas"]["SessionStatus"];
                /** @description First business date. */
                from: string;
                /** @description Last business date, at most 366 days in all. */
                to: string;
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
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["SessionView"];
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
    close_session: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden: somebody else's drawer */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_counted, session_not_open, approval_needed with `variance_minor` */
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
            /** @description count_refused */
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
    count_drawer: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCount"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashCount"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden: somebody else's drawer */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description session_not_open, counted_twice */
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
            /** @description count_refused */
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
    move_cash: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMovement"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashMovement"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden: somebody else's drawer */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description session_not_open */
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
            /** @description movement_refused, reason_refused, id_reused */
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
    open_drawer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDrawerOpening"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawerOpening"];
                };
            };
            /** @description invalid_body */
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
            /** @description forbidden: somebody else's drawer */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not_found: no such session, or no such no_sale in it */
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
            /** @description printer_not_configured, session_not_open, request_in_progress */
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
            /** @description id_reused */
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
            /** @description printer_not_reached: try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_x_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["XReport"];
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
    make_deposit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeposit"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deposit"];
                };
            };
            /** @description invalid_body */
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
            /** @description movement_refused, reason_refused, id_reused */
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
    get_safe: {
        parameters: {
            query?: {
                /** @description `-at` (the newest first) where it is left out. */
                sort?: "-at" | "at";
                /** @description 1..=200. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                store_id: string;
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
                    "application/json": components["schemas"]["Safe"];
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
    list_tax_rules: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["Page_TaxRuleView"];
                };
            };
            /** @description invalid_query: it takes none */
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
    create_tax_rule: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxRuleView"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRuleView"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description tax_rule_exists */
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
            /** @description tax_rule_refused, too_many_tax_rules */
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
    get_tax_settings: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["TaxSettings"];
                };
            };
            /** @description invalid_query: it takes none */
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
    put_tax_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxSettings"];
                };
            };
            /** @description invalid_body */
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
            /** @description body_timeout */
            408: {
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
            /** @description tax_rule_refused */
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
    list_z_reports: {
        parameters: {
            query?: {
                store_id?: string;
                register_id?: string;
                /** @description First business date. */
                from?: string;
                /** @description Last business date. */
                to?: string;
                /** @description `-at` (the last closed first) where it is left out. `-variance` begins with the most over, `variance` with the most short. */
                sort?: "-at" | "at" | "-variance" | "variance";
                /** @description 1..=200. */
                limit?: number;
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
                    "application/json": components["schemas"]["Page_ZSummary"];
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
    export_z_reports: {
        parameters: {
            query: {
                store_id?: string;
                register_id?: string;
                /** @description First business date. */
                from: string;
                /** @description Last business date, at most 366 days in all. */
                to: string;
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
}
