import CMalloc

/// Memory that was freed and that the C library keeps for later.
enum FreedMemory {
    /// Gives it back to the system.
    ///
    /// What pages took while they were fetched lies in the pools of the threads that looked at them, where what comes next
    /// on other threads does not find it.
    static func giveBack() { malloc_trim(0) }
}
