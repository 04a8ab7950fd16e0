/// The computed style of every element, as columns.
public struct ComputedStyles: Sendable {
}
