/// The keys under which a word is found again when it is spelled otherwise.
///
/// Per reading: the canonical fold, the fold with one letter left out, the consonant skeleton, and
/// the skeleton with one consonant left out. Two words that share a key are candidates; the word
/// similarity decides.
struct WordKeys: Sendable {
    private var skeleton: [UInt8] = []
    private(set) var keys: [UInt32] = []
    /// Keys from here on are loose: wanted only for words the list does not know.
    private(set) var looseStart = 0
    private var loose: [UInt32] = []

    private static let skeletonSalt: UInt32 = 0x51ED_270B
    private static let numberSalt: UInt32 = 0x2545_F491

    /// Collects the keys of a word into ``keys``.
    mutating func collect(
        _ word: Word, forms: UnsafeBufferPointer<WordForm>, bytes: UnsafeBufferPointer<UInt8>
    ) {
        keys.removeAll(keepingCapacity: true)
        loose.removeAll(keepingCapacity: true)
        if word.numberHash != 0 {
            keys.append(word.numberHash ^ Self.numberSalt)
            finish()
            return
        }
        for index in 1..<Int(word.formCount) {
            let form = forms[Int(word.formStart) + index]
            let start = Int(form.start)
            let letters = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(form.count)])
            add(letters, whole: form.hash)
        }
        finish()
    }

    private mutating func finish() {
        looseStart = keys.count
        keys.append(contentsOf: loose)
    }

    /// Collects the keys of letters already folded into ``keys``.
    mutating func collect(letters: UnsafeBufferPointer<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        loose.removeAll(keepingCapacity: true)
        add(letters, whole: Letters.hash(letters))
        finish()
    }

    private mutating func add(_ letters: UnsafeBufferPointer<UInt8>, whole: UInt32) {
        keys.append(whole)
        if letters.count >= 4 { Self.addDeletions(letters, salt: 0, to: &keys) }
        skeleton.removeAll(keepingCapacity: true)
        for (index, byte) in letters.enumerated() {
            if CanonicalFold.isVowel(byte) {
                if index == 0 { skeleton.append(CanonicalFold.a) }
                continue
            }
            let sound = Self.skeletonSound(byte)
            if skeleton.last != sound { skeleton.append(sound) }
        }
        guard skeleton.count >= 2 else { return }
        skeleton.withUnsafeBufferPointer { letters in
            keys.append(Letters.hash(letters) ^ Self.skeletonSalt)
        }
        if skeleton.count >= 4 {
            skeleton.withUnsafeBufferPointer {
                Self.addDeletions($0, salt: Self.skeletonSalt, to: &loose)
            }
        }
    }

    /// Hashes of the letters with each one left out.
    private static func addDeletions(
        _ letters: UnsafeBufferPointer<UInt8>, salt: UInt32, to keys: inout [UInt32]
    ) {
        for skipped in letters.indices {
            if skipped > 0, letters[skipped] == letters[skipped - 1] { continue }
            var hash: UInt32 = 2_166_136_261
            for index in letters.indices where index != skipped {
                hash = (hash ^ UInt32(letters[index])) &* 16_777_619
            }
            keys.append(hash ^ salt)
        }
    }

    /// Sounds the skeleton does not tell apart: z and s; ts and s; b and p stay apart.
    private static func skeletonSound(_ byte: UInt8) -> UInt8 {
        switch byte {
        case CanonicalFold.z, CanonicalFold.soundTs: CanonicalFold.s
        default: byte
        }
    }
}

/// From keys to numbers: a sorted array with a directory over the top bits.
struct KeyTable: Sendable {
    private var entries: [UInt64] = []
    private var directory: [UInt32] = []
    private let shift: UInt64

    /// Builds the table of `key << 32 | number` entries, in any order.
    init(_ unsorted: [UInt64]) {
        var bits: UInt64 = 8
        while 1 << bits < unsorted.count, bits < 20 { bits += 1 }
        shift = 64 - bits
        // One counting pass places entries by their top bits; buckets are then sorted alone.
        var starts = [UInt32](repeating: 0, count: (1 << Int(bits)) + 1)
        for entry in unsorted { starts[Int(entry >> shift) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var placed = [UInt64](repeating: 0, count: unsorted.count)
        for entry in unsorted {
            let bucket = Int(entry >> shift)
            placed[Int(next[bucket])] = entry
            next[bucket] += 1
        }
        for bucket in 0..<starts.count - 1 {
            let range = Int(starts[bucket])..<Int(starts[bucket + 1])
            if range.count > 1 { placed[range].sort() }
        }
        entries = placed
        directory = starts
    }

    /// Calls `body` with each number under a key.
    @inline(__always)
    func each(_ key: UInt32, _ body: (UInt32) -> Void) {
        let low = UInt64(key) << 32
        let bucket = Int(low >> shift)
        var at = Int(directory[bucket])
        let end = Int(directory[bucket + 1])
        while at < end, entries[at] < low { at += 1 }
        while at < end, entries[at] >> 32 == UInt64(key) {
            body(UInt32(truncatingIfNeeded: entries[at]))
            at += 1
        }
    }

    /// Whether any number lies under a key.
    func contains(_ key: UInt32) -> Bool {
        var found = false
        each(key) { _ in found = true }
        return found
    }
}
