/// The bounds of every name operation, so that no input can hold a screening desk up.
///
/// Names of real lists stay below 250 bytes and 30 words; the bounds leave a wide margin.
public enum NameLimits {
    /// Longest name text accepted, in bytes of UTF-8. Longer text is refused, never cut silently.
    public static let textBytesMax = 4_096
    /// Most words of one name that take part in comparison; further words are refused.
    public static let wordsMax = 64
    /// Longest single word compared letter by letter, in letters after romanisation; of longer
    /// words the rest counts only as equal or different.
    public static let wordLettersMax = 48
    /// Most results one search returns.
    public static let resultsMax = 1_000
}

/// Why a name was not looked at.
///
/// Texts say what was found and what to do; they never repeat the name itself.
public struct NameRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Stable codes for programs.
    public enum Code: String, Sendable {
        /// The text is longer than ``NameLimits/textBytesMax``.
        case textTooLong = "name.text-too-long"
        /// The text has more words than ``NameLimits/wordsMax``.
        case tooManyWords = "name.too-many-words"
        /// The text has no letter and no digit.
        case noWords = "name.no-words"
    }

    /// Which bound was broken.
    public let code: Code
    /// What was found.
    public let problem: String
    /// What the reader of this line can do now.
    public let remedy: String

    /// One line for a terminal.
    public var description: String { "\(problem); \(remedy)" }

    static func textTooLong(_ count: Int) -> NameRefusal {
        NameRefusal(
            code: .textTooLong,
            problem: "the name has \(count) bytes, more than \(NameLimits.textBytesMax)",
            remedy: "give the name alone, without surrounding text")
    }

    static let tooManyWords = NameRefusal(
        code: .tooManyWords,
        problem: "the name has more than \(NameLimits.wordsMax) words",
        remedy: "give one name at a time")

    static let noWords = NameRefusal(
        code: .noWords,
        problem: "the name has no letter and no digit",
        remedy: "give at least one word of the name")
}
