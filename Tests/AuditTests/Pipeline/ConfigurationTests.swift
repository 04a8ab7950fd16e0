import Foundation
import Testing

@testable import Audit

struct ConfigurationTests {
    private static func read(_ text: String) throws -> AuditConfiguration {
        try ConfigurationReader(path: "audit.yaml", folder: "/srv/a").read(Array(text.utf8))
    }

    private static let own = """
        own-rules:
          - id: own-search-has-hint
            title: {zh: 搜索框有提示, en: Search has a hint}
            selector: input[type=search]
            condition: '[placeholder]:not([placeholder=""])'
            kind: violation
            severity: minor
            criteria: ["3.3.2"]
            message: {zh: 写上 placeholder, en: Add a placeholder}
        """

    private static func record(_ html: String, _ configuration: AuditConfiguration) async throws -> PageRecord {
        let collected = Collected<PageRecord>()
        _ = try await CheckRun(rules: configuration.appliedRules, width: 1).check(.input(Array(html.utf8))) {
            collected.append($0)
        }
        return try #require(collected.values.first)
    }

    @Test func `all keys are read, and paths are those of the file's folder`() throws {
        let found = try Self.read(
            """
            lang: zh
            store: data/audit.sqlite
            checklists: /opt/lists
            plan: plans/2030.yaml
            fail-on: serious
            rules:
              tooltip-says-more: off
              text-has-contrast: minor
              text-is-not-tiny: {severity: moderate, parameters: {least-size: 12}}
            """
        )
        #expect(found.language == .zhHans && found.failOn == .serious)
        #expect(found.store == "/srv/a/data/audit.sqlite" && found.checklists == "/opt/lists")
        #expect(found.plan == "/srv/a/plans/2030.yaml")
        #expect(found.rules["tooltip-says-more"]?.isEnabled == false)
        #expect(found.rules["text-is-not-tiny"]?.parameters.values == ["least-size": 12])
        let ids = found.appliedRules.map(\.metadata.id)
        #expect(ids.count == RuleRegistry.documented.count - 1 && !ids.contains("tooltip-says-more"))
        #expect(found.appliedRules.first { $0.metadata.id == "text-has-contrast" }?.metadata.severity == .minor)
    }

    @Test(arguments: ["", "\n", "# nothing yet\n"]) func `a file that sets nothing is no error`(text: String) throws {
        #expect(try Self.read(text) == AuditConfiguration())
    }

    @Test func `a parameter changes what a rule says`() async throws {
        let page = #"<html lang="zh"><title>x</title><p style="font-size:11px">公告</p>"#
        func tiny(_ text: String) async throws -> Int {
            try await Self.record(page, try Self.read(text)).findings.count { $0.requirement == "text-is-not-tiny" }
        }
        #expect(try await tiny("") == 0)
        #expect(try await tiny("rules: {text-is-not-tiny: {parameters: {least-size: 12}}}") == 1)
    }

    @Test func `a rule of one's own finds what does not match its condition`() async throws {
        let page = """
            <html lang="zh"><title>x</title><input type="search" id="a" aria-label="a"><input type="search" id="b" \
            aria-label="b" placeholder="c"><input type="search" hidden>
            """
        let record = try await Self.record(page, try Self.read(Self.own))
        let found = record.findings.filter { $0.requirement == "own-search-has-hint" }
        #expect(found.count == 1 && found[0].outcome == .failed && found[0].severity == .minor)
        #expect(found[0].message.zh == "写上 placeholder" && found[0].criteria == ["wcag22:3.3.2"])
        let assertion = try #require(record.assertions.last)
        #expect(assertion == Assertion(rule: "own-search-has-hint", failed: 1, cantTell: 0, passed: 1))
    }

    @Test func `a rule may ask for a name, and a review asks`() async throws {
        let text = """
            own-rules:
              - id: own-map-has-name
                title: {zh: 地图有名称, en: Map has a name}
                selector: div.map
                named: true
                kind: review
                message: {zh: 地图有名称吗？, en: Does the map have a name?}
            """
        let page = #"<div class="map" role="group"></div><div class="map" role="group" aria-label="x"></div>"#
        let record = try await Self.record(page, try Self.read(text))
        #expect(record.assertions.last?.cantTell == 1 && record.assertions.last?.passed == 1)
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        let text: String
        let line: Int
        let says: String
        var testDescription: String { says }

        init(_ text: String, line: Int, says: String) {
            self.text = text
            self.line = line
            self.says = says
        }
    }

    private static let faults: [Fault] = [
        Fault("languge: en", line: 1, says: "unknown key of the configuration"),
        Fault("lang: fr", line: 1, says: "unknown language"),
        Fault("fail-on: grave", line: 1, says: "unknown value of fail-on"),
        Fault("rules:\n  image-has-nam: off", line: 2, says: "Did you mean 'image-has-name'"),
        Fault("rules:\n  image-has-name: maybe", line: 2, says: "unknown setting of a rule"),
        Fault("rules:\n  image-has-name: {parameters: {x: 1}}", line: 2, says: "has no parameters"),
        Fault("rules:\n  text-is-not-tiny: {parameters: {least-size: 900}}", line: 2, says: "is not between"),
        Fault("rules:\n  text-is-not-tiny: {parameters: {size: 9}}", line: 2, says: "unknown key of parameters"),
        Fault("rules: [a]", line: 1, says: "must be a list of 'key: value' lines"),
        Fault("own-rules: {a: b}", line: 1, says: "own-rules must be a list"),
        Fault("own-rules:\n  - id: own-x", line: 2, says: "has no 'selector'"),
        Fault(own.replacing("own-search-has-hint", with: "search"), line: 2, says: "must begin with own-"),
        Fault(own.replacing("input[type=search]", with: "'input['"), line: 4, says: "is no usable selector"),
        Fault(own.replacing("input[type=search]", with: "'p::before'"), line: 4, says: "is no usable selector"),
        Fault(own.replacing("input[type=search]", with: "'p{} a'"), line: 4, says: "is no usable selector"),
        Fault(own.replacing("3.3.2", with: "3.9.9"), line: 8, says: "unknown WCAG 2.2 criterion"),
        Fault(own + "\n" + own.replacing("own-rules:\n", with: ""), line: 10, says: "is used twice"),
        Fault("rules:\n\t- x", line: 2, says: "not valid YAML"),
    ]

    @Test(arguments: faults) func `each fault is told with its line and what to do`(fault: Fault) throws {
        do {
            _ = try Self.read(fault.text)
            Issue.record("nothing was refused")
        } catch let errors as AuditErrors {
            let messages = errors.errors.map { $0.message(in: .en) }
            #expect(messages.contains { $0.contains(fault.says) }, "\(messages)")
            #expect(
                errors.errors.contains { $0.subject == "audit.yaml:\(fault.line)" },
                "\(errors.errors.map(\.subject))"
            )
            #expect(errors.errors.allSatisfy { $0.code == .malformedConfiguration && !$0.remedy.zh.isEmpty })
        }
    }

    @Test func `the nearest file above a folder is found`() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
        let deep = root.appendingPathComponent("a/b/c")
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let file = root.appendingPathComponent("a/audit.yaml")
        try Data("lang: en\n".utf8).write(to: file)
        #expect(AuditConfiguration.find(from: deep.path) == file.path)
        #expect(try AuditConfiguration.load(file.path).language == .en)
    }
}
