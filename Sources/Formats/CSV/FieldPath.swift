import Customs

/// A path of a column map, resolved against the listing of the records: "item.origin.countryCode".
struct FieldPath {
    /// One step into a part or an element of a list.
    struct Step: Hashable {
        /// Position of the field in the listing of the record it is in.
        var index: Int
        /// For lists: which element.
        var element: Element?
    }

    enum Element: Hashable {
        /// The element with this role, stage or scheme.
        case selected(by: String, index: Int, word: String)
        /// The nth element, from 1.
        case ordinal(Int)
    }

    /// Which part of the field a column gives.
    enum Aspect: Hashable { case value, unit }

    var steps: [Step] = []
    /// Position of the field in the last record's listing.
    var index = 0
    var kind = RecordShape.Kind.text
    var aspect = Aspect.value

    /// How lists are called in paths, by their key.
    static let names = [
        "items": "item", "parties": "party", "offices": "office", "transportMeans": "transport",
        "classifications": "classification", "origins": "origin", "procedures": "procedure",
        "packages": "package", "duties": "duty", "documents": "document",
        "previousDocuments": "previousDocument", "statements": "statement",
        "currencyExchanges": "currencyExchange", "guarantees": "guarantee", "charges": "charge",
        "authorisations": "authorisation", "equipment": "equipment", "itinerary": "route",
        "seals": "seal", "dutyTaxParties": "dutyTaxParty", "recognitions": "recognition",
    ]

    /// The field that tells elements of a list apart, by the list's key.
    static let selectors = [
        "parties": "role", "offices": "role", "transportMeans": "stage",
        "classifications": "scheme",
    ]

    /// What a path that ends at an element means.
    static let mainFields = ["parties": "id", "offices": "id", "classifications": "code"]

    struct Fault: Error {
        var problem: String
        var reason: String
    }

    init(_ path: String, in root: RecordShape) throws(Fault) {
        var rest = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[
            ...]
        var shape = root
        while let word = rest.popFirst() {
            guard let found = Self.find(word, in: shape) else { throw Self.unknown(word, shape) }
            let field = shape.fields[found]
            switch field.kind {
            case .record(let part):
                steps.append(Step(index: found, element: nil))
                shape = part
            case .records(let part):
                let element = try Self.element(of: field.key, part, &rest)
                steps.append(Step(index: found, element: element))
                if rest.isEmpty, let main = Self.mainFields[field.key] { rest = [main] }
                shape = part
            default:
                index = found
                kind = field.kind
                try aspect(rest, path)
                return
            }
        }
        throw Fault(
            problem: "\"\(path)\" names a group of fields, not a field",
            reason: "a column fills one of: "
                + shape.fields.map { Self.names[$0.key] ?? $0.key }.joined(separator: ", "))
    }

    private mutating func aspect(_ rest: ArraySlice<String>, _ path: String) throws(Fault) {
        guard let word = rest.first else { return }
        switch (kind, word) {
        case (.money, "currency"), (.quantity, "unit"): aspect = .unit
        default:
            throw Fault(
                problem: "\"\(word)\" in \"\(path)\" is too much",
                reason: "only amounts of money have \"currency\", only quantities \"unit\"")
        }
        guard rest.count == 1 else {
            throw Fault(
                problem: "\"\(path)\" is too long", reason: "nothing follows \"\(word)\"")
        }
    }

    private static func find(_ word: String, in shape: RecordShape) -> Int? {
        shape.fields.firstIndex { field in
            guard field.key != "extensions", field.key != "amendments" else { return false }
            return field.key == word && names[field.key] == nil || names[field.key] == word
        }
    }

    private static func unknown(_ word: String, _ shape: RecordShape) -> Fault {
        let known = shape.fields.map { names[$0.key] ?? $0.key }.filter {
            $0 != "extensions" && $0 != "amendments"
        }
        let guess = Spelling.closest(to: word, in: known)
        return Fault(
            problem: "there is no field \(Diagnostic.quoted(word))"
                + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
            reason: "fields here are: " + known.joined(separator: ", "))
    }

    private static func element(
        of key: String, _ part: RecordShape, _ rest: inout ArraySlice<String>
    ) throws(Fault) -> Element {
        if let next = rest.first, let ordinal = Int(next) {
            guard (1...99).contains(ordinal), key != "items" else {
                throw Fault(
                    problem: "\"\(next)\" is no place in \"\(names[key] ?? key)\"",
                    reason: "places are 1 to 99; a row holds one item")
            }
            rest = rest.dropFirst()
            return .ordinal(ordinal)
        }
        guard let selector = selectors[key],
            let index = part.fields.firstIndex(where: { $0.key == selector })
        else { return .ordinal(1) }
        guard let word = rest.popFirst(), !word.isEmpty else {
            throw Fault(
                problem: "\"\(names[key] ?? key)\" does not say which one",
                reason: "a \(selector) or a number from 1 follows: \(names[key] ?? key).…")
        }
        if case .word(let words) = part.fields[index].kind, !words.contains(word) {
            let guess = Spelling.closest(to: word, in: words)
            throw Fault(
                problem: "there is no \(selector) \(Diagnostic.quoted(word))"
                    + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
                reason: "allowed are " + words.joined(separator: ", "))
        }
        return .selected(by: selector, index: index, word: word)
    }
}
