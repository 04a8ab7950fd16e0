/// A failure the person running `audit` can act on.
///
/// Printed as `subject: problem. remedy.` on one line, so every throw site has to say what was being
/// read, what is wrong with it, and what to do next, in both languages.
public struct AuditError: Error, Sendable, Equatable {
    /// For programs and tests; never match on the text.
    public enum Code: String, Sendable, CaseIterable {
        case usage, unreadableFile, emptyFolder, badAddress, unknownRule, malformedChecklist, unknownChecklist
        case malformedForm, malformedConfiguration
        case nothingAudited
        case storeUnavailable, storeCorrupt, storeTooNew
        case diskFull, memoryLimit
        /// Another program that is needed is missing or failed.
        case unavailable
    }

    public let code: Code
    /// A path (with `:line` where known), an address, or an option name.
    public let subject: String
    public let problem: LocalizedText
    public let remedy: LocalizedText

    public init(_ code: Code, at subject: String, _ problem: LocalizedText, remedy: LocalizedText) {
        self.code = code
        self.subject = subject
        self.problem = problem
        self.remedy = remedy
    }

    /// The exit code of the contract (docs/contract.md).
    public var exitCode: Int32 {
        switch code {
        case .nothingAudited: 3
        case .storeUnavailable, .storeCorrupt, .storeTooNew: 5
        case .diskFull, .memoryLimit: 6
        default: 2
        }
    }

    /// The one line a person reads.
    public func message(in language: Language) -> String {
        let (stop, colon) = language == .zhHans ? ("。", "：") : (".", ": ")
        return subject + colon + problem[language] + stop + (language == .en ? " " : "") + remedy[language] + stop
    }
}

extension AuditError: CustomStringConvertible {
    public var description: String { message(in: .en) }
}

extension String {
    /// The text as an error message quotes it: control characters escaped, cut after 80 characters.
    public var quotedForMessage: String {
        var shown = ""
        for (count, scalar) in unicodeScalars.enumerated() {
            if count == 80 { return "'\(shown)…'" }
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            shown += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
        }
        return "'\(shown)'"
    }
}
