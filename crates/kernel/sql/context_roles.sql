-- One context's roles, made once; safe to run again. __context__ and __schema__ are constants of the code.
DO $$
DECLARE
    setting text;
BEGIN
    PERFORM pg_advisory_xact_lock(73010001);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '__context___app') THEN
        CREATE ROLE __context___app NOLOGIN NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '__context___system') THEN
        CREATE ROLE __context___system NOLOGIN NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '__context___batch') THEN
        CREATE ROLE __context___batch NOLOGIN NOBYPASSRLS;
    END IF;
    -- Reads the context's log, and how far the context has read the logs of others; nothing else of it.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '__context___log') THEN
        CREATE ROLE __context___log NOLOGIN NOBYPASSRLS;
    END IF;
    -- Reads the context's trail, and nothing else of it: the audit service does.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '__context___trail') THEN
        CREATE ROLE __context___trail NOLOGIN NOBYPASSRLS;
    END IF;
    GRANT __context___app, __context___system, __context___batch, __context___log, __context___trail TO novapos;
    GRANT __context___system TO novapos_verify;
    -- As what the service signs in when it is a process of its own: it reaches its own context and no other.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'novapos___context__') THEN
        CREATE ROLE novapos___context__ LOGIN NOINHERIT NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    GRANT __context___app, __context___system, __context___batch TO novapos___context__;
    -- Its deadlines are those of the one login role that serves all contexts.
    FOR setting IN SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = 'novapos'::regrole AND setdatabase = 0 LOOP
        EXECUTE format('ALTER ROLE novapos___context__ SET %I = %L', split_part(setting, '=', 1), split_part(setting, '=', 2));
    END LOOP;
END $$;
