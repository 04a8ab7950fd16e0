import Audit
import Foundation

/// How the command talks to the person at the terminal: language, streams, the closing line.
enum Interface {
    /// The language asked for with `--lang`, else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, else that of the
    /// configuration; English where none says.
    ///
    /// Read before the arguments are parsed, since the help is in this language too.
    static let language: Language = {
        if let named = option("--lang").flatMap(Language.init(option:)) { return named }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        if locale.lowercased().hasPrefix("zh") { return .zhHans }
        if locale.lowercased().hasPrefix("en") { return .en }
        return (try? configuration.get().language) ?? .en
    }()

    /// What `--config` names, else the nearest `audit.yaml`; nothing set where there is none.
    static let configuration: Result<AuditConfiguration, any Error> = Result {
        let found = option("--config") ?? AuditConfiguration.find(from: FileManager.default.currentDirectoryPath)
        return try found.map(AuditConfiguration.load) ?? AuditConfiguration()
    }

    /// The value of an option, as it stands on the command line.
    private static func option(_ name: String) -> String? {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == name, index + 1 < arguments.count { return arguments[index + 1] }
            if argument.hasPrefix(name + "=") { return String(argument.dropFirst(name.count + 1)) }
        }
        return nil
    }

    /// The text in the interface language.
    static func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    /// When reports judge deadlines, as `SOURCE_DATE_EPOCH` says (seconds since 1970); nil where it is not set.
    static var sourceDate: Timestamp? {
        get throws {
            guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
            guard let seconds = Int64(text), (0..<253_402_300_800).contains(seconds) else {
                throw AuditError(
                    .usage,
                    at: "SOURCE_DATE_EPOCH",
                    LocalizedText(zh: "不是自 1970 年起的秒数", en: "is no number of seconds since 1970"),
                    remedy: LocalizedText(zh: "改正或取消这个环境变量", en: "Mend or unset this variable")
                )
            }
            return Timestamp(millisecondsSince1970: seconds * 1000)
        }
    }

    /// Writes one line to standard error.
    static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Says in words what the exit code says in a number; the last line on standard error.
    static func sayExit(_ code: Int32) {
        say("audit: exit=\(code) " + exitMeaning(code)[language])
    }

    private static func exitMeaning(_ code: Int32) -> LocalizedText {
        switch code {
        case 0: LocalizedText(zh: "完成", en: "done")
        case 1: LocalizedText(zh: "未达到设定的要求", en: "policy not met")
        case 2: LocalizedText(zh: "用法、配置或输入有误", en: "usage, configuration or input error")
        case 3: LocalizedText(zh: "没有可检测的内容", en: "nothing could be audited")
        case 4: LocalizedText(zh: "只完成一部分，状态已保存", en: "partial, state saved")
        case 5: LocalizedText(zh: "数据库出错", en: "store error")
        case 6: LocalizedText(zh: "磁盘或内存达到上限", en: "disk or memory limit")
        default: LocalizedText(zh: "程序缺陷，请报告", en: "a bug of ours, please report it")
        }
    }
}
