import Foundation
import Testing

@testable import Audit

/// Wrong options are told in the language of the interface, also those that the parser finds.
@Suite(.enabled(if: AuditProcess.executable != nil))
struct ParserTextTests {
    struct Row: CustomTestStringConvertible {
        let arguments: [String]
        let zh: String
        let en: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let rows = [
        Row(
            arguments: ["report", "--format", "nonsense"],
            zh: "错误：值“nonsense”不能用于“--format <format>”。请用下列之一",
            en: "Error: The value 'nonsense' is invalid for"
        ),
        Row(
            arguments: ["scan", "x", "--max-pages", "many"],
            zh: "错误：值“many”不能用于“--max-pages <max-pages>”。",
            en: "Error: The value 'many' is invalid"
        ),
        Row(
            arguments: ["scan", "x", "--scope", "some"],
            zh: "错误：值“some”不能用于“--scope <scope>”。请用下列之一：page、prefix、host、site、regex。",
            en: "Please provide one of 'page', 'prefix', 'host', 'site' or 'regex'."
        ),
        Row(
            arguments: ["report", "--formt", "csv"],
            zh: "错误：没有选项“--formt”。是不是“--format”？",
            en: "Did you mean '--format'?"
        ),
        Row(
            arguments: ["report", "--frobnicate"],
            zh: "错误：没有选项“--frobnicate”。",
            en: "Error: Unknown option '--frobnicate'"
        ),
        Row(
            arguments: ["report", "--format"],
            zh: "错误：“--format <format>”缺少值。",
            en: "Error: Missing value for '--format <format>'"
        ),
        Row(arguments: ["report", "rest"], zh: "错误：多余的参数“rest”。", en: "Error: Unexpected argument 'rest'"),
        Row(arguments: ["check"], zh: "错误：缺少参数“<", en: "Error: Missing expected argument '<"),
    ]

    private static func standardError(_ arguments: [String], _ language: String) async throws -> AuditProcess.Ending {
        let folder = try TemporaryFolder()
        return try await AuditProcess(arguments + ["--lang", language], in: folder).run()
    }

    @Test(arguments: rows) func `a wrong option is told in either language`(row: Row) async throws {
        let chinese = try await Self.standardError(row.arguments, "zh")
        #expect(chinese.code == 2 && chinese.standardError.contains(row.zh), "\(chinese.standardError)")
        #expect(!chinese.standardError.contains("Error") && !chinese.standardError.contains("Usage"))
        let english = try await Self.standardError(row.arguments, "en")
        #expect(english.code == 2 && english.standardError.contains(row.en), "\(english.standardError)")
    }
}
