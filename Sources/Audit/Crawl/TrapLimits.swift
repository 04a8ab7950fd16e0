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
    /// Paths in which two folders come up again, below one folder: combinations of filters that are written as folders.
    public var folders = 500
    /// Any other shape; the archive of news of a large portal is one.
    public var siblings = 200_000
    /// One segment again and again in a path.
    public var repeatedSegments = 4
    /// Segments of a path that stood in it before, whichever they are.
    public var returningSegments = 4
    /// Segments of a path.
    public var segments = 30

    public init() {}
}

/// Which endless shape an address has.
enum TrapKind: UInt8, Sendable {
    case siblings, calendar, pagination, parameters, session, folders

    func limit(in limits: TrapLimits) -> Int {
        switch self {
        case .siblings: limits.siblings
        case .calendar: limits.calendar
        case .pagination: limits.pagination
        case .parameters: limits.parameters
        case .session: limits.session
        case .folders: limits.folders
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
            case .folders: LocalizedText(zh: "目录组合", en: "combinations of folders")
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
        kind = AddressShape.kind(segments: segments, names: names, hasDateValue: AddressShape.hasDateValue(url.query))
        // Combinations have ever other names, so those are left out.
        group = AddressGroup.of(url, kind: kind, names: kind == .parameters ? [] : names)
    }

    private static func kind(segments: [Bytes], names: [Bytes], hasDateValue: Bool) -> TrapKind {
        if names.contains(where: isDateName) || isDatePath(segments) || hasDateValue { return .calendar }
        if names.count >= 3 { return .parameters }
        if names.contains(where: isPageName) || isPagePath(segments) { return .pagination }
        if segments.dropLast().contains(where: AddressGroup.isKey) { return .session }
        return returning(in: segments) >= 2 ? .folders : .siblings
    }

    private static func isDateName(_ name: Bytes) -> Bool {
        let names: [StaticString] = [
            "date", "day", "month", "year", "calendar", "ymd", "cal_month", "cal_year", "week", "rili", "riqi",
            "yearmonth",
        ]
        return names.contains { name.equalsIgnoringCase($0) }
    }

    private static func isPageName(_ name: Bytes) -> Bool {
        let names: [StaticString] = [
            "page", "p", "pg", "pageno", "pagenum", "pageindex", "pagenumber", "currentpage", "curpage", "pagesize",
            "offset", "start", "from", "paged", "pn", "page_no", "page_num", "page_index", "currpage", "curpageno",
            "cpage",
            "nowpage", "topage", "pageid", "pagenow", "pageindx", "p_index", "skip",
        ]
        return names.contains { name.equalsIgnoringCase($0) }
    }

    /// Whether a value of a query is a day or a month, as in `2031-07-01` or `2031/07`.
    ///
    /// Digits alone may be anything's number.
    private static func hasDateValue(_ query: Bytes?) -> Bool {
        (query ?? []).split(separator: 0x26).contains { field in
            guard let sign = field.firstIndex(of: 0x3D) else { return false }
            let value = field[(sign + 1)...]
            return !value.allSatisfy(\.isASCIIDigit) && isDate(value)
        }
    }

    private static func isDate(_ text: Bytes) -> Bool {
        guard text.prefix(4).allSatisfy(\.isASCIIDigit),
            text.starts(with: [0x31, 0x39]) || text.starts(with: [0x32, 0x30])
        else { return false }
        let rest = text.dropFirst(4)
        if text.count == 8, rest.allSatisfy(\.isASCIIDigit) { return isMonthAndDay(rest.prefix(2), rest.suffix(2)) }
        guard let mark = rest.first, mark == 0x2D || mark == 0x2F || mark == 0x2E else { return false }
        let parts = rest.dropFirst().split(separator: mark, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return false }
        return isMonthAndDay(parts[0], parts.count == 2 ? parts[1] : [0x31])
    }

    private static func isMonthAndDay(_ month: Bytes, _ day: Bytes) -> Bool {
        guard let month = Int(month.string), let day = Int(day.string) else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// `/calendar/2031/07`, `/2031/07/`, `/calendar/20310701`: ends with a year and a month (and a day), no file.
    private static func isDatePath(_ segments: [Bytes]) -> Bool {
        guard let last = segments.last, segments.count >= 2 else { return false }
        if last.contains(0x2D) { return isDate(last) }
        guard last.allSatisfy(\.isASCIIDigit) else { return false }
        let places: [StaticString] = ["calendar", "cal", "rili", "events", "agenda"]
        if isDate(last), segments.contains(where: { segment in places.contains { segment.equalsIgnoringCase($0) } }) {
            return true
        }
        let numbers = segments.suffix(3).filter { $0.allSatisfy(\.isASCIIDigit) }
        guard numbers.count >= 2, let year = numbers.first, year.count == 4 else { return false }
        return numbers.dropFirst().allSatisfy { $0.count <= 2 }
    }

    /// `page/12` or a last segment such as `index_12.html`.
    private static func isPagePath(_ segments: [Bytes]) -> Bool {
        guard let last = segments.last else { return false }
        if isPageSegment(last) { return true }
        guard segments.count >= 2, (1...6).contains(last.count), last.allSatisfy(\.isASCIIDigit) else { return false }
        let folder = segments[segments.count - 2]
        return folder.equalsIgnoringCase("page") || folder.equalsIgnoringCase("pages")
    }

    /// How many segments stood in the path before; numbers do not count.
    private static func returning(in segments: [Bytes]) -> Int {
        guard segments.count > 3 else { return 0 }
        var seen: Set<Bytes> = []
        return segments.count { !$0.allSatisfy(\.isASCIIDigit) && !seen.insert($0).inserted }
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
        if returning(in: segments) >= limits.returningSegments {
            return NotChecked(.trap, zh: "路径中多级目录反复出现", en: "several folders again and again in the path")
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
