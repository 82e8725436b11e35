-- The products that have, in place of each word of a search, one that begins with it or one that is meant by it, but do not have all of the
-- words as they were typed. $3 and $4 are the ranges of words that stand for the word that drives: each is scanned from where the last page
-- ended, so many rows at most as the page holds. The subqueries are scalar so that the planner cannot turn them into joins over all words.
WITH
-- Who has something that stands for the first of the other words, where these are at most $16: as in term_scan.sql.
companions AS MATERIALIZED (
    SELECT companion.product_id
    FROM unnest($7::integer[], $8::text[], $9::text[]) other (n, start, ending)
    CROSS JOIN LATERAL (
        SELECT word.product_id FROM product.product_term word
        WHERE word.tenant_id = $1 AND word.inactive = $2 AND word.term >= other.start AND word.term < other.ending
        ORDER BY word.term, word.product_id
        LIMIT $16::bigint + 1
    ) companion
    WHERE other.n = 0
    LIMIT $16::bigint + 1
),
companions_known AS MATERIALIZED (SELECT count(*) BETWEEN 1 AND $16::bigint AS known FROM companions)
SELECT found.term AS "term!", found.product_id AS "product_id!"
FROM unnest($3::text[], $4::text[]) driver (start, ending)
CROSS JOIN LATERAL (
    SELECT t.term, t.product_id
    FROM product.product_term t
    WHERE t.tenant_id = $1
      AND t.inactive = $2
      AND (t.term, t.product_id) > (greatest($5, driver.start), CASE WHEN $5 >= driver.start THEN $6::uuid ELSE '00000000-0000-0000-0000-000000000000' END)
      AND t.term < driver.ending
      AND ($13::uuid IS NULL OR t.category_id = $13)
      AND t.product_id <> ALL($14::uuid[])
      -- In this order, by what each costs.
      AND CASE
          WHEN (SELECT known FROM companions_known) AND t.product_id NOT IN (SELECT product_id FROM companions) THEN false
          -- with a word for each of the other words of the search
          WHEN (SELECT count(DISTINCT other.n)
                FROM unnest($7::integer[], $8::text[], $9::text[]) other (n, start, ending)
                WHERE EXISTS (SELECT FROM product.product_term word
                              WHERE word.tenant_id = $1 AND word.product_id = t.product_id
                                AND word.term >= other.start AND word.term < other.ending)) <> $10::integer THEN false
          -- and not found as it was typed
          WHEN (SELECT bool_and(EXISTS (
                    SELECT FROM product.product_term word
                    WHERE word.tenant_id = $1 AND word.product_id = t.product_id
                      AND word.term >= typed.start AND word.term < typed.ending))
                FROM unnest($11::text[], $12::text[]) typed (start, ending)) THEN false
          -- each product once: at the first of its words in the ranges
          ELSE t.term = (SELECT min(earlier.term) FROM product.product_term earlier
                         JOIN unnest($3::text[], $4::text[]) range (start, ending) ON earlier.term >= range.start AND earlier.term < range.ending
                         WHERE earlier.tenant_id = $1 AND earlier.product_id = t.product_id)
          END
    ORDER BY t.term, t.product_id
    LIMIT $15
) found
ORDER BY found.term, found.product_id
LIMIT $15
