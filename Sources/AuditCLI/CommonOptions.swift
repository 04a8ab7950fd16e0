import ArgumentParser
import Audit
import Foundation

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text("界面与报告语言：zh-Hans 或 en。", "Language of messages and reports: zh-Hans or en."),
            valueName: "language"
        )
    )
    var lang: String?

    @Option(
        help: ArgumentHelp(
            Interface.text(
                "配置文件（默认从当前文件夹向上找 audit.yaml）。",
                "Configuration (default: the nearest audit.yaml from the current folder upwards)."
            ),
            valueName: "file"
        )
    )
    var config: String?

    @Flag(name: .shortAndLong, help: ArgumentHelp(Interface.text("只输出结果和错误。", "Print only the result and errors.")))
    var quiet = false

    mutating func validate() throws {
        guard let lang, Language(option: lang) == nil else { return }
        throw ValidationError(
            Interface.text("--lang：不认识的语言 ", "--lang: unknown language ") + lang.quotedForMessage
                + Interface.text("。请用 zh-Hans 或 en。", ". Use zh-Hans or en.")
        )
    }
}

/// Where a result goes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            Interface.text("把结果写入文件，而不是标准输出。", "Write the result to a file instead of standard output."),
            valueName: "file"
        )
    )
    var output: String?

    /// Writes the whole result: to standard output, or beside the file and renamed, so that no reader sees half of it.
    func write(_ bytes: [UInt8]) throws {
        guard let output else { return FileHandle.standardOutput.write(Data(bytes)) }
        try AtomicFile.write(bytes, to: output)
    }
}

extension OutputOptions {
    /// A sink for results that come bit by bit.
    func open() throws -> OutputSink { try OutputSink(path: output) }
}

/// The store a command reads or writes.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "数据库文件（默认取环境变量 AUDIT_STORE，再取配置文件，再默认当前目录的 audit.sqlite）。",
                "Store file (default: AUDIT_STORE, else the configuration's, else audit.sqlite in the current folder)."
            ),
            valueName: "path"
        )
    )
    var store: String?

    /// The path in force: option, then environment, then configuration, then default.
    var path: String {
        if let store { return store }
        let named = ProcessInfo.processInfo.environment["AUDIT_STORE"] ?? ""
        if !named.isEmpty { return named }
        return (try? Interface.configuration.get().store) ?? "audit.sqlite"
    }
}
