-- The language of what a store prints. All receipts were in English before.
ALTER TABLE store ADD COLUMN receipt_language text NOT NULL DEFAULT 'en' CHECK (receipt_language ~ '^[a-z]{2}$');
GRANT UPDATE (receipt_language) ON store TO auth_app;
