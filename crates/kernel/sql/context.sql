-- One context's roles and schema, made once; safe to run again. __context__ and __schema__ are constants of the code.
DO $$
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
    GRANT __context___app, __context___system, __context___batch TO novapos;
    GRANT __context___system TO novapos_verify;
    CREATE SCHEMA IF NOT EXISTS __schema__ AUTHORIZATION novapos_owner;
    GRANT USAGE ON SCHEMA __schema__ TO __context___app, __context___system, __context___batch;
END $$;
