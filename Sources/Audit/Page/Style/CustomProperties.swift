/// The custom properties of a page and the replacement of `var()` (CSS Variables 1).
///
/// Elements that declare some have an environment of their own, which refers to the one it inherits from.
struct CustomProperties {
    private struct Environment {
        let parent: Int32
        /// The text of each property, or nil where it is invalid (which hides an inherited one).
        var values: [Int32: Range<Int32>?]
    }

    private var names = ByteInterner()
    private var environments: [Environment] = []
    private var text: [UInt8] = []
    private var initial: [Int32: Range<Int32>] = [:]
    private(set) var exceededLimit = false
    private var producedBytes = 0

    /// Values being worked out for one element.
    private struct Resolution {
        let parent: Int32
        var raw: [Int32: [UInt8]]
        var done: [Int32: Range<Int32>?] = [:]
        var inProgress: [Int32] = []
        /// Properties found to depend on themselves.
        var cyclic: Set<Int32> = []
    }

    /// Sets what a registered property is where nothing declares it.
    mutating func register(_ name: Bytes, _ value: Bytes) { initial[names.intern(name)] = store(value) }

    /// Makes an environment of declarations, the later winning, and gives its number.
    mutating func declare(_ values: [(name: Bytes, text: Bytes)], in parent: Int32) -> Int32 {
        var resolution = Resolution(parent: parent, raw: [:])
        var invalid: [Int32] = []
        for (name, text) in values {
            let number = names.intern(name)
            resolution.raw[number] = Array(text)
        }
        for (number, text) in resolution.raw {
            guard let keyword = DeclarationParser.wideKeyword(text[...]) else { continue }
            resolution.raw[number] = nil
            if keyword == .initial { invalid.append(number) }
        }
        for number in resolution.raw.keys.sorted() { _ = resolve(number, &resolution) }
        for number in invalid { resolution.done[number] = .some(nil) }
        environments.append(Environment(parent: parent, values: resolution.done))
        return Int32(environments.count - 1)
    }

    /// The text with every `var()` and `env()` replaced; nil if one of them has neither value nor fall-back.
    mutating func substitute(_ source: [UInt8], in environment: Int32) -> [UInt8]? {
        var resolution = Resolution(parent: environment, raw: [:])
        let tokens = CSSTokens(source)
        var output: [UInt8] = []
        return replace(tokens, 0..<tokens.count, &output, &resolution, depth: 0) ? output : nil
    }

    // MARK: - Looking up

    private func inherited(_ name: Int32, from environment: Int32) -> Range<Int32>? {
        var number = environment
        while number >= 0 {
            if let value = environments[Int(number)].values[name] { return value ?? initial[name] }
            number = environments[Int(number)].parent
        }
        return initial[name]
    }

    private mutating func value(_ name: Int32, _ resolution: inout Resolution) -> Range<Int32>? {
        if resolution.raw[name] != nil { return resolve(name, &resolution) }
        return inherited(name, from: resolution.parent)
    }

    /// Works out one declared property; one that depends on itself is invalid, with all others in its circle.
    private mutating func resolve(_ name: Int32, _ resolution: inout Resolution) -> Range<Int32>? {
        if let known = resolution.done[name] { return known }
        if let start = resolution.inProgress.firstIndex(of: name) {
            resolution.cyclic.formUnion(resolution.inProgress[start...])
            return nil
        }
        guard let source = resolution.raw[name] else { return nil }
        guard resolution.inProgress.count < StyleLimits.maximumCustomPropertyChain else {
            exceededLimit = true
            return nil
        }
        resolution.inProgress.append(name)
        let tokens = CSSTokens(source)
        var output: [UInt8] = []
        let isValid = replace(tokens, 0..<tokens.count, &output, &resolution, depth: 0)
        resolution.inProgress.removeLast()
        let result = isValid && !resolution.cyclic.contains(name) ? store(output[...]) : nil
        resolution.done[name] = .some(result)
        return result ?? initial[name]
    }

    private mutating func store(_ value: Bytes) -> Range<Int32>? {
        guard text.count + value.count <= StyleLimits.maximumCustomPropertyBytes else {
            exceededLimit = true
            return nil
        }
        let start = Int32(text.count)
        text.append(contentsOf: value)
        return start..<Int32(text.count)
    }

    // MARK: - Replacing

    private mutating func replace(
        _ tokens: CSSTokens,
        _ range: Range<Int>,
        _ output: inout [UInt8],
        _ resolution: inout Resolution,
        depth: Int
    ) -> Bool {
        guard depth < StyleLimits.maximumMathNesting else { return false }
        var index = range.lowerBound
        while index < range.upperBound {
            let isVariable = tokens.isFunction(index, "var")
            if isVariable || tokens.isFunction(index, "env") {
                guard replaceOne(tokens, index, isVariable, &output, &resolution, depth) else { return false }
                index = tokens.skipping(index)
            } else {
                output.append(contentsOf: tokens.source(index..<index + 1))
                index += 1
            }
            if output.count > StyleLimits.maximumSubstitutedBytes {
                exceededLimit = true
                return false
            }
        }
        producedBytes += output.count
        if producedBytes > StyleLimits.maximumCustomPropertyBytes { exceededLimit = true }
        return producedBytes <= StyleLimits.maximumCustomPropertyBytes
    }

    private mutating func replaceOne(
        _ tokens: CSSTokens,
        _ index: Int,
        _ isVariable: Bool,
        _ output: inout [UInt8],
        _ resolution: inout Resolution,
        _ depth: Int
    ) -> Bool {
        let inside = tokens.trimming(tokens.inside(index))
        guard let first = inside.first, tokens.kind(first) == .ident else { return false }
        let comma = tokens.skippingSpace(first + 1)
        let hasFallback = comma < inside.upperBound && tokens.kind(comma) == .comma
        let name = tokens.text(first)
        // Comments keep what is put in from running into its neighbours.
        output.append(contentsOf: "/**/".utf8)
        defer { output.append(contentsOf: "/**/".utf8) }
        if isVariable {
            guard name.starts(with: "--".utf8) else { return false }
            if let value = value(names.intern(name.dropFirst(2)), &resolution) {
                output.append(contentsOf: text[value])
                return true
            }
        }
        if hasFallback {
            let fallback = tokens.trimming(comma + 1..<inside.upperBound)
            return replace(tokens, fallback, &output, &resolution, depth: depth + 1)
        }
        // The environment variables that browsers have are the insets of the safe area, which a plain screen lacks.
        if !isVariable { output.append(contentsOf: "0px".utf8) }
        return !isVariable
    }
}
