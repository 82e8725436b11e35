-- Several taxes included in a price and rounded per document are given to lines by largest remainder: a line of the smallest coin may
-- carry more tax than it costs, and its net is then below zero (docs/pricing.md). The document's own checks still hold.
ALTER TABLE order_line
    DROP CONSTRAINT order_line_net_minor_check,
    ADD CONSTRAINT order_line_net_minor_check CHECK (net_minor BETWEEN -1000000000000 AND 1000000000000);
