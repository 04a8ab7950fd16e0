/// The shapes of what people write: checklists, elements and forms.
///
/// They serve editors; what a schema cannot say (conditions, limits that contradict each other, answers that do not fit
/// their question) `audit checklist validate` and `import` tell with file and line.
enum ChecklistSchema {
    static let file = JSONShape.either([checklist, element])

    private typealias Field = JSONShape.Field

    private static func optional(_ name: String, _ shape: JSONShape) -> Field {
        Field(name, .nullable(shape), isRequired: false)
    }

    private static func words<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> JSONShape
    where Value.RawValue == String { .choice(Value.allCases.map(\.rawValue)) }

    /// Checklists name Chinese `zh`.
    private static let bilingual = JSONShape.object([Field("zh", .text), Field("en", .text)])
    private static let scalar = JSONShape.either([.text, .number, .flag])

    // MARK: - Checklists

    private static let checklist = JSONShape.object([
        Field("schema", .choice([ChecklistLoader.schema])), Field("id", .text), Field("version", scalar),
        Field("title", bilingual), Field("subject_kind", .text), optional("presets", .map(scalar)),
        Field("sections", .list(section)),
    ])

    private static let element = JSONShape.object([
        Field("schema", .choice([ChecklistLoader.schema])), Field("id", .text), optional("facts", .list(fact)),
        optional("items", .list(item)),
    ])

    private static let section = JSONShape.object([
        Field("id", .text), Field("title", bilingual),
        optional(
            "repeat",
            .object([
                optional("min", .integer), Field("name", bilingual),
                optional("place", words(ChecklistSection.PlaceNeed.self)),
            ])
        ),
        optional("use", .list(.text)), optional("only", .list(.text)), optional("except", .list(.text)),
        optional("items", .list(item)), optional("facts", .list(fact)),
    ])

    private static let fact = JSONShape.object([
        Field("id", .text), Field("ask", bilingual), Field("answer", answer), optional("when", .text),
        optional("scope", words(ChecklistFact.Scope.self)),
    ])

    private static let item = JSONShape.object([
        Field("id", .text), Field("ask", bilingual), optional("how", bilingual), optional("drawing", .text),
        Field("answer", answer),
        optional("when", .text), optional("limit", limit), Field("source", .list(source)),
        optional("photo", words(ChecklistItem.PhotoNeed.self)), Field("severity", words(Severity.self)),
        Field("force", words(ChecklistItem.Force.self)), optional("tier", words(ChecklistItem.Tier.self)),
        optional("groups", .list(.choice(ItemReader.groups))), optional("gate", .flag), optional("weight", .number),
        optional("class", words(ChecklistItem.DefectClass.self)),
        optional("duty", .object([optional("law", .text), optional("deadline_days", .integer)])),
        Field("finding", .object([Field("title", bilingual), Field("fix", bilingual)])), optional("note", bilingual),
    ])

    private static let source = JSONShape.object([
        optional("standard", .text), optional("clause", scalar),
        Field("confidence", words(ClauseSource.Certainty.self)),
        optional("verified_by", .text), optional("verified_on", .text),
    ])

    // MARK: - Answers and limits

    private static let units = JSONShape.choice(MeasureUnit.allCases.filter { $0 != .ratio }.map(\.rawValue))

    private static let measure = [
        optional("unit", units), optional("plausible", .list(.number)), optional("readings", .integer),
        optional("take", words(AnswerKind.Take.self)),
    ]

    private static let answer = JSONShape.object(
        [
            Field("type", words(AnswerReader.Kind.self)), optional("label", bilingual),
            optional(
                "choices",
                .list(
                    .object([Field("id", .text), Field("zh", .text), Field("en", .text), optional("fails", .flag)])
                )
            ),
            optional(
                "parts",
                .list(.object([Field("id", .text), Field("label", bilingual), optional("limit", limit)] + measure))
            ),
        ] + measure
    )

    private static let amount = JSONShape.either([
        .number,
        .object([
            Field("of", .text), optional("share", .number), optional("least", .number), optional("base", .number),
            optional("over", .number), optional("step", .number),
        ]),
    ])

    private static let limit = JSONShape.object([
        optional("min", amount), optional("max", amount), optional("tolerance", .number),
        optional("cases", .list(.object([optional("when", .text), optional("min", amount), optional("max", amount)]))),
    ])

    // MARK: - Forms

    static let form = JSONShape.object([
        Field("form", .choice([FormReader.schema])), Field("checklist", .text), Field("version", scalar),
        Field("instance", .text), Field("state", words(FilledForm.State.self)), optional("inspector", .text),
        optional("date", .text), optional("selection", words(VisitSelection.self)),
        Field(
            "subject",
            .object([
                Field("id", scalar), Field("name", scalar), optional("address", .text), optional("latitude", .number),
                optional("longitude", .number), optional("crs", words(CoordinateSystem.self)),
                optional("responsible_unit", .text), optional("supervising_department", .text),
            ])
        ),
        optional("facts", .map(given)),
        Field("sections", .map(.nullable(.either([.object([optional("answers", .map(given))]), .list(entry)])))),
    ])

    private static let entry = JSONShape.object([
        optional("name", scalar), optional("latitude", .number), optional("longitude", .number),
        optional("crs", words(CoordinateSystem.self)), optional("answers", .map(given)),
    ])

    private static let value = JSONShape.nullable(
        .either([.text, .number, .flag, .list(scalar), .map(.nullable(part))])
    )

    private static let part = JSONShape.either([.text, .number, .list(scalar)])

    /// An answer alone, or with what is said about it.
    private static let given = JSONShape.nullable(
        .either([
            .text, .number, .flag, .list(scalar),
            .object([
                optional("answer", value), optional("reason", scalar), optional("note", scalar),
                optional("photos", .list(scalar)),
            ]),
        ])
    )
}
