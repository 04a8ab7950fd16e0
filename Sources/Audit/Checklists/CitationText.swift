/// Clauses as a reader of English finds them; everywhere programs compare them they keep the name the document has.
enum CitationText {
    /// Our translations of titles that exist in Chinese only.
    private static let titles = [
        "无障碍环境建设法(2023-09-01施行)": "Barrier-Free Environment Law (in force 2023-09-01)",
        "移动互联网应用（APP）适老化通用设计规范（2021）": "MIIT design specification for age-friendly apps (2021)",
        "互联网网站适老化通用设计规范（2021）": "MIIT design specification for age-friendly websites (2021)",
        "六安市金安区残疾人家庭无障碍改造政策(地方样例)": "Home adaptation policy of Jin'an District, Lu'an (a local example)",
        "银行无障碍环境建设标准(中国银行业协会,2018)": "Accessibility standard for banks (China Banking Association, 2018)",
        "药品说明书适老化及无障碍改革试点工作方案(国家药监局,2023-10)":
            "Pilot plan for accessible medicine leaflets (NMPA, 2023-10)",
        "住建部关于进一步加强城市无障碍设施建设工作的通知": "MOHURD notice on better accessible facilities in cities",
    ]

    /// The citation in English; a title we have no translation of stays as it is.
    static func english(_ standard: String, clause: String?) -> String {
        let title = titles[standard] ?? standard
        return clause.map { "\(title) \(english(clause: $0))" } ?? title
    }

    /// `第二十六条、第二十八条` is `art. 26, art. 28`, `表3.2.2` is `table 3.2.2`.
    private static func english(clause: String) -> String {
        clause.split(separator: "、").map { part -> String in
            if part.hasPrefix("第"), part.hasSuffix("条"), let number = number(part.dropFirst().dropLast()) {
                return "art. \(number)"
            }
            var text = String(part)
            for (chinese, english) in [("表", "table "), ("起废止", ", repealed"), ("第", "chapter "), ("章", " ")] {
                text = text.replacing(chinese, with: english)
            }
            return text
        }.joined(separator: ", ")
    }

    /// Chinese numerals up to 99; nil for anything else.
    private static func number(_ text: Substring) -> Int? {
        let digits: [Character: Int] = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9]
        let parts = text.split(separator: "十", omittingEmptySubsequences: false)
        func digit(_ part: Substring) -> Int? { part.count == 1 ? digits[part[part.startIndex]] : nil }
        switch parts.count {
        case 1: return digit(parts[0])
        case 2:
            guard let tens = parts[0].isEmpty ? 1 : digit(parts[0]), let ones = parts[1].isEmpty ? 0 : digit(parts[1])
            else { return nil }
            return tens * 10 + ones
        default: return nil
        }
    }
}
