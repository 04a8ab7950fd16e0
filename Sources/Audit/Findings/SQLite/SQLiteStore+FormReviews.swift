import GRDB

/// The history of reviews, which only grows.
enum FormReviewSchema {
    static let statements = """
        CREATE TABLE formReview (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            form TEXT NOT NULL CHECK (form <> ''),
            run INTEGER NOT NULL REFERENCES run,
            toState TEXT NOT NULL CHECK (toState IN ('final', 'returned', 'approved')),
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL CHECK (toState <> 'returned' OR reason <> ''),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX formReviewByForm ON formReview (form);
        CREATE TRIGGER formReviewIsNotChanged BEFORE UPDATE ON formReview
            BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
        CREATE TRIGGER formReviewIsNotDeleted BEFORE DELETE ON formReview
            BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
        """
}

extension SQLiteStore {
    public func review(_ form: String, _ step: FormReview.Step) async throws {
        _ = try await writeDurably { db -> Bool in
            guard let review = try Self.review(of: form, in: db) else { throw StoreFailure.unknownForm(form) }
            guard step.to != .final, review.state != step.to, review.state != .returned else {
                throw StoreFailure.badReview(review, step.to)
            }
            guard step.actor != review.inspector else { throw StoreFailure.ownReview(form, step.actor) }
            try Self.add(step, to: form, run: review.run, in: db)
            return true
        }
    }

    public func review(of form: String) async throws -> FormReview? {
        try await read { db in try Self.review(of: form, in: db) }
    }

    public func review(of run: RunID) async throws -> FormReview? {
        try await read { db in
            let form = try String.fetchOne(db, sql: "SELECT form FROM run WHERE id = ?", arguments: [run.number])
            return try form.flatMap { try Self.review(of: $0, in: db) }
        }
    }

    private static func review(of form: String, in db: Database) throws -> FormReview? {
        let run = try Row.fetchOne(
            db,
            sql: """
                SELECT run.id, subject.code, run.checklist, run.checklistVersion, run.inspector FROM run
                JOIN subject ON subject.id = run.subject WHERE run.form = ?
                """,
            arguments: [form]
        )
        guard let run else { return nil }
        let steps = try Row.fetchAll(
            db,
            sql: "SELECT toState, actor, reason, at FROM formReview WHERE form = ? ORDER BY id",
            arguments: [form]
        )
        return FormReview(
            form: form,
            run: RunID(run[0]),
            subject: run[1],
            checklist: run[2],
            checklistVersion: run[3] ?? "",
            inspector: run[4],
            steps: steps.map { row in
                FormReview.Step(
                    to: FormReview.State(rawValue: row[0]) ?? .final,
                    by: row[1],
                    reason: row[2],
                    at: Timestamp(millisecondsSince1970: row[3])
                )
            }
        )
    }

    private static func add(_ step: FormReview.Step, to form: String, run: RunID, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO formReview (form, run, toState, actor, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                form, run.number, step.to.rawValue, step.actor.storable, step.reason.storable,
                step.at.millisecondsSince1970,
            ]
        )
    }

    /// Makes room for a form that was returned and is handed in again: what it said before stays under a name of its own.
    ///
    /// - Throws: ``AuditError`` where the form was not returned.
    static func replaceReturned(_ inspection: Inspection, run: RunID, in db: Database) throws {
        guard let review = try review(of: inspection.form, in: db), review.state == .returned else {
            throw StoreFailure.changedForm(inspection.form)
        }
        try db.execute(
            sql: "UPDATE run SET form = form || '#' || id WHERE id = ?",
            arguments: [run.number]
        )
        let step = FormReview.Step(
            to: .final,
            by: inspection.inspector ?? "-",
            reason: "",
            at: Timestamp.now
        )
        try add(step, to: inspection.form, run: run, in: db)
    }
}

extension StoreFailure {
    static func unknownForm(_ form: String) -> AuditError {
        AuditError(
            .usage,
            at: form.quotedForMessage,
            LocalizedText(zh: "数据库中没有这个编号的表格", en: "no form of this id is in the store"),
            remedy: LocalizedText(
                zh: "请用表格的 instance，并检查 --store",
                en: "Name the form's instance, and check --store"
            )
        )
    }

    static func badReview(_ review: FormReview, _ state: FormReview.State) -> AuditError {
        let isReturned = review.state == .returned
        return AuditError(
            .usage,
            at: review.form.quotedForMessage,
            LocalizedText(
                zh: "表格的状态是“\(review.state.title.zh)”，不能改为“\(state.title.zh)”",
                en: "the form is '\(review.state.title.en)' and cannot become '\(state.title.en)'"
            ),
            remedy: isReturned
                ? LocalizedText(
                    zh: "请先让核查人改正并重新导入同一份表格",
                    en: "Have the inspector correct it and import the same form again first"
                )
                : LocalizedText(
                    zh: "已审核的表格如有问题，请用 --return 退回",
                    en: "Return an approved form that is wrong with --return"
                )
        )
    }

    static func ownReview(_ form: String, _ actor: String) -> AuditError {
        AuditError(
            .usage,
            at: form.quotedForMessage,
            LocalizedText(
                zh: "\(actor.quotedForMessage) 是这份表格的核查人，不能审核自己的表格",
                en: "\(actor.quotedForMessage) filled this form in and cannot review it"
            ),
            remedy: LocalizedText(zh: "请由另一人审核", en: "Have somebody else review it")
        )
    }
}
