// Generated from openapi/product.json by `npm run generate`. Do not edit.
export interface paths {
    "/catalog/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products that changed since the cursor: as they are now, or as deleted when they are off sale. */
        get: operations["list_catalog_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The categories, by position and name. */
        get: operations["list_categories"];
        put?: never;
        /** Makes a category. */
        post: operations["create_category"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories/{category_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a category. Of two changes at once the later one stays. */
        patch: operations["update_category"];
        trace?: never;
    };
    "/families": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The families by name, from either end. */
        get: operations["list_families"];
        put?: never;
        /** Makes a family and its products, on sale at once: all of them, or none. */
        post: operations["create_family"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/families/{family_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a family with its products. */
        get: operations["get_family"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a family, its options, or changes their values. Of two changes at once the later one stays. */
        patch: operations["update_family"];
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The imports of the last month, newest first where no other order is asked for. */
        get: operations["list_imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an import stands. */
        get: operations["get_import"];
        /**
         * Reads a CSV file and says what it would do; nothing of the catalogue changes before `apply`. At most 200,000 rows and 64 MiB. The first
         *     line names the columns, in any order: `sku` and any of `name`, `barcodes` (parted by spaces), `category`, `tax_category`, `unit`,
         *     `price`, `price_per`, `image`, `active`. A product is known by its SKU; columns that are not there stay as they are. The id is the
         *     client's: the same file sent again under it changes nothing.
         */
        put: operations["put_import"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{import_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Applies a checked import, in the background: `GET` says how far it is. Asked again it changes nothing. */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{import_id}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong with the rows that were refused, in the order of the file. Of a file with more than 5,000 faults the first are kept. */
        get: operations["list_import_faults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/products/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The labels of those products that the tenant has. Asked for by services, for documents and lists that name products. */
        post: operations["list_product_labels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pictures/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of the shop's goods. What is under a hash never changes: whoever has it need not ask again. */
        get: operations["get_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products by name or in another order, or what a search finds. */
        get: operations["list_products"];
        put?: never;
        /** Makes a product, on sale at once. */
        post: operations["create_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/bulk-edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes many products in the same way: all of them, or none when one cannot be. */
        post: operations["bulk_edit_products"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every product, on sale or not, in the order of names, with the columns that an import reads. */
        get: operations["export_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a product, on sale or not. */
        get: operations["get_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a product that nobody else has changed since it was read. */
        patch: operations["update_product"];
        trace?: never;
    };
    "/products/{product_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a product on sale again. One that is on sale stays so. */
        post: operations["activate_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a product off sale. One that is off sale stays so. */
        post: operations["deactivate_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product's changes, the newest first. */
        get: operations["list_product_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Gives a product this picture: a JPEG, PNG or WebP file of at most 5 MiB and 16 million pixels. It is kept at no more than 800 pixels a side,
         *     upright, and without what the camera wrote into it. The product's `image` is then `pictures/` and the SHA-256 of the file. The same file
         *     again changes nothing.
         */
        put: operations["put_picture"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product's prices, the newest first. */
        get: operations["list_product_prices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/scheduled-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product's prices that wait for their moment. */
        get: operations["list_scheduled_prices"];
        put?: never;
        /** Schedules a price. When its moment has come it becomes the product's price, as if it were set then. */
        post: operations["schedule_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/scheduled-prices/{scheduled_price_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a price that waits for its moment. One that was cancelled stays so. */
        post: operations["cancel_scheduled_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{product_id}/store-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets or ends a store's own price, from now on. Later changes of the product's price leave it as it is. */
        post: operations["set_store_price"];
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
        /** @description A change of many products: what is left out stays as it is. */
        BulkEdit: {
            active?: boolean | null;
            category_id?: components["schemas"]["Id"] | null;
            /** @description Only says what would become of them. */
            dry_run: boolean;
            price?: components["schemas"]["ChangePrices"] | null;
            /** @description 1 to 1,000, each once. */
            product_ids: components["schemas"]["Id"][];
            tax_category?: string | null;
        };
        /** @description What became of the products, or would. */
        BulkEditDone: {
            /** Format: int32 */
            changed: number;
            dry_run: boolean;
            /** @description Those that change, in the order in which they were named. */
            items: components["schemas"]["BulkEdited"][];
            /** Format: int32 */
            unchanged: number;
        };
        /** @description One of the products. */
        BulkEdited: {
            after: components["schemas"]["BulkFields"];
            before: components["schemas"]["BulkFields"];
            name: string;
            product_id: components["schemas"]["Id"];
            sku: string;
        };
        /** @description What of a product is changed together with others. */
        BulkFields: {
            active: boolean;
            category_id?: components["schemas"]["Id"] | null;
            price: components["schemas"]["Price"];
            tax_category: string;
        };
        /** @description A page of changes since a cursor. */
        CatalogChanges: {
            /** @description Products that are no longer sold. */
            deleted: components["schemas"]["Id"][];
            /** @description When it differs from the last one, forget everything and start without a cursor. */
            epoch: string;
            has_more: boolean;
            items: components["schemas"]["CatalogItem"][];
            /** @description Send it next time, whether or not there is more now. */
            next_cursor: string;
            /**
             * Format: int64
             * @description The revision that this page brings the reader to.
             */
            rev: number;
            /**
             * Format: int64
             * @description How many products are on sale in all.
             */
            total: number;
        };
        /** @description A product as tills and the price book need it. */
        CatalogItem: {
            barcodes: string[];
            category_id?: components["schemas"]["Id"] | null;
            id: components["schemas"]["Id"];
            image?: string | null;
            name: string;
            prices: components["schemas"]["PriceEntry"][];
            /**
             * Format: int64
             * @description The tenant's revision at which this product last changed.
             */
            rev: number;
            sku: string;
            tax_category: string;
            unit: components["schemas"]["Unit"];
            variant?: components["schemas"]["Variant"] | null;
        };
        /** @description A group of products. */
        Category: {
            /** @description `#rrggbb`, lower case. */
            color?: string | null;
            id: components["schemas"]["Id"];
            name: string;
            /**
             * Format: int32
             * @description Its place in the list, 0 to 10,000.
             */
            position: number;
        };
        /** @description Changes to a category: what is left out stays as it is. */
        ChangeCategory: {
            /** @description Null removes the colour. */
            color?: string | null;
            name?: string | null;
            /** Format: int32 */
            position?: number | null;
        };
        /** @description Changes to a family: what is left out stays as it is. */
        ChangeFamily: {
            /** @description Products that are called by the family's name and their values are renamed with it. */
            name?: string | null;
            /** @description As many as the family has, in their order. Values that no product has may be left out; others may be added and moved. */
            options?: components["schemas"]["FamilyOption"][] | null;
        };
        /** @description What becomes of prices: one of the two. */
        ChangePrices: {
            /**
             * Format: int64
             * @description By so many minor units, up or down, at most 10^12.
             */
            add_minor?: number | null;
            /**
             * Format: int64
             * @description To the nearest multiple of so many minor units, 1 to 100,000; only beside a share.
             */
            round_to_minor?: number | null;
            /**
             * Format: int64
             * @description By so many millionths of the price, -1,000,000 to 10,000,000: 50,000 makes it 5 % higher.
             */
            share_micro?: number | null;
        };
        /** @description Changes to a product: what is left out stays as it is. */
        ChangeProduct: {
            /** @description All barcodes that it shall have. */
            barcodes?: string[] | null;
            category_id?: components["schemas"]["Id"] | null;
            /** @description Null removes the image. */
            image?: string | null;
            name?: string | null;
            price?: components["schemas"]["Price"] | null;
            /**
             * Format: int64
             * @description The revision of the product that was read: the change is refused when it is no longer the newest.
             */
            rev: number;
            sku?: string | null;
            tax_category?: string | null;
            unit?: components["schemas"]["Unit"] | null;
            variant?: components["schemas"]["VariantOf"] | null;
        };
        /** @description A family with its products. */
        Family: {
            id: components["schemas"]["Id"];
            name: string;
            options: components["schemas"]["FamilyOption"][];
            /** @description On sale or not, by the places of their values; at most 200. */
            variants: components["schemas"]["Product"][];
        };
        /** @description A thing in which the products of a family differ, and what it can be. */
        FamilyOption: {
            /**
             * @description 1 to 40 characters without `;` and `=`, once in the family.
             * @example Size
             */
            name: string;
            /**
             * @description 1 to 50, each 1 to 40 characters without `;` and `=`, in the order in which they are shown.
             * @example [
             *       "S",
             *       "M",
             *       "L"
             *     ]
             */
            values: string[];
        };
        /** @description A family without its products. */
        FamilySummary: {
            id: components["schemas"]["Id"];
            name: string;
            options: components["schemas"]["FamilyOption"][];
            /**
             * Format: int64
             * @description How many products it has, on sale or not.
             */
            variants: number;
        };
        /** @description One change of a product. */
        HistoryEntry: {
            /**
             * @description `created`, `updated`, `price_changed`, `deactivated` or `activated`.
             * @example price_changed
             */
            action: string;
            /** @description The product as it became. */
            after: Record<string, never>;
            /** Format: date-time */
            at: string;
            /** @description The product as it was: its fields without id, rev and times. Null for its creation. */
            before?: Record<string, never> | null;
            /**
             * Format: int64
             * @description The shop's revision of the change.
             */
            rev: number;
            /** @description Who changed it. */
            user_id: components["schemas"]["Id"];
        };
        /** Format: uuid */
        Id: string;
        /** @description An import: what its rows would do while it is `checked`, what they did from `applying` on. */
        Import: {
            /** Format: date-time */
            changed_at: string;
            /** Format: int32 */
            created: number;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description Headers that mean nothing here. */
            ignored_columns: string[];
            /**
             * Format: int32
             * @description Rows with faults: they change nothing.
             */
            refused: number;
            /**
             * Format: int32
             * @description Rows below the header.
             */
            rows: number;
            /**
             * Format: int32
             * @description How many of the rows that are not refused have been applied.
             */
            rows_applied: number;
            state: components["schemas"]["ImportState"];
            /** Format: int32 */
            unchanged: number;
            /** Format: int32 */
            updated: number;
            user_id: components["schemas"]["Id"];
            user_name: string;
        };
        /** @description What is wrong with a cell of the file. */
        ImportFault: {
            code: string;
            /** @description Empty where the whole row is wrong. */
            column: string;
            detail: string;
            /**
             * Format: int32
             * @description The line of the file, counted from 1.
             */
            line: number;
        };
        /**
         * @description How far an import is.
         * @enum {string}
         */
        ImportState: "reading" | "checked" | "applying" | "applied";
        /** @description Asks for the labels of products. */
        LabelsOf: {
            /** @description At most 1,000. */
            ids: components["schemas"]["Id"][];
        };
        /** @description A category to be made. */
        NewCategory: {
            /**
             * @description For its tile on the till.
             * @example #00aa7f
             */
            color?: string | null;
            /**
             * @description 1 to 200 characters, unique in the shop.
             * @example Fruit
             */
            name: string;
            /**
             * Format: int32
             * @description Its place in the list, 0 to 10,000; behind the last one where it is left out.
             */
            position?: number | null;
        };
        /** @description A family to be made, with its products. */
        NewFamily: {
            category_id?: components["schemas"]["Id"] | null;
            /**
             * @description 1 to 200 characters, unique among the families of the shop.
             * @example T-shirt
             */
            name: string;
            options: components["schemas"]["FamilyOption"][];
            /** @description Of those that have no other. */
            price: components["schemas"]["Price"];
            /**
             * @description What tax rules go by: 1 to 40 of a-z, 0-9, `_` and `-`.
             * @example standard
             */
            tax_category: string;
            unit?: components["schemas"]["Unit"];
            /** @description At most 200, no two with the same values. Products can join later, too. */
            variants?: components["schemas"]["NewVariant"][];
        };
        /** @description A product to be made. */
        NewProduct: {
            /** @description At most 20, each 1 to 48 visible ASCII characters, unique in the shop; a UPC-A and its EAN-13 are the same code. */
            barcodes?: string[];
            category_id?: components["schemas"]["Id"] | null;
            /** @description Where the image is: 1 to 500 characters. */
            image?: string | null;
            /**
             * @description 1 to 200 characters.
             * @example Apple Braeburn
             */
            name: string;
            price: components["schemas"]["Price"];
            /**
             * @description The shop's own number: 1 to 64 visible characters, unique in the shop.
             * @example FRT-001
             */
            sku: string;
            /**
             * @description What tax rules go by: 1 to 40 of a-z, 0-9, `_` and `-`.
             * @example standard
             */
            tax_category: string;
            unit?: components["schemas"]["Unit"];
            variant?: components["schemas"]["VariantOf"] | null;
        };
        /** @description A product that is to be made as one of a family. */
        NewVariant: {
            /** @description As those of a product. */
            barcodes?: string[];
            /** @description The family's name and the values where it is left out. */
            name?: string | null;
            price?: components["schemas"]["Price"] | null;
            /**
             * @description The shop's own number: 1 to 64 visible characters, unique in the shop.
             * @example TS-M
             */
            sku: string;
            /**
             * @description One for each option, in their order.
             * @example [
             *       "M"
             *     ]
             */
            values: string[];
        };
        /** @description The body of a request that says all it has to say by its address: `{}`. */
        Nothing: Record<string, never>;
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Category: {
            items: {
                /** @description `#rrggbb`, lower case. */
                color?: string | null;
                id: components["schemas"]["Id"];
                name: string;
                /**
                 * Format: int32
                 * @description Its place in the list, 0 to 10,000.
                 */
                position: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_FamilySummary: {
            items: {
                id: components["schemas"]["Id"];
                name: string;
                options: components["schemas"]["FamilyOption"][];
                /**
                 * Format: int64
                 * @description How many products it has, on sale or not.
                 */
                variants: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_HistoryEntry: {
            items: {
                /**
                 * @description `created`, `updated`, `price_changed`, `deactivated` or `activated`.
                 * @example price_changed
                 */
                action: string;
                /** @description The product as it became. */
                after: Record<string, never>;
                /** Format: date-time */
                at: string;
                /** @description The product as it was: its fields without id, rev and times. Null for its creation. */
                before?: Record<string, never> | null;
                /**
                 * Format: int64
                 * @description The shop's revision of the change.
                 */
                rev: number;
                /** @description Who changed it. */
                user_id: components["schemas"]["Id"];
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Import: {
            items: {
                /** Format: date-time */
                changed_at: string;
                /** Format: int32 */
                created: number;
                /** Format: date-time */
                created_at: string;
                /** Format: uuid */
                id: string;
                /** @description Headers that mean nothing here. */
                ignored_columns: string[];
                /**
                 * Format: int32
                 * @description Rows with faults: they change nothing.
                 */
                refused: number;
                /**
                 * Format: int32
                 * @description Rows below the header.
                 */
                rows: number;
                /**
                 * Format: int32
                 * @description How many of the rows that are not refused have been applied.
                 */
                rows_applied: number;
                state: components["schemas"]["ImportState"];
                /** Format: int32 */
                unchanged: number;
                /** Format: int32 */
                updated: number;
                user_id: components["schemas"]["Id"];
                user_name: string;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_ImportFault: {
            items: {
                code: string;
                /** @description Empty where the whole row is wrong. */
                column: string;
                detail: string;
                /**
                 * Format: int32
                 * @description The line of the file, counted from 1.
                 */
                line: number;
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_PastPriceEntry: {
            items: {
                /**
                 * Format: int64
                 * @description Minor units. Null where a store's own price ends.
                 */
                amount_minor?: number | null;
                /**
                 * Format: date-time
                 * @description From this instant on, until a later one holds.
                 */
                from: string;
                /**
                 * Format: int64
                 * @description For this quantity in thousandths.
                 */
                per_milli: number;
                /**
                 * Format: int64
                 * @description The shop's revision that brought it.
                 */
                rev: number;
                store_id?: components["schemas"]["Id"] | null;
                /** @description Who set it. */
                user_id: components["schemas"]["Id"];
            }[];
            next_cursor?: string | null;
        };
        /** @description One page of a list; `next_cursor` is absent on the last. */
        Page_Product: {
            items: {
                /** @description Whether it is on sale. */
                active: boolean;
                barcodes: string[];
                category_id?: components["schemas"]["Id"] | null;
                /** Format: date-time */
                created_at: string;
                id: components["schemas"]["Id"];
                image?: string | null;
                name: string;
                /** @description What holds now in every store that has no price of its own. */
                price: components["schemas"]["Price"];
                /**
                 * Format: int64
                 * @description The shop's revision of the last change: send it with the next one.
                 */
                rev: number;
                /** @description The shop's own number. */
                sku: string;
                /** @description What holds now in stores that have their own. */
                store_prices: components["schemas"]["StorePrice"][];
                /** @description What tax rules go by. */
                tax_category: string;
                unit: components["schemas"]["Unit"];
                /** Format: date-time */
                updated_at: string;
                variant?: components["schemas"]["Variant"] | null;
            }[];
            next_cursor?: string | null;
        };
        /** @description One price of a product. */
        PastPriceEntry: {
            /**
             * Format: int64
             * @description Minor units. Null where a store's own price ends.
             */
            amount_minor?: number | null;
            /**
             * Format: date-time
             * @description From this instant on, until a later one holds.
             */
            from: string;
            /**
             * Format: int64
             * @description For this quantity in thousandths.
             */
            per_milli: number;
            /**
             * Format: int64
             * @description The shop's revision that brought it.
             */
            rev: number;
            store_id?: components["schemas"]["Id"] | null;
            /** @description Who set it. */
            user_id: components["schemas"]["Id"];
        };
        /** @description A price: so many minor units of the store's currency for so many thousandths of the product's unit. */
        Price: {
            /**
             * Format: int64
             * @description Minor units, 0 to 10^12.
             * @example 249
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description For this quantity in thousandths, 1 to 10^9; 1000 (one piece, kilogram, litre or metre) where it is left out.
             * @default 1000
             * @example 1000
             */
            per_milli: number;
        };
        /** @description The shape of a price in documents: see docs/pricing.md. */
        PriceEntry: {
            /** Format: int64 */
            amount_minor: number;
            /**
             * Format: int64
             * @description Unix milliseconds; null = always.
             */
            from?: number | null;
            /** Format: int64 */
            per_milli: number;
            target: components["schemas"]["Target"];
            /** Format: int64 */
            until?: number | null;
        };
        /** @description A product. */
        Product: {
            /** @description Whether it is on sale. */
            active: boolean;
            barcodes: string[];
            category_id?: components["schemas"]["Id"] | null;
            /** Format: date-time */
            created_at: string;
            id: components["schemas"]["Id"];
            image?: string | null;
            name: string;
            /** @description What holds now in every store that has no price of its own. */
            price: components["schemas"]["Price"];
            /**
             * Format: int64
             * @description The shop's revision of the last change: send it with the next one.
             */
            rev: number;
            /** @description The shop's own number. */
            sku: string;
            /** @description What holds now in stores that have their own. */
            store_prices: components["schemas"]["StorePrice"][];
            /** @description What tax rules go by. */
            tax_category: string;
            unit: components["schemas"]["Unit"];
            /** Format: date-time */
            updated_at: string;
            variant?: components["schemas"]["Variant"] | null;
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
        /** @description The labels of those that the tenant has, on sale or not; the others are left out. */
        ProductLabels: {
            items: components["schemas"]["ProductLabel"][];
        };
        /** @description A price and the moment from which it is to hold. */
        SchedulePrice: {
            /**
             * Format: date-time
             * @description To come, and at most two years away.
             */
            from: string;
            price: components["schemas"]["Price"];
            store_id?: components["schemas"]["Id"] | null;
        };
        /** @description A scheduled price. */
        ScheduledPrice: {
            /** Format: date-time */
            from: string;
            /** Format: uuid */
            id: string;
            price: components["schemas"]["Price"];
            product_id: components["schemas"]["Id"];
            state: components["schemas"]["ScheduledPriceState"];
            store_id?: components["schemas"]["Id"] | null;
            /** @description Who scheduled it. */
            user_id: components["schemas"]["Id"];
            user_name: string;
        };
        /**
         * @description Whether a scheduled price still waits.
         * @enum {string}
         */
        ScheduledPriceState: "waiting" | "applied" | "overtaken" | "cancelled";
        /** @description Prices that wait for their moment. */
        ScheduledPrices: {
            /** @description At most 50, by their moments. */
            items: components["schemas"]["ScheduledPrice"][];
        };
        /** @description A store's own price. */
        SetStorePrice: {
            price: components["schemas"]["Price"] | null;
            store_id: components["schemas"]["Id"];
        };
        /** @description A store's own price. */
        StorePrice: {
            price: components["schemas"]["Price"];
            store_id: components["schemas"]["Id"];
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
        /**
         * @description What one of a product is.
         * @enum {string}
         */
        Unit: "piece" | "kilogram" | "litre" | "metre";
        /** @description What a product is among those of its family, which differ in size, colour and the like only. */
        Variant: {
            /** @description The family's name. */
            family: string;
            family_id: components["schemas"]["Id"];
            /** @description All products of a family have the same options in the same order: 1 to 3. */
            options: components["schemas"]["VariantOption"][];
        };
        /** @description The family that a product is to be of, and its values there. */
        VariantOf: {
            family_id: components["schemas"]["Id"];
            /**
             * @description One for each of the family's options, in their order.
             * @example [
             *       "M"
             *     ]
             */
            values: string[];
        };
        /** @description One of the things in which products of a family differ. */
        VariantOption: {
            /** @example Size */
            name: string;
            /**
             * Format: int32
             * @description The value's place among those of the option, from 0.
             */
            position: number;
            /** @example M */
            value: string;
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
    list_catalog_changes: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the last answer, whenever that was; from the beginning where it is left out. */
                cursor?: string;
                /** @description 1 to 5,000; 1,000 where it is left out. A page of very large products may hold fewer. */
                limit?: number;
                /** @description The store of the till that asks: of the stores' own prices only its own are told. All of them where it is left out. */
                store_id?: components["schemas"]["Id"];
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
                    "application/json": components["schemas"]["CatalogChanges"];
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
            /** @description forbidden, tenant_mismatch */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor_expired`: read from the beginning */
            410: {
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
    list_categories: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 where it is left out. */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Category"];
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
    create_category: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCategory"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
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
            /** @description `category_taken`, `request_in_progress` */
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
    update_category: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCategory"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            /** @description `invalid_body`, `invalid_path` */
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
            /** @description `category_taken` */
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
    list_families: {
        parameters: {
            query?: {
                /** @description What the name contains; case and accents do not matter. At most 200 characters. */
                query?: string;
                /** @description `name` where it is left out; a minus begins with the last. */
                sort?: "name" | "-name";
                /** @description 1 to 200; 50 where it is left out. */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FamilySummary"];
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
    create_family: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFamily"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Family"];
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
            /** @description `family_taken`; `sku_taken` and `barcode_taken` with the place of each variant that clashes; `request_in_progress` */
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
            /** @description `unknown_category`, `idempotency_key_reused` */
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
    get_family: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                family_id: string;
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
                    "application/json": components["schemas"]["Family"];
                };
            };
            /** @description `invalid_path` */
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
    update_family: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                family_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeFamily"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Family"];
                };
            };
            /** @description `invalid_body`, `invalid_path` */
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
            /** @description `family_taken`; `option_value_in_use` with the `sku` of a product that has it */
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
    list_imports: {
        parameters: {
            query?: {
                /** @description `-created_at` (the newest first) where it is left out. */
                sort?: "-created_at" | "created_at";
                /** @description 1 to 200; 50 where it is left out. */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Import"];
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
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["Import"];
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
    put_import: {
        parameters: {
            query: {
                /** @description The decimal places of the shop's money: 2 for cents. */
                decimals: number;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
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
            /** @description `import_restarted` */
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
            /** @description `import_unreadable`, `import_id_reused` */
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
    start_import: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["Import"];
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
            /** @description `import_not_read`, `request_in_progress` */
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
    list_import_faults: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 where it is left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["Page_ImportFault"];
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
            /** @description forbidden, tenant_mismatch */
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
    list_product_labels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelsOf"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductLabels"];
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
    get_picture: {
        parameters: {
            query?: {
                /** @description `large` where it is left out. */
                size?: "large" | "small";
            };
            header?: never;
            path: {
                /** @description 64 hexadecimal digits */
                hash: string;
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
                    "image/*": number[];
                };
            };
            /** @description `invalid_path`, `invalid_query` */
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
    list_products: {
        parameters: {
            query?: {
                /**
                 * @description What somebody typed: a barcode, a SKU, or words of which each begins a word of the name or SKU; case and
                 *     accents do not matter. At most 200 characters and 16 words. Exact codes come first, then products on sale by
                 *     the word that was found, then those off sale; where these are few, then products with words one slip away.
                 */
                query?: string;
                /** @description The whole SKU; case, accents and punctuation do not matter. */
                sku?: string;
                /** @description The whole barcode; a UPC-A finds its EAN-13 and the other way round. */
                barcode?: string;
                /** @description Products of this category only. */
                category_id?: string;
                /** @description Products of this family only. */
                family_id?: string;
                /** @description On sale or not; both where it is left out. */
                active?: boolean;
                /**
                 * @description `name` where it is left out; a minus begins with the last. Not with `query`, `sku`, `barcode` or `family_id`: what is found so has
                 *     an order of its own.
                 */
                sort?: "name" | "-name" | "sku" | "-sku" | "updated_at" | "-updated_at";
                /** @description 1 to 200; 50 where it is left out. */
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Product"];
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
    create_product: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
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
            /** @description `sku_taken`; `barcode_taken` with `barcode` and the `product_id` that has it; `variant_taken`, `too_many_variants`, `request_in_progress` */
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
            /** @description `unknown_category`, `unknown_family`, `unknown_option_value`, `idempotency_key_reused` */
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
    bulk_edit_products: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkEditDone"];
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
            /** @description `bulk_edit_refused` with the place of each product that cannot be changed; `unknown_category`, `idempotency_key_reused` */
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
    export_products: {
        parameters: {
            query: {
                /** @description The decimal places of the shop's money: 2 for cents. */
                decimals: number;
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
    get_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_path` */
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
    update_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProduct"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_body`, `invalid_path` */
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
            /** @description `product_changed` with the newest `rev`; `sku_taken`; `barcode_taken` with `barcode` and `product_id`; `variant_taken`, `too_many_variants` */
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
            /** @description `unknown_category`, `unknown_family`, `unknown_option_value` */
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
    activate_product: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_path`, `idempotency_key_missing` */
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
    deactivate_product: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_path`, `idempotency_key_missing` */
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
    list_product_history: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 where it is left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Page_HistoryEntry"];
                };
            };
            /** @description `invalid_path`, `invalid_query`, `invalid_cursor` */
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
    put_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/*": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_path` */
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
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unsupported_media_type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `picture_unreadable` */
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
    list_product_prices: {
        parameters: {
            query?: {
                /** @description 1 to 200; 50 where it is left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["Page_PastPriceEntry"];
                };
            };
            /** @description `invalid_path`, `invalid_query`, `invalid_cursor` */
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
    list_scheduled_prices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
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
                    "application/json": components["schemas"]["ScheduledPrices"];
                };
            };
            /** @description `invalid_path` */
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
    schedule_price: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchedulePrice"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledPrice"];
                };
            };
            /** @description `invalid_body`, `invalid_path`, `idempotency_key_missing` */
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
            /** @description `price_moment_taken`, `request_in_progress` */
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
            /** @description `too_many_scheduled_prices`, `unknown_store`, `idempotency_key_reused` */
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
    cancel_scheduled_price: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path: {
                product_id: string;
                scheduled_price_id: string;
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
                    "application/json": components["schemas"]["ScheduledPrice"];
                };
            };
            /** @description `invalid_path`, `idempotency_key_missing` */
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
            /** @description `price_past_cancelling`, `request_in_progress` */
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
    set_store_price: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 200 visible ASCII characters */
                "Idempotency-Key": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetStorePrice"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description `invalid_body`, `invalid_path`, `idempotency_key_missing` */
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
            /** @description `unknown_store`, `idempotency_key_reused` */
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
}
