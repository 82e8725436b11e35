-- Every index here is written with every sale, so there is one only for what a shop looks for while somebody waits: the customer at the
-- counter with a receipt in hand, and what this till has just sold. A list by cashier or status walks `orders_newest` instead.
CREATE INDEX orders_receipt ON orders (tenant_id, receipt_number);
CREATE INDEX orders_register_newest ON orders (tenant_id, register_id, created_at DESC, id DESC);
