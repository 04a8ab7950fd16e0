import Testing

@testable import Audit

/// What is hidden before pieces of pages are kept, and what is not.
struct PersonalDataTests {
    @Test(
        arguments: [
            ("身份证 11010519491231002X", "身份证 110************02X"), ("110105194912310021", "110105194912310021"),
            ("440524188001010014", "440*************14"), ("W020240131123456789012", "W020240131123456789012"),
            ("440524188013010014", "440524188013010014"), ("P020210608512345678.jpg", "P020210608512345678.jpg"),
            ("130503670401001", "130**********01"), ("130503671301001", "130503671301001"),
            // Date and serial number with a check digit that happens to fit: there is no province 20.
            ("W202401199001011237.jpg", "W202401199001011237.jpg"), ("202608199206150076", "202608199206150076"),
            ("201503670401001.pdf", "201503670401001.pdf"),
            // 30 February.
            ("110105199002300124", "110105199002300124"),
            ("911124198108030024", "911*************24"),
        ]
    )
    func `identity numbers are told from other long numbers by province, date and check character`(
        text: String,
        masked: String
    ) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.masked(masked) == masked)
    }

    @Test(
        arguments: [
            ("tel 13812345678", "tel 138******78"), ("138 1234 5678", "138 **** **78"),
            ("138-1234-5678", "138-****-**78"),
            ("+8613812345678", "+861********78"), ("100 1234 5678", "100 1234 5678"),
            ("138 1234 56789", "138 1234 56789"),
            ("电话：0632-4412345", "电话：0632-*****45"), ("(010) 65201234", "(010) ******34"),
            ("（0632）4412345", "（0632）*****45"), ("010－65201234", "010－******34"),
            ("tel:06324412345", "tel:0632*****45"),
            ("02165201234", "021******34"), ("+86 632 4412345", "+86 632 *****45"),
            ("+86-10-65201234", "+86-10-******34"),
            ("0632-4412345-801", "0632-*****45-801"), ("0632-44123456转8", "0632-******56转8"),
            // Service numbers, codes, dates, fractions and names of files.
            ("12345 热线 400-810-1234 95598", "12345 热线 400-810-1234 95598"), ("8008101234", "8008101234"),
            ("0632-441234", "0632-441234"), ("0632-1412345", "0632-1412345"), ("010-20240131", "010-20240131"),
            ("010-5201234", "010-5201234"), ("0101-65201234", "0101-65201234"), ("34.06322412345", "34.06322412345"),
            ("IMG_0632-4412345", "IMG_0632-4412345"), ("2026-08-20 09:15", "2026-08-20 09:15"), ("277000", "277000"),
        ]
    )
    func `telephone numbers of persons and desks are hidden, service numbers are not`(text: String, masked: String) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.masked(masked) == masked)
    }

    @Test(
        arguments: [
            ("电话：4412345", "电话：*****45"), ("联系电话：65201234", "联系电话：******34"),
            ("电　话： 6520 1234", "电　话： **** **34"), ("传真号码为441-2345。", "传真号码为***-**45。"),
            ("电&nbsp;&nbsp;话:&nbsp;4412345", "电&nbsp;&nbsp;话:&nbsp;*****45"),
            ("<td>电话</td><td class=a>4412345</td>", "<td>电话</td><td class=a>*****45</td>"),
            ("【电话】4412345", "【电话】*****45"), ("Tel: 555-1234", "Tel: ***-**34"), ("Fax.4412345", "Fax.*****45"),
            ("<a href=\"tel:4412345\">", "<a href=\"tel:*****45\">"), ("電話 4412345", "電話 *****45"),
            ("电话：0632-4412345、4412346", "电话：0632-*****45、*****46"),
            ("电话：4412345/4412346 或 4412347", "电话：*****45/*****46 或 *****47"),
            ("电话：4412345-801", "电话：*****45-801"),
            // No word beside them, no telephone, or a service number.
            ("项目编号：4412345", "项目编号：4412345"), ("4412345", "4412345"), ("电话费 4412345 元", "电话费 4412345 元"),
            ("电话：12345", "电话：12345"), ("电话：95598", "电话：95598"), ("电话：400-810-1234", "电话：400-810-1234"),
            ("电话：2026-08-20", "电话：2026-08-20"), ("电话：20260820", "电话：20260820"), ("电话：1412345", "电话：1412345"),
            ("电话：441234567", "电话：441234567"), ("hotel 4412345", "hotel 4412345"), ("tel4412345", "tel4412345"),
            ("传真 4412345.jpg", "传真 4412345.jpg"), ("电话：4412345 3500000", "电话：*****45 3500000"),
            ("电话：441-2345-678", "电话：441-2345-678"), ("4412345、4412346", "4412345、4412346"),
        ]
    )
    func `lines without an area code are hidden where a word says what they are`(text: String, masked: String) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.masked(masked) == masked)
    }

    @Test(
        arguments: [
            ("手机１３８１２３４５６７８", "手机１３８＊＊＊＊＊＊７８"), ("１３８ １２３４ ５６７８", "１３８ ＊＊＊＊ ＊＊７８"),
            ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证１１０＊＊＊＊＊＊＊＊＊＊＊＊０２Ｘ"),
            ("1101051949１２３１002X", "110*******＊＊＊＊*02X"),
            ("（０６３２）４４１２３４５", "（０６３２）＊＊＊＊＊４５"), ("０６３２－４４１２３４５", "０６３２－＊＊＊＊＊４５"),
            ("电话：４４１２３４５", "电话：＊＊＊＊＊４５"), ("ｌｉ＠ａ．ｔｅｓｔ", "ｌ＊＠ａ．ｔｅｓｔ"),
            // Dates, years and numbers of documents; signs alone.
            ("２０２６年８月２０日", "２０２６年８月２０日"), ("，。！", "，。！"), ("第１２３４５６７８号", "第１２３４５６７８号"), ("\u{3000}", "\u{3000}"),
        ]
    )
    func `full-width digits and signs are read as the others and hidden as wide`(text: String, masked: String) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.masked(masked) == masked)
    }

    @Test func `bytes that are no text are masked and kept as they are`() {
        for bytes: [UInt8] in [[0xEF], [0xEF, 0xBC], [0xE3, 0x80], [0xEF, 0xBC, 0x80], [0xEF, 0xBD, 0x9F, 0x31]] {
            #expect(PersonalData.masked(bytes) == bytes)
        }
    }

    @Test(
        arguments: [
            ("li.ming@a.test", "l******@a.test"), ("@media", "@media"), ("a @ b", "a @ b"),
            ("href=\"/x?token=abc123&amp;id=7\"", "href=\"/x?token=******&amp;id=7\""),
            ("href='/x?id=7&amp;sid=q1'", "href='/x?id=7&amp;sid=**'"),
            ("/x;jsessionid=A1.b?p=1", "/x;jsessionid=****?p=1"),
            ("name=token value=1", "name=token value=1"), ("?mytoken=1", "?mytoken=1"),
            ("0123456789abcdef0123456789abcdef", "0123****************************"),
        ]
    )
    func `mailboxes and what lets somebody in are hidden`(text: String, masked: String) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.masked(masked) == masked)
    }

    @Test(
        arguments: [
            ("https://a.test/q?tel=4412345&p=2", "https://a.test/q?tel=*****45&p=2"),
            ("https://a.test/q?tel=13812345678&p=2", "https://a.test/q?tel=138******78&p=2"),
            ("https://a.test/q?id=11010519491231002X", "https://a.test/q?id=110************02X"),
            ("https://a.test/p/11010519491231002X.html", "https://a.test/p/110************02X.html"),
            ("https://a.test/q?m=li.ming%40b.test", "https://a.test/q?m=l******%40b.test"),
            ("https://a.test/q?s=%E7%94%B513812345678", "https://a.test/q?s=%E7%94%B5138******78"),
            ("https://a.test/q?Access_Token=xyz#t", "https://a.test/q?Access_Token=***#t"),
            ("https://a.test/cb#id_token=xyz&state=1", "https://a.test/cb#id_token=***&state=1"),
            ("https://u:pass@a.test/x", "https://u:****@a.test/x"),
            ("https://a.test/;jsessionid=A1?x", "https://a.test/;jsessionid=**?x"),
            // A path is made of the numbers of articles and files.
            ("https://a.test/art/13812345678.html", "https://a.test/art/13812345678.html"),
            ("https://a.test/t20240131_0632-4412345.htm", "https://a.test/t20240131_0632-4412345.htm"),
            (
                "https://a.test/0123456789abcdef0123456789abcdef/?code=370403",
                "https://a.test/0123456789abcdef0123456789abcdef/?code=370403"
            ),
            ("checklist:crossing", "checklist:crossing"), ("", ""), ("%", "%"),
            ("https://a.test/?q=100%", "https://a.test/?q=100%"),
        ]
    )
    func `an address may be shown without what names a person`(address: String, shown: String) {
        #expect(PersonalData.maskedAddress(address) == shown)
        #expect(PersonalData.maskedAddress(shown) == shown)
    }

    @Test(arguments: [
        "1", "a", "@", "a@", "86 ", "0", "?token=", "%40", "138 1234 ", "电话：", "１", "电话：4412345、", ">4412345<", "<>: ",
    ])
    func `masking takes as long as the text is`(unit: String) {
        func time(_ count: Int) -> Duration {
            let text = String(repeating: unit, count: count / unit.utf8.count)
            return ContinuousClock().measure {
                _ = PersonalData.masked(text)
                _ = PersonalData.maskedAddress("https://a.test/?" + text)
            }
        }
        let short = (0..<5).map { _ in time(20_000) }.min() ?? .zero
        // Twenty times as long takes twenty times the time; a square would take four hundred times.
        // The least of some, since others may be using the machine.
        let long = (0..<3).map { _ in time(400_000) }.min() ?? .zero
        #expect(long < short * 120 + .milliseconds(50))
    }

    @Test func `titles and addresses of pages come out of the store without personal data`() async throws {
        let folder = try TemporaryFolder()
        let store = try StoreUnderTest.open(folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let rules = [AppliedRule].all.map { Requirement($0.metadata) }
        let run = try await store.begin(Sample.scan(rules: rules), of: "site-a")
        let address = "https://a.test/q?tel=13812345678"
        let markup = "<title>张三 13812345678 的来信</title><img src=a.png data-x='tel 0632-4412345'>"
        var page = await PageAudit(rules: .all, site: "site-a").record(Array(markup.utf8), address: address)
        page.from = "https://a.test/?id=11010519491231002X"
        page.fetch.finalAddress = "https://a.test/?token=abc"
        let second = PageRecord(
            notChecked: "https://a.test/q?tel=13912345678",
            reason: "httpError",
            detail: "li.ming@a.test",
            fetch: page.fetch
        )
        try await store.record([page, second], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        let pages = Collected<PageRecord>()
        try await store.forEachPage(of: run) { pages.append($0) }
        #expect(pages.values.map(\.title) == ["张三 138******78 的来信", ""])
        #expect(
            pages.values.map(\.address) == ["https://a.test/q?tel=138******78", "https://a.test/q?tel=139******78"]
        )
        #expect(pages.values[0].from == "https://a.test/?id=110************02X")
        #expect(pages.values[0].fetch.finalAddress == "https://a.test/?token=***")
        #expect(pages.values[1].detail == "l******@a.test")
        // Pages that look alike when masked stay two.
        #expect(Set(pages.values.map(\.key)).count == 2)
        for stored in try await store.findings(FindingFilter(), after: nil, limit: 99).findings {
            guard case .node(let node) = stored.finding.place else { continue }
            #expect(stored.finding.requirement != "image-has-name" || node.snippet.contains("tel 0632-*****45"))
            #expect(node.page == "https://a.test/q?tel=138******78" && !node.snippet.contains("4412345"))
        }
    }

    /// Pieces of numbers, addresses and secrets as they come in pages, thrown together: the quick look must never miss one.
    @Test func `what the quick look lets pass holds nothing to hide`() {
        let pieces = [
            "138", "1234", "5678", "0632", "4412345", "440524", "18800101", "0014", "X", "86", "+", "(", ")", "（", "）",
            "-", "－",
            "—", " ", "\u{3000}", "电话", "：", "、", "，", "tel", ".", "/", "_", "@", "＠", "a", "b3", "abcdefabcdefabcdef",
            "=", "＝",
            "?", "&", "#", ";", "token", "sid", "#666666", "：１３８", "１２３４５６７８", "ｔｏｋｅｎ", "<td>", "</b>", "是", "\n",
        ]
        var random = SeededGenerator(seed: 20_261_128)
        var passed = 0
        for _ in 0..<40_000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let hidden = PersonalData.hidden(Array(text.utf8))
            #expect(PersonalData.masked(text.utf8) == hidden, "\(text)")
            #expect(Array(PersonalData.masked(text).utf8) == hidden, "\(text)")
            if hidden.elementsEqual(text.utf8) { passed += 1 }
        }
        #expect((5_000..<39_000).contains(passed))
    }
}
