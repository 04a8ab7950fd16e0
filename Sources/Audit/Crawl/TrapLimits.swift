/// How many addresses of one shape are visited; what is beyond is recorded as `trap` with the shape's name.
public struct TrapLimits: Sendable, Equatable {
    /// Dates in the query, or paths that are nothing but a date.
    public var calendar = 400
    /// Pages of a list.
    public var pagination = 2_000
    /// Combinations of three or more parameters on one path.
    public var parameters = 500
    /// A random key in a folder's name, before other segments: each one repeats the site.
    public var session = 1_000
    /// Any other shape; the archive of news of a large portal is one.
    public var siblings = 200_000
    /// One segment again and again in a path.
    public var repeatedSegments = 4
    /// Segments of a path.
    public var segments = 30

    public init() {}
}

/// Which endless shape an address has.
enum TrapKind: UInt8, Sendable {
    case siblings, calendar, pagination, parameters, session

    func limit(in limits: TrapLimits) -> Int {
        switch self {
        case .siblings: limits.siblings
        case .calendar: limits.calendar
        case .pagination: limits.pagination
        case .parameters: limits.parameters
        case .session: limits.session
        }
    }

    func reason(limit: Int, pattern: String) -> NotChecked {
        let name =
            switch self {
            case .siblings: LocalizedText(zh: "同一形式的地址", en: "addresses of one shape")
            case .calendar: LocalizedText(zh: "日历", en: "a calendar")
            case .pagination: LocalizedText(zh: "无尽的翻页", en: "endless pagination")
            case .parameters: LocalizedText(zh: "参数组合", en: "combinations of parameters")
            case .session: LocalizedText(zh: "路径中的会话标识", en: "session keys in the path")
            }
        return NotChecked(
            .trap,
            zh: "\(name.zh) \(pattern)：已访问 \(limit) 个",
            en: "\(name.en) \(pattern): \(limit) were visited"
        )
    }
}

/// The shape of an address: what addresses that a program generates have in common.
struct AddressShape {
    /// Equal for addresses that count together.
    let group: UInt64
    let kind: TrapKind

    init(_ url: WebURL) {
        let segments = url.path.split(separator: 0x2F)
        let names = AddressGroup.parameterNames(of: url)
        kind = AddressShape.kind(segments: segments, names: names)
        // Combinations have ever other names, so those are left out.
        group = AddressGroup.of(url, names: kind == .parameters ? [] : names)
    }

    private static func kind(segments: [Bytes], names: [Bytes]) -> TrapKind {
        if names.contains(where: isDateName) || isDatePath(segments) { return .calendar }
        if names.count >= 3 { return .parameters }
        if names.contains(where: isPageName) || segments.last.map(isPageSegment) ?? false { return .pagination }
        return segments.dropLast().contains(where: AddressGroup.isKey) ? .session : .siblings
    }

    private static func isDateName(_ name: Bytes) -> Bool {
        let names: [StaticString] = [
            "date", "day", "month", "year", "calendar", "ymd", "cal_month", "cal_year", "week",
        ]
        return names.contains { name.equalsIgnoringCase($0) }
    }

    private static func isPageName(_ name: Bytes) -> Bool {
        let names: [StaticString] = [
            "page", "p", "pg", "pageno", "pagenum", "pageindex", "pagenumber", "currentpage", "curpage", "pagesize",
            "offset", "start", "from", "paged",
        ]
        return names.contains { name.equalsIgnoringCase($0) }
    }

    /// `/calendar/2031/07`, `/2031/07/`: ends with a year and a month (and a day), no file.
    private static func isDatePath(_ segments: [Bytes]) -> Bool {
        guard let last = segments.last, last.allSatisfy(\.isASCIIDigit), segments.count >= 2 else { return false }
        let numbers = segments.suffix(3).filter { $0.allSatisfy(\.isASCIIDigit) }
        guard numbers.count >= 2, let year = numbers.first, year.count == 4 else { return false }
        return numbers.dropFirst().allSatisfy { $0.count <= 2 }
    }

    /// `index_12.html`, `list-3.html`, `page7`.
    private static func isPageSegment(_ segment: Bytes) -> Bool {
        let stem = segment.prefix { $0 != 0x2E }
        let digits = stem.reversed().prefix { $0.isASCIIDigit }.count
        guard (1...6).contains(digits) else { return false }
        var word = stem.dropLast(digits)
        if let last = word.last, last == 0x5F || last == 0x2D { word = word.dropLast() }
        return word.equalsIgnoringCase("index") || word.equalsIgnoringCase("list") || word.equalsIgnoringCase("page")
    }

    /// Why an address is a trap by itself, or nil.
    static func refusal(of url: WebURL, limits: TrapLimits) -> NotChecked? {
        let segments = url.path.split(separator: 0x2F)
        guard segments.count > limits.repeatedSegments else { return nil }
        if segments.count > limits.segments {
            let limit = limits.segments
            return NotChecked(.trap, zh: "路径超过 \(limit) 级", en: "a path of more than \(limit.counted("segment"))")
        }
        var counts: [Bytes: Int] = [:]
        for segment in segments {
            counts[segment, default: 0] += 1
            guard counts[segment, default: 0] >= limits.repeatedSegments, !segment.allSatisfy(\.isASCIIDigit) else {
                continue
            }
            let name = segment.string.quotedForMessage
            return NotChecked(.trap, zh: "路径中 \(name) 反复出现", en: "\(name) again and again in the path")
        }
        return nil
    }
}
