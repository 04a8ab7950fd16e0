/// The unified social credit code of organisations (统一社会信用代码).
///
/// Source: GB 32100-2015: 18 characters of an alphabet without I, O, S, V and Z; the last one checks the others by
/// weights of 3 to the power of the place, modulo 31.
public enum SocialCreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let length = 18

    /// Whether the text is such a code and its check character is right; capitals only.
    public static func isValid(_ text: String) -> Bool {
        let values = text.utf8.compactMap { alphabet.firstIndex(of: $0) }
        guard text.utf8.count == length, values.count == length else { return false }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % alphabet.count
        }
        return (sum + values[length - 1]) % alphabet.count == 0
    }
}
