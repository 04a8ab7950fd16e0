/// Guessing the encoding of bytes that do not say it, from which sequences are possible and which letters are common.
///
/// Every candidate is read to the same bound; its score is the share of its non-ASCII characters that are among the
/// most common ones of the language, divided by the share that running text has of them.
enum CharsetDetector {
    /// Enough text to tell; more does not change the answer.
    static let maximumBytes = 64 << 10
    /// A candidate with a greater share of malformed sequences is refused.
    static let maximumMalformedShare = 0.02
    /// Under this score there is no evidence for a candidate's language.
    static let minimumScore = 0.2

    /// Nil if the bytes are ASCII or show nothing.
    static func detect(_ bytes: Bytes) -> Charset? {
        let sample = bytes.prefix(maximumBytes)
        if let charset = utf16(sample) { return charset }
        guard sample.contains(where: { $0 >= 0x80 }) else {
            return isISO2022JP(sample) ? .iso2022JP : nil
        }
        if isUTF8(Array(sample), isCut: bytes.count > sample.count) { return .utf8 }
        if isNearlyUTF8(sample) { return .utf8 }
        var best: (charset: Charset, score: Double)?
        let standsAlone = mostlyAlone(sample)
        for candidate in candidates where !(candidate.hasOneByteLetters && standsAlone) {
            let score = score(candidate, of: sample)
            if score >= minimumScore, score > best?.score ?? 0 { best = (candidate.charset, score) }
        }
        if best == nil, mostlyPairs(sample), GB18030Decoder.decoded(sample).undecodable == 0 { return .gb18030 }
        if best?.charset == .windows1251 || best?.charset == .koi8R, isCommonChinese(sample) { return .gb18030 }
        return best?.charset
    }

    // MARK: - By form

    /// A last sequence that the sample cuts off does not count.
    private static func isUTF8(_ sample: [UInt8], isCut: Bool) -> Bool {
        guard let error = UTF8Decoding.firstError(in: sample, from: 0) else { return true }
        return isCut && error.upperBound == sample.count && error.lowerBound > sample.count - 4
    }

    /// Characters of several bytes in UTF-8, for each malformed sequence, that make a text a damaged UTF-8 one.
    private static let soundForEachBroken = 20

    /// A byte that went astray or a cut in the middle of a character does not make UTF-8 another encoding: there is
    /// none whose text is by chance full of whole sequences.
    private static func isNearlyUTF8(_ sample: Bytes) -> Bool {
        let (text, broken) = UTF8Decoding.repaired(Array(sample))
        let characters = text.count { $0 >= 0xC0 } - broken
        return characters >= soundForEachBroken * broken
    }

    /// Bytes over 0x7F up to which a text is too short for the shares of letters to tell Chinese from Cyrillic.
    private static let shortText = 64

    /// Whether all of a short text are characters of GB 2312's first level, which are those of daily use: their first
    /// bytes are from 0xB0 to 0xD7, where the capitals of windows-1251 are.
    private static func isCommonChinese(_ sample: Bytes) -> Bool {
        var rest = sample
        var count = 0
        while let byte = rest.popFirst() {
            guard byte >= 0x80 else { continue }
            guard let second = rest.popFirst(), second >= 0xA1,
                (0xA1...0xA9).contains(byte) || (0xB0...0xD7).contains(byte)
            else { return false }
            count += 2
        }
        return (2...shortText).contains(count)
    }

    /// Without a byte order mark: every other byte of Latin text is NUL, and markup begins with Latin.
    private static func utf16(_ sample: Bytes) -> Charset? {
        guard sample.count >= 4, sample.count % 2 == 0 || sample.count == maximumBytes else { return nil }
        let start = sample.prefix(16)
        let odd = stride(from: start.startIndex + 1, to: start.endIndex, by: 2).allSatisfy { start[$0] == 0 }
        let even = stride(from: start.startIndex, to: start.endIndex, by: 2).allSatisfy { start[$0] == 0 }
        if start.count >= 8, start.contains(0x3C), odd != even { return odd ? .utf16LE : .utf16BE }
        var nuls = (even: 0, odd: 0)
        for (offset, byte) in sample.enumerated() where byte == 0 {
            if offset % 2 == 0 { nuls.even += 1 } else { nuls.odd += 1 }
        }
        let units = sample.count / 2
        if nuls.odd * 10 >= units * 3, nuls.even * 50 <= units { return .utf16LE }
        if nuls.even * 10 >= units * 3, nuls.odd * 50 <= units { return .utf16BE }
        return nil
    }

    private static func isISO2022JP(_ sample: Bytes) -> Bool {
        var rest = sample
        while let escape = rest.firstIndex(of: 0x1B) {
            let sequence = rest[escape...].prefix(3)
            if sequence.equals("\u{1B}$B") || sequence.equals("\u{1B}$@") { return true }
            rest = rest[(escape + 1)...]
        }
        return false
    }

    /// Whether nearly all bytes over 0x7F stand in runs of an even number of them, as in two-byte text.
    private static func mostlyPairs(_ sample: Bytes) -> Bool {
        var (run, paired, high) = (0, 0, 0)
        for byte in sample + [0] {
            if byte >= 0x80 {
                run += 1
                high += 1
            } else {
                if run % 2 == 0 { paired += run }
                run = 0
            }
        }
        return high >= 8 && paired * 20 >= high * 19
    }

    /// Whether most bytes over 0x7F have ASCII on both sides.
    private static func mostlyAlone(_ sample: Bytes) -> Bool {
        var (run, alone, high) = (0, 0, 0)
        for byte in sample + [0] {
            if byte >= 0x80 {
                run += 1
                high += 1
            } else {
                if run == 1 { alone += 1 }
                run = 0
            }
        }
        return alone * 2 > high
    }

    // MARK: - By letters

    private struct Candidate: Sendable {
        let charset: Charset
        /// Common letters of the language.
        let common: Set<UInt32>
        /// Their share in the letters of running text, roughly.
        let expected: Double

        /// Whether words are runs of bytes over 0x7F, where those of Western text stand alone.
        let hasOneByteLetters: Bool

        init(_ charset: Charset, _ common: String, expected: Double, hasOneByteLetters: Bool = false) {
            self.charset = charset
            self.hasOneByteLetters = hasOneByteLetters
            self.common = Set(common.unicodeScalars.map(\.value))
            self.expected = expected
        }
    }

    /// Shares measured by hand on news text are between 0.3 and 0.6 for these lists.
    private static let candidates: [Candidate] = [
        Candidate(
            .gb18030,
            "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
                + "还发成事只作当想看文无开手用主行方又如前所本见经头面公同已老从动两长政府务公开信息市区县民办部门服务法规国家工作中心网站新闻，。、",
            expected: 0.42
        ),
        Candidate(
            .big5,
            "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起"
                + "還發成事只作當想看文無開手用主行方又如前所本見經頭面公同已老從動兩長政府務公開資訊市區縣民辦部門服務法規國家工作中心網站新聞，。、",
            expected: 0.42
        ),
        Candidate(.shiftJIS, japanese, expected: 0.55),
        Candidate(.eucJP, japanese, expected: 0.55),
        Candidate(
            .eucKR,
            "이다는을의에가고하지도한로기서사리어나아자를은인시니대과해그있수만일라것보들오정부제게여주면안상었전스으마장적원습우거조구동성공무까요네",
            expected: 0.5
        ),
        Candidate(.windows1251, cyrillic, expected: 0.93, hasOneByteLetters: true),
        Candidate(.koi8R, cyrillic, expected: 0.93, hasOneByteLetters: true),
    ]

    private static let cyrillic = "оеаинтсрвлкмдпуяыьгзбчйОЕАИНТСРВЛКМДПУ"

    private static let japanese = "のにはをたがでてとしれさるいなかもらりこすっくまつきうちあそどよえけおみめ、。ーンスルトリイアラクシ"

    private static func score(_ candidate: Candidate, of sample: Bytes) -> Double {
        let (text, malformed) = candidate.charset.decoded(sample)
        var (letters, common, foreign) = (0, 0, 0)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
            letters += 1
            if candidate.common.contains(scalar.value) {
                common += 1
            } else if isForeign(scalar.value) {
                foreign += 1
            }
        }
        guard letters > 0, Double(malformed) <= maximumMalformedShare * Double(letters) + 1 else { return 0 }
        return Double(common - foreign - malformed) / Double(letters) / candidate.expected
    }

    /// Letters that wrong readings are full of: private use, half-width katakana, box drawing, controls.
    private static func isForeign(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0xE000...0xF8FF, 0xFF61...0xFF9F, 0x2500...0x257F, 0xFFFD: true
        default: false
        }
    }
}
