-- A drawer that is opened without a sale hangs on the same printer as receipts: what opens it goes out once, by the id of its movement.
ALTER TABLE receipt_sending DROP CONSTRAINT receipt_sending_way_check;
ALTER TABLE receipt_sending ADD CONSTRAINT receipt_sending_way_check CHECK (way IN ('email', 'print', 'drawer'));
ALTER TABLE receipt_sending ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE receipt_sending ADD CONSTRAINT receipt_sending_is_of_an_order CHECK ((way = 'drawer') = (order_id IS NULL));
