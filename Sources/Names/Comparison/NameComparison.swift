/// A score with the reasons an officer can check: which word stands for which, and why.
public struct NameComparison: Sendable, Hashable {
    /// 0 not at all, 1 the same name.
    public let score: Double
    /// Whether numbers in the two names contradict each other, which sinks the score.
    public let numbersContradict: Bool
    /// One entry per pair of words in the order of the first name, then what the second adds.
    public let alignment: [AlignmentEntry]

    init(
        score: Double, aligner: Aligner, left: (text: String, name: ParsedName),
        right: (text: String, name: ParsedName), isSwapped: Bool
    ) {
        self.score = score
        numbersContradict = aligner.numbersContradict
        var placed: [(order: Int, entry: AlignmentEntry)] = []
        for pair in aligner.chosen {
            let first = isSwapped ? (pair.right, pair.rightSpan) : (pair.left, pair.leftSpan)
            let second = isSwapped ? (pair.left, pair.leftSpan) : (pair.right, pair.rightSpan)
            let leftWords = Int(first.0)..<Int(first.0) + Int(first.1)
            let rightWords = Int(second.0)..<Int(second.0) + Int(second.1)
            placed.append(
                (
                    leftWords.lowerBound,
                    AlignmentEntry(
                        left: Self.text(leftWords, left), right: Self.text(rightWords, right),
                        relation: Self.relation(leftWords, left.name, rightWords, right.name, pair),
                        similarity: Double(pair.similarity), weight: Double(pair.weight))
                ))
        }
        let leftUsed = isSwapped ? aligner.rightUsed : aligner.leftUsed
        let rightUsed = isSwapped ? aligner.leftUsed : aligner.rightUsed
        for index in left.name.words.indices where leftUsed >> UInt64(index) & 1 == 0 {
            let entry = AlignmentEntry(
                left: Self.text(index..<index + 1, left), right: nil, relation: .onlyFirst,
                similarity: 0, weight: Double(left.name.words[index].weight))
            placed.append((index, entry))
        }
        for index in right.name.words.indices where rightUsed >> UInt64(index) & 1 == 0 {
            let entry = AlignmentEntry(
                left: nil, right: Self.text(index..<index + 1, right), relation: .onlySecond,
                similarity: 0, weight: Double(right.name.words[index].weight))
            placed.append((NameLimits.wordsMax + index, entry))
        }
        alignment = placed.sorted { $0.order < $1.order }.map(\.entry)
    }

    /// The words as they stand in the text.
    private static func text(
        _ range: Range<Int>, _ side: (text: String, name: ParsedName)
    ) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        let bytes = Array(side.text.utf8)
        let start = min(Int(side.name.words[first].textStart), bytes.count)
        let end = min(max(Int(side.name.words[last].textEnd), start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func relation(
        _ leftWords: Range<Int>, _ left: ParsedName, _ rightWords: Range<Int>, _ right: ParsedName,
        _ pair: Aligner.Pair
    ) -> AlignmentEntry.Relation {
        if leftWords.count > 1 || rightWords.count > 1 { return .joined }
        let one = left.words[leftWords.lowerBound]
        let two = right.words[rightWords.lowerBound]
        if one.kind.isMinor, two.kind.isMinor { return .minor }
        if one.kind == .initial || two.kind == .initial { return .initial }
        if pair.similarity == 1 { return .same }
        if one.script != two.script { return .transliterated }
        let forms = (left.forms[Int(one.formStart) + 1], right.forms[Int(two.formStart) + 1])
        return forms.0.hash == forms.1.hash ? .sameSound : .similar
    }
}

/// One line of the explanation of a score.
public struct AlignmentEntry: Sendable, Hashable {
    /// How two words relate, or which side lacks one.
    public enum Relation: String, Sendable, CaseIterable {
        /// The same letters.
        case same
        /// Another spelling of the same sounds.
        case sameSound
        /// The same word in another script.
        case transliterated
        /// Nearly the same letters.
        case similar
        /// An initial that fits.
        case initial
        /// Written in one word on one side, in several on the other.
        case joined
        /// Title, particle or legal form: hardly counts.
        case minor
        /// Only the first name has this word.
        case onlyFirst
        /// Only the second name has this word.
        case onlySecond
    }

    /// Languages explanations are written in.
    public enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case russian = "ru"
        case uzbek = "uz"
    }

    /// Words of the first name as written; nil when it lacks them.
    public let left: String?
    /// Words of the second name as written; nil when it lacks them.
    public let right: String?
    /// How they relate.
    public let relation: Relation
    /// 0…1, how alike the words are.
    public let similarity: Double
    /// 0…1, how much the words count.
    public let weight: Double

    /// The entry as one line for an officer, such as `Мавлонов = MAVLONOV (other script)`.
    public func sentence(in language: Language) -> String {
        let words: String
        switch (left, right) {
        case (let left?, let right?):
            words = left + (similarity >= 0.95 ? " = " : " ≈ ") + right
        case (let left?, nil): words = left
        case (nil, let right?): words = right
        case (nil, nil): words = ""
        }
        return words + " (" + relation.phrase(in: language) + ")"
    }
}

extension AlignmentEntry.Relation {
    /// The relation in an officer's words.
    public func phrase(in language: AlignmentEntry.Language) -> String {
        switch language {
        case .english: english
        case .russian: russian
        case .uzbek: uzbek
        }
    }

    private var english: String {
        switch self {
        case .same: "same word"
        case .sameSound: "other spelling of the same sound"
        case .transliterated: "other script"
        case .similar: "similar letters"
        case .initial: "initial"
        case .joined: "written together or apart"
        case .minor: "title, particle or legal form"
        case .onlyFirst: "only in the first name"
        case .onlySecond: "only in the second name"
        }
    }

    private var russian: String {
        switch self {
        case .same: "то же слово"
        case .sameSound: "другое написание того же звучания"
        case .transliterated: "другой алфавит"
        case .similar: "похожие буквы"
        case .initial: "инициал"
        case .joined: "слитно или раздельно"
        case .minor: "титул, частица или правовая форма"
        case .onlyFirst: "только в первом имени"
        case .onlySecond: "только во втором имени"
        }
    }

    private var uzbek: String {
        switch self {
        case .same: "bir xil soʻz"
        case .sameSound: "bir xil talaffuzning boshqa yozilishi"
        case .transliterated: "boshqa alifbo"
        case .similar: "oʻxshash harflar"
        case .initial: "bosh harf"
        case .joined: "qoʻshib yoki ajratib yozilgan"
        case .minor: "unvon, yordamchi soʻz yoki huquqiy shakl"
        case .onlyFirst: "faqat birinchi ismda"
        case .onlySecond: "faqat ikkinchi ismda"
        }
    }
}
