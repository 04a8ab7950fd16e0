extension HTMLWriter {
    /// Writes a drawing inline; its strokes take the colour of the text around it.
    mutating func drawing(_ drawing: Drawing, language: Language) {
        svg(drawing, [("role", "img"), ("aria-label", drawing.title[language])])
    }

    fileprivate mutating func svg(_ drawing: Drawing, _ attributes: [(StaticString, String?)], onPaper: Bool = false) {
        let style = drawing.style.map { ($0.attribute.name, Optional($0.value)) }
        let head: [(StaticString, String?)] = [("viewBox", drawing.viewBox)]
        element("svg", head + attributes + style) { writer in
            if onPaper {
                writer.element("title", text: "\(drawing.title.zh) / \(drawing.title.en)")
                writer.element(
                    "rect",
                    [("width", "100%"), ("height", "100%"), ("fill", "#fff"), ("stroke", "none")],
                    text: ""
                )
            }
            for shape in drawing.shapes {
                let attributes = shape.attributes.map { ($0.attribute.name, Optional($0.value)) }
                writer.element(shape.element.name, attributes, text: shape.text)
            }
        }
    }
}

extension Drawing {
    /// What its file is called beside a form.
    var fileName: String { id + ".svg" }

    /// The drawing as an SVG file of its own: black on white, whatever the screen around it looks like.
    var file: [UInt8] {
        var writer = HTMLWriter()
        writer.svg(self, [("xmlns", "http://www.w3.org/2000/svg"), ("color", "#000")], onPaper: true)
        writer.line()
        return writer.bytes
    }
}

/// The numbers of the figures of a form, in the order in which they are first needed.
struct FigureNumbers {
    private var order: [String: Int] = [:]

    mutating func number(of drawing: String) -> (number: Int, isNew: Bool) {
        if let number = order[drawing] { return (number, false) }
        order[drawing] = order.count + 1
        return (order.count, true)
    }
}
