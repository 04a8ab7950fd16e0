/// One of W3C's accessibility conformance testing rules, and what a check of it takes beyond markup and styles.
///
/// Source: the W3C's build of the ACT rules of August 2026 (identifiers and state); what each needs is our own reading.
struct ACTRule: Sendable {
    let id: String
    let isApproved: Bool
    /// What a static check lacks; nil where a rule of ours implements this one.
    let needs: Need?
    /// What has to be known, in a few words.
    let what: String

    /// Who or what can tell.
    enum Need: String, Sendable {
        case render, interaction, site, person
    }

    init(_ id: String, isApproved: Bool, needs: Need? = nil, _ what: String = "") {
        self.id = id
        self.isApproved = isApproved
        self.needs = needs
        self.what = what
    }

    static let all: [ACTRule] = [
        ACTRule("09o5cg", isApproved: true),
        ACTRule("0ssw9k", isApproved: true),
        ACTRule("0va7u6", isApproved: true, needs: .person, "text drawn in images has to be recognised"),
        ACTRule("23a2a8", isApproved: true),
        ACTRule("24afc2", isApproved: true),
        ACTRule("2779a5", isApproved: true),
        ACTRule("2t702h", isApproved: true),
        ACTRule("307n5z", isApproved: true),
        ACTRule("46ca7f", isApproved: true),
        ACTRule("4e8ab6", isApproved: true),
        ACTRule("59796f", isApproved: true),
        ACTRule("5f99a7", isApproved: true),
        ACTRule("674b10", isApproved: true),
        ACTRule("6a7281", isApproved: true),
        ACTRule("6cfa84", isApproved: true),
        ACTRule("73f2c2", isApproved: true),
        ACTRule("78fd32", isApproved: true),
        ACTRule("7d6734", isApproved: true),
        ACTRule("8fc3b6", isApproved: true),
        ACTRule("97a4e1", isApproved: true),
        ACTRule("9e45ec", isApproved: true),
        ACTRule("a25f45", isApproved: true),
        ACTRule("afw4f7", isApproved: true),
        ACTRule("akn7bn", isApproved: true),
        ACTRule("b33eff", isApproved: true),
        ACTRule("b4f0c3", isApproved: true),
        ACTRule("b5c3f8", isApproved: true),
        ACTRule("bc659a", isApproved: true),
        ACTRule("bf051a", isApproved: true),
        ACTRule("bisz58", isApproved: true),
        ACTRule("c487ae", isApproved: true),
        ACTRule(
            "c4a8a4",
            isApproved: true,
            needs: .person,
            "whether a title describes its page is for a person to say"
        ),
        ACTRule("de46e4", isApproved: true),
        ACTRule("e086e5", isApproved: true),
        ACTRule("m6b1q3", isApproved: true),
        ACTRule("oj04fd", isApproved: true, needs: .interaction, "the look of each element with and without focus"),
        ACTRule("qt1vmo", isApproved: true),
        ACTRule("047fe0", isApproved: false),
        ACTRule("1a02b0", isApproved: false),
        ACTRule("1ea59c", isApproved: false),
        ACTRule("1ec09b", isApproved: false),
        ACTRule("2eb176", isApproved: false),
        ACTRule("2ee8b8", isApproved: false),
        ACTRule("36b590", isApproved: false),
        ACTRule("3e12e1", isApproved: false, needs: .interaction, "what a control hides when it is pressed"),
        ACTRule("4b1c6c", isApproved: false),
        ACTRule("4c31df", isApproved: false),
        ACTRule("59br37", isApproved: false),
        ACTRule("5c01ea", isApproved: false),
        ACTRule("5effbb", isApproved: false),
        ACTRule("7677a9", isApproved: false, needs: .interaction, "scripts that listen to motion"),
        ACTRule("80af7b", isApproved: false, needs: .interaction, "pressing Tab through the page"),
        ACTRule("80f0bf", isApproved: false),
        ACTRule("9bd38c", isApproved: false),
        ACTRule("a1b64e", isApproved: false, needs: .interaction, "pressing Tab through the page"),
        ACTRule("aaa1bf", isApproved: false, needs: .interaction, "the length and loudness of sound"),
        ACTRule("ab4d13", isApproved: false),
        ACTRule("afb423", isApproved: false),
        ACTRule("aizyf1", isApproved: false),
        ACTRule("b20e66", isApproved: false),
        ACTRule("b40fd1", isApproved: false),
        ACTRule(
            "b49b2e",
            isApproved: false,
            needs: .person,
            "whether a heading describes its section is for a person to say"
        ),
        ACTRule("bc4a75", isApproved: false),
        ACTRule("c249d5", isApproved: false, needs: .interaction, "scripts that listen to motion"),
        ACTRule("c3232f", isApproved: false),
        ACTRule("c5a4ea", isApproved: false),
        ACTRule("cae760", isApproved: false),
        ACTRule("cc0f0a", isApproved: false),
        ACTRule("cf77f2", isApproved: false),
        ACTRule("d0f69e", isApproved: false),
        ACTRule("d7ba54", isApproved: false),
        ACTRule("e7aa44", isApproved: false),
        ACTRule("e88epe", isApproved: false, needs: .person, "whether an image only decorates is for a person to say"),
        ACTRule("eac66b", isApproved: false),
        ACTRule("ebe86a", isApproved: false, needs: .interaction, "pressing keys the page announces"),
        ACTRule("ee13b5", isApproved: false),
        ACTRule("efbfc7", isApproved: false, needs: .interaction, "text that scripts change over time"),
        ACTRule("f51b46", isApproved: false),
        ACTRule("fd26cf", isApproved: false),
        ACTRule("fd3a94", isApproved: false),
        ACTRule("ff89c9", isApproved: false),
        ACTRule("ffbc54", isApproved: false, needs: .interaction, "scripts that listen to single keys"),
        ACTRule("ffd0e9", isApproved: false),
        ACTRule("kb1m8s", isApproved: false),
        ACTRule("off6ek", isApproved: false),
        ACTRule("ucwvc8", isApproved: false),
        ACTRule("ye5d6e", isApproved: false),
    ]
}
