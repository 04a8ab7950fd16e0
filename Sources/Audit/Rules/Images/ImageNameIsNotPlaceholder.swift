/// The alternative of an image is not a file name, a number or a word such as “图片”.
///
/// Source: WCAG failure F30; ACT rule qt1vmo as far as a machine can decide it. A file name that says something
/// ("annual-report.png") is asked about rather than failed only if it is not the image's own file. What a canvas shows is
/// never known, and neither is whose logo it is where the file is called after another.
struct ImageNameIsNotPlaceholder: Rule {
    static let metadata = RuleMetadata(
        id: "image-name-is-not-placeholder",
        title: LocalizedText(zh: "图片的替代文本不是占位文字", en: "Text alternative of an image is not a placeholder"),
        criteria: ["1.1.1"],
        act: ["qt1vmo"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到的是文件名、编号或“图片”二字，得不到图片的内容。",
            en: "People who use a screen reader hear a file name, a number or the word “image” instead of the content."
        ),
        fix: LocalizedText(
            zh: "把 alt 改成图片传达的内容；只是装饰时改为 alt=\"\"。",
            en: "Change alt to what the image conveys, or to alt=\"\" if it only decorates."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="1.png" alt="市民在政务大厅办理业务">"#),
        .passed(#"▸<img src="logo.png" alt="W3C">"#),
        .passed(#"▸<img src="2024.png" alt="2024 年工作报告封面">"#),
        .failed(#"▸<img src="a.png" alt="https://www.example.gov.cn/a?x=1">"#),
        .failed(#"▸<img src="/upload/IMG_0234.png" alt="IMG_0234.png">"#),
        .failed(#"▸<img src="/upload/W020240101.jpg" alt="W020240101.JPG">"#),
        .failed(#"▸<img src="a.png" alt="image"> ▸<img src="b.png" alt="spacer">"#),
        .failed(#"▸<img src="a.png" alt="picture 12">"#),
        .cantTell(#"▸<img src="a.png" alt="图片">"#),
        .cantTell(#"▸<img src="a.png" alt="logo">"#),
        .cantTell(#"▸<img src="a.png" alt="20240101">"#),
        .cantTell(#"▸<img src="annual.png" alt="annual">"#),
        .cantTell(#"▸<img src="/img/w3c-logo.png" alt="ERCIM logo">"#),
        .passed(#"▸<img src="/img/w3c-logo.png" alt="Logo of the W3C"> ▸<img src="logo2.png" alt="ERCIM logo">"#),
        .cantTell(#"▸<canvas aria-label="人口增长图"></canvas>"#),
        .inapplicable(#"<img src="a.png" alt="">"#),
        .inapplicable(#"<img src="a.png" alt="image" hidden>"#),
        .inapplicable(#"<a href="/" aria-label="首页"><img src="a.png" alt="image"></a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img, .canvas).filter { image in
            guard page.isExposed(image), page.isVisible(image), page.hasAccessibleName(image) else { return false }
            return !page.document.ancestors(of: image).contains { page.isNamedByAuthor($0) }
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        let name = page.accessibleName(of: image)
        if page.document.isHTML(image, .canvas) { return asked(name) }
        let file = fileName(of: image, in: page)
        if isFileName(name) || isAddress(name) { return failed(name) }
        let folded = TextFolding.fold(name)
        let word = withoutTrailingDigits(folded)
        if PhrasesOfImages.placeholders.contains(word.string) { return failed(name) }
        if folded.isEmpty || word.isEmpty || PhrasesOfImages.doubtful.contains(word.string) || isHash(folded) {
            return asked(name)
        }
        if let file, TextFolding.fold(withoutExtension(file)) == folded, !folded.contains(where: { $0 >= 0x80 }) {
            return asked(name)
        }
        if let file, isLogoOfAnother(name, file: withoutExtension(file)) { return asked(name) }
        return .passed
    }

    private func failed(_ name: Bytes) -> Verdict {
        .failed(
            zh: "替代文本“\(name.quoted)”是占位文字，没有说明图片；改成图片的内容，或写 alt=\"\"",
            en: "The text alternative “\(name.quoted)” is a placeholder; describe the image or write alt=\"\""
        )
    }

    private func asked(_ name: Bytes) -> Verdict {
        .cantTell(
            zh: "替代文本“\(name.quoted)”能代替这张图片吗？",
            en: "Can the text alternative “\(name.quoted)” stand for this image?"
        )
    }

    private func fileName(of image: NodeID, in page: Page) -> Bytes? {
        guard let source = page.attribute(.src, of: image)?.trimmed else { return nil }
        let path = source.prefix { $0 != 0x3F && $0 != 0x23 }
        let last = path.lastIndex(of: 0x2F).map { path[($0 + 1)...] } ?? path
        return last.isEmpty ? nil : last
    }

    private func withoutExtension(_ file: Bytes) -> Bytes {
        guard let dot = file.lastIndex(of: 0x2E), dot > file.startIndex else { return file }
        return file[..<dot]
    }

    /// One word that ends as image files do: `IMG_0234.png`.
    private func isFileName(_ name: Bytes) -> Bool {
        guard let dot = name.lastIndex(of: 0x2E), dot > name.startIndex else { return false }
        let ending = name[(dot + 1)...]
        guard ending.count <= 5, !name.contains(where: \.isHTMLSpace) else { return false }
        return PhrasesOfImages.extensions.contains(String(decoding: ending.map(\.asciiLowercased), as: UTF8.self))
    }

    private func isAddress(_ name: Bytes) -> Bool {
        (name.hasASCIIPrefix("http://") || name.hasASCIIPrefix("https://")) && !name.contains(where: \.isHTMLSpace)
    }

    private func withoutTrailingDigits(_ folded: [UInt8]) -> Bytes {
        var word = folded[...]
        while let last = word.last, last.isASCIIDigit { word = word.dropLast() }
        return word
    }

    /// Whether both say “logo” and whose, in Latin letters, and not the same.
    private func isLogoOfAnother(_ name: Bytes, file: Bytes) -> Bool {
        guard !name.contains(where: { $0 >= 0x80 }), name.mentions("logo"), file.mentions("logo") else { return false }
        let names = owners(name)
        let files = owners(file)
        let agree = names.contains { said in files.contains { $0.starts(with: said) || said.starts(with: $0) } }
        return !names.isEmpty && !files.isEmpty && !agree
    }

    /// The words besides “logo”, small ones and numbers.
    private func owners(_ text: Bytes) -> [[UInt8]] {
        let words = text.map(\.asciiLowercased).split { !$0.isASCIIAlpha && !$0.isASCIIDigit }
        return words.compactMap { word -> [UInt8]? in
            var rest = word
            if rest.starts(with: "logo".utf8) {
                rest = rest.dropFirst(4)
            } else if rest.suffix(4).elementsEqual("logo".utf8) {
                rest = rest.dropLast(4)
            }
            let isWord = rest.count > 2 && rest.contains(where: \.isASCIIAlpha)
            return isWord && !Self.noOwners.contains(rest.string) ? Array(rest) : nil
        }
    }

    private static let noOwners: Set<String> = [
        "the", "for", "and", "our", "new", "small", "large", "big", "top", "img", "image", "icon", "head",
        "header", "foot", "footer", "white", "black", "dark", "light", "main", "home", "site", "web",
    ]

    /// Hexadecimal of the length of a hash or UUID.
    private func isHash(_ folded: [UInt8]) -> Bool {
        folded.count >= 24 && folded.allSatisfy(\.isASCIIHexDigit) && folded.contains(where: \.isASCIIDigit)
    }
}
