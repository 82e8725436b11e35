-- Sales are written under the tenants of their batch. The batch role adds rows and moves counters; of orders it sees no more than what tells
-- a sale that is known from one that is not.
SELECT protect_batch('register_counter');
SELECT protect_batch('orders');
SELECT protect_batch('order_line');
SELECT protect_batch('tender');
SELECT protect_batch('ledger_entry');
SELECT protect_batch('audit_event');
SELECT protect_batch('outbox');
GRANT SELECT, INSERT ON register_counter TO order_batch;
GRANT UPDATE (last_receipt_number) ON register_counter TO order_batch;
GRANT SELECT (tenant_id, id, request_hash), INSERT ON orders TO order_batch;
GRANT INSERT ON order_line, tender, ledger_entry, audit_event, outbox TO order_batch;
