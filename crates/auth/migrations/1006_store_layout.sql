-- What a manager lays out for a store's tills: the receipt's last lines, and the page of goods that the till shows first.
ALTER TABLE store ADD COLUMN receipt_footer text NOT NULL DEFAULT '' CHECK (char_length(receipt_footer) <= 1000);
-- Ids of the catalogue's products in their order. One that the catalogue does not have is not shown.
ALTER TABLE store ADD COLUMN favourites uuid[] NOT NULL DEFAULT '{}'
    CHECK (cardinality(favourites) <= 60 AND array_position(favourites, NULL) IS NULL);
GRANT UPDATE (receipt_footer, favourites) ON store TO auth_app;
