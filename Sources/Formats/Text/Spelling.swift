/// Finds the word somebody probably meant.
package enum Spelling {
    /// The closest of `candidates`, when it is close enough to be a slip of the pen: at most two
    /// letters inserted, dropped, changed or swapped, and at most a third of the word.
    ///
    /// Cost: words × length²; only for texts of up to 64 characters, else nil.
    package static func closest(to word: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased().unicodeScalars)
        guard wanted.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard letters.count <= 64, abs(letters.count - wanted.count) <= 2 else { continue }
            let distance = distance(wanted, letters)
            guard distance <= min(2, max(1, max(wanted.count, letters.count) / 3)),
                distance < (best?.distance ?? .max)
            else { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// Optimal string alignment distance.
    ///
    /// Source: G. Navarro, "A guided tour to approximate string matching", ACM Computing Surveys 33(1), section 2.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let change = left[row] == right[column] ? 0 : 1
                var cost = min(
                    last[column] + change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
