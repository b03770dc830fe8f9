import Seal

/// Reads a plain tree member by member and collects everything wrong instead of stopping at the
/// first. Values that could not be read come back as `nil`; the caller throws at the end.
struct DocumentReader {
    private(set) var refusals: [Refusal] = []

    /// Most entries of any list of an agreement.
    static let entryCountMax = 2_000

    /// Notes something wrong.
    mutating func refuse(_ place: String, _ problem: String, _ remedy: String) {
        guard refusals.count < 100 else { return }
        refusals.append(
            Refusal(
                .malformed, place: place, problem: problem,
                reason: "the agreement format, Specs/agreement.md", remedy: remedy))
    }

    /// An object whose names are all known.
    mutating func object(
        _ value: JSONTree?, _ place: String, names: Set<String>
    ) -> JSONObject? {
        guard let object = value?.object else {
            refuse(place, value == nil ? "is missing" : "is not a mapping", "write a mapping here")
            return nil
        }
        for (position, name) in object.names.enumerated() where !names.contains(name) {
            let shown =
                CardKey.isName(name) ? "\(place).\(name)" : "\(place), member \(position + 1)"
            refuse(shown, "is not known here", "correct the spelling or remove it")
        }
        return object
    }

    /// A text of 1 to 500 characters.
    mutating func text(_ value: JSONTree?, _ place: String) -> String? {
        guard let text = value?.text, !text.isEmpty, text.utf8.count <= 2_000 else {
            refuse(
                place, value == nil ? "is missing" : "is not a text of 1 to 2,000 bytes",
                "write a text, in quotes if it looks like a number")
            return nil
        }
        return text
    }

    /// A code: 1 to 64 of A-Z a-z 0-9 . _ -
    mutating func code(_ value: JSONTree?, _ place: String) -> String? {
        guard let text = value?.text, CardKey.isName(text) else {
            refuse(
                place, value == nil ? "is missing" : "is not a code",
                "use 1 to 64 of A-Z a-z 0-9 . _ -")
            return nil
        }
        return text
    }

    /// A whole number within a range.
    mutating func integer(
        _ value: JSONTree?, _ place: String, in range: ClosedRange<Int64>
    ) -> Int64? {
        guard let number = value?.integerValue, range.contains(number) else {
            refuse(
                place, value == nil ? "is missing" : "is not a whole number in bounds",
                "write a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A truth value, or the default when absent.
    mutating func bool(_ value: JSONTree?, _ place: String, default fallback: Bool) -> Bool {
        guard let value else { return fallback }
        guard let bool = value.boolValue else {
            refuse(place, "is neither true nor false", "write true or false")
            return fallback
        }
        return bool
    }

    /// A day such as `2026-11-22`.
    mutating func date(_ value: JSONTree?, _ place: String) -> CivilDate? {
        guard let date = value?.text.flatMap({ CivilDate($0) }) else {
            refuse(
                place, value == nil ? "is missing" : "is not a day",
                "write the day as \"2026-11-22\", in quotes")
            return nil
        }
        return date
    }

    /// One of a closed set of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ value: JSONTree?, _ place: String
    ) -> Word? where Word.RawValue == String {
        guard let word = value?.text.flatMap(Word.init(rawValue:)) else {
            refuse(
                place, value == nil ? "is missing" : "is not a known word",
                "choose one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return word
    }

    /// A list, each element read by `body`; unreadable ones are left out.
    mutating func list<Element>(
        _ value: JSONTree?, _ place: String, isOptional: Bool = false,
        _ body: (inout DocumentReader, JSONTree, String) -> Element?
    ) -> [Element] {
        if value == nil, isOptional { return [] }
        guard let elements = value?.elements, elements.count <= Self.entryCountMax,
            isOptional || !elements.isEmpty
        else {
            refuse(
                place, value == nil ? "is missing" : "is not a list of 1 to 2,000 entries",
                "write a list here")
            return []
        }
        return elements.enumerated().compactMap { position, element in
            body(&self, element, "\(place)[\(position)]")
        }
    }

    /// A list of codes without repetition.
    mutating func codes(
        _ value: JSONTree?, _ place: String, isOptional: Bool = false
    ) -> [String] {
        let codes = list(value, place, isOptional: isOptional) { reader, element, place in
            reader.code(element, place)
        }
        if Set(codes).count != codes.count {
            refuse(place, "names something twice", "remove the repetition")
        }
        return codes
    }

    /// A list of words of a closed set.
    mutating func words<Word: RawRepresentable & CaseIterable & Hashable>(
        _ value: JSONTree?, _ place: String
    ) -> Set<Word> where Word.RawValue == String {
        Set(list(value, place) { reader, element, place in reader.word(element, place) })
    }

    /// A list of field paths.
    mutating func fields(
        _ value: JSONTree?, _ place: String, isOptional: Bool = false
    ) -> Set<FieldPath> {
        Set(
            list(value, place, isOptional: isOptional) { reader, element, place in
                guard let path = element.text.flatMap({ FieldPath($0) }) else {
                    reader.refuse(
                        place, "is not a field path", "write names joined by dots: goods.hsCode")
                    return nil
                }
                return path
            })
    }

    /// A deadline: exactly one of `hours`, `workingDays`, `calendarDays`.
    mutating func deadline(_ value: JSONTree?, _ place: String) -> DeadlineRule? {
        guard
            let object = object(value, place, names: ["hours", "workingDays", "calendarDays"])
        else { return nil }
        guard object.members.count == 1 else {
            refuse(place, "is not exactly one rule", "write hours, workingDays or calendarDays")
            return nil
        }
        if let hours = object["hours"] {
            return integer(hours, "\(place).hours", in: 1...DeadlineRule.hoursMax)
                .map(DeadlineRule.hours)
        }
        if let days = object["workingDays"] {
            return integer(days, "\(place).workingDays", in: 1...DeadlineRule.daysMax)
                .map(DeadlineRule.workingDays)
        }
        return integer(
            object["calendarDays"], "\(place).calendarDays", in: 1...DeadlineRule.daysMax
        ).map(DeadlineRule.calendarDays)
    }
}
