-- Each product of a family has one of its values for each of its options.
SELECT p.tenant_id, format('product %s: %s is none of family %s', p.id, p.option_values, p.family_id) AS what
FROM product.product p
JOIN product.family f ON f.tenant_id = p.tenant_id AND f.id = p.family_id
WHERE cardinality(p.option_values) <> jsonb_array_length(f.options)
   OR EXISTS (
       SELECT FROM unnest(p.option_values) WITH ORDINALITY given (value, n)
       WHERE NOT f.options -> (n - 1)::integer -> 'values' ? value)
