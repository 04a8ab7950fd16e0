/// The shape of a JSON value, as far as our outputs need one, and its JSON Schema (draft 2020-12).
indirect enum JSONShape: Sendable {
    case text, integer, number, flag
    /// One of these texts.
    case choice([String])
    case nullable(JSONShape)
    case list(JSONShape)
    /// Every key stands, in this order, and no other.
    case object([Field])
    /// One of several, of which a value fits only one.
    case either([JSONShape])
    /// Keys that are not known beforehand, each with a value of this shape.
    case map(JSONShape)

    struct Field: Sendable {
        let name: String
        let shape: JSONShape
        let isRequired: Bool

        init(_ name: String, _ shape: JSONShape, isRequired: Bool = true) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
        }
    }

    /// A text in both languages.
    static let localized = JSONShape.object(Language.allCases.map { Field($0.rawValue, .text) })

    /// Writes the schema of the shape.
    func write(_ writer: inout JSONWriter) {
        writer.object { writer in keywords(&writer) }
    }

    func keywords(_ writer: inout JSONWriter) {
        switch self {
        case .text: Self.type("string", &writer)
        case .integer: Self.type("integer", &writer)
        case .number: Self.type("number", &writer)
        case .flag: Self.type("boolean", &writer)
        case .choice(let texts):
            writer.key("enum")
            writer.array(of: texts) { $0.value($1) }
        case .nullable(let shape):
            writer.key("anyOf")
            writer.array { writer in
                shape.write(&writer)
                writer.object { Self.type("null", &$0) }
            }
        case .list(let shape):
            Self.type("array", &writer)
            writer.key("items")
            shape.write(&writer)
        case .object(let fields): Self.object(fields, &writer)
        case .map(let shape):
            Self.type("object", &writer)
            writer.key("additionalProperties")
            shape.write(&writer)
        case .either(let shapes):
            writer.key("oneOf")
            writer.array(of: shapes) { writer, shape in shape.write(&writer) }
        }
    }

    private static func type(_ name: String, _ writer: inout JSONWriter) {
        writer.key("type")
        writer.value(name)
    }

    private static func object(_ fields: [Field], _ writer: inout JSONWriter) {
        type("object", &writer)
        writer.key("properties")
        writer.object { writer in
            for field in fields {
                writer.key(field.name)
                field.shape.write(&writer)
            }
        }
        writer.key("required")
        writer.array(of: fields.filter(\.isRequired)) { $0.value($1.name) }
        writer.key("additionalProperties")
        writer.value(false)
    }
}
