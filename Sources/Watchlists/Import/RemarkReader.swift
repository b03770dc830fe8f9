import Reference

/// Facts in the Treasury's remarks: "a.k.a. 'X'", "DOB 12 Jun 1966", "nationality Iran",
/// "Passport A123 (Iran) expires 05 Feb 2004", separated by "; ".
///
/// What is no name, birth, country or number is left in the remarks, which are kept whole.
enum RemarkReader {
    static func read(_ remarks: String, into entry: inout WatchEntry) {
        for piece in remarks.split(separator: ";") {
            var text = piece.trimmed
            if text.hasSuffix(".") { text.removeLast() }
            text = text.after("alt. ") ?? text
            read(piece: text, into: &entry)
        }
    }

    private static func read(piece: String, into entry: inout WatchEntry) {
        for alias in ["a.k.a.", "f.k.a.", "n.k.a."] {
            guard let rest = piece.after(alias) else { continue }
            // Names in quotation marks are the publisher's weak aliases; former names of ships are not.
            let name = rest.trimmingQuotes
            entry.add(name: name, isWeak: alias == "a.k.a." && !entry.kind.isConveyance)
            return
        }
        if let rest = piece.after("DOB ") {
            entry.add(birth: DateWords.span(rest))
        } else if let rest = piece.after("nationality ") ?? piece.after("citizen ") {
            entry.add(country: CountryWords.code(rest))
        } else if let rest = piece.after("POB ") {
            entry.add(
                country: rest.split(separator: ",").last.flatMap { CountryWords.code($0.trimmed) })
        } else if let number = NumberWords.number(piece) {
            entry.add(number)
        }
    }
}

/// Numbers as lists label them: "Passport A123 (Iran)", "Tax ID No. 7702235133 (Russia)".
enum NumberWords {
    /// Labels and what their numbers are for, the longer of two beginnings first.
    ///
    /// Source: labels of the remarks in the OFAC files of 2021 and 2024 and the `ids` of the US
    /// Consolidated Screening List of 2022.
    static let labels: [(label: String, kind: WatchNumber.Kind)] = [
        ("Vessel Registration Identification IMO", .imo),
        ("Vessel Registration Identification", .imo), ("IMO", .imo), ("MMSI", .mmsi),
        ("Aircraft Tail Number", .tailNumber), ("Diplomatic Passport", .passport),
        ("Stateless Person Passport", .passport), ("Passport", .passport),
        ("Tax ID No.", .taxNumber), ("V.A.T. Number", .taxNumber), ("NIT #", .taxNumber),
        ("R.F.C.", .taxNumber), ("RFC", .taxNumber), ("RUC #", .taxNumber),
        ("RIF #", .taxNumber), ("C.U.I.T.", .taxNumber), ("C.U.I.P.", .nationalNumber),
        ("National ID No.", .nationalNumber), ("National Foreign ID Number", .nationalNumber),
        ("Cedula No.", .nationalNumber), ("Cedula de Ciudadania", .nationalNumber),
        ("C.U.R.P.", .nationalNumber), ("D.N.I.", .nationalNumber), ("SSN", .nationalNumber),
        ("Identification Number", .nationalNumber), ("Electoral Registry No.", .nationalNumber),
        ("Personal ID Card", .nationalNumber), ("I.F.E.", .nationalNumber),
        ("Registration Number", .registration), ("Registration ID", .registration),
        ("Company Number", .registration), ("Commercial Registry Number", .registration),
        ("Business Registration Number", .registration),
        ("Business Registration Document #", .registration),
        ("Trade License No.", .registration), ("Matricula Mercantil No", .registration),
        ("Folio Mercantil No.", .registration), ("Government Gazette Number", .registration),
        ("Unified Social Credit Code (USCC)", .registration),
        ("Legal Entity Number", .registration), ("C.R. No.", .registration),
        ("D-U-N-S Number", .registration), ("Enterprise Number", .registration),
        ("Public Registration Number", .registration), ("License", .registration),
        ("Driver's License No.", .other), ("Aircraft Manufacturer's Serial Number (MSN)", .other),
        ("Aircraft Construction Number (also called L/N or S/N or F/N)", .other),
        ("SWIFT/BIC", .other),
    ]

    /// The number a piece of remarks states; nil when it states none.
    static func number(_ piece: String) -> WatchNumber? {
        for (label, kind) in labels {
            guard let rest = piece.after(label) else { continue }
            return number(rest, kind: kind)
        }
        return nil
    }

    /// A number with an optional country in brackets and remarks about its validity.
    static func number(_ text: String, kind: WatchNumber.Kind) -> WatchNumber? {
        var number = text
        for word in [" issued ", " expires ", " expired "] {
            if let range = number.firstRange(of: word) {
                number = String(number[..<range.lowerBound])
            }
        }
        var country: String?
        if let open = number.lastIndex(of: "("), let close = number.lastIndex(of: ")"), open < close
        {
            country = CountryWords.code(String(number[number.index(after: open)..<close]))
            number = String(number[..<open])
        }
        number = number.trimmed
        if kind == .imo { number = number.after("IMO") ?? number }
        guard number.contains(where: \.isNumber), number.utf8.count <= 64 else { return nil }
        return WatchNumber(kind, number, country: country)
    }
}

extension String {
    /// Without one pair of straight or curly single quotation marks around it.
    fileprivate var trimmingQuotes: String {
        var text = trimmed[...]
        if let first = text.first, "'‘\"".contains(first) { text = text.dropFirst() }
        if let last = text.last, "'’\"".contains(last) { text = text.dropLast() }
        return text.trimmed
    }
}
