/// Counts what tells the language of a text: scripts, and frequent words of languages of the Latin script.
struct LanguageEvidence {
    /// A writing system that narrows the language down.
    enum Script: Int, CaseIterable {
        case latin, han, kana, hangul, tibetan, arabic, mongolian, cyrillic, greek, hebrew, thai, devanagari, other
    }

    /// Characters of each script; a Latin letter counts as one too.
    private(set) var characters = [Int](repeating: 0, count: Script.allCases.count)
    /// Words of the Latin script.
    private(set) var latinWords = 0
    /// How many of them are frequent words of a language.
    private(set) var frequent: [String: Int] = [:]
    private var word: [UInt8] = []

    /// The bytes of text beyond which nothing more is counted.
    static let maximumBytes = 1 << 20
    private(set) var seenBytes = 0
    private static let longestWord = 24

    mutating func add(_ text: Bytes) {
        guard seenBytes < Self.maximumBytes else { return }
        seenBytes += text.count
        for scalar in UTF8Scalars(text) {
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                if byte.isASCIIAlpha {
                    characters[Script.latin.rawValue] += 1
                    word.append(byte.asciiLowercased)
                } else {
                    endWord()
                }
                continue
            }
            let folded = scalar.foldingWidth
            guard let script = Self.script(of: folded) else {
                endWord()
                continue
            }
            characters[script.rawValue] += 1
            guard script == .latin else {
                endWord()
                continue
            }
            if folded.isASCII {
                word.append(UInt8(truncatingIfNeeded: folded.value).asciiLowercased)
            } else {
                word += Array(folded.properties.lowercaseMapping.utf8)
            }
        }
        endWord()
    }

    /// Forgets what was counted.
    mutating func reset() {
        for script in characters.indices { characters[script] = 0 }
        (latinWords, seenBytes) = (0, 0)
        frequent.removeAll(keepingCapacity: true)
    }

    private mutating func endWord() {
        if word.isEmpty { return }
        defer { word.removeAll(keepingCapacity: true) }
        latinWords += 1
        guard word.count <= Self.longestWord, let languages = Self.languages[word] else { return }
        for language in languages { frequent[language, default: 0] += 1 }
    }

    func count(_ script: Script) -> Int { characters[script.rawValue] }

    /// How many words a text has of each script: two Chinese characters make about one, four letters of other scripts.
    struct Words {
        /// By the number of the script.
        private var counts: [Int]

        init() { counts = [Int](repeating: 0, count: Script.allCases.count) }

        fileprivate init(characters: [Int], latin: Int) {
            counts = zip(characters, LanguageEvidence.sizes).map { ($0 + $1 - 1) / $1 }
            counts[Script.latin.rawValue] = latin
        }

        subscript(script: Script) -> Int { counts[script.rawValue] }

        var total: Int { counts.reduce(0, +) }

        /// The script of most words; of several, the one declared first.
        var top: Script {
            var top = 0
            for number in counts.indices where counts[number] > counts[top] { top = number }
            return Script(rawValue: top) ?? .other
        }

        static func += (sum: inout Words, words: Words) {
            for number in sum.counts.indices { sum.counts[number] += words.counts[number] }
        }
    }

    var words: Words { Words(characters: characters, latin: latinWords) }

    /// Characters of a word, by the number of the script.
    private static let sizes = Script.allCases.map { [.han, .kana, .hangul].contains($0) ? 2 : 4 }

    var isEmpty: Bool { characters.allSatisfy { $0 == 0 } }

    private static let languages: [[UInt8]: [String]] = {
        var languages: [[UInt8]: [String]] = [:]
        for (language, words) in StopWords.byLanguage.sorted(by: { $0.key < $1.key }) {
            for word in words { languages[Array(word.utf8), default: []].append(language) }
        }
        return languages
    }()

    /// The script of a letter, or nil for what is none.
    private static func script(of scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: return .latin
        case 0..<0x80: return nil
        case 0x3040...0x30FF where scalar.value != 0x30FB && scalar.value != 0x30FC: return .kana
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F: return .hangul
        case 0x0F40...0x0FBC: return .tibetan
        case 0x0620...0x064A, 0x066E...0x06D3, 0xFB50...0xFDFF, 0xFE70...0xFEFC: return .arabic
        case 0x1820...0x18AA: return .mongolian
        case 0x0400...0x052F: return .cyrillic
        case 0x0370...0x03FF, 0x1F00...0x1FFF: return .greek
        case 0x05D0...0x05EA: return .hebrew
        case 0x0E01...0x0E4E: return .thai
        case 0x0904...0x0939, 0x093E...0x094D: return .devanagari
        default: break
        }
        if scalar.isHan { return .han }
        return scalar.properties.isAlphabetic ? .other : nil
    }
}

// MARK: - Judging

extension LanguageEvidence {
    /// Whether a text can be in the language that is declared.
    enum Judgement: Equatable {
        case fits
        /// The evidence is thin, or languages are mixed.
        case unsure
        /// The text is surely in another language: its primary subtag.
        case isOther(String)
    }

    /// Words below which a script that dominates is no proof.
    private static let fewestWords = 5
    /// Frequent words below which a Latin-script language is no proof.
    private static let fewestFrequent = 5
    /// Frequent words below which nothing is said: many a one belongs to several languages.
    private static let fewestFitting = 2

    /// One word in so many in the script of the declared language makes a text a mixed one.
    private static let mixedShare = 10

    /// Whether the text is in this language, given as a primary subtag in lower case.
    func judge(_ language: String) -> Judgement {
        let words = words
        let (total, top) = (words.total, words.top)
        guard total > 0 else { return .unsure }
        let isKanaText = count(.kana) * 10 >= count(.han) && count(.kana) > 0
        let script = top == .han && isKanaText ? Script.kana : top
        if script == .latin { return judgeLatin(language, words) }
        guard let fitting = Self.writtenIn[script] else { return .unsure }
        if fitting.contains(language) { return .fits }
        let dominates = words[top] * 3 >= total * 2 && words[top] >= Self.fewestWords
        guard dominates, let main = fitting.first, !Self.isUnknownScript(language) else { return .unsure }
        return .isOther(main)
    }

    private func judgeLatin(_ language: String, _ words: Words) -> Judgement {
        let declared = frequent[language] ?? 0
        guard let best = frequent.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return .unsure }
        let group = StopWords.alike.first { $0.contains(best.key) } ?? [best.key]
        // As many words of another language as of the one declared speak for neither.
        let rivals = frequent.filter { $0.value == declared && !Self.areAlike($0.key, language) }
        let isTie = declared == best.value && !rivals.isEmpty
        if isTie { return .unsure }
        guard best.value >= Self.fewestFitting else { return .unsure }
        if declared >= best.value || group.contains(language) { return .fits }
        // Where the declared language has a script of its own, a part in it makes the text a mixed one.
        let own = Self.writtenIn.reduce(0) { $1.value.contains(language) ? $0 + words[$1.key] : $0 }
        let total = words.total
        if own * Self.mixedShare >= total { return .unsure }
        let isStrong =
            best.value >= Self.fewestFrequent && best.value * 6 >= latinWords && best.value >= declared * 3
            && words[.latin] * 3 >= total * 2
        return isStrong && !Self.isLatinWithoutList(language) ? .isOther(best.key) : .unsure
    }

    private static func areAlike(_ first: String, _ second: String) -> Bool {
        first == second || StopWords.alike.contains { $0.contains(first) && $0.contains(second) }
    }

    /// Languages written in Latin script for which there is no list: their words may be any.
    private static func isLatinWithoutList(_ language: String) -> Bool {
        StopWords.byLanguage[language] == nil && !writtenIn.values.contains { $0.contains(language) }
    }

    /// Whether the language is known to be written in another script than Latin.
    static func isWrittenOtherwise(_ language: String) -> Bool {
        StopWords.byLanguage[language] == nil && writtenIn.values.contains { $0.contains(language) }
    }

    /// Languages about whose script nothing is known here.
    private static func isUnknownScript(_ language: String) -> Bool { isLatinWithoutList(language) }

    /// The languages written in a script, the likeliest first.
    private static let writtenIn: [Script: [String]] = [
        .han: [
            "zh", "cmn", "yue", "wuu", "hak", "nan", "gan", "hsn", "lzh", "cdo", "cjy", "cpx", "czh", "czo", "mnp",
            "ja",
        ],
        .kana: ["ja", "ain", "ryu"],
        .hangul: ["ko", "okm"],
        .tibetan: ["bo", "dz", "sip"],
        .arabic: ["ar", "ug", "fa", "ur", "kk", "ky", "ps", "sd", "ku", "ckb", "arz", "ks"],
        .mongolian: ["mn", "mvf", "mnc", "sjo"],
        .cyrillic: [
            "ru", "mn", "kk", "ky", "uk", "bg", "sr", "be", "mk", "tg", "tt", "ba", "uz", "tyv", "xal", "sah", "os",
        ],
        .greek: ["el", "grc"],
        .hebrew: ["he", "yi", "iw"],
        .thai: ["th"],
        .devanagari: ["hi", "mr", "ne", "sa", "mai", "kok"],
    ]
}
