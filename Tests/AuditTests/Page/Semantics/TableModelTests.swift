import Testing

@testable import Audit

struct TableModelTests {
    @Test func `spans move the cells that follow`() {
        let table = table("<tr><td id=a rowspan=2>a<td id=b colspan=2>b<tr><td id=c>c<td id=d>d<tr><td id=e>e")
        let places = ["a", "b", "c", "d", "e"].map { table.place($0) }
        #expect(places == ["0,0 1x2", "1,0 2x1", "1,1 1x1", "2,1 1x1", "0,2 1x1"])
        #expect(table.model.width == 3 && table.model.height == 3)
    }

    @Test func `a cell ends with its row group`() {
        let table = table("<thead><tr><th id=a rowspan=9>a<tbody><tr><td id=b rowspan=0>b<tr><td id=c>c<tr><td id=d>d")
        #expect(["a", "b", "c", "d"].map { table.place($0) } == ["0,0 1x1", "0,1 1x3", "1,2 1x1", "1,3 1x1"])
    }

    @Test func `a foot comes last wherever it is written`() {
        let table = table("<tfoot><tr><td id=a>a<tbody><tr><td id=b>b")
        #expect(table.place("a") == "0,1 1x1" && table.place("b") == "0,0 1x1")
    }

    @Test(arguments: [
        (" colspan=0", 1), (" colspan=x", 1), (" colspan=-3", 1), (" colspan=3", 3), (" colspan=5000", 1000),
    ])
    func `a span is parsed as HTML says`(attribute: String, width: Int) {
        #expect(table("<tr><td id=a\(attribute)>a").model.width == width)
    }

    @Test(arguments: [
        ("<tr><th id=a>A<th>B<tr><td id=t>1<td>2", "a"),
        ("<tr><td>x<th id=a scope=col>A<tr><th id=b scope=row>B<td id=t>1", "a b"),
        ("<tr><th id=a>A<th>B<tr><th id=b scope=row>C<td>1<tr><td id=t>2<td>3", "a"),
        ("<tr><th id=a colspan=2>A<tr><th id=b>B<th id=c>C<tr><td id=t>1<td>2", "a b"),
        ("<tr><th>A<tr><td>1<tr><th id=a>B<tr><td id=t>2", "a"),
        ("<tr><th id=a>A<th id=b>B<tr><td headers='b a x'>1<td id=t headers=a>2", "a"),
        ("<tr><th id=a>A<tr><td id=t headers=''>1", ""),
        ("<tr><th id=a>A<th id=b>B<tr><td id=t colspan=2>1", "a b"),
        ("<tr><th id=a></th><tr><td id=t>1", ""),
        ("<tbody><tr><th id=a scope=rowgroup>A<td id=t>1<tr><td>2<td>3", "a"),
        ("<tr><td>A<th id=a>B<tr><td>1<td id=t>2", ""),
        ("<tr><th id=a>A<tr><th id=t>B<tr><td>1", "a"),
    ])
    func `header cells are assigned by HTML's algorithm`(rows: String, expected: String) {
        let table = table(rows)
        guard let cell = table.model.cell(of: table.marked.target) else {
            Issue.record("t is no cell")
            return
        }
        let ids = table.model.headers(of: cell, in: table.marked.page).compactMap {
            table.marked.page.attribute(.id, of: $0)?.string
        }
        #expect(ids.joined(separator: " ") == expected)
    }

    @Test func `hostile spans leave the grid incomplete instead of filling memory`() {
        let row = String(repeating: "<td colspan=1000 rowspan=65534>x", count: 2_000)
        let model = table(String(repeating: "<tr>" + row, count: 3)).model
        #expect(!model.isComplete && model.grid.isEmpty)
    }

    private func table(_ rows: String) -> TableUnderTest { TableUnderTest(MarkedPage("<table>\(rows)</table>")) }

    private struct TableUnderTest {
        let marked: MarkedPage
        let model: TableModel

        init(_ marked: MarkedPage) {
            self.marked = marked
            model = marked.page.table(of: marked.page.elements(.table).first ?? .document)
        }

        func place(_ id: String) -> String {
            guard let cell = model.cell(of: marked.element(id)) else { return "no cell" }
            return "\(cell.x),\(cell.y) \(cell.width)x\(cell.height)"
        }
    }
}
