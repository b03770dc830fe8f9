import CAllocator

/// How a program that serves for months gives memory back.
///
/// The allocator learns from large blocks that come and go: left alone it keeps them in a pool of each
/// thread, and a burst of large requests stays in memory for good. A fixed threshold hands blocks of
/// requests' size back to the system when they are freed, and few pools keep less beside.
///
/// Source: glibc manual, "Malloc Tunable Parameters" (`M_MMAP_THRESHOLD`, `M_ARENA_MAX`).
enum ServerMemory {
    /// Blocks of this size or larger are given back when they are freed.
    private static let returnedBytesMin: Int32 = 256 << 10
    /// Pools that threads share; two for each core of a small server.
    private static let poolCount: Int32 = 4

    /// To be called before the first thread is started.
    static func prepare() {
        _ = mallopt(M_MMAP_THRESHOLD, returnedBytesMin)
        _ = mallopt(M_ARENA_MAX, poolCount)
    }
}
