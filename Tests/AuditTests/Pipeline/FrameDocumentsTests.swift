import Foundation
import Testing

@testable import Audit

struct FrameDocumentsTests {
    private static func record(_ html: String) async throws -> PageRecord {
        let collected = Collected<PageRecord>()
        _ = try await CheckRun(rules: .all, width: 1).check(.input(Array(html.utf8))) { collected.append($0) }
        return try #require(collected.values.first)
    }

    private static func page(_ body: String) -> String {
        "<!DOCTYPE html><html lang=\"zh\"><head><title>公告</title></head><body>\(body)</body></html>"
    }

    @Test func `a finding in a frame's document stands in the frame`() async throws {
        let html = Self.page(#"<p>公告</p>\#n<iframe title="a" srcdoc="<p>公告</p><img src=a.png>"></iframe>"#)
        let record = try await Self.record(html)
        let found = try #require(record.findings.first { $0.requirement == "image-has-name" })
        guard case .node(let place) = found.place else { return }
        #expect(place.xpath == "/html[1]/body[1]/iframe[1]/html[1]/body[1]/img[1]")
        #expect(place.line == 2 && place.snippet == "<img src=a.png>")
        #expect(place.selector.contains(" >> "))
        #expect(record.assertions.first { $0.rule == "image-has-name" }?.failed == 1)
    }

    @Test func `frames within frames are looked into, and equal findings are told apart`() async throws {
        let inner = #"<iframe title=b srcdoc='<img src=a.png>'></iframe><img src=a.png>"#
        let record = try await Self.record(
            Self.page("<img src=a.png><iframe title=\"a\" srcdoc=\"\(inner)\"></iframe>")
        )
        let found = record.findings.filter { $0.requirement == "image-has-name" }
        #expect(found.count == 3)
        #expect(Set(found.map(\.occurrence)).count == 3)
        #expect(record.assertions.first { $0.rule == "image-has-name" }?.failed == 3)
    }

    @Test func `what is asked of a page as a whole is not asked of a frame, nor of one that is hidden`() async throws {
        let plain = try await Self.record(Self.page("<p>公告</p><iframe title=\"a\"></iframe>"))
        let framed = try await Self.record(Self.page(#"<p>公告</p><iframe title="a" srcdoc="<p>x</p>"></iframe>"#))
        let hidden = try await Self.record(
            Self.page(#"<p>公告</p><iframe title="a" srcdoc="<img src=a>" hidden></iframe>"#)
        )
        for rule in ["page-has-title", "page-has-language"] {
            #expect(framed.assertions.first { $0.rule == rule } == plain.assertions.first { $0.rule == rule })
        }
        #expect(!hidden.findings.contains { $0.requirement == "image-has-name" })
    }

    // MARK: - Frames with an address

    private static func records(_ target: String, in folder: TemporaryFolder) async throws -> [PageRecord] {
        let files = [
            "a.html": page(
                #"<p>公告</p><iframe title=a src="b.html" tabindex="-1"></iframe><iframe title=x src="//e.test/"></iframe>"#
            ),
            "b.html": page(#"<button>查询</button><img src=a.png><iframe title=a src="a.html"></iframe>"#),
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.url.appending(path: name)) }
        let collected = Collected<PageRecord>()
        let path = target.isEmpty ? folder.url.path : folder.url.appending(path: target).path
        _ = try await CheckRun(rules: .all).check(CheckRun.Target(path)) { collected.append($0) }
        return collected.values
    }

    @Test func `a page checked alone has the frames of its folder looked into`() async throws {
        let records = try await Self.records("a.html", in: TemporaryFolder())
        let record = try #require(records.first)
        let found = try #require(record.findings.first { $0.requirement == "image-has-name" })
        guard case .node(let place) = found.place else { return }
        #expect(place.xpath == "/html[1]/body[1]/iframe[1]/html[1]/body[1]/img[1]")
        #expect(record.frames.map(\.examined) == [.here, .no])
        #expect(record.assertions.first { $0.rule == "frame-content-is-reachable" }?.outcome == .failed)
    }

    @Test func `in a folder a frame's document is a page of its own and counted once`() async throws {
        let records = try await Self.records("", in: TemporaryFolder())
        #expect(records.map(\.address) == ["a.html", "b.html"])
        #expect(records[0].frames.map(\.examined) == [.asPage, .no])
        #expect(records.flatMap(\.findings).count { $0.requirement == "image-has-name" } == 1)
        #expect(records[0].assertions.first { $0.rule == "frame-content-is-reachable" }?.outcome == .cantTell)
    }

    @Test func `the frames of a hostile page are bounded`() async throws {
        let many = String(repeating: #"<iframe title="a" srcdoc="<img src=a>"></iframe>"#, count: 500)
        let record = try await Self.record(Self.page(many))
        let failed = record.findings.count { $0.requirement == "image-has-name" }
        #expect(failed == FrameDocuments.maximumFrames)
    }
}
