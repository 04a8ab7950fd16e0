import CMalloc

/// Memory that was freed and that the C library keeps for later.
public enum FreedMemory {
    /// Gives it back to the system.
    ///
    /// What pages took while they were fetched lies in the pools of the threads that looked at them, where what comes next
    /// on other threads does not find it.
    static func giveBack() { malloc_trim(0) }

    /// Lets all threads of the process share two pools; to be called before there are threads.
    ///
    /// With a pool for each thread what SQLite keeps of a file spreads over them as the queue of the writing connection moves
    /// from thread to thread, and a long scan grows by a pool each time.
    public static func sharePools() { _ = mallopt(M_ARENA_MAX, 2) }
}
