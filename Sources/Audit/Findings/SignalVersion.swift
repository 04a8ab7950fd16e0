/// One way of reading signals off a page; a newer one stands beside the older until no finding needs that any more.
///
/// To read signals in another way, append a version and put it first in ``known``; never change one that was released.
/// While findings of an older version stand, every page is read by both, and what is found now is compared with what was
/// found then by the version of then (../docs/identity.md).
public struct SignalVersion: Sendable, Equatable {
    /// The first field of every fingerprint; a newer version has a higher number.
    public let number: Int
    /// Elements that come and go without anything being another thing for it; left out of paths.
    let wrappers: [Name]
    /// Attributes that are looks, not things: they change without the element becoming another one.
    let unsaid: [Name]
    /// A block is the nearest element around a node that holds at least so many.
    let blockElements: Int
    /// How many bytes of a text are compared.
    let maximumText: Int

    /// Every version this tool can read, the newest first.
    public static let known = [one]

    /// 2026-10, the first.
    static let one = SignalVersion(
        number: 1,
        wrappers: [.div, .span, .font, .center, .tbody, .b, .i, .u],
        unsaid: [.class, .id, .style, .width, .height],
        blockElements: 8,
        maximumText: NoiseMask.maximumText
    )

    /// - Parameters:
    ///   - number: From 1; a newer version has a higher one.
    ///   - wrappers: Elements left out of paths.
    ///   - unsaid: Attributes left out of shapes.
    ///   - blockElements: How many elements make a block, from 1.
    ///   - maximumText: UTF-8 bytes of a text that are compared, from 1.
    public init(number: Int, wrappers: [Name], unsaid: [Name], blockElements: Int, maximumText: Int) {
        precondition(number > 0 && blockElements > 0 && maximumText > 0, "a version compares something")
        self.number = number
        self.wrappers = wrappers
        self.unsaid = unsaid
        self.blockElements = blockElements
        self.maximumText = maximumText
    }
}
