package import Customs

/// A language in which officers are told why.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    /// Uzbek in Latin letters.
    case uzbek = "uz"
    case russian = "ru"
}

/// One named fact a finding rests on.
package struct Evidence: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case count(Int)
        /// A measured number, shown with this many decimals.
        case number(Double, decimals: UInt8)
        /// A share of one, shown as percent.
        case share(Double)
        /// A number exactly as declared.
        case declared(ExactDecimal)
        /// A code or a few words; outside text is cut at ``textLengthMax`` characters.
        case text(String)
        case day(CalendarDay)
        /// Words made by the product itself, in every language.
        case phrase(SentenceTemplate)
    }

    /// Stable name for programs, lower camel case, units last: "unitPriceUSDPerKg".
    package let key: String
    package let value: Value

    package init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
    }

    /// Characters of outside text that evidence repeats.
    package static let textLengthMax = 60

    /// Outside text as evidence: control characters replaced and cut, without quotation marks.
    package static func outside(_ key: String, _ text: String) -> Evidence {
        Evidence(
            key, .text(String(Diagnostic.quoted(text, limit: textLengthMax).dropFirst().dropLast()))
        )
    }
}

extension Evidence.Value {
    /// The value as an officer reads it; Russian and Uzbek write a decimal comma.
    package func text(in language: Language) -> String {
        let point: Character = language == .english ? "." : ","
        switch self {
        case .count(let count): return "\(count)"
        case .number(let number, let decimals):
            return Self.written(number, decimals: Int(decimals), point: point)
        case .share(let share):
            let percent = share * 100
            let decimals = percent < 1 ? 3 : (percent < 10 || percent > 90 ? 1 : 0)
            return Self.written(percent, decimals: decimals, point: point) + " %"
        case .declared(let number):
            return point == "." ? number.written : number.written.replacing(".", with: ",")
        case .text(let text): return text
        case .phrase(let phrase): return phrase.text(in: language)
        case .day(let day):
            guard language != .english else { return day.iso }
            let (year, month, number) = day.parts
            func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
            return "\(two(number)).\(two(month)).\(year)"
        }
    }

    /// A number with a fixed count of decimals, more when it would read as zero.
    private static func written(_ number: Double, decimals: Int, point: Character) -> String {
        guard number.isFinite else { return number.isNaN ? "–" : (number < 0 ? "−∞" : "∞") }
        var decimals = min(decimals, 8)
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        while decimals < 8, number != 0, (number.magnitude * power) < 1 {
            decimals += 1
            power *= 10
        }
        let scaled = (number.magnitude * power).rounded()
        guard scaled < 9e18 else { return "\(number)" }
        var digits = String(UInt64(scaled))
        if decimals > 0 {
            while digits.count <= decimals { digits = "0" + digits }
            let whole = digits.dropLast(decimals)
            digits = String(whole) + String(point) + String(digits.suffix(decimals))
        }
        return number < 0 && scaled > 0 ? "−" + digits : digits
    }
}

/// One sentence in every language, with `{key}` where the evidence of that key goes.
package struct SentenceTemplate: Hashable, Sendable {
    package let english: String
    package let uzbek: String
    package let russian: String

    package init(_ english: String, uz: String, ru: String) {
        self.english = english
        uzbek = uz
        russian = ru
    }

    /// This sentence and another after it.
    func followed(by other: SentenceTemplate) -> SentenceTemplate {
        SentenceTemplate(
            english + other.english, uz: uzbek + other.uzbek, ru: russian + other.russian)
    }

    package func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .uzbek: uzbek
        case .russian: russian
        }
    }

    /// The sentence with the evidence filled in; a key without evidence is shown as "–".
    package func filled(with evidence: [Evidence], in language: Language) -> String {
        var template = text(in: language)
        // Bytes, not characters: one sentence is made for every finding of every declaration.
        return template.withUTF8 { bytes in
            var sentence: [UInt8] = []
            sentence.reserveCapacity(bytes.count + 64)
            var done = 0
            while let open = bytes[done...].firstIndex(of: UInt8(ascii: "{")),
                let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
            {
                sentence += bytes[done..<open]
                let key = bytes[(open + 1)..<close]
                let value = evidence.first { $0.key.utf8.elementsEqual(key) }?.value
                sentence += (value?.text(in: language) ?? "–").utf8
                done = close + 1
            }
            sentence += bytes[done...]
            return String(decoding: sentence, as: UTF8.self)
        }
    }

    /// The keys the sentence names in a language.
    package func keys(in language: Language) -> [String] {
        text(in: language).split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in part.firstIndex(of: "}").map { String(part[..<$0]) } }
    }
}
