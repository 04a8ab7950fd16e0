import Testing

@testable import Audit

struct DeclarativeRefreshTests {
    struct Row: CustomTestStringConvertible {
        let content: String
        let seconds: Int?
        let url: String?
        var testDescription: String { content.debugDescription }

        init(_ content: String, _ seconds: Int?, _ url: String? = nil) {
            self.content = content
            self.seconds = seconds
            self.url = url
        }
    }

    static let rows: [Row] = [
        Row("5", 5), Row(" 5.9 ", 5), Row("5; url=a.html", 5, "a.html"), Row("0;URL='a b.html'x", 0, "a b.html"),
        Row("0;url=\"a.html", 0, "a.html"), Row("5,a.html", 5, "a.html"), Row("5 a.html", 5, "a.html"),
        Row("5;u=a", 5, "u=a"), Row("5; url a.html", 5, "url a.html"), Row("5; url = a.html ", 5, "a.html "),
        Row(".5; url=a", 0, "a"), Row("5;", 5), Row("5x", nil), Row("", nil), Row("url=a", nil), Row("-1;url=a", nil),
        Row("99999999999999999999;url=a", 1_000_000_000, "a"), Row("0;'a'", 0, "a"),
    ]

    @Test(arguments: rows)
    func `a refresh is read as browsers do`(row: Row) {
        let refresh = DeclarativeRefresh(row.content.utf8)
        #expect(refresh?.seconds == row.seconds)
        #expect(refresh?.url?.string == row.url)
    }
}
