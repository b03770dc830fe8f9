import Customs

/// Reads the US Consolidated Screening List: one CSV file with a header row.
///
/// Several values of a field are separated by "; ". A number is "CH, X0906223, Passport": country,
/// number, label; the country may be missing.
///
/// Source: International Trade Administration, "Consolidated Screening List" data dictionary; the
/// header row names the columns.
struct CSLImporter {
    private static let needed = ["source", "name"]

    func read(_ bytes: [UInt8]) -> ImportedList {
        var list = ImportedList()
        var rows = ListRows(bytes, file: "file")
        guard let header = rows.next(&list, isMain: false) else {
            list.note(Self.noHeader("the file is empty"))
            return list
        }
        var columns: [String: Int] = [:]
        for (place, name) in header.fields.enumerated() { columns[name.lowercased()] = place }
        for column in Self.needed where columns[column] == nil {
            list.note(Self.noHeader("the column \"\(column)\" is missing in the first row"))
            return list
        }
        var places: [String: Int] = [:]
        while let row = rows.next(&list, isMain: true) {
            list.seen += 1
            guard row.fields.count >= header.fields.count else {
                list.leaveOut(
                    row.place, code: "list-row-short",
                    "the row has \(row.fields.count) fields where \(header.fields.count) are expected",
                    remedy: "fetch the file again; it was probably cut in transfer")
                continue
            }
            func field(_ name: String) -> String { columns[name].map { row[$0] } ?? "" }
            guard !field("name").isEmpty else {
                list.leaveOut(
                    row.place, code: "list-no-name", "the row has no name",
                    remedy: "check the row in the source")
                continue
            }
            var entry = Self.entry(field)
            if entry.id.isEmpty { entry.id = "line-\(row.line)" }
            // One party on several lists has one row for each; the same list twice is one entry.
            entry.id += Self.abbreviation(entry.source)
            if let known = places[entry.id] {
                list.entries[known].join(entry)
                continue
            }
            places[entry.id] = list.entries.count
            list.entries.append(entry)
        }
        return list
    }

    /// "/SDN" of "Specially Designated Nationals (SDN) - Treasury Department".
    private static func abbreviation(_ source: String) -> String {
        guard let open = source.firstIndex(of: "("), let close = source.firstIndex(of: ")"),
            open < close
        else { return source.isEmpty ? "" : "/" + source }
        return "/" + source[source.index(after: open)..<close]
    }

    private static func entry(_ field: (String) -> String) -> WatchEntry {
        let kind: WatchKind =
            switch field("type").lowercased() {
            case "individual": .person
            case "entity": .organisation
            case "vessel": .vessel
            case "aircraft": .aircraft
            default: .party
            }
        var entry = WatchEntry(id: field("_id"), kind: kind)
        entry.add(name: field("name"))
        for name in field("alt_names").parts(";") {
            entry.add(name: name.after("and ") ?? name.after("a.k.a. ") ?? name)
        }
        entry.source = field("source")
        let number = field("entity_number")
        entry.reference =
            number.isEmpty ? field("federal_register_notice") : "OFAC \(number)"
        entry.grounds = field("programs").isEmpty ? entry.source : field("programs")
        if kind == .aircraft { entry.add(WatchNumber(.tailNumber, field("name"))) }
        if !field("call_sign").isEmpty { entry.add(WatchNumber(.callSign, field("call_sign"))) }
        for list in ["nationalities", "citizenships", "vessel_flag"] {
            for country in field(list).parts(";") { entry.add(country: CountryWords.code(country)) }
        }
        for address in field("addresses").parts(";") {
            entry.add(country: address.parts(",").last.flatMap { CountryWords.code($0) })
        }
        for birth in field("dates_of_birth").parts(";") { entry.add(birth: DateWords.span(birth)) }
        for id in field("ids").parts(";") {
            if let found = Self.number(id) { entry.add(found) }
        }
        entry.validTo = CalendarDay(field("end_date"))
        let details = [
            ("title", "title"), ("addresses", "addresses"), ("listed", "start_date"),
            ("licence required", "license_requirement"), ("licence policy", "license_policy"),
            ("vessel type", "vessel_type"), ("owner", "vessel_owner"), ("remarks", "remarks"),
            ("numbers", "ids"), ("see", "source_information_url"),
        ].filter { !field($0.1).isEmpty }.map { "\($0.0): \(field($0.1))" }
        entry.remarks = details.joined(separator: "; ")
        return entry
    }

    /// "CH, X0906223, Passport" or "5030056754, Tax ID No."; nil for what is no number.
    private static func number(_ text: String) -> WatchNumber? {
        var parts = text.parts(",")
        guard parts.count >= 2, let label = parts.popLast() else { return nil }
        guard let kind = NumberWords.labels.first(where: { label.after($0.label) != nil })?.kind
        else { return nil }
        var country: String?
        if parts.count >= 2, parts[0].utf8.count == 2, let code = CountryWords.code(parts[0]) {
            country = code
            parts.removeFirst()
        }
        guard let number = NumberWords.number(parts.joined(separator: ", "), kind: kind) else {
            return nil
        }
        return WatchNumber(kind, number.text, country: country ?? number.country)
    }

    private static func noHeader(_ problem: String) -> Diagnostic {
        Diagnostic(
            .error, code: "list-no-header", place: "file, line 1", problem: problem,
            reason: "the list is one CSV file whose first row names the columns",
            remedy: "take the CSV edition of the Consolidated Screening List")
    }
}
