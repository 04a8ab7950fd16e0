/// Whether an answer is a page that can be checked, or why not.
enum PageJudge {
    static func problem(with result: FetchResult) -> NotChecked? {
        if let failure = result.failure { return failure }
        let response = result.response
        guard let status = response.status else { return NotChecked(.connection) }
        if let block = BlockDetector.problem(with: response) { return block }
        guard (200..<300).contains(status) else { return httpError(status) }
        if status == 204 || status == 205 {
            return NotChecked(.notHTML, zh: "没有内容（\(status)）", en: "no content (\(status))")
        }
        if status == 206 { return NotChecked(.truncated, zh: "只收到部分内容（206）", en: "only a part was sent (206)") }
        return typeProblem(of: response)
    }

    private static func httpError(_ status: Int) -> NotChecked {
        NotChecked(.httpError, zh: "HTTP 状态 \(status)", en: "HTTP status \(status)")
    }

    /// What the bytes are counts more than what they are declared as; an empty body is what it is declared as.
    private static func typeProblem(of response: FetchResponse) -> NotChecked? {
        let declared = response.contentType
        let kind = ContentKind(of: response.body[...], declared: declared, fileName: response.fileName)
        if kind == .empty {
            return declared?.essence == "text/html" ? nil : NotChecked(.notHTML, zh: "内容为空", en: "an empty body")
        }
        guard kind.isPage else {
            return NotChecked(.notHTML, zh: "内容类型为 \(kind.rawValue)", en: "its content is \(kind.rawValue)")
        }
        if declared?.isSaved == true, ContentKind.promised(by: declared, response.fileName) != nil {
            return NotChecked(.notHTML, zh: "以文件形式发送的 HTML", en: "HTML that is sent as a file")
        }
        return response.isBeginningOnly ? NotChecked(.truncated) : nil
    }
}
