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

    /// MIME Sniffing Standard §7: a declared HTML type counts, a missing one is guessed.
    private static func typeProblem(of response: FetchResponse) -> NotChecked? {
        let declared = response.contentType?.essence
        if let signature = ContentSniffer.signature(response.body) { return notHTML(signature) }
        if let declared {
            if ContentSniffer.isHTML(declared) { return response.isBeginningOnly ? NotChecked(.truncated) : nil }
            if ContentSniffer.readability(ofDeclared: response.contentType) != .ifMarkup { return notHTML(declared) }
        }
        if response.body.isEmpty { return NotChecked(.notHTML, zh: "内容为空", en: "an empty body") }
        return ContentSniffer.looksLikeHTML(response.body) ? nil : notHTML(declared ?? "?")
    }

    private static func notHTML(_ type: String) -> NotChecked {
        let type = type.quotedForMessage
        return NotChecked(.notHTML, zh: "类型 \(type)", en: "of type \(type)")
    }
}
