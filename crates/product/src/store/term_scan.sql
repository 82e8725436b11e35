-- The products with a word in the range $3 up to $4, in the order of that word: one range scan of product_term_search
-- from where the last page ended. The subqueries are scalar so that the planner cannot turn them into joins over all
-- words of the tenant.
WITH
-- Who has the next rarest word, where these are at most $12: to look them up in a set that is read from one end to the other takes a
-- fifth of looking into the words of each product of the scan.
companions AS MATERIALIZED (
    SELECT other.product_id FROM product.product_term other
    WHERE other.tenant_id = $1 AND other.inactive = $2 AND other.term >= coalesce(($7::text[])[1], '')
      AND other.term < coalesce(($8::text[])[1], '')
    ORDER BY other.term, other.product_id
    LIMIT $12::bigint + 1
),
companions_known AS MATERIALIZED (SELECT count(*) BETWEEN 1 AND $12::bigint AS known FROM companions)
SELECT t.term, t.product_id
FROM product.product_term t
WHERE t.tenant_id = $1
  AND t.inactive = $2
  AND t.term >= $3
  AND t.term < $4
  AND (t.term, t.product_id) > ($5, $6)
  AND ($9::uuid IS NULL OR t.category_id = $9)
  AND t.product_id <> ALL($10::uuid[])
  -- In this order, by what each costs.
  AND CASE
      WHEN (SELECT known FROM companions_known) AND t.product_id NOT IN (SELECT product_id FROM companions) THEN false
      -- with a word for each of the other words of the search
      WHEN NOT (SELECT coalesce(bool_and(EXISTS (
                    SELECT FROM product.product_term other
                    WHERE other.tenant_id = $1 AND other.product_id = t.product_id
                      AND other.term >= word.start AND other.term < word.ending)), true)
                FROM unnest($7::text[], $8::text[]) word (start, ending)) THEN false
      -- each product once: at the first of its words in the range
      ELSE t.term = (SELECT min(earlier.term) FROM product.product_term earlier
                     WHERE earlier.tenant_id = $1 AND earlier.product_id = t.product_id AND earlier.term >= $3 AND earlier.term < $4)
      END
ORDER BY t.term, t.product_id
LIMIT $11
