extension ScoredCriteria {
    /// The criteria of WCAG 2.2 at levels A (weight 3) and AA (weight 2); 4.1.1 is no longer one of them.
    public static let wcag22 = ScoredCriteria(
        WCAG.criteria.filter { $0.level != .aaa && !$0.isObsolete }.map { criterion in
            (number: criterion.number, weight: criterion.level == .a ? 3 : 2)
        }
    )
}
