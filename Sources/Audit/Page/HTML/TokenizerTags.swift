// MARK: - Tags

extension Tokenizer {
    /// Reads a tag whose `<` is at `offset`; a tag that the end of the source cuts off is dropped.
    ///
    /// HTML §13.2.5.8 "Tag name state" and the attribute states up to §13.2.5.40.
    mutating func scanTag(at offset: Int, nameStart: Int, isEnd: Bool) {
        storage.attributes.removeAll(keepingCapacity: true)
        tagNumber &+= 1
        let name = scanName(from: nameStart, isAttribute: false)
        var isSelfClosing = false
        guard scanAttributes(&isSelfClosing) else { return finish() }
        let tag = TagToken(
            name: name,
            offset: Int32(truncatingIfNeeded: offset),
            end: Int32(truncatingIfNeeded: position),
            isSelfClosing: isSelfClosing
        )
        state = .data
        if isEnd { return emitEndTag(tag) }
        switch sink.startTag(tag, &storage) {
        case .unchanged: return
        case .rcdata: state = .rcdata
        case .rawtext: state = .rawtext
        case .scriptData: state = .scriptData
        case .plaintext: state = .plaintext
        }
        lastStartTag = storage.names.table.text(of: name)
    }

    private mutating func emitEndTag(_ tag: TagToken) {
        if !storage.attributes.isEmpty { error("end-tag-with-attributes", at: position - 1) }
        if tag.isSelfClosing { error("end-tag-with-trailing-solidus", at: position - 1) }
        sink.endTag(tag, &storage)
    }

    /// Reads a tag's or attribute's name from `start` on and leaves `position` behind it.
    @inline(__always)
    private mutating func scanName(from start: Int, isAttribute: Bool) -> Name {
        var index = start
        var key = NameInterner.Key()
        while index < end {
            let byte = input[index]
            if byte <= 0x3E {
                if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte.isHTMLSpace { break }
                if isAttribute {
                    // A name may begin with `=`, but not go on with one.
                    if byte == UInt8(ascii: "="), index > start { break }
                    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<") {
                        error("unexpected-character-in-attribute-name", at: index)
                    }
                }
                if byte == 0 { return scanNameWithNulls(from: start, isAttribute: isAttribute) }
            }
            key.append(byte.asciiLowercased)
            index &+= 1
        }
        position = index
        return storage.names.intern(UnsafeBufferPointer(rebasing: input[start..<index]), key: key)
    }

    /// As `scanName`, for a name in which U+0000 becomes U+FFFD.
    private mutating func scanNameWithNulls(from start: Int, isAttribute: Bool) -> Name {
        var name: [UInt8] = []
        var index = start
        while index < end {
            let byte = input[index]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte.isHTMLSpace { break }
            if isAttribute, byte == UInt8(ascii: "="), index > start { break }
            if byte == 0 {
                error("unexpected-null-character", at: index)
                name.append(utf8: 0xFFFD)
            } else {
                name.append(byte.asciiLowercased)
            }
            index += 1
        }
        position = index
        return storage.names.internExactly(name)
    }

    /// Reads attributes up to and including the tag's `>`; false where the source ends first.
    private mutating func scanAttributes(_ isSelfClosing: inout Bool) -> Bool {
        while true {
            skipSpace()
            guard position < end else { break }
            switch input[position] {
            case UInt8(ascii: ">"):
                position += 1
                return true
            case UInt8(ascii: "/"):
                position += 1
                guard position < end else { break }
                if input[position] == UInt8(ascii: ">") {
                    position += 1
                    isSelfClosing = true
                    return true
                }
                error("unexpected-solidus-in-tag", at: position)
                continue
            case UInt8(ascii: "="):
                error("unexpected-equals-sign-before-attribute-name", at: position)
                if scanAttribute() { continue }
            default:
                if scanAttribute() { continue }
            }
            break
        }
        error("eof-in-tag", at: end)
        return false
    }

    @inline(__always)
    private mutating func skipSpace() {
        while position < end, input[position].isHTMLSpace { position &+= 1 }
    }

    /// Reads one attribute with its value; false where the source ends in it.
    private mutating func scanAttribute() -> Bool {
        let start = position
        let name = scanName(from: start, isAttribute: true)
        let nameEnd = position
        let isNew = noteAttribute(name, at: nameEnd)
        skipSpace()
        var value = Int32(truncatingIfNeeded: nameEnd)..<Int32(truncatingIfNeeded: nameEnd)
        if position < end, input[position] == UInt8(ascii: "=") {
            position += 1
            skipSpace()
            guard let scanned = scanAttributeValue() else { return false }
            value = scanned
        }
        guard isNew else { return true }
        guard storage.attributes.count < maximumAttributes else {
            storage.exceededLimit = .attributes
            return true
        }
        storage.attributes.append(TokenAttribute(name: name, offset: Int32(truncatingIfNeeded: start), value: value))
        return true
    }

    /// Whether this tag shows the name for the first time.
    @inline(__always)
    private mutating func noteAttribute(_ name: Name, at offset: Int) -> Bool {
        let number = Int(name.rawValue)
        if number >= attributeSeen.count {
            attributeSeen += [UInt32](repeating: 0, count: max(number + 1, 512) * 2 - attributeSeen.count)
        }
        if attributeSeen[number] == tagNumber {
            error("duplicate-attribute", at: offset)
            return false
        }
        attributeSeen[number] = tagNumber
        return true
    }

    /// HTML §13.2.5.35 "Before attribute value state", from the value's first character on.
    private mutating func scanAttributeValue() -> TextRange? {
        guard position < end else { return nil }
        switch input[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            position += 1
            return scanQuotedValue(input[position - 1])
        case UInt8(ascii: ">"):
            error("missing-attribute-value", at: position)
            return Int32(truncatingIfNeeded: position)..<Int32(truncatingIfNeeded: position)
        default: return scanUnquotedValue()
        }
    }

    private mutating func scanQuotedValue(_ quote: UInt8) -> TextRange? {
        var value = ValueBuilder(start: position)
        while true {
            let index = input.firstTextBreak(from: position, quote, UInt8(ascii: "&"))
            guard index < end else { return nil }
            if input[index] == quote {
                position = index + 1
                if position < end, !isAfterValue(input[position]) {
                    error("missing-whitespace-between-attributes", at: position)
                }
                return value.finish(at: index, &storage)
            }
            position = pass(specialByteAt: index, in: &value)
        }
    }

    private func isAfterValue(_ byte: UInt8) -> Bool {
        byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private mutating func scanUnquotedValue() -> TextRange? {
        var value = ValueBuilder(start: position)
        while position < end {
            let byte = input[position]
            if byte == UInt8(ascii: ">") || byte.isHTMLSpace { return value.finish(at: position, &storage) }
            switch byte {
            case 0, UInt8(ascii: "&"):
                position = pass(specialByteAt: position, in: &value)
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "`"):
                error("unexpected-character-in-unquoted-attribute-value", at: position)
            default: break
            }
            position += 1
        }
        return nil
    }

    /// Goes past a CR, NUL or `&` in an attribute's value.
    private mutating func pass(specialByteAt index: Int, in value: inout ValueBuilder) -> Int {
        switch input[index] {
        case UInt8(ascii: "\r"):
            value.copy(upTo: index, &storage)
            value.sourceStart = index + 1
            if byte(at: index + 1) != UInt8(ascii: "\n") { storage.arena.append(0x0A) }
            return index + 1
        case 0:
            error("unexpected-null-character", at: index)
            value.copy(upTo: index, &storage)
            value.sourceStart = index + 1
            storage.arena.append(utf8: 0xFFFD)
            return index + 1
        default:
            // The reference is decoded at the end of the arena, so what comes before it has to be there first.
            guard let reference = peekReference(at: index, inAttribute: true) else { return index + 1 }
            value.copy(upTo: index, &storage)
            append(reference)
            value.sourceStart = reference.end
            return reference.end
        }
    }
}

/// An attribute's value while it is read: a range of the source until something in it has to be rewritten.
struct ValueBuilder {
    /// Where the part begins that is not copied yet.
    var sourceStart: Int
    private var arenaStart: Int32?

    init(start: Int) { sourceStart = start }

    mutating func copy(upTo index: Int, _ storage: inout TokenStorage) {
        if arenaStart == nil { arenaStart = storage.arenaEnd }
        storage.arena.append(contentsOf: storage.source[sourceStart..<index])
    }

    mutating func finish(at index: Int, _ storage: inout TokenStorage) -> TextRange {
        guard let arenaStart else {
            return Int32(truncatingIfNeeded: sourceStart)..<Int32(truncatingIfNeeded: index)
        }
        copy(upTo: index, &storage)
        return arenaStart..<storage.arenaEnd
    }
}
