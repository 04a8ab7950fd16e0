import Testing

@testable import Audit

/// Merges, splits, reasons and names of rules: what every implementation of `AuditStore` does with groupings.
extension AuditStoreTests {
    private func address(_ number: Int) -> String { "https://a.test/\(number)" }

    /// A page with a fault in the header that all pages share and one in its content; `variant` changes the texts.
    private func page(_ number: Int, variant: UInt64 = 0, rule: Int = 0, header: Bool = true) -> PageRecord {
        var content = Sample.finding(rule, page: address(number))
        content.signals?.text = UInt64(number) * 10 + 1 + variant
        content.signals?.block = UInt64(number)
        content.occurrence = content.signals?.occurrence.text ?? ""
        var findings = [content]
        if header {
            var shared = Sample.finding(rule, page: address(number), region: "header")
            shared.signals?.block = 77
            shared.occurrence = shared.signals?.occurrence.text ?? ""
            findings.append(shared)
        }
        var page = Sample.page(address(number), findings: findings)
        page.fetch.contentHash = [UInt8(truncatingIfNeeded: variant), UInt8(number)]
        return page
    }

    private func defects(_ scope: Defect.Scope) async throws -> [Defect] {
        var filter = DefectFilter()
        filter.scopes = [scope]
        return try await store.defects(filter, offset: 0, limit: 99)
    }

    private func finding(_ region: String, on number: Int) async throws -> StoredFinding {
        try #require(
            try await all().first {
                $0.finding.signals?.region == region && $0.finding.signals?.page == address(number)
            }
        )
    }

    private func basis(_ region: String, on number: Int) async throws -> GroupingBasis? {
        try await store.grouping(of: finding(region, on: number).id)?.basis
    }

    private func scan(_ pages: [PageRecord], day: Int) async throws {
        try await scan(pages, at: Sample.noon.advanced(byDays: day))
    }

    @Test func `every grouping says what decided it`() async throws {
        try await scan((0..<5).map { page($0) }, day: 0)
        #expect(try await basis("header", on: 2) == .newTemplate)
        #expect(try await basis("main", on: 2) == .content)
        let reason = try #require(try await store.grouping(of: finding("header", on: 2).id))
        #expect(reason.defect.grouping == .init(pages: 5, of: 5) && reason.earlier == nil && reason.decisions.isEmpty)
        #expect(reason.patterns.map(\.region) == ["header"])
        let before = try await finding("main", on: 1).id
        // Text changed on all pages; one page is new.
        try await scan((0..<6).map { page($0, variant: 5) }, day: 1)
        #expect(try await basis("header", on: 5) == .knownTemplate)
        #expect(try await basis("header", on: 1) == .sameSource)
        let changed = try #require(try await store.grouping(of: finding("main", on: 1).id))
        #expect(changed.basis == .sameShape)
        #expect(changed.earlier == .init(finding: before, page: address(1)))
        #expect(try await store.grouping(of: "zzzzzzzz") == nil)
        _ = try await store.record(Sample.inspection())
        let ramp = try #require(try await all().first { $0.finding.domain == .physical })
        #expect(try await store.grouping(of: ramp.id)?.basis == .item)
    }

    @Test func `a merged defect keeps its joined findings until the merge is taken back`() async throws {
        try await scan((0..<5).map { page($0) }, day: 0)
        let contents = try await defects(.content).map(\.id)
        try await store.merge([contents[1]], into: contents[0], by: "anna", reason: "同一文章", at: Sample.noon)
        try await scan((0..<5).map { page($0, variant: 1) }, day: 1)
        #expect(try await store.defect(id: contents[0])?.occurrences == 2)
        let reason = try #require(try await store.grouping(of: finding("main", on: 1).id))
        #expect(reason.decisions.map(\.action) == ["mergedFrom"] && reason.decisions[0].actor == "anna")
        let merged = [contents[1]]
        for again in [merged, [contents[0]], ["zzzzzz"]] {
            #expect(
                try await refusal {
                    try await store.merge(again, into: contents[0], by: "anna", reason: "x", at: Sample.noon)
                }?.code == .usage
            )
        }
        let step = DefectChange(to: .found, by: "bo", at: Sample.noon)
        #expect(try await refusal { try await store.change([contents[1]], step) }?.code == .usage)
        try await store.unmerge(contents[1], by: "bo", reason: "不是", at: Sample.noon)
        let restored = try #require(try await store.defect(id: contents[1]))
        #expect(restored.state == .found && restored.mergedInto == nil)
        #expect(
            try await refusal {
                try await store.unmerge(contents[1], by: "bo", reason: "不是", at: Sample.noon)
            }?.code == .usage
        )
        #expect(try await store.history(of: contents[1]).map(\.action) == ["merged", "unmerged"])
    }

    @Test func `a merged template gets all its findings back, and later runs keep it apart`() async throws {
        func both(_ number: Int, _ variant: UInt64) -> PageRecord {
            var page = page(number, variant: variant)
            var footer = Sample.finding(page: address(number), region: "footer")
            footer.signals?.block = 78
            footer.occurrence = footer.signals?.occurrence.text ?? ""
            page.findings.append(footer)
            return page
        }
        try await scan((0..<5).map { both($0, 0) }, day: 0)
        let header = try await finding("header", on: 0).finding.defect
        let footer = try await finding("footer", on: 0).finding.defect
        try await store.merge([footer], into: header, by: "anna", reason: "同一组件", at: Sample.noon)
        try await scan((0..<6).map { both($0, 1) }, day: 1)
        #expect(try await store.defect(id: header)?.occurrences == 12)
        #expect(try await store.grouping(of: finding("footer", on: 5).id)?.patterns.count == 2)
        try await store.unmerge(footer, by: "anna", reason: "两个组件", at: Sample.noon)
        #expect(try await store.defect(id: header)?.occurrences == 6)
        #expect(try await store.defect(id: footer)?.occurrences == 6)
        try await scan((0..<7).map { both($0, 2) }, day: 2)
        #expect(try await store.defect(id: header)?.occurrences == 7)
        #expect(try await store.defect(id: footer)?.occurrences == 7)
        #expect(try await store.defect(id: footer)?.state == .found)
    }

    @Test func `a split finding says so, and the last finding of a defect cannot be split`() async throws {
        try await scan((0..<5).map { page($0) }, day: 0)
        let taken = try await finding("header", on: 3)
        let own = try await store.split(taken.id, by: "anna", reason: "独立横幅", at: Sample.noon)
        #expect(own != taken.finding.defect)
        #expect(try await basis("header", on: 3) == .split)
        #expect(try await basis("header", on: 2) == .newTemplate)
        #expect(
            try await refusal {
                _ = try await store.split(taken.id, by: "anna", reason: "又拆", at: Sample.noon)
            }?.code == .usage
        )
        for (actor, reason) in [("", "x"), ("anna", "")] {
            let other = try await finding("header", on: 2).id
            #expect(
                try await refusal {
                    _ = try await store.split(other, by: actor, reason: reason, at: Sample.noon)
                }?.code == .usage
            )
        }
        try await scan((0..<5).map { page($0, variant: 3) }, day: 1)
        #expect(try await store.defect(id: own)?.occurrences == 1)
        #expect(try await store.defect(id: taken.finding.defect)?.occurrences == 4)
    }

    @Test func `what a person merged from two rules closes only when both ran`() async throws {
        func pages(_ rules: [Int], without: Int? = nil) -> [PageRecord] {
            var page = Sample.page(address(0), findings: rules.map { Sample.finding($0, page: address(0)) })
            page.fetch.contentHash = [UInt8(rules.count)]
            if let without { page.assertions[without] = Assertion(rule: Sample.rules[without].id, outcome: .untested) }
            return [page]
        }
        try await scan(pages([0, 1]), day: 0)
        let ids = try await defects(.content).map(\.id)
        try await store.merge([ids[1]], into: ids[0], by: "anna", reason: "同一链接", at: Sample.noon)
        try await scan(pages([], without: 1), day: 1)
        #expect(try await store.defect(id: ids[0])?.retest == .notRetested)
        try await scan(pages([]), day: 2)
        #expect(try await store.defect(id: ids[0])?.state == .closed)
    }

    // MARK: - Rules that were renamed

    @Test func `a renamed rule keeps its defects, its suppressions and its closing`() async throws {
        try await scan([page(0, header: false)], day: 0)
        let old = try #require(try await defects(.content).first)
        _ = try await store.suppress(
            Suppression(
                requirement: "image-has-name",
                reasonCode: .acceptedRisk,
                reason: "将下线",
                approver: "chen",
                created: Sample.noon,
                expires: Sample.noon.advanced(byDays: 99)
            )
        )
        var rules = Sample.rules
        rules[0].id = "image-has-text"
        rules[0].aliases = ["image-has-name"]
        func renamed(_ pages: [PageRecord], day: Int) async throws {
            let start = Sample.scan(at: Sample.noon.advanced(byDays: day), rules: rules)
            let run = try await store.begin(start, of: "site-a")
            let pages = pages.map { page in
                var page = page
                page.assertions[0] = page.assertions[0].renamed(rules[0].id)
                for index in page.findings.indices { page.findings[index].requirement = rules[0].id }
                return page
            }
            try await store.record(pages, in: run)
            try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        }
        try await renamed([page(0, header: false)], day: 1)
        let now = try await defects(.content)
        #expect(now.map(\.id) == [old.id] && now[0].requirement == "image-has-text")
        let difference = try await store.compare(RunID(1), with: RunID(2))
        #expect(difference.changes.isEmpty && difference.suppressed == 1)
        for name in ["image-has-name", "image-has-text"] {
            var filter = FindingFilter()
            filter.requirement = name
            filter.suppressed = .only
            #expect(try await all(filter).count == 1)
            var defects = DefectFilter()
            defects.requirement = name
            #expect(try await store.defects(defects, offset: 0, limit: 9).count == 1)
        }
        #expect(try await store.run(RunID(2))?.start.requirements == rules)
        var clean = Sample.page(address(0))
        clean.fetch.contentHash = [9]
        try await renamed([clean], day: 2)
        #expect(try await store.defect(id: old.id)?.state == .closed)
    }

    @Test func `a defect of a rule that was renamed before it was repaired still closes`() async throws {
        try await scan([page(0, header: false)], day: 0)
        let old = try #require(try await defects(.content).first)
        var rules = Sample.rules
        rules[0].id = "image-has-text"
        rules[0].aliases = ["image-has-name"]
        let later = Sample.noon.advanced(byDays: 1)
        let run = try await store.begin(Sample.scan(at: later, rules: rules), of: "site-a")
        var clean = Sample.page(address(0))
        clean.assertions[0] = clean.assertions[0].renamed(rules[0].id)
        try await store.record([clean], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: later)
        #expect(try await store.defect(id: old.id)?.state == .closed)
    }
}

extension Assertion {
    fileprivate func renamed(_ rule: String) -> Assertion {
        Assertion(rule: rule, outcome: outcome, failed: failed, cantTell: cantTell, passed: passed)
    }
}
