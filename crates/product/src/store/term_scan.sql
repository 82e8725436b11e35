-- The products with a word in the range $3 up to $4, in the order of that word: one range scan of product_term_search
-- from where the last page ended. The subqueries are scalar so that the planner cannot turn them into joins over all
-- words of the tenant.
SELECT t.term, t.product_id
FROM product.product_term t
WHERE t.tenant_id = $1
  AND t.inactive = $2
  AND t.term >= $3
  AND t.term < $4
  AND (t.term, t.product_id) > ($5, $6)
  -- each product once: at the first of its words in the range
  AND t.term = (SELECT min(earlier.term) FROM product.product_term earlier
                WHERE earlier.tenant_id = $1 AND earlier.product_id = t.product_id AND earlier.term >= $3 AND earlier.term < $4)
  -- and with a word for each of the other words of the search
  AND (SELECT coalesce(bool_and(EXISTS (
           SELECT FROM product.product_term other
           WHERE other.tenant_id = $1 AND other.product_id = t.product_id
             AND other.term >= word.start AND other.term < word.ending)), true)
       FROM unnest($7::text[], $8::text[]) word (start, ending))
  AND ($9::uuid IS NULL OR t.category_id = $9)
  AND t.product_id <> ALL($10::uuid[])
ORDER BY t.term, t.product_id
LIMIT $11
