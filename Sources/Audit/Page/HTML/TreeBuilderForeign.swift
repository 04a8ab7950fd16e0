// MARK: - Foreign content

extension TreeBuilder {
    /// Whether a start tag follows the rules of foreign content (HTML §13.2.6, the "tree construction dispatcher").
    @inline(__always)
    func isForeignStartTag(_ tag: TagToken) -> Bool {
        guard isInForeignContent else { return false }
        let node = store[adjustedCurrent]
        if node.flags.contains(.isHTMLIntegrationPoint) { return false }
        if node.flags.contains(.isMathMLTextIntegrationPoint) { return tag.name == .mglyph || tag.name == .malignmark }
        return !(node.namespace == .mathML && node.tag == .annotationXml && tag.name == .svg)
    }

    /// A `math` or `svg` start tag in HTML content.
    mutating func insertForeignRoot(_ tag: TagToken, _ storage: inout TokenStorage) {
        reconstructFormatting()
        insertForeignElement(tag, namespace: tag.name == .math ? .mathML : .svg, &storage)
    }

    /// Inserts a foreign element; one whose tag closes itself is popped again.
    private mutating func insertForeignElement(
        _ tag: TagToken,
        namespace: Namespace,
        _ storage: inout TokenStorage
    ) {
        adjustments.adjustAttributes(&storage, namespace: namespace)
        let place = insertionPlace()
        let node = makeElement(tag, storage)
        if namespace == .svg { store[node].name = adjustments.svgName(tag.name, &storage) }
        store[node].namespace = namespace
        let flags = integrationFlags(tag.name, namespace, storage)
        store[node].flags.insert(flags)
        store.insert(node, at: place)
        if tag.isSelfClosing {
            hasAcknowledged = true
            return
        }
        push(node, tag: tag.name, traits: foreignTraits(tag.name, namespace))
    }

    private func foreignTraits(_ name: Name, _ namespace: Namespace) -> ElementTraits {
        switch namespace {
        case .svg: adjustments.isSVGIntegrationPoint(name) ? ElementTraits.ofForeignSpecial : []
        case .mathML:
            switch name {
            case .mi, .mo, .mn, .ms, .mtext, .annotationXml: ElementTraits.ofForeignSpecial
            default: []
            }
        case .html: .html
        }
    }

    func integrationFlags(_ name: Name, _ namespace: Namespace, _ storage: TokenStorage) -> NodeStore.Flags {
        switch namespace {
        case .svg: return adjustments.isSVGIntegrationPoint(name) ? .isHTMLIntegrationPoint : []
        case .mathML:
            switch name {
            case .mi, .mo, .mn, .ms, .mtext: return .isMathMLTextIntegrationPoint
            case .annotationXml:
                guard let encoding = storage.value(of: .encoding) else { return [] }
                let isHTML =
                    storage.isEqualIgnoringCase(encoding, "text/html")
                    || storage.isEqualIgnoringCase(encoding, "application/xhtml+xml")
                return isHTML ? .isHTMLIntegrationPoint : []
            default: return []
            }
        case .html: return []
        }
    }

    /// HTML §13.2.6.5 "The rules for parsing tokens in foreign content", start tags.
    mutating func foreignStartTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        if breaksOut(tag, storage) {
            storage.error("unexpected-start-tag-in-foreign-content", at: Int(tag.offset))
            popForeign()
            return .reprocess
        }
        insertForeignElement(tag, namespace: store[adjustedCurrent].namespace, &storage)
        return .done
    }

    private func breaksOut(_ tag: TagToken, _ storage: TokenStorage) -> Bool {
        if traits(of: tag.name).contains(.breaksOut) { return true }
        guard tag.name == .font else { return false }
        return storage.attributes.contains { $0.name == .color || $0.name == .face || $0.name == .size }
    }

    /// Pops until an integration point or an HTML element is the current node.
    private mutating func popForeign() {
        while true {
            let node = store[current]
            let points: NodeStore.Flags = [.isMathMLTextIntegrationPoint, .isHTMLIntegrationPoint]
            if node.namespace == .html || !node.flags.isDisjoint(with: points) { return }
            pop()
        }
    }

    /// End tags in foreign content; `.reprocess` where the rules of HTML content hold.
    mutating func foreignEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        if tag.name == .br || tag.name == .p {
            storage.error("unexpected-end-tag", at: Int(tag.offset))
            popForeign()
            return .reprocess
        }
        if open.count == 1 { return unexpectedEndTag(tag, &storage) }
        if open.top.traits.contains(.html) { return .reprocess }
        if open.top.tag != tag.name { storage.error("unexpected-end-tag", at: Int(tag.offset)) }
        let index = open.lastForeignIndex(of: tag.name)
        guard index > open.top.html else { return .reprocess }
        popThrough(index: Int(index))
        return .done
    }
}

/// How HTML rewrites names in foreign content; found once a name, then looked up by its number.
struct ForeignAdjustments {
    /// By the number of the name in lower case: the number of the adjusted name, or -1 while unknown.
    private var svgNames: [Int32] = []
    private var svgAttributes: [Int32] = []

    /// HTML §13.2.6.5: SVG tag names in their own case.
    mutating func svgName(_ name: Name, _ storage: inout TokenStorage) -> Name {
        Self.adjusted(name, in: Self.svgTags, &svgNames, &storage)
    }

    /// `desc`, `title` and `foreignObject`.
    func isSVGIntegrationPoint(_ name: Name) -> Bool {
        if name == .desc || name == .title { return true }
        let number = Int(name.rawValue)
        return number < svgNames.count && svgNames[number] == Name.foreignObject.rawValue
    }

    /// HTML §13.2.6.1 "adjust SVG attributes" and "adjust MathML attributes", on the current tag.
    ///
    /// "Adjust foreign attributes" changes no name as it is written here: `xlink:href` in foreign content is always the
    /// attribute `href` of the XLink namespace.
    mutating func adjustAttributes(_ storage: inout TokenStorage, namespace: Namespace) {
        for index in storage.attributes.indices {
            let name = storage.attributes[index].name
            if namespace == .mathML {
                if name == .definitionurl { storage.attributes[index].name = .definitionURL }
            } else {
                storage.attributes[index].name = Self.adjusted(name, in: Self.svgAttributes, &svgAttributes, &storage)
            }
        }
    }

    private static func adjusted(
        _ name: Name,
        in table: [[UInt8]: [UInt8]],
        _ known: inout [Int32],
        _ storage: inout TokenStorage
    ) -> Name {
        let number = Int(name.rawValue)
        if number >= known.count { known += [Int32](repeating: -1, count: max(number + 1, 512) * 2 - known.count) }
        if known[number] >= 0 { return Name(known[number]) }
        let replacement = table[storage.names.table.text(of: name)]
        let result = replacement.map { storage.names.internExactly($0) } ?? name
        known[number] = result.rawValue
        return result
    }

    private static let svgTags = byLowerCase(
        """
        altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix \
        feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight \
        feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology \
        feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef \
        linearGradient radialGradient textPath
        """
    )

    private static let svgAttributes = byLowerCase(
        """
        attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode \
        filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines \
        keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits \
        numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ \
        preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions \
        requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles \
        surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector \
        yChannelSelector zoomAndPan
        """
    )

    private static func byLowerCase(_ names: String) -> [[UInt8]: [UInt8]] {
        var table: [[UInt8]: [UInt8]] = [:]
        for name in Array(names.utf8).spaceSeparated { table[name.map(\.asciiLowercased)] = Array(name) }
        return table
    }
}
