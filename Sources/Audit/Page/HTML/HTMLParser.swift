/// The HTML parser of the WHATWG standard: bytes in, a ``Document`` out; any bytes are a document.
///
/// It never recurses, takes time linear in the length of the source and stays within ``ParseLimits``. Why it is our own:
/// docs/adr/0001-own-html-parser.md. Source: HTML §13.2 "Parsing HTML documents".
public enum HTMLParser {
    public struct Options: Sendable {
        /// Whether `noscript` is raw text, as in a browser that runs scripts; off, its content is markup.
        public var scripting = false
        /// Whether `<template shadowrootmode>` becomes a ``NodeKind/shadowRoot``, as it does when a browser loads a page.
        public var declarativeShadowRoots = true
        /// The element whose content the source is, or nil where the source is a whole document.
        public var context: FragmentContext?
        var limits = Limits()

        public init() {}
    }

    /// The context element of a fragment (HTML §13.4 "Parsing HTML fragments").
    public struct FragmentContext: Sendable, Equatable {
        public let namespace: Namespace
        /// In lower case, or as SVG and MathML write it.
        public let name: String
        /// The mode of the document the element is in.
        public let quirks: QuirksMode

        public init(_ name: String, namespace: Namespace = .html, quirks: QuirksMode = .noQuirks) {
            self.name = name
            self.namespace = namespace
            self.quirks = quirks
        }
    }

    /// The bounds of ``ParseLimits``, which tests make smaller.
    struct Limits: Sendable {
        var bytes = ParseLimits.maximumBytes
        var nodes = ParseLimits.maximumNodes
        var depth = ParseLimits.maximumDepth
        var attributes = ParseLimits.maximumAttributes
        var pageAttributes = ParseLimits.maximumPageAttributes
    }

    /// Parses a page or a fragment.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, already decoded from what the server sent; each invalid sequence becomes U+FFFD, as the
    ///     Encoding Standard decodes it, and a byte order mark at the start is passed over.
    ///   - options: What the page is parsed as.
    /// - Returns: The document. Of a fragment, its nodes are the children of the document node.
    public static func parse(_ bytes: [UInt8], options: Options = Options()) -> Document {
        let text = SourceText(bytes, limit: options.limits.bytes)
        var document = text.bytes.withUnsafeBufferPointer { buffer in
            parse(buffer, from: text.start, options: options)
        }
        document.sourceLength = text.bytes.count
        document.bytes = text.bytes + document.bytes
        document.parseErrors = merged(text.errors, document.parseErrors)
        if text.isCut { document.exceededLimit = .bytes }
        return document
    }

    private static func parse(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        options: Options
    ) -> Document {
        // Pages have a node for every 20 to 40 bytes.
        let builder = TreeBuilder(options: options, expectedNodes: min(source.count / 24 + 16, 1 << 16))
        var tokenizer = Tokenizer(
            source,
            from: start,
            maximumAttributes: options.limits.attributes,
            sink: builder
        )
        if let context = options.context {
            tokenizer.begin(tokenizer.sink.beginFragment(context, &tokenizer.storage), in: context)
        }
        tokenizer.run()
        tokenizer.sink.fillSelectedContents()
        return DocumentAssembly(tokenizer.sink, tokenizer.storage).assembled()
    }

    /// Both lists are short and almost in order; errors of the input come before others at the same place.
    private static func merged(_ input: [ParseError], _ parsing: [ParseError]) -> [ParseError] {
        guard !input.isEmpty else { return parsing }
        let all = (input + parsing).enumerated().sorted {
            ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }
        return all.prefix(ParseLimits.maximumParseErrors).map(\.element)
    }
}

extension Tokenizer {
    /// Starts in the state a fragment's context asks for.
    fileprivate mutating func begin(_ content: ContentModel, in context: HTMLParser.FragmentContext) {
        switch content {
        case .unchanged: state = .data
        case .rcdata: state = .rcdata
        case .rawtext: state = .rawtext
        case .scriptData: state = .scriptData
        case .plaintext: state = .plaintext
        }
    }
}

extension TreeBuilder {
    /// HTML §13.4: sets up the root, the context and the insertion mode.
    fileprivate mutating func beginFragment(
        _ fragment: HTMLParser.FragmentContext,
        _ storage: inout TokenStorage
    ) -> ContentModel {
        quirks = fragment.quirks
        let tag = storage.names.internExactly(fragment.name.utf8.map(\.asciiLowercased))
        var node = NodeStore.Node(kind: .element)
        node.tag = tag
        node.name = fragment.namespace == .svg ? adjustments.svgName(tag, &storage) : tag
        node.namespace = fragment.namespace
        node.flags = integrationFlags(tag, fragment.namespace, storage)
        context = store.add(node)
        leaveBeforeHTML()
        if fragment.namespace == .html {
            if tag == .template { templateModes.append(.inTemplate) }
            if tag == .form { form = context }
        }
        resetMode()
        guard fragment.namespace == .html else { return .unchanged }
        switch tag {
        case .title, .textarea: return .rcdata
        case .style, .xmp, .iframe, .noembed, .noframes: return .rawtext
        case .script: return .scriptData
        case .noscript: return options.scripting ? .rawtext : .unchanged
        case .plaintext: return .plaintext
        default: return .unchanged
        }
    }
}
