-- Roles with the least rights that each needs, for PostgreSQL 15 and later. A superuser runs it in the database, which may
-- be new or hold the tables already; it may be run again:
--
--   createdb telegram_backend
--   psql --dbname=telegram_backend --file=deploy/postgresql/roles.sql
--   psql --dbname=telegram_backend --command='\password telegram_backend'          (and so for the other two)
--
-- telegram_backend_owner   owns the database: migrate, restore
-- telegram_backend         serves: reads and writes rows, and can change no table
-- telegram_backend_backup  reads everything: backup, restore --drill
--
-- GRANT ALL ON DATABASE, which older recipes use, lets nobody make a table: since PostgreSQL 15 the schema public is its
-- owner's alone, and that is the database's owner. Other names: --set=prefix=NAME.
\set ON_ERROR_STOP on
\if :{?prefix}
\else
\set prefix telegram_backend
\endif
\set owner :prefix '_owner'
\set backup :prefix '_backup'

SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY[:'owner', :'prefix', :'backup']) AS roles(name)
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Nobody else comes in.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', current_database(), :'owner') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I, %I', current_database(), :'prefix', :'backup') \gexec
-- Of a database that was one of PostgreSQL 14 or older.
ALTER SCHEMA public OWNER TO pg_database_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"prefix", :"backup";

-- What is there already, and belongs to somebody else: extensions' objects stay theirs.
SELECT format('ALTER %s %s OWNER TO %I', CASE kind WHEN 'f' THEN 'ROUTINE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
        name, :'owner')
    FROM (
        SELECT relkind::text, c.oid::regclass::text, 'pg_class'::regclass, c.oid FROM pg_class c
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT 'f', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid FROM pg_proc p
            WHERE pronamespace = 'public'::regnamespace
    ) AS objects(kind, name, catalogue, oid)
    WHERE NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = objects.catalogue AND d.objid = objects.oid AND d.deptype IN ('e', 'a', 'i')
    ) \gexec

-- Rows, of the tables that are there and of those that a later migration makes.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"prefix";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"prefix";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"prefix";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"prefix";

-- pg_dump reads; a drill makes a database of its own.
GRANT pg_read_all_data TO :"backup";
ALTER ROLE :"backup" CREATEDB;
