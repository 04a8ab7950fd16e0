/// Counterparts of WCAG criteria in GB/T 37668-2019, with how sure we are of each.
///
/// Source: GB/T 37668-2019 信息技术 互联网内容无障碍可访问性技术要求与测试方法 (2019-08-30). Its text has not been
/// read: clause numbers come from one secondary source and are marked so; where none is known the clause is nil and
/// the item `unverified`. Its levels are never derived from WCAG's.
public enum GBT37668 {
    /// What stands behind a clause number.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// Taken from a research note that says it read the standard; not compared with the standard.
        case secondary
        /// An expected counterpart without a known clause.
        case unverified
    }

    /// One item of the standard, as far as it is known.
    public struct Item: Sendable, Equatable {
        public let clause: String?
        public let status: Status
        public let title: LocalizedText
        /// The criteria of WCAG 2.2 it corresponds to.
        public let criteria: [String]

        /// How the listing of rules names the item.
        public var key: String { "gbt37668:" + (clause ?? "?") + ";" + status.rawValue }
    }

    /// The items whose clause a secondary source gives.
    public static let items: [Item] = [
        Item(
            clause: "3.2.1.3",
            status: .secondary,
            title: LocalizedText(zh: "控件和输入有说明用途的名称", en: "Controls and input have a name that states their purpose"),
            criteria: ["1.1.1", "4.1.2"]
        ),
        Item(
            clause: "3.2.1.4",
            status: .secondary,
            title: LocalizedText(
                zh: "非文本内容有替代文本，装饰内容可被辅助技术忽略",
                en: "Non-text content has a text alternative; decoration can be ignored"
            ),
            criteria: ["1.1.1"]
        ),
        Item(
            clause: "3.2.4.2",
            status: .secondary,
            title: LocalizedText(zh: "自动消失的控件或提示有其他反馈", en: "Controls and hints that vanish have other feedback"),
            criteria: ["2.2.1", "4.1.3"]
        ),
        Item(
            clause: "3.3.3.6",
            status: .secondary,
            title: LocalizedText(zh: "焦点顺序合理", en: "Focus order"),
            criteria: ["2.4.3"]
        ),
        Item(
            clause: "3.3.4.4",
            status: .secondary,
            title: LocalizedText(zh: "目标尺寸", en: "Target size"),
            criteria: ["2.5.5", "2.5.8"]
        ),
        Item(
            clause: "3.5.1.2",
            status: .secondary,
            title: LocalizedText(zh: "局部更新后的组件仍可用", en: "Components still work after a partial update"),
            criteria: ["4.1.2", "4.1.3"]
        ),
    ]

    /// The items that correspond to a criterion; one without a clause where none is known.
    public static func items(for criterion: String) -> [Item] {
        let known = items.filter { $0.criteria.contains(criterion) }
        guard known.isEmpty, let title = WCAG.criterion(criterion)?.title else { return known }
        return [Item(clause: nil, status: .unverified, title: title, criteria: [criterion])]
    }
}
