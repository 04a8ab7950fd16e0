extension HTMLWriter {
    /// Writes a drawing inline; its strokes take the colour of the text around it.
    mutating func drawing(_ drawing: Drawing, language: Language) {
        let style = drawing.style.map { ($0.attribute.name, Optional($0.value)) }
        let head: [(StaticString, String?)] = [
            ("viewBox", drawing.viewBox), ("role", "img"), ("aria-label", drawing.title[language]),
        ]
        element("svg", head + style) { writer in
            for shape in drawing.shapes {
                let attributes = shape.attributes.map { ($0.attribute.name, Optional($0.value)) }
                writer.element(shape.element.name, attributes, text: shape.text)
            }
        }
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
