internal import GRDB

/// The tables of an archive and how older ones become newer ones.
enum ArchiveSchema {
    /// Marks a file as an archive (`PRAGMA application_id`): "QJAR".
    static let applicationID: UInt32 = 0x514A_4152
    /// Version of the newest schema (`PRAGMA user_version`), from 1.
    static var newest: Int { migrations.count }

    /// In order; the version of a schema is the number of migrations behind it. A migration that
    /// has been released is never changed, and none goes through what an archive holds: an archive
    /// of many rounds takes its next one at once.
    private static let migrations = [firstTables, packedContents]

    /// Makes an older schema, or none, the newest one, inside the caller's transaction.
    static func migrate(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        for (index, statements) in migrations.enumerated().dropFirst(version) {
            try db.execute(sql: statements)
            try db.execute(sql: "PRAGMA user_version = \(index + 1)")
        }
    }

    /// Text columns are codes and names as supplied; numbers have the units of `RoundResult`;
    /// a Boolean is 0 or 1; a day is `yyyy-mm-dd`. What belongs to a unit is clustered by unit, so
    /// that its history lies together on disk.
    private static let firstTables = """
        CREATE TABLE rounds (
            id INTEGER PRIMARY KEY,
            sequence INTEGER NOT NULL UNIQUE,
            digest TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            year INTEGER NOT NULL,
            as_of TEXT NOT NULL,
            engine_version TEXT NOT NULL,
            indicators TEXT NOT NULL,
            tree_digest TEXT NOT NULL,
            warnings INTEGER NOT NULL,
            unit_count INTEGER NOT NULL,
            content_digest TEXT NOT NULL,
            content TEXT NOT NULL
        ) STRICT;
        CREATE INDEX rounds_by_year ON rounds (year, title, sequence);

        CREATE TABLE inputs (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            file TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            rows INTEGER,
            PRIMARY KEY (round, file)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE parameters (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            position INTEGER NOT NULL,
            key TEXT NOT NULL,
            name_zh TEXT NOT NULL,
            name_en TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (round, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE nodes (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            node TEXT NOT NULL,
            position INTEGER NOT NULL,
            parent TEXT,
            level INTEGER NOT NULL,
            name_zh TEXT NOT NULL,
            name_en TEXT NOT NULL,
            is_leaf INTEGER NOT NULL,
            is_geometric INTEGER NOT NULL,
            PRIMARY KEY (round, node)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE leaves (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            leaf TEXT NOT NULL,
            position INTEGER NOT NULL,
            name_zh TEXT NOT NULL,
            name_en TEXT NOT NULL,
            unit_zh TEXT NOT NULL,
            unit_en TEXT NOT NULL,
            direction TEXT NOT NULL,
            sub_index TEXT NOT NULL,
            PRIMARY KEY (round, leaf)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE grades (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            grade TEXT NOT NULL,
            lowest REAL NOT NULL,
            PRIMARY KEY (round, grade)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE classes (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            class TEXT NOT NULL,
            position INTEGER NOT NULL,
            unit_count INTEGER NOT NULL,
            PRIMARY KEY (round, class)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE local_weights (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            class TEXT NOT NULL,
            node TEXT NOT NULL,
            child TEXT NOT NULL,
            weight REAL NOT NULL,
            PRIMARY KEY (round, class, node, child)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE leaf_weights (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            class TEXT NOT NULL,
            leaf TEXT NOT NULL,
            weight REAL NOT NULL,
            PRIMARY KEY (round, class, leaf)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE consistency (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            class TEXT NOT NULL,
            node TEXT NOT NULL,
            method TEXT NOT NULL,
            random_index TEXT,
            lambda_max REAL,
            ci REAL,
            cr REAL,
            PRIMARY KEY (round, class, node)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE expert_consistency (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            class TEXT NOT NULL,
            node TEXT NOT NULL,
            expert TEXT NOT NULL,
            lambda_max REAL NOT NULL,
            cr REAL,
            is_excluded INTEGER NOT NULL,
            PRIMARY KEY (round, class, node, expert)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pools (
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            level TEXT NOT NULL,
            quota_type TEXT NOT NULL,
            funding TEXT NOT NULL,
            approved INTEGER NOT NULL,
            in_post INTEGER NOT NULL,
            PRIMARY KEY (round, level, quota_type, funding)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE round_units (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            class TEXT NOT NULL,
            level TEXT NOT NULL,
            category TEXT NOT NULL,
            funding TEXT NOT NULL,
            department TEXT,
            grade_level TEXT,
            score REAL,
            grade TEXT,
            uncapped_grade TEXT,
            rank INTEGER,
            compliance REAL,
            benefit REAL,
            coverage REAL NOT NULL,
            data_quality TEXT NOT NULL,
            PRIMARY KEY (unit, round),
            UNIQUE (round, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unit_contents (
            round INTEGER NOT NULL,
            position INTEGER NOT NULL,
            content TEXT NOT NULL,
            UNIQUE (round, position),
            FOREIGN KEY (round, position) REFERENCES round_units (round, position)
                ON DELETE CASCADE
        ) STRICT;
        CREATE TABLE node_scores (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            node TEXT NOT NULL,
            score REAL,
            coverage REAL NOT NULL,
            PRIMARY KEY (unit, round, node),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE indicator_values (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            leaf TEXT NOT NULL,
            raw REAL,
            score REAL,
            weight REAL NOT NULL,
            effective_weight REAL NOT NULL,
            contribution REAL NOT NULL,
            is_missing INTEGER NOT NULL,
            PRIMARY KEY (unit, round, leaf),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE saturations (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            hours REAL NOT NULL,
            difficulty_hours REAL NOT NULL,
            quota REAL,
            in_post REAL,
            labour REAL,
            required_staff REAL,
            band_zh TEXT,
            band_en TEXT,
            verification_ratio REAL,
            balance REAL,
            PRIMARY KEY (unit, round),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE quotas (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            quota_type TEXT NOT NULL,
            position INTEGER NOT NULL,
            approved INTEGER NOT NULL,
            in_post INTEGER NOT NULL,
            vacant INTEGER NOT NULL,
            retiring INTEGER NOT NULL,
            PRIMARY KEY (unit, round, quota_type),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE opinions (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            respondent_group TEXT NOT NULL,
            received INTEGER NOT NULL,
            valid INTEGER NOT NULL,
            minimum INTEGER NOT NULL,
            is_sufficient INTEGER NOT NULL,
            is_hidden INTEGER NOT NULL,
            mean REAL,
            standard_error REAL,
            alpha REAL,
            PRIMARY KEY (unit, round, respondent_group),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE findings (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            position INTEGER NOT NULL,
            rule TEXT NOT NULL,
            title_zh TEXT NOT NULL,
            title_en TEXT NOT NULL,
            severity TEXT NOT NULL,
            problem TEXT,
            state TEXT,
            due TEXT,
            closed_on TEXT,
            is_open INTEGER NOT NULL,
            is_confirmed INTEGER NOT NULL,
            is_overdue INTEGER NOT NULL,
            PRIMARY KEY (unit, round, position),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE advice (
            unit TEXT NOT NULL,
            round INTEGER NOT NULL,
            position INTEGER NOT NULL,
            action TEXT NOT NULL,
            quota_type TEXT,
            count INTEGER,
            rule INTEGER,
            title_zh TEXT NOT NULL,
            title_en TEXT NOT NULL,
            reason_zh TEXT NOT NULL,
            reason_en TEXT NOT NULL,
            saturation_after REAL,
            PRIMARY KEY (unit, round, position),
            FOREIGN KEY (unit, round) REFERENCES round_units ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW current_rounds AS
        SELECT * FROM rounds AS r
        WHERE NOT EXISTS (
            SELECT 1 FROM rounds AS newer
            WHERE newer.year = r.year AND newer.title = r.title AND newer.sequence > r.sequence);
        CREATE VIEW units AS
        SELECT unit, name, first_year, last_year, round_count FROM (
            SELECT u.unit, u.name,
                min(r.year) OVER of_unit AS first_year,
                max(r.year) OVER of_unit AS last_year,
                count(*) OVER of_unit AS round_count,
                row_number() OVER (
                    PARTITION BY u.unit ORDER BY r.year DESC, r.sequence DESC) AS recency
            FROM round_units AS u JOIN current_rounds AS r ON r.id = u.round
            WINDOW of_unit AS (PARTITION BY u.unit))
        WHERE recency = 1;
        CREATE VIEW unit_years AS
        SELECT u.unit, r.year, r.title, u.name, u.class, u.score, u.grade, u.rank,
            u.compliance, u.benefit, u.coverage, s.quota AS saturation_quota,
            s.in_post AS saturation_in_post, s.labour AS saturation_labour, s.required_staff,
            (SELECT sum(q.approved) FROM quotas AS q
                WHERE q.unit = u.unit AND q.round = u.round) AS posts_approved,
            (SELECT sum(q.in_post) FROM quotas AS q
                WHERE q.unit = u.unit AND q.round = u.round) AS posts_filled
        FROM round_units AS u JOIN current_rounds AS r ON r.id = u.round
        LEFT JOIN saturations AS s ON s.unit = u.unit AND s.round = u.round;
        """

    /// What is said of units, packed; rounds that older versions have kept stay texts in
    /// `unit_contents`.
    private static let packedContents = """
        CREATE TABLE packed_contents (
            round INTEGER NOT NULL,
            position INTEGER NOT NULL,
            size INTEGER NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (round, position),
            FOREIGN KEY (round, position) REFERENCES round_units (round, position)
                ON DELETE CASCADE
        ) STRICT;
        """
}
