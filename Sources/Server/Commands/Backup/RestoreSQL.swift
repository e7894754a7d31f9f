/// The SQL with which `restore` asks PostgreSQL and makes a database empty.
enum RestoreSQL {
    /// Tables, views, routines, types and schemas.
    private static let objects: String = """
        SELECT 'pg_class'::regclass AS catalogue, c.oid, relnamespace AS schema FROM pg_class c
            WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
        UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_proc
        UNION ALL SELECT 'pg_type'::regclass, t.oid, typnamespace FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid
            WHERE typtype IN ('d', 'e', 'r') OR c.relkind = 'c'
        UNION ALL SELECT 'pg_namespace'::regclass, oid, oid FROM pg_namespace WHERE nspname <> 'public'
        """

    /// Those outside PostgreSQL's own schemas that neither an extension owns nor another object is made of.
    static let ours: String = """
        SELECT o.* FROM (\(objects)) o JOIN pg_namespace n ON n.oid = o.schema
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.catalogue AND d.objid = o.oid
            AND d.deptype IN ('e', 'i') AND d.refobjid <> o.oid)
        """

    /// Drops all of them.
    static let clear: String = """
        SET LOCAL client_min_messages = warning;
        DO $$
        DECLARE
            object record;
            place record;
        BEGIN
            FOR object IN \(ours) LOOP
                -- Gone already where an earlier one took it along.
                SELECT * INTO place FROM pg_identify_object(object.catalogue, object.oid, 0);
                CONTINUE WHEN place.identity IS NULL;
                EXECUTE format('DROP %s IF EXISTS %s CASCADE', CASE place.type WHEN 'procedure' THEN 'ROUTINE'
                    WHEN 'function' THEN 'ROUTINE' ELSE place.type END, place.identity);
            END LOOP;
        END $$;
        """

    /// How many tables there are.
    static let tables: String = """
        SELECT count(*) FROM (\(ours)) o JOIN pg_class c ON c.oid = o.oid
        WHERE o.catalogue = 'pg_class'::regclass AND c.relkind = 'r'
        """

    /// The number of others that are connected. Of sessions of other roles most columns are NULL to who is no
    /// superuser, but not the role; PostgreSQL's own processes have none.
    static let otherSessions: String = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND usesysid IS NOT NULL AND COALESCE(backend_type, 'client backend') = 'client backend'
        AND pid <> pg_backend_pid()
        """
}
