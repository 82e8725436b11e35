-- One context's schema, made once; safe to run again. __context__ and __schema__ are constants of the code.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(73010001);
    CREATE SCHEMA IF NOT EXISTS __schema__ AUTHORIZATION novapos_owner;
    GRANT USAGE ON SCHEMA __schema__ TO __context___app, __context___system, __context___batch, __context___log, __context___trail;
END $$;
