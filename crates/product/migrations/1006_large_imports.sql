-- A product's words are written in the transaction that writes the product, and products are never deleted: the reference could not fail,
-- and checking it for each word was half of what writing the words of an import cost.
ALTER TABLE product_term DROP CONSTRAINT product_term_tenant_id_product_id_fkey;

-- Whoever sends a file makes the import's id: the newest is the one that came last, not the one of the highest id.
DROP INDEX import_newest;
CREATE INDEX import_newest ON import (tenant_id, created_at DESC, id DESC);
