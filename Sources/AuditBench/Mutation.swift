import Foundation

/// What may happen to a page between two scans without its faults becoming others, or with some of them going.
enum Mutation: String, CaseIterable {
    case hashedClasses = "hashed classes renamed"
    case identifiers = "new GUIDs as ids"
    case queries = "new query strings"
    case numbers = "all numbers changed"
    case wrapped = "body and lists wrapped in a div"
    case banner = "a banner inserted"
    case reordered = "siblings reordered"
    case texts = "a fifth of the texts changed"
    case paginated = "lists moved on by one entry"
    case version = "a new version of signals"
    case versionAndTexts = "a new version and a fifth of the texts changed"
    case removed = "one element with findings removed"

    /// Whether the second scan reads signals in another way, too.
    var readsOtherwise: Bool { self == .version || self == .versionAndTexts }

    /// Whether everything that was found is still there.
    var isNoise: Bool { self != .removed }

    /// The page of the first scan.
    func before(_ source: MarkupSource) -> MarkupChange {
        switch self {
        case .hashedClasses, .identifiers, .queries: change(source, build: "1", offsets: [])
        default: MarkupChange(replacing: [], in: source)
        }
    }

    /// The page of the second scan; `offsets` are where in the original the findings of the first scan are.
    func after(_ source: MarkupSource, offsets: [Int]) -> MarkupChange { change(source, build: "2", offsets: offsets) }

    private func change(_ source: MarkupSource, build: String, offsets: [Int]) -> MarkupChange {
        switch self {
        case .hashedClasses: MarkupChange(replacing: Self.hashed(source, build), in: source)
        case .identifiers: MarkupChange(replacing: Self.identified(source, build), in: source)
        case .queries: MarkupChange(replacing: Self.queried(source, build), in: source)
        case .numbers: MarkupChange(replacing: Self.renumbered(source), in: source)
        case .wrapped: MarkupChange(replacing: Self.wrapping(source), in: source)
        case .banner: MarkupChange(replacing: Self.banner(source), in: source)
        case .reordered: Self.moved(source, replacing: false)
        case .texts, .versionAndTexts: MarkupChange(replacing: Self.retold(source), in: source)
        case .version: MarkupChange(replacing: [], in: source)
        case .paginated: Self.moved(source, replacing: true)
        case .removed: MarkupChange(replacing: Self.removal(source, offsets), in: source)
        }
    }

    // MARK: - Noise of builds and requests

    private static func word(_ parts: String...) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in parts.joined(separator: "/").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(format: "%016lx", hash)
    }

    private static func hashed(_ source: MarkupSource, _ build: String) -> [(Range<Int>, String)] {
        source.tags.indices.compactMap { index in
            source.tags[index].values["class"].map { value in
                let end = value.upperBound
                let hash = word(build, "\(index % 40)").prefix(6)
                return (end..<end, index % 2 == 0 ? " css-\(hash)" : " button__a7\(hash)")
            }
        }
    }

    private static func identified(_ source: MarkupSource, _ build: String) -> [(Range<Int>, String)] {
        source.tags.indices.compactMap { index in
            let tag = source.tags[index]
            guard !tag.isEnd, ["div", "li", "a", "td", "span", "ul"].contains(tag.name), tag.values["id"] == nil else {
                return nil
            }
            let (a, b) = (word(build, "\(index)"), word(build, "\(index)", "b"))
            let guid =
                "\(a.prefix(8))-\(a.dropFirst(8).prefix(4))-4\(b.prefix(3))-8\(b.dropFirst(3).prefix(3))-\(a.suffix(6))\(b.suffix(6))"
            let place = tag.range.lowerBound + 1 + tag.name.utf8.count
            return (place..<place, " id=\"\(guid)\"")
        }
    }

    private static func queried(_ source: MarkupSource, _ build: String) -> [(Range<Int>, String)] {
        source.tags.indices.compactMap { index in
            let tag = source.tags[index]
            guard let value = tag.values["src"] ?? tag.values["href"], !value.isEmpty else { return nil }
            let text = source.bytes[value]
            // An address that a fragment, a script or a query already ends is left alone.
            guard !text.contains(where: { "#?:;".utf8.contains($0) }) else { return nil }
            return (value.upperBound..<value.upperBound, "?v=\(word(build))&sid=\(word(build, "\(index)"))")
        }
    }

    private static func renumbered(_ source: MarkupSource) -> [(Range<Int>, String)] {
        source.texts.flatMap { text in
            text.filter { (0x30...0x39).contains(source.bytes[$0]) }.map { place in
                (place..<place + 1, "\((source.bytes[place] - 0x30 &+ UInt8(place % 7) &+ 1) % 10)")
            }
        }
    }

    // MARK: - Changes of the page

    private static func wrapping(_ source: MarkupSource) -> [(Range<Int>, String)] {
        var edits: [(Range<Int>, String)] = []
        for index in source.tags.indices {
            let tag = source.tags[index]
            guard !tag.isEnd, let partner = tag.partner else { continue }
            let end = source.tags[partner].range
            switch tag.name {
            case "body":
                edits.append((tag.range.upperBound..<tag.range.upperBound, "<div class=\"layout\">"))
                edits.append((end.lowerBound..<end.lowerBound, "</div>"))
            case "ul":
                edits.append((tag.range.lowerBound..<tag.range.lowerBound, "<div>"))
                edits.append((end.upperBound..<end.upperBound, "</div>"))
            default: break
            }
        }
        return edits
    }

    private static func banner(_ source: MarkupSource) -> [(Range<Int>, String)] {
        source.tags.filter { $0.name == "body" && !$0.isEnd }.prefix(1).map { tag in
            let place = tag.range.upperBound
            return (place..<place, "<div class=\"notice\"><p>系统将于本周六进行维护，敬请谅解。</p></div>")
        }
    }

    private static func retold(_ source: MarkupSource) -> [(Range<Int>, String)] {
        let words = Array("修订后的文字说明办事指南信息公开政策解读便民服务互动交流要闻动态")
        return source.texts.enumerated().filter { $0.offset % 5 == 2 }.map { number, text in
            let count = max(2, String(decoding: source.bytes[text], as: UTF8.self).count)
            return (text, String((0..<min(count, 40)).map { words[($0 * 7 + number) % words.count] }))
        }
    }

    /// The first entry of every list goes last; or it goes, and another comes at the end.
    private static func moved(_ source: MarkupSource, replacing: Bool) -> MarkupChange {
        var pieces: [MarkupChange.Piece] = []
        var position = 0
        for index in source.tags.indices where source.tags[index].name == "ul" && !source.tags[index].isEnd {
            let entries = source.children(of: index, named: "li").compactMap { source.element($0) }
            guard entries.count >= 3, entries[0].lowerBound >= position, let last = entries.last else { continue }
            pieces += [.keep(position..<entries[0].lowerBound), .keep(entries[0].upperBound..<last.upperBound)]
            if replacing {
                pieces.append(.new("<li><a href=\"/art/2026/9/1/art_99_\(index).html\">关于第\(index)号事项的通知</a></li>"))
            } else {
                pieces.append(.keep(entries[0]))
            }
            position = last.upperBound
        }
        return MarkupChange(pieces + [.keep(position..<source.bytes.count)], of: source)
    }

    private static func removal(_ source: MarkupSource, _ offsets: [Int]) -> [(Range<Int>, String)] {
        let wanted = Set(offsets)
        let elements = source.tags.indices.compactMap { index -> Range<Int>? in
            let tag = source.tags[index]
            guard !tag.isEnd, wanted.contains(tag.range.lowerBound), !["html", "body", "head"].contains(tag.name),
                let element = source.element(index), element.count * 3 < source.bytes.count
            else { return nil }
            return element
        }
        // Some in the middle of the page; the choice is the same at every run.
        return elements.isEmpty ? [] : [(elements[elements.count * 2 / 3], "")]
    }
}
