-- Receipts go out by more than one way: those that went to a receipt printer stand beside those that went by e-mail.
ALTER TABLE receipt_email RENAME TO receipt_sending;
ALTER TABLE receipt_sending RENAME CONSTRAINT receipt_email_pkey TO receipt_sending_pkey;
ALTER TABLE receipt_sending ADD COLUMN way text NOT NULL DEFAULT 'email' CHECK (way IN ('email', 'print'));
ALTER TABLE receipt_sending ALTER COLUMN way DROP DEFAULT;
DROP INDEX receipt_email_of_order;
CREATE INDEX receipt_sending_of_order ON receipt_sending (tenant_id, order_id, way);
