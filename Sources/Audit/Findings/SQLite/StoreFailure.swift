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
        unavailable(
            path,
            LocalizedText(zh: "没有这个数据库文件", en: "there is no such store"),
            remedy: LocalizedText(
                zh: "用 --store 指定已有的数据库，或先运行 audit scan 建立一个",
                en: "Name an existing store with --store, or run audit scan first to make one"
            )
        )
    }

    static func folder(_ path: String) -> AuditError {
        unavailable(
            path,
            LocalizedText(zh: "这是文件夹，不是数据库文件", en: "this is a folder, not a store"),
            remedy: LocalizedText(zh: "用 --store 指定一个文件", en: "Name a file with --store")
        )
    }

    static func network(_ path: String, name: String) -> AuditError {
        unavailable(
            path,
            LocalizedText(
                zh: "文件在网络文件系统（\(name)）上，多个进程同时写入会损坏数据库",
                en: "the file lies on a network file system (\(name)), where concurrent writes damage a store"
            ),
            remedy: LocalizedText(zh: "把数据库放在本机磁盘上", en: "Keep the store on a local disk")
        )
    }

    static func notReadable(_ path: String) -> AuditError {
        unavailable(
            path,
            LocalizedText(zh: "无法打开或读取数据库文件", en: "the store cannot be opened or read"),
            remedy: LocalizedText(zh: "检查文件及其文件夹的权限", en: "Check the permissions of the file and its folder")
        )
    }

    static func notWritable(_ path: String) -> AuditError {
        unavailable(
            path,
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
        usage(
            path,
            LocalizedText(zh: "文件已存在，不会覆盖", en: "the file exists and is not overwritten"),
            remedy: LocalizedText(zh: "换一个文件名", en: "Choose another name")
        )
    }

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

    private static func unavailable(
        _ path: String,
        _ problem: LocalizedText,
        remedy: LocalizedText = LocalizedText(
            zh: "稍后再试，或运行 audit store check",
            en: "Try again later, or run audit store check"
        )
    ) -> AuditError {
        AuditError(.storeUnavailable, at: path, problem, remedy: remedy)
    }
}
