-- Long text that nobody searches by: without this, analysing the table reads and sorts all of it for a planner that never asks.
ALTER TABLE outbox ALTER data SET STATISTICS 0, ALTER trace_parent SET STATISTICS 0;
ALTER TABLE audit_event ALTER before SET STATISTICS 0, ALTER after SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER trace_id SET STATISTICS 0;
