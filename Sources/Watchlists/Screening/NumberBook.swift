import Reference

/// Listed numbers by their normalised form: one look finds them, whatever script and blanks.
struct NumberBook: Sendable {
    /// A listed number found.
    struct Found: Hashable {
        let entry: UInt32
        let number: WatchNumber
        /// Equal only after letters and digits that are read for each other were made one.
        let isLookAlike: Bool
    }

    private struct Place: Sendable {
        let entry: UInt32
        let number: WatchNumber
    }

    private var parties: [String: [Place]] = [:]
    private var conveyances: [String: [Place]] = [:]
    private var lookAlikes: [String: [Place]] = [:]

    /// Shortest number that is looked up; shorter ones say too little.
    static let lengthMin = 4

    mutating func add(_ number: WatchNumber, of entry: UInt32) {
        let key = Self.normalised(number.text, kind: number.kind)
        guard key.utf8.count >= Self.lengthMin else { return }
        let place = Place(entry: entry, number: number)
        guard number.kind.isConveyance else {
            parties[key, default: []].append(place)
            return
        }
        conveyances[key, default: []].append(place)
        if let folded = Self.lookAlike(key) { lookAlikes[folded, default: []].append(place) }
    }

    /// Entries listed under a number of a person or firm.
    func party(_ text: String) -> [Found] {
        guard !parties.isEmpty else { return [] }
        let key = Self.normalised(text, kind: .other)
        guard key.utf8.count >= Self.lengthMin else { return [] }
        return (parties[key] ?? []).map {
            Found(entry: $0.entry, number: $0.number, isLookAlike: false)
        }
    }

    /// Entries listed under a number of a conveyance; "01A123BC/01 1234 AA" is two numbers.
    func conveyance(_ text: String) -> [Found] {
        guard !conveyances.isEmpty else { return [] }
        var found: [Found] = []
        for plate in Plates.normalised(text) {
            let key = Self.normalised(plate, kind: .imo)
            guard key.utf8.count >= Self.lengthMin else { continue }
            var exact: Set<UInt32> = []
            for place in conveyances[key] ?? [] {
                exact.insert(place.entry)
                found.append(Found(entry: place.entry, number: place.number, isLookAlike: false))
            }
            guard let folded = Self.lookAlike(key) else { continue }
            for place in lookAlikes[folded] ?? [] where !exact.contains(place.entry) {
                found.append(Found(entry: place.entry, number: place.number, isLookAlike: true))
            }
        }
        return found
    }

    /// Upper case, Latin letters for their Cyrillic twins, letters and digits only; "IMO" before a
    /// ship's seven digits is left out.
    static func normalised(_ text: String, kind: WatchNumber.Kind) -> String {
        let number = EquipmentNumbers.normalised(text)
        let isPlain = number.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        }
        let key = isPlain ? number : number.filter { $0.isLetter || $0.isNumber }
        if kind.isConveyance, let digits = key.after("IMO"), digits.utf8.count == 7 {
            return digits
        }
        return key
    }

    /// Letters and digits that cameras and tired eyes take for each other made one; nil for numbers
    /// below six characters and for those without a letter, where nothing can be mistaken.
    static func lookAlike(_ key: String) -> String? {
        guard key.utf8.count >= 6, key.contains(where: \.isLetter) else { return nil }
        var folded = ""
        for character in key {
            switch character {
            case "O", "Q", "D": folded.append("0")
            case "I", "L": folded.append("1")
            case "Z": folded.append("2")
            case "S": folded.append("5")
            case "B": folded.append("8")
            default: folded.append(character)
            }
        }
        return folded
    }
}
