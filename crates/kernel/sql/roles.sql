-- The cluster's roles, made once; safe to run again. Run as a role that may create roles.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(73010001);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'novapos_owner') THEN
        CREATE ROLE novapos_owner NOLOGIN NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'novapos') THEN
        CREATE ROLE novapos LOGIN NOINHERIT NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    -- Reads what every context's system role reads: `novapos verify` compares contexts, in read-only transactions.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'novapos_verify') THEN
        CREATE ROLE novapos_verify NOLOGIN INHERIT NOBYPASSRLS;
    END IF;
    GRANT novapos_verify TO novapos;
END $$;
-- Deadlines live in the database: a handler's future is never dropped to enforce one.
ALTER ROLE novapos SET statement_timeout = '3s';
ALTER ROLE novapos SET lock_timeout = '1s';
ALTER ROLE novapos SET idle_in_transaction_session_timeout = '5s';
-- Statements here are short: compiling one costs more than running it (30 ms a search).
ALTER ROLE novapos SET jit = off;
-- A plan is kept for as long as a connection lives, and one that was made while a table was empty must not read all of it when it is
-- full. Every statement here finds its rows by an index; the few that read whole tables turn this on for themselves.
ALTER ROLE novapos SET enable_seqscan = off;
