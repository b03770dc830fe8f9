import Customs
import Seal

/// Reads an administration's own list: CSV with a header row.
///
/// Columns, in any order and letter case; only a name or a number is needed:
///
/// | column | meaning |
/// |---|---|
/// | `id` | what tells the entry from others of the list; made from kind and name when absent |
/// | `kind` | person, organisation, vessel, aircraft, vehicle, wagon, container; empty: person or firm |
/// | `name` | the main name; for a vehicle, wagon or container its number |
/// | `aliases`, `weak_aliases` | further names, separated by `;` |
/// | `birth_date` | `1966-06-12`, `1966`, `12.06.1966`, `circa 1951`, `1955 to 1957`; several by `;` |
/// | `numbers` | `passport:AA1234567(UZ)`, `taxNumber:301234567`; several by `;`; the label is optional |
/// | `countries` | ISO codes or names, separated by `;` |
/// | `reference`, `grounds`, `source`, `remarks` | texts for officers |
/// | `valid_from`, `valid_to` | days `YYYY-MM-DD` |
/// | `threshold` | least score of a hit, 0…1 |
/// | `effect` | red, yellow, observe |
/// | `discreet` | yes: the front line sees the instruction alone |
/// | `instruction` | what the officer at the border is to do |
///
/// Separated by comma, semicolon or tab, whichever the header row has. Other columns are kept in the
/// remarks.
struct OwnListImporter {
    /// Columns by all the names they go by.
    private static let columns: [(name: String, also: [String])] = [
        ("id", ["entity", "entry", "uid", "number_in_list"]),
        ("kind", ["type", "schema", "list_type"]),
        ("name", ["full_name", "fullname", "names", "main_name", "party", "plate"]),
        ("aliases", ["alias", "aka", "a.k.a.", "alt_names", "other_names"]),
        ("weak_aliases", ["weak_alias", "weak", "nicknames"]),
        ("birth_date", ["birth_dates", "date_of_birth", "dob", "born", "birthdate"]),
        ("numbers", ["identifiers", "ids", "identifier", "number", "passport", "document"]),
        ("countries", ["country", "nationality", "nationalities", "citizenship"]),
        ("reference", ["ref", "citation"]),
        ("grounds", ["reason", "basis", "program", "programs"]),
        ("source", ["publisher"]), ("remarks", ["comment", "comments", "note", "notes"]),
        ("valid_from", ["from"]), ("valid_to", ["to", "until", "expires"]),
        ("threshold", []), ("effect", ["lane"]), ("discreet", ["silent"]),
        ("instruction", ["action"]),
    ]

    func read(_ bytes: [UInt8]) -> ImportedList {
        var list = ImportedList()
        var rows = ListRows(bytes, file: "file", delimiter: Self.delimiter(bytes))
        guard let header = rows.next(&list, isMain: false) else {
            list.note(Self.noHeader("the file is empty"))
            return list
        }
        let titles = header.fields.map(Self.column)
        guard titles.contains("name") || titles.contains("numbers") else {
            list.note(Self.noHeader("the first row names no column \"name\" and none \"numbers\""))
            return list
        }
        var ids: Set<String> = []
        while let row = rows.next(&list, isMain: true) {
            list.seen += 1
            read(row, header: header, titles: titles, ids: &ids, into: &list)
        }
        return list
    }

    private func read(
        _ row: ListRows.Row, header: ListRows.Row, titles: [String?], ids: inout Set<String>,
        into list: inout ImportedList
    ) {
        var fields = OwnFields(place: row.place)
        for (place, text) in row.fields.enumerated() where !text.isEmpty {
            guard place < titles.count else {
                list.note(
                    fields.warning(
                        "list-field-without-column", "field \(place + 1) has no column",
                        "the header row has \(titles.count) columns; it is kept in the remarks"))
                fields.others.append(text)
                continue
            }
            if let title = titles[place], fields.texts[title] == nil {
                fields.texts[title] = text
            } else {
                fields.others.append("\(header.fields[place]): \(text)")
            }
        }
        guard let entry = fields.entry(&list) else { return }
        guard ids.insert(entry.id).inserted else {
            return list.leaveOut(
                row.place, code: "list-number-twice",
                "the entry \(Diagnostic.quoted(entry.id)) occurs a second time",
                remedy: "give every entry its own id; the first row with it is kept")
        }
        list.entries.append(entry)
    }

    private static func column(_ title: String) -> String? {
        let folded = title.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" })
            .joined(separator: "_")
        return columns.first { $0.name == folded || $0.also.contains(folded) }?.name
    }

    /// The delimiter that the first line has most of; a comma when it has none.
    private static func delimiter(_ bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        for byte in bytes.prefix(headBytesMax) {
            if byte == 10 || byte == 13 { break }
            if byte == 44 || byte == 59 || byte == 9 { counts[byte, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 44
    }

    /// Bytes looked at for the header row.
    private static let headBytesMax = 1 << 16

    private static func noHeader(_ problem: String) -> Diagnostic {
        Diagnostic(
            .error, code: "list-no-header", place: "file, line 1", problem: problem,
            reason: "the first row names the columns, at least name or numbers",
            remedy: "begin the file with a row such as: "
                + "id,kind,name,aliases,birth_date,numbers,countries,reference,grounds")
    }
}

/// The fields of one row of an administration's own list.
private struct OwnFields {
    let place: String
    var texts: [String: String] = [:]
    /// Fields of columns the product does not know.
    var others: [String] = []

    init(place: String) { self.place = place }

    func warning(_ code: String, _ problem: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .warning, code: code, place: place, problem: problem, reason: reason,
            remedy: "correct the field and import again")
    }

    private func text(_ column: String) -> String { texts[column] ?? "" }

    /// The entry; nil when the row cannot be used, which is then reported.
    func entry(_ list: inout ImportedList) -> WatchEntry? {
        guard let kind = WatchKind(label: text("kind")) else {
            list.leaveOut(
                place, code: "list-kind-unknown",
                "the kind \(Diagnostic.quoted(text("kind"))) is not known",
                remedy: "write person, organisation, vessel, aircraft, vehicle, wagon or container")
            return nil
        }
        var entry = WatchEntry(id: text("id"), kind: kind)
        addNames(to: &entry)
        addNumbers(to: &entry)
        guard !entry.names.isEmpty || !entry.numbers.isEmpty else {
            list.leaveOut(
                place, code: "list-no-name", "the row has neither a name nor a number",
                remedy: "fill in the column name, or numbers")
            return nil
        }
        addDetails(to: &entry, &list)
        guard readRules(into: &entry, &list) else { return nil }
        if entry.id.isEmpty {
            let basis = kind.rawValue + "\u{1F}" + entry.title
            entry.id = "auto-" + Digest256(hashing: basis).hex.prefix(16)
        }
        return entry
    }

    private func addNames(to entry: inout WatchEntry) {
        let number: WatchNumber.Kind? =
            switch entry.kind {
            case .vehicle: .plate
            case .wagon: .wagon
            case .container: .container
            case .aircraft: .tailNumber
            case .person, .organisation, .vessel, .party: nil
            }
        for (column, isWeak) in [("name", false), ("aliases", false), ("weak_aliases", true)] {
            let names = column == "name" ? [text(column)] : text(column).parts(";")
            for name in names {
                entry.add(name: name, isWeak: isWeak)
                if let number { entry.add(WatchNumber(number, name)) }
            }
        }
    }

    private func addNumbers(to entry: inout WatchEntry) {
        for piece in text("numbers").parts(";") {
            var kind = WatchNumber.Kind.other
            var rest = piece
            if let colon = piece.firstIndex(of: ":") {
                let label = String(piece[..<colon]).trimmed.lowercased()
                if let known = WatchNumber.Kind.allCases.first(where: {
                    $0.rawValue.lowercased() == label
                }) {
                    kind = known
                    rest = String(piece[piece.index(after: colon)...]).trimmed
                }
            } else if let labelled = NumberWords.number(piece) {
                entry.add(labelled)
                continue
            }
            if let number = NumberWords.number(rest, kind: kind) {
                entry.add(number)
            } else {
                entry.add(WatchNumber(kind, rest))
            }
        }
    }

    private func addDetails(to entry: inout WatchEntry, _ list: inout ImportedList) {
        for piece in text("birth_date").parts(";") {
            let birth = DateWords.span(piece)
            entry.add(birth: birth)
            guard birth == nil else { continue }
            list.note(
                warning(
                    "list-date-unknown", "\(Diagnostic.quoted(piece)) is no date of birth",
                    "write 1966-06-12, 1966, circa 1951 or 1955 to 1957; the entry is taken without"
                ))
        }
        for piece in text("countries").parts(";") {
            let country = CountryWords.code(piece)
            entry.add(country: country)
            guard country == nil else { continue }
            list.note(
                warning(
                    "list-country-unknown", "\(Diagnostic.quoted(piece)) is no country",
                    "write the two letters of ISO 3166 or the English or Russian name; "
                        + "the entry is taken without"))
        }
        entry.source = text("source")
        entry.reference = text("reference")
        entry.grounds = text("grounds")
        entry.instruction = text("instruction")
        entry.remarks = ([text("remarks")] + others).filter { !$0.isEmpty }
            .joined(separator: "; ")
    }

    /// Validity, threshold, effect and discretion: what decides about people is never guessed, so a
    /// faulty value leaves the row out.
    private func readRules(into entry: inout WatchEntry, _ list: inout ImportedList) -> Bool {
        for (column, path) in [
            ("valid_from", \WatchEntry.validFrom), ("valid_to", \WatchEntry.validTo),
        ] where !text(column).isEmpty {
            guard let day = CalendarDay(text(column)) else {
                return refuse(column, "is no day; write YYYY-MM-DD", &list)
            }
            entry[keyPath: path] = day
        }
        if !text("threshold").isEmpty {
            guard let value = Double(text("threshold")), (0.5...1).contains(value) else {
                return refuse("threshold", "is no number from 0.5 to 1", &list)
            }
            entry.threshold = value
        }
        if !text("effect").isEmpty {
            guard let effect = LaneEffect(rawValue: text("effect").lowercased()) else {
                return refuse("effect", "is none of red, yellow, observe", &list)
            }
            entry.effect = effect
        }
        switch text("discreet").lowercased() {
        case "", "no", "false", "0", "yoʻq", "нет": entry.isDiscreet = false
        case "yes", "true", "1", "ha", "да": entry.isDiscreet = true
        default: return refuse("discreet", "is neither yes nor no", &list)
        }
        return true
    }

    private func refuse(_ column: String, _ problem: String, _ list: inout ImportedList) -> Bool {
        list.leaveOut(
            place, code: "list-rule-unreadable",
            "the column \(column): \(Diagnostic.quoted(text(column))) \(problem)",
            remedy: "correct the field and import again")
        return false
    }
}
