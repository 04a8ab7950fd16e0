/// What can be wrong with what is asked of a store.
extension StoreFailure {
    /// What was asked for cannot be done; nothing is wrong with the store.
    static func usage(_ subject: String, _ problem: LocalizedText, remedy: LocalizedText) -> AuditError {
        AuditError(.usage, at: subject, problem, remedy: remedy)
    }

    /// The remedy for an id that nothing has.
    private static let listedIDs = LocalizedText(
        zh: "用 audit findings list 查看编号",
        en: "List the ids with audit findings list"
    )

    static func unknownSubject(_ id: String) -> AuditError {
        usage(
            id.quotedForMessage,
            LocalizedText(zh: "数据库中没有这个对象", en: "the store has no such subject"),
            remedy: LocalizedText(zh: "用 audit subjects 查看已有对象", en: "List the subjects with audit subjects")
        )
    }

    static func unknownRun(_ id: RunID) -> AuditError {
        usage(
            "\(id.number)",
            LocalizedText(zh: "数据库中没有这次运行", en: "the store has no such run"),
            remedy: LocalizedText(zh: "用 audit runs 查看已有运行", en: "List the runs with audit runs")
        )
    }

    static func differentSubjects(_ old: RunID, _ new: RunID) -> AuditError {
        usage(
            "\(old.number) \(new.number)",
            LocalizedText(zh: "这两次检测的对象不同，不能比较", en: "these two runs are of different subjects"),
            remedy: LocalizedText(
                zh: "用 audit runs 找出同一对象的两次检测",
                en: "Find two runs of one subject with audit runs"
            )
        )
    }

    static func unknownRound(_ name: String) -> AuditError {
        usage(
            name.quotedForMessage,
            LocalizedText(zh: "数据库中没有这个评估轮次", en: "the store has no such round"),
            remedy: LocalizedText(zh: "先建立项目和轮次", en: "Make the programme and its round first")
        )
    }

    static func endedRun(_ id: RunID) -> AuditError {
        usage(
            "\(id.number)",
            LocalizedText(zh: "这次运行已经结束，不能再写入", en: "this run has ended and takes no more pages"),
            remedy: LocalizedText(zh: "开始一次新的运行", en: "Begin a new run")
        )
    }

    /// Our own bug, or another process crawling in the same run.
    static func recordedTwice(_ address: String) -> AuditError {
        usage(
            address.quotedForMessage,
            LocalizedText(zh: "这个地址在本次运行中已有记录", en: "this address has its record in the run already"),
            remedy: LocalizedText(
                zh: "确认没有另一个进程在写同一次运行，然后用 --resume 继续",
                en: "Make sure that no other process writes to the run, then go on with --resume"
            )
        )
    }

    static func heldRun(_ id: RunID, by process: ProcessIdentity) -> AuditError {
        usage(
            "\(id.number)",
            LocalizedText(zh: "进程 \(process.number) 正在进行这次检测", en: "process \(process.number) is working on this run"),
            remedy: LocalizedText(
                zh: "等它结束，或用 kill \(process.number) 停下它，再用 --resume 继续",
                en: "Wait for its end, or stop it with kill \(process.number) and go on with --resume"
            )
        )
    }

    static func changedForm(_ form: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: form.quotedForMessage,
            LocalizedText(
                zh: "这份表单已经导入过，但答案不同；已有记录没有改动",
                en: "this form was imported before with other answers; what is stored stays as it is"
            ),
            remedy: LocalizedText(
                zh: "更正时请给表单一个新的实例编号",
                en: "Give the form a new instance id when it corrects an earlier one"
            )
        )
    }

    static func unknownFinding(_ id: String) -> AuditError {
        usage(
            id.quotedForMessage,
            LocalizedText(zh: "没有已归并的发现以此编号开头", en: "no finding of an ended run has an id that begins so"),
            remedy: listedIDs
        )
    }

    static func unknownDefect(_ id: String) -> AuditError {
        usage(
            id.quotedForMessage,
            LocalizedText(zh: "没有缺陷以此编号开头", en: "no defect has an id that begins so"),
            remedy: listedIDs
        )
    }

    static func emptySuppression() -> AuditError {
        usage(
            "suppress",
            LocalizedText(
                zh: "没有说明屏蔽哪些发现、理由、批准人，或有效期不在将来",
                en: "what it covers, its reason, its approver or an expiry after its creation is missing"
            ),
            remedy: LocalizedText(
                zh: "给出规则、选择器、地址或缺陷之一，以及理由、批准人和截止日期",
                en: "Give a rule, selector, address or defect, and the reason, the approver and the day it ends"
            )
        )
    }

    static func ambiguous(_ prefix: String) -> AuditError {
        usage(
            prefix.quotedForMessage,
            LocalizedText(zh: "不止一个发现的编号以此开头", en: "several findings have an id that begins so"),
            remedy: LocalizedText(zh: "多给几个字符", en: "Give more characters of the id")
        )
    }

    static func noAuthor(_ name: String) -> AuditError {
        usage(
            name.quotedForMessage,
            LocalizedText(zh: "没有说明是谁更改", en: "nobody is named as the one who changes it"),
            remedy: LocalizedText(
                zh: "用 --actor 给出账号，或设置 AUDIT_ACTOR",
                en: "Name the account with --actor, or set AUDIT_ACTOR"
            )
        )
    }
}
