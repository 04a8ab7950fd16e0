import CCrypto
import CCurl
import CIdn2
import CXML2
import Foundation

/// Examines the installation: what works, what does not, and what to do about it.
public struct Doctor: Sendable {
    /// One thing that was looked at.
    public struct Examination: Sendable {
        public enum State: String, Sendable {
            case good, warning, bad
        }

        public let name: LocalizedText
        public let state: State
        public let found: String
        /// What to do; nil where all is well.
        public let remedy: LocalizedText?
    }

    let storePath: String

    public init(storePath: String) { self.storePath = storePath }

    /// All examinations, in a fixed order.
    public func examine() async -> [Examination] {
        [curl(), xml(), crypto(), checklists(), fonts(), await browser(), files(), clock(), await store()]
    }
}

// MARK: - Libraries

extension Doctor {
    private func curl() -> Examination {
        guard let info = audit_curl_version()?.pointee, let version = info.version else {
            return Examination(
                name: LocalizedText(zh: "libcurl", en: "libcurl"),
                state: .bad,
                found: "—",
                remedy: LocalizedText(zh: "请安装 libcurl4", en: "Install libcurl4")
            )
        }
        var features: [String] = []
        for (bit, name) in [
            (CURL_VERSION_HTTP2, "HTTP/2"), (CURL_VERSION_LIBZ, "gzip"), (CURL_VERSION_BROTLI, "br"),
            (CURL_VERSION_ZSTD, "zstd"), (CURL_VERSION_SSL, "TLS"), (CURL_VERSION_IPV6, "IPv6"),
        ] where info.features & bit != 0 { features.append(name) }
        let isComplete = features.contains("TLS")
        return Examination(
            name: LocalizedText(zh: "libcurl（抓取网页）", en: "libcurl (fetches pages)"),
            state: isComplete ? .good : .warning,
            found: String(cString: version) + " " + features.joined(separator: " "),
            remedy: isComplete
                ? nil : LocalizedText(zh: "请安装支持 TLS 的 libcurl", en: "Install a libcurl that is built with TLS")
        )
    }

    private func xml() -> Examination {
        Examination(
            name: LocalizedText(zh: "libxml2（读取 XML）", en: "libxml2 (reads XML)"),
            state: .good,
            found: LIBXML_DOTTED_VERSION,
            remedy: nil
        )
    }

    private func crypto() -> Examination {
        Examination(
            name: LocalizedText(zh: "libcrypto（摘要）", en: "libcrypto (digests)"),
            state: .good,
            found: String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)),
            remedy: nil
        )
    }
}

// MARK: - Surroundings

extension Doctor {
    private func checklists() -> Examination {
        let name = LocalizedText(zh: "检查表", en: "checklists")
        let library = try? ChecklistLibrary.standard(
            environment: ProcessInfo.processInfo.environment,
            executable: CommandLine.arguments.first,
            current: FileManager.default.currentDirectoryPath
        )
        let ids = library?.ids ?? []
        return Examination(
            name: name,
            state: ids.isEmpty ? .bad : .good,
            found: ids.isEmpty ? "—" : ids.joined(separator: " "),
            remedy: ids.isEmpty
                ? LocalizedText(
                    zh: "用 make install 安装，或设置环境变量 AUDIT_CHECKLISTS",
                    en: "Install with make install, or set AUDIT_CHECKLISTS"
                ) : nil
        )
    }

    private func fonts() -> Examination {
        let found = ChineseFonts.found
        return Examination(
            name: LocalizedText(zh: "中文字体（打印 PDF 报告）", en: "Chinese fonts (printing PDF reports)"),
            state: found == nil ? .warning : .good,
            found: found ?? "—",
            remedy: found == nil ? ChineseFonts.remedy : nil
        )
    }

    /// Prints a page to know whether reports can be printed.
    private func browser() async -> Examination {
        let name = LocalizedText(zh: "浏览器（打印 PDF 报告）", en: "browser (prints PDF reports)")
        func bad(_ found: String, _ remedy: LocalizedText) -> Examination {
            Examination(name: name, state: .warning, found: found, remedy: remedy)
        }
        guard let printer = PDFPrinter.installed else { return bad("—", PDFPrinter.missing().remedy) }
        do {
            let page = Array("<!DOCTYPE html><html lang=en><title>audit</title><p>audit".utf8)
            _ = try await printer.print(page, made: Timestamp(millisecondsSince1970: 0))
            return Examination(name: name, state: .good, found: printer.browser, remedy: nil)
        } catch let error as AuditError {
            return bad(error.problem.en, error.remedy)
        } catch {
            return bad("\(error)", PDFPrinter.missing().remedy)
        }
    }

    private func files() -> Examination {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let isEnough = limit.rlim_cur >= 256
        return Examination(
            name: LocalizedText(zh: "可打开的文件数", en: "open files allowed"),
            state: isEnough ? .good : .warning,
            found: "\(limit.rlim_cur)",
            remedy: isEnough ? nil : LocalizedText(zh: "运行 ulimit -n 1024", en: "Run ulimit -n 1024")
        )
    }

    private func clock() -> Examination {
        let now = Date()
        let isPlausible = now.timeIntervalSince1970 > 1_767_225_600
        return Examination(
            name: LocalizedText(zh: "系统时钟", en: "clock"),
            state: isPlausible ? .good : .bad,
            found: Timestamp(millisecondsSince1970: Int64(now.timeIntervalSince1970 * 1000)).iso8601,
            remedy: isPlausible
                ? nil
                : LocalizedText(
                    zh: "时钟早于本版本的发布时间，请校准",
                    en: "The clock is earlier than this version; set it right"
                )
        )
    }

    private func store() async -> Examination {
        let name = LocalizedText(zh: "数据库", en: "store")
        guard FileManager.default.fileExists(atPath: storePath) else {
            return Examination(
                name: name,
                state: .good,
                found: "\(storePath) (—)",
                remedy: LocalizedText(zh: "尚不存在，首次使用时创建", en: "Not there yet; made at first use")
            )
        }
        do {
            let problems = try await SQLiteStore(path: storePath, opening: .existing).check()
            return Examination(
                name: name,
                state: problems.isEmpty ? .good : .bad,
                found: problems.first ?? storePath,
                remedy: problems.isEmpty
                    ? nil : LocalizedText(zh: "请用备份恢复", en: "Restore it from a backup")
            )
        } catch let error as AuditError {
            return Examination(name: name, state: .bad, found: error.problem.en, remedy: error.remedy)
        } catch {
            return Examination(name: name, state: .bad, found: "\(error)", remedy: nil)
        }
    }
}
