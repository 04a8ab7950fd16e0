import Foundation
import Testing

@testable import Audit

/// Subjects out of files and into files.
struct SubjectImportTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private func load(
        _ text: String,
        as format: SubjectImport.Format = .csv,
        isPreview: Bool = false
    ) async throws
        -> SubjectImport.Result
    {
        try await SubjectImport(store: store).run(Array(text.utf8), path: "s.csv", as: format, isPreview: isPreview)
    }

    private func refusal(_ text: String, as format: SubjectImport.Format = .csv) async throws -> AuditError? {
        do { _ = try await load(text, as: format) } catch let error as AuditError { return error }
        return nil
    }

    @Test func `a table with Chinese headings becomes subjects, parents first`() async throws {
        let text = """
            编号,类别,名称,地址,区划代码,区划年份,纬度,经度,坐标系,责任单位,主管部门,上级
            hall-1,政务服务大厅,"一楼大厅, 东侧",光明路 1 号,370403,2024,,,,区行政审批局,区残联,building-1
            building-1,建筑,审批大楼,,370403,2024,34.8076,117.2653,gcj02,区机关事务局,,

            """
        #expect(try await load(text, isPreview: true) == .init(added: 2, changed: 0, unchanged: 0))
        #expect(try await store.subjects(unit: nil).isEmpty)
        #expect(try await load(text) == .init(added: 2, changed: 0, unchanged: 0))
        #expect(try await load(text) == .init(added: 0, changed: 0, unchanged: 2))
        let hall = try #require(try await store.subject("hall-1"))
        #expect(hall.name == "一楼大厅, 东侧" && hall.kind == .serviceHall && hall.parent == "building-1")
        let point = try #require(try await store.subject("building-1")?.geometry)
        #expect(point.captured == .gcj02)
        // GCJ-02 lies some hundred metres to the east here; a thousandth of a degree is about 90 m.
        #expect((0.003...0.01).contains(117.2653 - point.coordinates[0].longitude))
    }

    @Test(arguments: [SubjectImport.Format.csv, .geojson])
    func `what was exported and is imported again changes nothing`(format: SubjectImport.Format) async throws {
        var subjects = [Sample.site, Sample.crossing]
        subjects[0].name = "=HYPERLINK(\"x\"), \"引号\""
        subjects[0].unitCode = "91350100M000100Y43"
        (subjects[1].approvalYear, subjects[1].completionYear, subjects[1].renovationYear) = (1998, 2001, 2024)
        subjects[1].geometry?.accuracy = 2.5
        subjects[1].geometry?.method = .satellite
        if format == .geojson {
            let line = [(34.8, 117.2), (34.81, 117.21)].map { Geometry.Coordinate(latitude: $0.0, longitude: $0.1) }
            subjects[1].geometry = Geometry(
                shape: .line,
                coordinates: line,
                captured: .bd09,
                accuracy: 15,
                method: .map
            )
        }
        try await store.save(subjects)
        let bytes = SubjectListing(try await store.subjects(unit: nil), language: .en)
            .render(as: format == .csv ? .csv : .geojson)
        let result = try await SubjectImport(store: store).run(bytes, path: "s", as: format)
        #expect(result == .init(added: 0, changed: 0, unchanged: 2))
        let other = try SQLiteStore(path: folder.path("b.sqlite"))
        #expect(try await SubjectImport(store: other).run(bytes, path: "s", as: format).added == 2)
        #expect(try await other.subjects(unit: nil) == store.subjects(unit: nil))
    }

    @Test func `a table in the old code page of Chinese spreadsheets is read`() async throws {
        // "id,name\na,薛城" in GBK.
        let bytes: [UInt8] = Array("id,name\na,".utf8) + [0xD1, 0xA6, 0xB3, 0xC7]
        _ = try await SubjectImport(store: store).run(bytes, path: "s.csv", as: .csv)
        #expect(try await store.subject("a")?.name == "薛城")
    }

    @Test func `a scan that knows only the address keeps what a register said`() {
        var scanned = Subject(id: "site-a", kind: .site, name: "site-a", address: "https://a.test/start")
        var expected = Sample.site
        expected.address = "https://a.test/start"
        #expect(scanned.completed(by: Sample.site) == expected)
        scanned.responsibleUnit = "区大数据局"
        #expect(scanned.completed(by: Sample.site).responsibleUnit == "区大数据局")
        #expect(scanned.completed(by: nil) == scanned)
    }

    @Test func `absent columns keep what is stored and empty cells clear it`() async throws {
        try await store.save(Sample.crossing)
        _ = try await load("id,address\ncrossing-7,新路\n")
        var expected = Sample.crossing
        expected.address = "新路"
        #expect(try await store.subject("crossing-7") == expected)
        _ = try await load("id,unit\ncrossing-7,\n")
        expected.responsibleUnit = nil
        #expect(try await store.subject("crossing-7") == expected)
    }

    @Test func `accuracy and way of capture are read with the coordinates or added to them`() async throws {
        _ = try await load("编号,纬度,经度,精度（米）,采集方式,统一社会信用代码,竣工年份\na,34.8,117.2,3,卫星定位,91350100M000100Y43,1998\n")
        let subject = try #require(try await store.subject("a"))
        #expect(subject.geometry?.accuracy == 3 && subject.geometry?.method == .satellite)
        #expect(
            subject.unitCode == "91350100M000100Y43" && subject.completionYear == 1998 && subject.approvalYear == nil
        )
        _ = try await load("id,unit\na,区数据局\n")
        #expect(try await store.subject("a")?.unitCode == nil)
        _ = try await load("id,unit,unitCode\na,区政府办公室,91350100M000100Y43\n")
        #expect(try await store.subject("a")?.unitCode == "91350100M000100Y43")
        _ = try await load("id,accuracy,method\na,0.05,survey\n")
        #expect(try await store.subject("a")?.geometry?.accuracy == 0.05)
        #expect(try await store.subject("a")?.geometry?.method == .survey)
        _ = try await load("id,accuracy,unitCode,completionYear\na,,,\n")
        let cleared = try #require(try await store.subject("a"))
        #expect(cleared.geometry?.accuracy == nil && cleared.geometry?.method == .survey)
        #expect(cleared.unitCode == nil && cleared.completionYear == nil)
    }

    @Test(arguments: [
        ("91350100M000100Y43", true), ("91370400MA3C0001AX", true), ("12100000400000456B", true),
        ("91350100M000100Y44", false), ("91350100M000100Y4", false), ("91350100M000100Y433", false),
        ("91350100m000100y43", false), ("9135O100M000100Y43", false), ("", false), ("９1350100M000100Y43", false),
    ])
    func `a credit code has its alphabet and its check character`(code: String, isValid: Bool) {
        // The first is the example of GB 32100-2015; any single character changed is noticed.
        #expect(SocialCreditCode.isValid(code) == isValid)
        guard isValid else { return }
        for position in code.indices {
            for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != code[position] {
                var changed = code
                changed.replaceSubrange(position...position, with: [other])
                #expect(!SocialCreditCode.isValid(changed))
            }
        }
    }

    @Test(
        arguments: [
            ("id,name\n,x\n", "s.csv:2"), ("id,colour\na,red\n", "s.csv:1"), ("id,kind\na,castle\n", "s.csv:2"),
            ("id,parent\na,b\n", "s.csv:2"), ("id,parent\na,b\nb,a\n", "s.csv:"), ("id\na\na\n", "s.csv:3"),
            ("id,latitude,longitude\na,91,0\n", "s.csv:2"), ("id,latitude,longitude\na,x,0\n", "s.csv:2"),
            ("id,latitude,longitude,system\na,1,1,mars\n", "s.csv:2"), ("id,division\na,37x\n", "s.csv:2"),
            ("id,name\na,\"open\n", "s.csv:2"), ("", "s.csv:1"), ("id,divisionYear\na,soon\n", "s.csv:2"),
            ("id,unitCode\na,91350100M000100Y44\n", "s.csv:2"), ("id,completionYear\na,98\n", "s.csv:2"),
            ("id,accuracy\na,-1\n", "s.csv:2"), ("id,latitude,longitude,method\na,1,1,guess\n", "s.csv:2"),
        ]
    )
    func `a fault is told with its line, and nothing is stored`(text: String, place: String) async throws {
        let error = try #require(try await refusal(text))
        #expect(error.code == .malformedForm && error.exitCode == 2 && error.subject.hasPrefix(place))
        #expect(try await store.subjects(unit: nil).isEmpty)
    }

    @Test(arguments: ["", "[]", "{\"features\":[{\"properties\":{\"id\":\"a\"},\"geometry\":{\"type\":\"Circle\"}}]}"])
    func `what is no feature collection is refused`(text: String) async throws {
        #expect(try await refusal(text, as: .geojson)?.code == .malformedForm)
    }

    @Test func `quotes, line breaks and commas inside cells are the cells'`() throws {
        let table = try CSVTable(Array("a,b\r\n\"1\n2\",\"x\"\"y,z\"\r\n\r\n 3 ,\n".utf8), path: "t")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1\n2", "x\"y,z"], ["3", ""]])
        #expect(table.rows.map(\.line) == [2, 5])
    }
}
