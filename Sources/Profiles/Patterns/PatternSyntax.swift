/// Why a regular expression was refused.
package struct PatternFailure: Error, Hashable, Sendable {
    /// Unicode scalars before the trouble.
    package var offset: Int
    package var problem: String
}

/// The tree of a regular expression.
indirect enum PatternTree {
    case empty
    /// One scalar of the ranges; ascending and disjoint.
    case scalars([ClosedRange<UInt32>])
    case row([PatternTree])
    case choice([PatternTree])
    case repeated(PatternTree, Int, Int?)
    case place(PatternPlace)
}

/// A condition on a place between two characters.
enum PatternPlace: UInt8 {
    case textBegin, textEnd, lineBegin, lineEnd, wordBoundary, noWordBoundary
}

/// Reads a regular expression of the RE2 syntax.
///
/// Not read: back references, look-around, possessive repetition (RE2 has none of them either) and
/// `\C`. Of scripts only those in ``UnicodeRanges/scripts`` are known.
/// Source: google/re2, wiki "Syntax".
struct PatternReader {
    /// Scalars in a pattern.
    static let lengthMax = 4096
    /// Levels of groups and repetitions.
    static let depthMax = 100
    /// Largest count in `{n,m}`, as in RE2.
    static let countMax = 1000

    /// Scalars whose other case is looked up in all classes of a pattern.
    static let foldedMax = 200_000

    private let scalars: [Unicode.Scalar]
    private var foldedScalars = 0
    private var place = 0
    private var depth = 0
    private var flags = Flags()

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesLineFeed = false
    }

    init(_ text: String) throws(PatternFailure) {
        guard text.utf8.count <= Self.lengthMax * 4, text.unicodeScalars.count <= Self.lengthMax
        else {
            throw PatternFailure(
                offset: Self.lengthMax, problem: "it has more than \(Self.lengthMax) characters")
        }
        scalars = Array(text.unicodeScalars)
    }

    mutating func read() throws(PatternFailure) -> PatternTree {
        let tree = try choice()
        if place < scalars.count { throw failure("a ')' has no '('") }
        return tree
    }

    private func failure(_ problem: String) -> PatternFailure {
        PatternFailure(offset: place, problem: problem + " (character \(place + 1))")
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        place + ahead < scalars.count ? scalars[place + ahead] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        place += 1
        return true
    }

    private mutating func choice() throws(PatternFailure) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw failure("groups are nested too deeply") }
        var branches = [try row()]
        while take("|") { branches.append(try row()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func row() throws(PatternFailure) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = peek(), scalar != "|", scalar != ")" {
            if scalar == "\\", peek(1) == "Q" {
                place += 2
                parts += quoted()
                if let last = parts.popLast() { parts.append(try repetition(of: last)) }
                continue
            }
            guard let atom = try atom() else { continue }
            parts.append(try repetition(of: atom))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .row(parts)
    }

    /// The characters up to `\E`, none of which has a meaning.
    private mutating func quoted() -> [PatternTree] {
        var parts: [PatternTree] = []
        while let next = peek() {
            if next == "\\", peek(1) == "E" {
                place += 2
                break
            }
            parts.append(literal(next))
            place += 1
        }
        return parts
    }

    private mutating func repetition(
        of atom: PatternTree
    ) throws(PatternFailure) -> PatternTree {
        var tree = atom
        var count = 0
        while let scalar = peek() {
            let bounds: (Int, Int?)
            switch scalar {
            case "*": bounds = (0, nil)
            case "+": bounds = (1, nil)
            case "?": bounds = (0, 1)
            case "{":
                guard let found = try counts() else { return tree }
                bounds = found
                place -= 1
            default: return tree
            }
            place += 1
            // A lazy repetition finds a match wherever a greedy one does.
            _ = take("?")
            count += 1
            guard count <= 3 else { throw failure("repetitions follow one another") }
            tree = .repeated(tree, bounds.0, bounds.1)
        }
        return tree
    }

    /// `{n}`, `{n,}`, `{n,m}`; nil when the brace is an ordinary character.
    private mutating func counts() throws(PatternFailure) -> (Int, Int?)? {
        let start = place
        place += 1
        guard let low = number() else {
            place = start
            return nil
        }
        var high: Int? = low
        if take(",") { high = peek() == "}" ? nil : number() ?? -1 }
        guard take("}"), high != -1 else {
            place = start
            return nil
        }
        guard low <= Self.countMax, high ?? 0 <= Self.countMax, low <= high ?? low else {
            throw failure("a repetition has a count above \(Self.countMax) or its ends reversed")
        }
        return (low, high)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek(), ("0"..."9").contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit.value - 48), 100_000)
            place += 1
        }
        return value
    }

    private func literal(_ scalar: Unicode.Scalar) -> PatternTree {
        let one = [scalar.value...scalar.value]
        return .scalars(flags.ignoresCase ? UnicodeRanges.foldingCase(one) : one)
    }

    /// One thing a repetition can follow; nil for a change of flags or a literal brace handled alone.
    private mutating func atom() throws(PatternFailure) -> PatternTree? {
        guard let scalar = peek() else { return nil }
        switch scalar {
        case "(": return try group()
        case "[": return .scalars(try set())
        case ".":
            place += 1
            let all: [ClosedRange<UInt32>] = [0...0x10FFFF]
            return .scalars(flags.dotTakesLineFeed ? all : UnicodeRanges.complement([10...10]))
        case "^":
            place += 1
            return .place(flags.isMultiline ? .lineBegin : .textBegin)
        case "$":
            place += 1
            return .place(flags.isMultiline ? .lineEnd : .textEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw failure("a repetition has nothing before it")
        default:
            if scalar == "{", try isCount() { throw failure("a repetition has nothing before it") }
            place += 1
            return literal(scalar)
        }
    }

    private mutating func isCount() throws(PatternFailure) -> Bool {
        let start = place
        let found = try counts() != nil
        place = start
        return found
    }

    private mutating func group() throws(PatternFailure) -> PatternTree? {
        place += 1
        let outer = flags
        if take("?") {
            if peek() == "P" || peek() == "<" {
                try groupName()
            } else if try changeFlags() {
                return nil
            }
        }
        let inner = try choice()
        guard take(")") else { throw failure("a '(' has no ')'") }
        flags = outer
        return inner
    }

    private mutating func groupName() throws(PatternFailure) {
        _ = take("P")
        guard take("<") else { throw failure("an unknown kind of group") }
        let start = place
        while let scalar = peek(), scalar != ">" {
            guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
            else { throw failure("look-around and odd group names are not supported") }
            place += 1
        }
        guard place > start, take(">") else { throw failure("a group's name is empty or unended") }
    }

    /// `(?i)` changes the flags for the rest of the group, true; `(?i:` opens a group, false.
    private mutating func changeFlags() throws(PatternFailure) -> Bool {
        var isOn = true
        while let scalar = peek() {
            place += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotTakesLineFeed = isOn
            case "U": continue
            case "-" where isOn: isOn = false
            case ":": return false
            case ")": return true
            default:
                throw failure("unknown flag or kind of group; look-around is not supported")
            }
        }
        throw failure("a '(' has no ')'")
    }

    private mutating func escape() throws(PatternFailure) -> PatternTree {
        guard let letter = peek(1) else { throw failure("a backslash ends the pattern") }
        let places: [Unicode.Scalar: PatternPlace] = [
            "A": .textBegin, "z": .textEnd, "b": .wordBoundary, "B": .noWordBoundary,
        ]
        if let found = places[letter] {
            place += 2
            return .place(found)
        }
        if let ranges = try escapedClass() { return .scalars(try folded(ranges)) }
        let scalar = try escapedScalar()
        return literal(scalar)
    }

    private mutating func folded(
        _ ranges: [ClosedRange<UInt32>]
    ) throws(PatternFailure) -> [ClosedRange<UInt32>] {
        guard flags.ignoresCase else { return ranges }
        foldedScalars += ranges.reduce(0) { $0 + min($1.count, UnicodeRanges.foldedMax) }
        guard foldedScalars <= Self.foldedMax else {
            throw failure("the classes under (?i) together are too large")
        }
        return UnicodeRanges.foldingCase(ranges)
    }

    /// `\d`, `\pL`, `\p{Lu}` and their like; nil when the escape is a single character.
    private mutating func escapedClass() throws(PatternFailure) -> [ClosedRange<UInt32>]? {
        guard let letter = peek(1) else { return nil }
        if let ranges = UnicodeRanges.perl[letter] {
            place += 2
            return ranges
        }
        guard letter == "p" || letter == "P" else { return nil }
        place += 2
        var isNegative = letter == "P"
        var name = ""
        if take("{") {
            if take("^") { isNegative.toggle() }
            while let scalar = peek(), scalar != "}", name.utf8.count < 32 {
                name.unicodeScalars.append(scalar)
                place += 1
            }
            guard take("}") else { throw failure("a class of Unicode has no end") }
        } else if let scalar = peek() {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        guard let ranges = UnicodeRanges.named(name) else {
            throw failure("unknown class of Unicode '\(name)'")
        }
        return isNegative ? UnicodeRanges.complement(ranges) : ranges
    }

    private mutating func escapedScalar() throws(PatternFailure) -> Unicode.Scalar {
        place += 1
        guard let letter = peek() else { throw failure("a backslash ends the pattern") }
        place += 1
        switch letter {
        case "a": return "\u{7}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{B}"
        case "x": return try hexadecimal()
        case "0"..."7": return try octal(letter)
        default:
            let isWord = letter.properties.isAlphabetic || ("0"..."9").contains(letter)
            guard !isWord, letter.isASCII else {
                place -= 1
                throw failure("'\\\(letter)' has no meaning; back references are not supported")
            }
            return letter
        }
    }

    private mutating func octal(_ first: Unicode.Scalar) throws(PatternFailure) -> Unicode.Scalar {
        guard first == "0" || (peek().map { ("0"..."7").contains($0) } ?? false) else {
            throw failure("back references are not supported")
        }
        var value = first.value - 48
        for _ in 0..<2 {
            guard let digit = peek(), ("0"..."7").contains(digit) else { break }
            value = value * 8 + digit.value - 48
            place += 1
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure("no such character") }
        return scalar
    }

    private mutating func hexadecimal() throws(PatternFailure) -> Unicode.Scalar {
        let isBraced = take("{")
        var value: UInt32 = 0
        var count = 0
        while count < (isBraced ? 8 : 2), let scalar = peek(),
            let digit = UInt8(exactly: scalar.value)?.hexValue
        {
            value = value << 4 | digit
            count += 1
            place += 1
        }
        guard count > 0, isBraced ? take("}") : count == 2, let scalar = Unicode.Scalar(value)
        else { throw failure("a character's number after \\x cannot be read") }
        return scalar
    }

    /// `[a-z\d[:alpha:]]`
    private mutating func set() throws(PatternFailure) -> [ClosedRange<UInt32>] {
        place += 1
        let isNegative = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while true {
            guard let scalar = peek() else { throw failure("a '[' has no ']'") }
            if scalar == "]", !isFirst {
                place += 1
                break
            }
            isFirst = false
            if scalar == "[", peek(1) == ":" {
                ranges += try posix()
                continue
            }
            if scalar == "\\", let found = try escapedClass() {
                ranges += found
                continue
            }
            let low = try setScalar()
            guard peek() == "-", let next = peek(1), next != "]" else {
                ranges.append(low.value...low.value)
                continue
            }
            place += 1
            let high = try setScalar()
            guard low <= high else { throw failure("a range in [] has its ends reversed") }
            ranges.append(low.value...high.value)
        }
        let merged = try folded(UnicodeRanges.merged(ranges))
        return isNegative ? UnicodeRanges.complement(merged) : merged
    }

    private mutating func setScalar() throws(PatternFailure) -> Unicode.Scalar {
        guard let scalar = peek() else { throw failure("a '[' has no ']'") }
        if scalar == "\\" { return try escapedScalar() }
        place += 1
        return scalar
    }

    private mutating func posix() throws(PatternFailure) -> [ClosedRange<UInt32>] {
        place += 2
        let isNegative = take("^")
        var name = ""
        while let scalar = peek(), scalar != ":", name.utf8.count < 10 {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        guard take(":"), take("]"), let ranges = UnicodeRanges.posix[name] else {
            throw failure("unknown class '[:\(name):]'")
        }
        return isNegative ? UnicodeRanges.complement(ranges) : ranges
    }
}
