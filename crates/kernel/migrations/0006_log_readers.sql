-- The log has a role that reads it: a service that is a process of its own reaches no more of another context than the events it hears, and
-- how far whoever hears its own events has read.
GRANT SELECT ON outbox, consumer_cursor TO __context___log;
CREATE POLICY log_rows ON outbox FOR SELECT TO __context___log USING (true);
-- The trail has one of its own: who hears of sales need not know who made them.
GRANT SELECT ON audit_event TO __context___trail;
CREATE POLICY trail_rows ON audit_event FOR SELECT TO __context___trail USING (true);
