-- A product's words are written in the transaction that writes the product, and products are never deleted: the reference could not fail,
-- and checking it for each word was half of what writing the words of an import cost.
ALTER TABLE product_term DROP CONSTRAINT product_term_tenant_id_product_id_fkey;
