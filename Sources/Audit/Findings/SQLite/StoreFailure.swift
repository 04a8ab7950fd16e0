import GRDB

/// What can be wrong with a store's file, each with its remedy.
enum StoreFailure {
    /// The error a person can act on; errors that already are one stay as they are.
    static func error(for error: any Error, path: String) -> AuditError {
        if let error = error as? AuditError { return error }
        guard let error = error as? DatabaseError else {
            return unavailable(path, LocalizedText(zh: "无法使用数据库文件（\(error)）", en: "cannot use the store (\(error))"))
        }
        switch error.resultCode {
        case .SQLITE_FULL: return diskFull(path)
        case .SQLITE_NOTADB: return notAStore(path)
        case .SQLITE_CORRUPT: return corrupt(path, error.message ?? "")
        case .SQLITE_BUSY, .SQLITE_LOCKED: return busy(path)
        case .SQLITE_READONLY, .SQLITE_PERM: return notWritable(path)
        case .SQLITE_CANTOPEN: return notReadable(path)
        default:
            let reason = error.message ?? "SQLite \(error.extendedResultCode.rawValue)"
            return unavailable(path, LocalizedText(zh: "数据库报错：\(reason)", en: "the database says: \(reason)"))
        }
    }

    static func missing(_ path: String) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            LocalizedText(zh: "没有这个数据库文件", en: "there is no such store"),
            remedy: LocalizedText(
                zh: "用 --store 指定已有的数据库，或先运行 audit scan 建立一个",
                en: "Name an existing store with --store, or run audit scan first to make one"
            )
        )
    }

    static func folder(_ path: String) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            LocalizedText(zh: "这是文件夹，不是数据库文件", en: "this is a folder, not a store"),
            remedy: LocalizedText(zh: "用 --store 指定一个文件", en: "Name a file with --store")
        )
    }

    static func network(_ path: String, name: String) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            LocalizedText(
                zh: "文件在网络文件系统（\(name)）上，多个进程同时写入会损坏数据库",
                en: "the file lies on a network file system (\(name)), where concurrent writes damage a store"
            ),
            remedy: LocalizedText(zh: "把数据库放在本机磁盘上", en: "Keep the store on a local disk")
        )
    }

    static func notReadable(_ path: String) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            LocalizedText(zh: "无法打开或读取数据库文件", en: "the store cannot be opened or read"),
            remedy: LocalizedText(zh: "检查文件及其文件夹的权限", en: "Check the permissions of the file and its folder")
        )
    }

    static func notWritable(_ path: String) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            LocalizedText(zh: "没有写入权限", en: "it is not writable"),
            remedy: LocalizedText(
                zh: "给文件及其文件夹加上写权限，或用 --store 另选文件",
                en: "Make the file and its folder writable, or name another file with --store"
            )
        )
    }

    static func notAStore(_ path: String) -> AuditError {
        AuditError(
            .storeCorrupt,
            at: path,
            LocalizedText(zh: "这不是 SQLite 数据库", en: "this is not an SQLite file"),
            remedy: otherFile
        )
    }

    static func foreign(_ path: String) -> AuditError {
        AuditError(
            .storeCorrupt,
            at: path,
            LocalizedText(zh: "这是其他程序的数据库", en: "this database belongs to another program"),
            remedy: otherFile
        )
    }

    static func tooNew(_ path: String) -> AuditError {
        AuditError(
            .storeTooNew,
            at: path,
            LocalizedText(zh: "数据库由更新版本的 audit 写成", en: "the store was written by a newer version of audit"),
            remedy: LocalizedText(zh: "升级 audit，或用 --store 另选文件", en: "Update audit, or name another file with --store")
        )
    }

    static func wouldOverwrite(_ path: String) -> AuditError {
        AuditError(
            .usage,
            at: path,
            LocalizedText(zh: "文件已存在，不会覆盖", en: "the file exists and is not overwritten"),
            remedy: LocalizedText(zh: "换一个文件名", en: "Choose another name")
        )
    }

    static func unknownSubject(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "数据库中没有这个对象", en: "the store has no such subject"),
            remedy: LocalizedText(zh: "用 audit subjects 查看已有对象", en: "List the subjects with audit subjects")
        )
    }

    static func unknownRun(_ id: RunID) -> AuditError {
        AuditError(
            .usage,
            at: "\(id.number)",
            LocalizedText(zh: "数据库中没有这次运行", en: "the store has no such run"),
            remedy: LocalizedText(zh: "用 audit runs 查看已有运行", en: "List the runs with audit runs")
        )
    }

    static func differentSubjects(_ old: RunID, _ new: RunID) -> AuditError {
        AuditError(
            .usage,
            at: "\(old.number) \(new.number)",
            LocalizedText(zh: "这两次检测的对象不同，不能比较", en: "these two runs are of different subjects"),
            remedy: LocalizedText(
                zh: "用 audit runs 找出同一对象的两次检测",
                en: "Find two runs of one subject with audit runs"
            )
        )
    }

    static func unknownRound(_ name: String) -> AuditError {
        AuditError(
            .usage,
            at: name.quotedForMessage,
            LocalizedText(zh: "数据库中没有这个评估轮次", en: "the store has no such round"),
            remedy: LocalizedText(zh: "先建立项目和轮次", en: "Make the programme and its round first")
        )
    }

    static func endedRun(_ id: RunID) -> AuditError {
        AuditError(
            .usage,
            at: "\(id.number)",
            LocalizedText(zh: "这次运行已经结束，不能再写入", en: "this run has ended and takes no more pages"),
            remedy: LocalizedText(zh: "开始一次新的运行", en: "Begin a new run")
        )
    }

    /// Our own bug, or another process crawling in the same run.
    static func recordedTwice(_ address: String) -> AuditError {
        AuditError(
            .usage,
            at: address.quotedForMessage,
            LocalizedText(zh: "这个地址在本次运行中已有记录", en: "this address has its record in the run already"),
            remedy: LocalizedText(
                zh: "确认没有另一个进程在写同一次运行，然后用 --resume 继续",
                en: "Make sure that no other process writes to the run, then go on with --resume"
            )
        )
    }

    static func heldRun(_ id: RunID, by process: ProcessIdentity) -> AuditError {
        AuditError(
            .usage,
            at: "\(id.number)",
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
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "没有已归并的发现以此编号开头", en: "no finding of an ended run has an id that begins so"),
            remedy: LocalizedText(zh: "用 audit findings list 查看编号", en: "List the ids with audit findings list")
        )
    }

    static func unknownDefect(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "没有缺陷以此编号开头", en: "no defect has an id that begins so"),
            remedy: LocalizedText(zh: "用 audit findings list 查看编号", en: "List the ids with audit findings list")
        )
    }

    /// Why a step in the life of a defect is refused.
    enum RefusedStep {
        case noActor, noReason, sameActor, noEvidence, webClosesByScan, notMergeable, notMerged, notSplittable, isMerged
        case noReviewer, noReviewDate
        case notReviewer(String)
        case notAllowed(from: DefectState, to: DefectState)
    }

    static func step(_ defect: String, _ refused: RefusedStep) -> AuditError {
        let problem: LocalizedText
        let remedy: LocalizedText
        switch refused {
        case .noActor:
            problem = LocalizedText(zh: "没有说明是谁操作", en: "nobody is named as the one who does it")
            remedy = LocalizedText(zh: "给出操作人账号", en: "Name the account")
        case .noReason:
            problem = LocalizedText(zh: "这一步必须说明理由", en: "this step needs a reason")
            remedy = LocalizedText(zh: "写明理由", en: "Say why")
        case .sameActor:
            problem = LocalizedText(
                zh: "整改人不能自己复查、销号",
                en: "whoever repaired it can neither re-inspect nor close it"
            )
            remedy = LocalizedText(zh: "请另一名核查人员复查", en: "Let another inspector look at it")
        case .noReviewer:
            problem = LocalizedText(zh: "异议需要指定裁定人", en: "a dispute needs somebody who decides it")
            remedy = LocalizedText(zh: "用 --reviewer 给出裁定人账号", en: "Name the account with --reviewer")
        case .notReviewer(let reviewer):
            problem = LocalizedText(
                zh: "异议由 \(reviewer.quotedForMessage) 裁定",
                en: "\(reviewer.quotedForMessage) decides this dispute"
            )
            remedy = LocalizedText(
                zh: "请裁定人操作，或先换裁定人（--as disputed --reviewer）",
                en: "Let the reviewer do it, or name another one first (--as disputed --reviewer)"
            )
        case .noReviewDate:
            problem = LocalizedText(zh: "替代措施需要将来的复核日期", en: "a substitute measure needs a review date in the future")
            remedy = LocalizedText(zh: "用 --review-on 给出日期", en: "Give the day with --review-on")
        case .noEvidence:
            problem = LocalizedText(
                zh: "销号需要新的照片或实测值；用过的照片不算",
                en: "closing needs a new photo or reading; one that was handed in before is not new"
            )
            remedy = LocalizedText(
                zh: "用 --photo 或 --reading 附上复查的照片或实测值",
                en: "Hand in the photo or reading of the re-inspection with --photo or --reading"
            )
        case .webClosesByScan:
            problem = LocalizedText(zh: "网页缺陷只能由复测销号", en: "a web defect is closed by a scan that proves it gone")
            remedy = LocalizedText(zh: "整改后重新运行 audit scan", en: "Run audit scan again after the repair")
        case .notMergeable:
            problem = LocalizedText(
                zh: "只能与同一对象的另一个未合并缺陷合并",
                en: "it can be merged only into another, unmerged defect of the same subject"
            )
            remedy = LocalizedText(zh: "换一个目标缺陷", en: "Choose another defect to merge into")
        case .isMerged:
            problem = LocalizedText(zh: "它已并入另一个缺陷", en: "it was merged into another defect")
            remedy = LocalizedText(
                zh: "改动那个缺陷，或先用 audit findings split 撤回合并",
                en: "Change that one, or take the merge back with audit findings split"
            )
        case .notMerged:
            problem = LocalizedText(zh: "这个缺陷没有并入别的缺陷", en: "this defect was not merged into another one")
            remedy = LocalizedText(
                zh: "给出要拆出的问题的编号，用 audit findings why 查看归并依据",
                en: "Give the id of the finding to take out; see why it is there with audit findings why"
            )
        case .notSplittable:
            problem = LocalizedText(zh: "这个缺陷只有这一处问题，没有可拆的", en: "the defect holds nothing but this finding")
            remedy = LocalizedText(
                zh: "用 audit findings why 查看归并依据",
                en: "See why findings are one with audit findings why"
            )
        case .notAllowed(let from, let to):
            problem = LocalizedText(
                zh: "不能从 \(from.rawValue) 直接改为 \(to.rawValue)",
                en: "it cannot go from \(from.rawValue) to \(to.rawValue)"
            )
            let allowed = from.allowed.map(\.rawValue).sorted().joined(separator: ", ")
            remedy = LocalizedText(zh: "可改为：\(allowed)", en: "It can go to: \(allowed)")
        }
        return AuditError(.usage, at: String(defect.prefix(Fingerprint.idLength)), problem, remedy: remedy)
    }

    static func emptySuppression() -> AuditError {
        AuditError(
            .usage,
            at: "suppress",
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
        AuditError(
            .usage,
            at: prefix.quotedForMessage,
            LocalizedText(zh: "不止一个发现的编号以此开头", en: "several findings have an id that begins so"),
            remedy: LocalizedText(zh: "多给几个字符", en: "Give more characters of the id")
        )
    }

    // MARK: -

    private static let otherFile = LocalizedText(
        zh: "用 --store 另选文件；原文件没有改动",
        en: "Name another file with --store; this one was not changed"
    )

    static func diskFull(_ path: String) -> AuditError {
        AuditError(
            .diskFull,
            at: path,
            LocalizedText(zh: "磁盘已满；已写入的页面都在", en: "the disk is full; the pages recorded so far are safe"),
            remedy: LocalizedText(
                zh: "腾出空间，然后用 audit scan --resume 继续中断的检测",
                en: "Free some space, then go on with an interrupted scan by audit scan --resume"
            )
        )
    }

    private static func corrupt(_ path: String, _ detail: String) -> AuditError {
        AuditError(
            .storeCorrupt,
            at: path,
            LocalizedText(zh: "数据库文件已损坏（\(detail)）", en: "the store is damaged (\(detail))"),
            remedy: LocalizedText(
                zh: "从备份恢复，或用 sqlite3 的 .recover 取出可读的数据",
                en: "Restore a backup, or save what can be read with .recover of sqlite3"
            )
        )
    }

    private static func busy(_ path: String) -> AuditError {
        unavailable(path, LocalizedText(zh: "另一个程序一直在写入数据库", en: "another program keeps writing to the store"))
    }

    private static func unavailable(_ path: String, _ problem: LocalizedText) -> AuditError {
        AuditError(
            .storeUnavailable,
            at: path,
            problem,
            remedy: LocalizedText(
                zh: "稍后再试，或运行 audit store check",
                en: "Try again later, or run audit store check"
            )
        )
    }
}
