/// A page as its tags, found without a parser: enough to change it in places and to know where everything went.
struct MarkupSource {
    struct Tag {
        var name: String
        var range: Range<Int>
        var isEnd: Bool
        /// Values of attributes, without their quotes.
        var values: [String: Range<Int>]
        /// Start tags: the tag that ends the element, where one does.
        var partner: Int?
    }

    let bytes: [UInt8]
    private(set) var tags: [Tag] = []
    /// Texts between tags that are read, without white space at their ends.
    private(set) var texts: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        scan()
        pair()
    }

    private static let raw: Set<String> = ["script", "style", "textarea", "title", "noscript", "xmp", "iframe"]
    static let void: Set<String> = [
        "img", "input", "br", "hr", "meta", "link", "area", "base", "col", "embed", "source",
    ]

    private mutating func scan() {
        var index = 0
        var textStart = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else {
                index += 1
                continue
            }
            let next = bytes[index + 1]
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                addText(textStart..<index)
                index = starts("<!--", at: index) ? end(of: "-->", from: index + 4) : end(of: ">", from: index)
                textStart = index
                continue
            }
            let isEnd = next == UInt8(ascii: "/")
            let first = index + (isEnd ? 2 : 1)
            guard first < bytes.count, Self.isLetter(bytes[first]) else {
                index += 1
                continue
            }
            addText(textStart..<index)
            index = addTag(from: index, name: first, isEnd: isEnd)
            if let tag = tags.last, !tag.isEnd, Self.raw.contains(tag.name) {
                index = end(of: "</" + tag.name, from: index, keep: true)
            }
            textStart = index
        }
        addText(textStart..<bytes.count)
    }

    private mutating func addText(_ range: Range<Int>) {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
        while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
        // A character reference could be cut in two; such texts are left alone.
        guard upper > lower, !bytes[lower..<upper].contains(UInt8(ascii: "&")) else { return }
        texts.append(lower..<upper)
    }

    private mutating func addTag(from start: Int, name first: Int, isEnd: Bool) -> Int {
        var index = first
        while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
        var tag = Tag(name: lowercased(first..<index), range: start..<start, isEnd: isEnd, values: [:], partner: nil)
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            guard Self.isLetter(bytes[index]) else {
                index += 1
                continue
            }
            let name = index
            while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
            let key = lowercased(name..<index)
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
            let quote = bytes[index + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") { index += 1 }
                continue
            }
            let value = index + 2
            index = value
            while index < bytes.count, bytes[index] != quote { index += 1 }
            tag.values[key] = value..<index
            index += 1
        }
        tag.range = start..<min(index + 1, bytes.count)
        tags.append(tag)
        return tag.range.upperBound
    }

    /// Joins start and end tags that belong together; what is not closed as written has no partner.
    private mutating func pair() {
        var open: [Int] = []
        for index in tags.indices {
            let tag = tags[index]
            if !tag.isEnd {
                if !Self.void.contains(tag.name) { open.append(index) }
                continue
            }
            guard let position = open.lastIndex(where: { tags[$0].name == tag.name }) else { continue }
            if position == open.count - 1 { tags[open[position]].partner = index }
            open.removeSubrange(position...)
        }
    }

    // MARK: -

    /// From the start tag to the end of the element; nil where the source does not close it.
    func element(_ index: Int) -> Range<Int>? {
        let tag = tags[index]
        if tag.isEnd { return nil }
        if Self.void.contains(tag.name) { return tag.range }
        return tag.partner.map { tag.range.lowerBound..<tags[$0].range.upperBound }
    }

    /// The start tags of elements with this name directly inside another, in order.
    func children(of parent: Int, named name: String) -> [Int] {
        guard let end = tags[parent].partner else { return [] }
        var children: [Int] = []
        var index = parent + 1
        while index < end {
            if tags[index].name == name, !tags[index].isEnd { children.append(index) }
            index = (tags[index].isEnd ? nil : tags[index].partner).map { $0 + 1 } ?? index + 1
        }
        return children
    }

    private func lowercased(_ range: Range<Int>) -> String {
        String(decoding: bytes[range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private func starts(_ text: String, at index: Int) -> Bool { bytes[index...].starts(with: text.utf8) }

    private func end(of text: String, from index: Int, keep: Bool = false) -> Int {
        let wanted = Array(text.utf8)
        var index = index
        while index + wanted.count <= bytes.count {
            if bytes[index..<index + wanted.count].elementsEqual(wanted, by: { $0 | 0x20 == $1 | 0x20 }) {
                return keep ? index : index + wanted.count
            }
            index += 1
        }
        return bytes.count
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isNamePart(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
    }
}

/// A changed page, and where its parts came from.
struct MarkupChange {
    enum Piece {
        case keep(Range<Int>)
        case new(String)
    }

    private(set) var bytes: [UInt8] = []
    /// Ranges of the original with the place where each begins now.
    private var kept: [(original: Range<Int>, output: Int)] = []

    init(_ pieces: [Piece], of source: MarkupSource) {
        for piece in pieces {
            switch piece {
            case .keep(let range):
                if range.isEmpty { continue }
                kept.append((range, bytes.count))
                bytes += source.bytes[range]
            case .new(let text): bytes += Array(text.utf8)
            }
        }
    }

    /// Ranges of the original, each with what stands there instead; they do not overlap.
    init(replacing edits: [(Range<Int>, String)], in source: MarkupSource) {
        var pieces: [Piece] = []
        var position = 0
        let ordered = edits.sorted { ($0.0.lowerBound, $0.0.upperBound) < ($1.0.lowerBound, $1.0.upperBound) }
        for (range, text) in ordered where range.lowerBound >= position {
            pieces += [.keep(position..<range.lowerBound), .new(text)]
            position = range.upperBound
        }
        self.init(pieces + [.keep(position..<source.bytes.count)], of: source)
    }

    /// Where an offset of the original is now; nil where it is gone.
    ///
    /// What has no offset (-1) keeps having none.
    func output(of original: Int) -> Int? {
        if original < 0 { return original }
        return kept.first { $0.original.contains(original) }.map { $0.output + original - $0.original.lowerBound }
    }

    /// Where an offset of this page was in the original; nil where it is new.
    func original(of output: Int) -> Int? {
        if output < 0 { return output }
        return kept.first { ($0.output..<$0.output + $0.original.count).contains(output) }
            .map { $0.original.lowerBound + output - $0.output }
    }
}
