/// A style sheet a document asks for, in the order of the document.
public struct StyleSheetReference: Sendable {
    public enum Source: Sendable {
        /// The address in `href` as written.
        case link(href: String)
        /// The text of a `style` element.
        case text([UInt8])
    }

    public let source: Source
    /// The `link` or `style` element.
    public let node: NodeID
    /// What its `media` attribute says; an empty list always applies.
    public let media: MediaQueryList
    /// The shadow root whose tree it styles, or the document node.
    public let scope: NodeID
}

/// A sheet that was had for an address.
public struct ProvidedStyleSheet: Sendable {
    public let sheet: StyleSheet
    /// The address it came from after redirects, which its imports are relative to.
    public let address: String

    public init(_ sheet: StyleSheet, address: String) {
        self.sheet = sheet
        self.address = address
    }
}

/// Finds the sheets of a document and fetches them through whoever can.
public enum StyleSheets {
    /// Gives the sheet of an address, relative to the base where one is given, else to the document.
    ///
    /// It is nil if the sheet cannot be had. It may be asked for the same address again and should remember parsed sheets.
    public typealias Provider = (_ href: String, _ base: String?) -> ProvidedStyleSheet?

    /// The sheets `link` and `style` elements ask for (HTML §4.2.4, §4.2.6), alternatives and disabled ones left out.
    ///
    /// Where scripts run, what `noscript` holds is no element.
    public static func references(in document: Document, runsScripts: Bool = true) -> [StyleSheetReference] {
        var found: [StyleSheetReference] = []
        var preferredTitle: Bytes?
        let nodes = (Array(document.elements(.link)) + Array(document.elements(.style))).sorted()
        for node in nodes {
            guard let scope = scope(of: node, in: document, runsScripts) else { continue }
            let type = document.attribute(.type, of: node)?.trimmed ?? []
            guard type.isEmpty || type.equalsIgnoringCase("text/css") || isCSSWithParameters(type) else { continue }
            if let title = document.attribute(.title, of: node), !title.isEmpty, scope == .document {
                if preferredTitle == nil { preferredTitle = title }
                guard preferredTitle?.elementsEqual(title) ?? true else { continue }
            }
            guard let source = source(of: node, in: document) else { continue }
            let media = MediaQueryList(document.attribute(.media, of: node) ?? [])
            found.append(StyleSheetReference(source: source, node: node, media: media, scope: scope))
        }
        return found
    }

    private static func isCSSWithParameters(_ type: Bytes) -> Bool {
        guard let semicolon = type.firstIndex(of: UInt8(ascii: ";")) else { return false }
        return type[..<semicolon].trimmed.equalsIgnoringCase("text/css")
    }

    private static func source(of node: NodeID, in document: Document) -> StyleSheetReference.Source? {
        if document.name(of: node) == .style {
            var text: [UInt8] = []
            for child in document.children(of: node) where document.kind(of: child) == .text {
                text.append(contentsOf: document.text(of: child))
            }
            return .text(text)
        }
        guard document.isHTML(node, .link), !document.hasAttribute(.disabled, node),
            let rel = document.attribute(.rel, of: node), let href = document.attribute(.href, of: node),
            !href.trimmed.isEmpty
        else { return nil }
        let tokens = rel.spaceSeparated
        guard tokens.contains(where: { $0.equalsIgnoringCase("stylesheet") }),
            !tokens.contains(where: { $0.equalsIgnoringCase("alternate") })
        else { return nil }
        return .link(href: href.trimmed.string)
    }

    /// The tree the element stands in; nil where it stands in none (a template, or `noscript` while scripts run).
    private static func scope(of node: NodeID, in document: Document, _ runsScripts: Bool) -> NodeID? {
        for ancestor in document.ancestors(of: node) {
            switch document.kind(of: ancestor) {
            case .shadowRoot: return ancestor
            case .templateContent: return nil
            case .element where runsScripts && document.isHTML(ancestor, .noscript): return nil
            default: continue
            }
        }
        return .document
    }

    // MARK: - Fetching

    /// The sheets of a document in the order of the cascade, and what could not be had.
    public struct Collection: Sendable {
        public let sheets: [StyleSheetSource]
        public let problems: [StyleProblem]
    }

    /// The sheets of a document with all that they import, in the order of the cascade, and what could not be had.
    public static func collect(
        in document: Document,
        media: MediaContext = MediaContext(),
        provider: Provider
    ) -> Collection {
        var inline: [NodeID: StyleSheet] = [:]
        return collect(in: document, media: media, inline: &inline, provider: provider)
    }

    /// The same for who asks several times: `inline` keeps the sheets of `style` elements, so that each is read once.
    static func collect(
        in document: Document,
        media: MediaContext = MediaContext(),
        inline: inout [NodeID: StyleSheet],
        provider: Provider
    ) -> Collection {
        var collector = Collector(media: media)
        for reference in references(in: document, runsScripts: media.runsScripts)
        where reference.media.matches(media) {
            switch reference.source {
            case .link(let href):
                if let provided = provider(href, nil) {
                    collector.add(provided.sheet, provided.address, reference, provider)
                } else {
                    collector.problems.append(StyleProblem(.missingSheet, address: href))
                }
            case .text(let text):
                let sheet = inline[reference.node] ?? StyleSheet(text)
                inline[reference.node] = sheet
                collector.add(sheet, nil, reference, provider)
            }
        }
        return Collection(sheets: collector.sheets, problems: collector.problems)
    }

    private struct Collector {
        let media: MediaContext
        var sheets: [StyleSheetSource] = []
        var problems: [StyleProblem] = []

        /// A sheet whose imports are being followed.
        private struct Frame {
            let sheet: StyleSheet
            let address: String?
            let layerPath: [[UInt8]]
            var next = 0
        }

        init(media: MediaContext) { self.media = media }

        /// Adds the sheet after everything it imports; a sheet that imports itself is not followed again.
        mutating func add(
            _ sheet: StyleSheet,
            _ address: String?,
            _ reference: StyleSheetReference,
            _ provider: Provider
        ) {
            var stack = [Frame(sheet: sheet, address: address, layerPath: [])]
            while var top = stack.popLast() {
                if sheets.count >= StyleLimits.maximumSheets {
                    if !problems.contains(where: { $0.kind == .sheetLimit }) {
                        problems.append(StyleProblem(.sheetLimit))
                    }
                    return
                }
                let imports = top.sheet.contents.imports
                if top.next >= imports.count {
                    if top.sheet.exceededLimit {
                        problems.append(StyleProblem(.sheetLimit, address: top.address ?? ""))
                    }
                    sheets.append(
                        StyleSheetSource(top.sheet, media: [], scope: reference.scope, layerPath: top.layerPath)
                    )
                    continue
                }
                let wanted = imports[top.next]
                top.next += 1
                stack.append(top)
                guard wanted.media.matches(media) else { continue }
                let href = wanted.address.string
                guard let provided = provider(href, top.address) else {
                    problems.append(StyleProblem(.missingSheet, address: href))
                    continue
                }
                if stack.contains(where: { $0.address == provided.address }) { continue }
                if stack.count > StyleLimits.maximumImportDepth {
                    problems.append(StyleProblem(.sheetLimit, address: href))
                    continue
                }
                let path = top.layerPath + (wanted.layer ?? [])
                stack.append(Frame(sheet: provided.sheet, address: provided.address, layerPath: path))
            }
        }
    }
}

extension ComputedStyles {
    /// Computes the styles of a document with the sheets it asks for.
    ///
    /// What the provider does not have is noted among the ``problems``.
    public init(document: Document, media: MediaContext = MediaContext(), provider: StyleSheets.Provider) {
        self.init(
            document: document,
            collected: StyleSheets.collect(in: document, media: media, provider: provider),
            media: media
        )
    }

    /// Computes the styles of a document with the sheets that were collected for it.
    init(document: Document, collected: StyleSheets.Collection, media: MediaContext = MediaContext()) {
        var cascade = Cascade(document: document, sheets: collected.sheets, media: media)
        cascade.problems = collected.problems
        cascade.run()
        self = cascade.finished()
        source = StyleSource(sheets: collected, media: media)
        for sheet in collected.sheets { focus += sheet.sheet.contents.focus }
        if collected.sheets.contains(where: { $0.sheet.contents.mayTurnByOrientation }) {
            turnsByOrientation = Self.turns(of: document, collected.sheets, media)
        }
    }
}
