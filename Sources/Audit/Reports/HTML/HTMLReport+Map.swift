import Foundation

// Where findings on site are: a drawing without tiles, and the same as a list.

extension HTMLReport {
    /// Points that are drawn and listed; the rest is counted.
    private static let maximumPoints = 300
    static let mapHeight = 240

    /// Findings that share a point.
    private struct Spot {
        let latitude: Double
        let longitude: Double
        var points: [(subject: String, point: SubjectReport.MapPoint)]

        var worst: Severity { points.map(\.point.severity).max() ?? .minor }
    }

    var hasMap: Bool { report.subjects.contains { !$0.points.isEmpty } }

    func map(_ html: inout HTMLWriter) {
        guard hasMap else { return }
        let spots = self.spots
        html.element("section", [("class", "page"), ("aria-labelledby", "map")]) { html in
            html.element("h2", [("id", "map")], text: text("现场问题分布图", "Map of findings on site"))
            html.element("figure") { html in
                draw(Array(spots.prefix(Self.maximumPoints)), &html)
                html.element(
                    "figcaption",
                    text: text(
                        "上北下南，WGS-84 坐标，共 \(spots.count) 个位置；编号见下表。不是测绘地图，只表示相对位置。",
                        "North is up, WGS-84, \(spots.count.counted("place")); numbers as in the table. Not a surveyed map: it shows "
                            + "where places lie to each other."
                    )
                )
            }
            list(Array(spots.prefix(Self.maximumPoints)), &html)
            rest(spots.count - Self.maximumPoints, &html)
        }
    }

    /// By place from north to south and west to east, so that the list reads like the map.
    private var spots: [Spot] {
        var found: [String: Spot] = [:]
        for entry in report.subjects {
            for point in entry.points {
                let key = "\(Self.rounded(point.latitude)) \(Self.rounded(point.longitude))"
                found[
                    key,
                    default: Spot(latitude: point.latitude, longitude: point.longitude, points: [])
                ].points.append((entry.subject.name, point))
            }
        }
        return found.sorted { first, second in
            let (a, b) = (first.value, second.value)
            return a.latitude == b.latitude
                ? (a.longitude, first.key) < (b.longitude, second.key) : a.latitude > b.latitude
        }.map(\.value)
    }

    /// A millionth of a degree is a tenth of a metre.
    private static func rounded(_ degrees: Double) -> Int { Int((degrees * 1_000_000).rounded()) }

    private func draw(_ spots: [Spot], _ html: inout HTMLWriter) {
        let frame = MapFrame(spots.map { ($0.latitude, $0.longitude) }, width: Double(Self.chartWidth))
        drawing(
            text("现场问题分布图，与下表内容相同", "Map of findings on site; the table says the same"),
            height: Self.mapHeight,
            &html
        ) { html in
            for (number, spot) in spots.enumerated() {
                let (x, y) = frame.position(spot.latitude, spot.longitude)
                html.element(
                    "circle",
                    [
                        ("class", "spot-" + spot.worst.rawValue), ("cx", x.oneDecimal), ("cy", y.oneDecimal),
                        ("r", "6"),
                    ]
                ) { _ in }
                html.element(
                    "text",
                    [("class", "off"), ("x", (x + 8).oneDecimal), ("y", (y + 4).oneDecimal)],
                    text: "\(number + 1)"
                )
            }
            scale(frame, &html)
        }
    }

    private func scale(_ frame: MapFrame, _ html: inout HTMLWriter) {
        let (metres, length) = frame.scale
        html.element(
            "rect",
            [
                ("class", "bar-untested"), ("x", "8"), ("y", "\(Self.mapHeight - 6)"), ("width", length.oneDecimal),
                ("height", "2"),
            ]
        ) { _ in }
        let name = metres >= 1000 ? "\(metres / 1000) km" : "\(metres) m"
        label(name, x: 8, y: Self.mapHeight - 10, &html)
    }

    private func list(_ spots: [Spot], _ html: inout HTMLWriter) {
        let table = HTMLTable(
            caption: text("图中各位置的问题", "Findings at the places of the map"),
            heads: [
                text("编号", "No."), text("对象", "Subject"), text("位置", "Place"), text("严重程度", "Severity"),
                text("结果", "Outcome"), text("问题", "Problem"), text("纬度，经度", "Latitude, longitude"),
            ],
            numbers: [0],
            rows: spots.enumerated().flatMap { number, spot in
                spot.points.map { subject, point in
                    [
                        .number(number + 1), .text(subject), .text(point.place),
                        .text(ReportTerms.severity(point.severity)[language]), .outcome(point.outcome),
                        .text(point.message[language]),
                        .text(Self.degrees(point.latitude) + ", " + Self.degrees(point.longitude)),
                    ]
                }
            }
        )
        write(table, &html)
    }

    private static func degrees(_ degrees: Double) -> String { String(format: "%.5f", degrees) }
}

/// Maps degrees to a drawing, north up, the same scale both ways (equirectangular at the middle latitude).
struct MapFrame {
    private static let margin = 16.0
    private static let height = Double(HTMLReport.mapHeight)
    /// Metres of a degree of latitude.
    private static let degree = 111_320.0
    /// Nothing is drawn larger than this many metres to the drawing's width, or one point would fill it.
    private static let minimumSpan = 200.0

    private let middle: (latitude: Double, longitude: Double)
    private let shrink: Double
    /// Units of the drawing for a metre.
    private let unit: Double
    private let width: Double

    init(_ points: [(latitude: Double, longitude: Double)], width: Double) {
        self.width = width
        let (south, north) = (points.map(\.latitude).min() ?? 0, points.map(\.latitude).max() ?? 0)
        let (west, east) = (points.map(\.longitude).min() ?? 0, points.map(\.longitude).max() ?? 0)
        middle = ((south + north) / 2, (west + east) / 2)
        shrink = max(0.01, cos(middle.latitude * .pi / 180))
        let across = max((east - west) * shrink * Self.degree, Self.minimumSpan)
        let down = max((north - south) * Self.degree, Self.minimumSpan)
        unit = min((width - 3 * Self.margin) / across, (Self.height - 3 * Self.margin) / down)
    }

    func position(_ latitude: Double, _ longitude: Double) -> (x: Double, y: Double) {
        (
            width / 2 + (longitude - middle.longitude) * shrink * Self.degree * unit,
            Self.height / 2 - (latitude - middle.latitude) * Self.degree * unit
        )
    }

    /// A round number of metres that is about a quarter of the width, and its length in the drawing.
    var scale: (metres: Int, length: Double) {
        let wanted = width / 4 / unit
        let power = pow(10, floor(log10(wanted)))
        let metres = [5.0, 2.0, 1.0].map { $0 * power }.first { $0 <= wanted } ?? power
        return (max(1, Int(metres)), max(1, metres) * unit)
    }
}
