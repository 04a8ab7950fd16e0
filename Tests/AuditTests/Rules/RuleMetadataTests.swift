import Foundation
import Testing

@testable import Audit

struct RuleMetadataTests {
    private static let cases = RuleRegistry.documented.map { DocumentedCase(rule: $0) }

    @Test func `no two rules have one id`() {
        #expect(Set(RuleRegistry.documented.map { $0.metadata.id }).count == RuleRegistry.documented.count)
    }

    @Test(arguments: cases)
    func `an id is the type's name in kebab case`(tested: DocumentedCase) {
        let name = String(describing: tested.rule)
        let kebab = name.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text.append("-") }
            text.append(contentsOf: letter.lowercased())
        }
        #expect(tested.rule.metadata.id == kebab)
    }

    @Test(arguments: cases)
    func `both languages say something, each in its own`(tested: DocumentedCase) {
        let metadata = tested.rule.metadata
        for text in [metadata.title, metadata.impact, metadata.fix] {
            #expect(text.zh.unicodeScalars.contains { $0.isHan })
            #expect(!text.en.isEmpty && !text.en.unicodeScalars.contains { $0.isHan })
        }
    }

    @Test(arguments: cases)
    func `criteria exist, and only advice has none`(tested: DocumentedCase) {
        let metadata = tested.rule.metadata
        for number in metadata.criteria { #expect(WCAG.criterion(number) != nil, "\(number)") }
        if metadata.kind != .advice { #expect(!metadata.criteria.isEmpty) }
    }

    @Test func `every file of a rule is in the registry`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Audit/Rules").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        let registered = Set(RuleRegistry.documented.map { String(describing: $0) })
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let name = file.deletingPathExtension().lastPathComponent
            let protocols = ["Rule", "GroupRule", "AdjustableRule", "SiteRule"]
            if protocols.contains(where: { text.contains("struct \(name): \($0)") }) { found.insert(name) }
        }
        #expect(found == registered)
    }
}

/// A rule of either kind as a test's argument.
struct DocumentedCase: CustomTestStringConvertible, Sendable {
    let rule: any DocumentedRule.Type

    var testDescription: String { rule.metadata.id }
}
