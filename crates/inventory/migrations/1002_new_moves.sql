-- What the statement that writes moves is given, as an array. A new column needs a new type beside this one, as an older program still
-- sends this one while a cluster is upgraded.
CREATE TYPE new_move AS (
    id uuid, cause_id uuid, kind text, product_id uuid, location_id uuid, quantity_milli bigint, document_id uuid, reason text,
    user_id uuid, at timestamptz);
