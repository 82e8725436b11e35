-- What a search forgives: each word by which products are found, under itself and under itself with one letter left out. What was typed
-- with one slip shares such a spelling with the word that was meant, and equality is all that row-level security lets an index look up.
-- Words are added and never removed: one that no product has any more leads to no product.
CREATE TABLE word_spelling (
    tenant_id uuid NOT NULL,
    spelling text COLLATE "C" NOT NULL CHECK (char_length(spelling) BETWEEN 2 AND 24),
    word text COLLATE "C" NOT NULL CHECK (char_length(word) BETWEEN 3 AND 24),
    PRIMARY KEY (tenant_id, spelling, word)
);
SELECT protect('word_spelling');
GRANT SELECT, INSERT ON word_spelling TO product_app;
GRANT SELECT ON word_spelling TO product_system;

-- The words of products that are there already, of every tenant at once: for this statement their owner may look at all of them.
ALTER TABLE product_term NO FORCE ROW LEVEL SECURITY;
ALTER TABLE word_spelling NO FORCE ROW LEVEL SECURITY;
WITH words AS (
    SELECT DISTINCT tenant_id, term AS word FROM product_term WHERE char_length(term) BETWEEN 3 AND 24 AND term !~ '^[0-9]+$'
)
INSERT INTO word_spelling (tenant_id, spelling, word)
SELECT tenant_id, word, word FROM words
UNION
SELECT tenant_id, left(word, n - 1) || substr(word, n + 1), word FROM words, generate_series(1, char_length(word)) n;
ALTER TABLE product_term FORCE ROW LEVEL SECURITY;
ALTER TABLE word_spelling FORCE ROW LEVEL SECURITY;
