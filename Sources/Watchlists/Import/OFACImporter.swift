import Customs

/// Reads the Treasury's CSV files: parties, alternate names, addresses and overflowing remarks.
///
/// Source: OFAC, "Specially Designated Nationals list data formats & data schemas": SDN.CSV, ALT.CSV,
/// ADD.CSV and SDN_COMMENTS.CSV, fields by position, `-0-` for none.
struct OFACImporter {
    /// What a citation begins with; the publisher's entity number follows.
    let citation: String

    func read(_ files: WatchlistFiles) -> ImportedList {
        var list = ImportedList()
        var places: [String: Int] = [:]
        var remarks: [String: String] = comments(files.comments, &list)
        readParties(files.main, &list, &places, &remarks)
        readAlternates(files.alternates, &list, places)
        readAddresses(files.addresses, &list, places)
        return list
    }

    private func readParties(
        _ bytes: [UInt8], _ list: inout ImportedList, _ places: inout [String: Int],
        _ remarks: inout [String: String]
    ) {
        var rows = ListRows(bytes, file: "main file")
        while let row = rows.next(&list, isMain: true) {
            list.seen += 1
            guard row.fields.count >= 12 else {
                list.leaveOut(
                    row.place, code: "list-row-short",
                    "the row has \(row.fields.count) fields where 12 are expected",
                    remedy: "check that this is the main file of the list (sdn.csv, cons_prim.csv)")
                continue
            }
            let number = row[0]
            guard !number.isEmpty, !row[1].isEmpty else {
                list.leaveOut(
                    row.place, code: "list-no-name", "the row has no number or no name",
                    remedy: "check the row in the source")
                continue
            }
            guard places[number] == nil else {
                list.leaveOut(
                    row.place, code: "list-number-twice",
                    "the entity number \(Diagnostic.quoted(number)) occurs a second time",
                    remedy: "check the source; the first row with the number is kept")
                continue
            }
            let text = row[11] + (remarks.removeValue(forKey: number) ?? "")
            places[number] = list.entries.count
            list.entries.append(entry(row, remarks: text))
        }
        for number in remarks.keys.sorted() {
            list.note(orphan(number, file: "comments file"))
        }
    }

    private func entry(_ row: ListRows.Row, remarks: String) -> WatchEntry {
        let kind: WatchKind =
            switch row[2].lowercased() {
            case "individual": .person
            case "vessel": .vessel
            case "aircraft": .aircraft
            default: .organisation
            }
        var entry = WatchEntry(id: row[0], kind: kind)
        entry.add(name: row[1])
        entry.reference = "\(citation) \(row[0])"
        entry.grounds = row[3].split(separator: "]").map {
            String($0.drop { $0 == " " || $0 == "[" })
        }.map(\.trimmed).joined(separator: "; ")
        if kind == .aircraft { entry.add(WatchNumber(.tailNumber, row[1])) }
        if !row[5].isEmpty { entry.add(WatchNumber(.callSign, row[5])) }
        entry.add(country: CountryWords.code(row[9]))
        RemarkReader.read(remarks, into: &entry)
        let details = [
            ("title", row[4]), ("vessel type", row[6]), ("tonnage", row[7]),
            ("gross tonnage", row[8]), ("flag", row[9]), ("owner", row[10]),
        ].filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }
        entry.remarks = (details + [remarks]).filter { !$0.isEmpty }.joined(separator: "; ")
        return entry
    }

    /// Alternate names; `aka`, `fka` and `nka` are all names in full, weak ones stand in remarks.
    private func readAlternates(
        _ bytes: [UInt8], _ list: inout ImportedList, _ places: [String: Int]
    ) {
        var rows = ListRows(bytes, file: "alternate names")
        while let row = rows.next(&list, isMain: false) {
            guard let place = places[row[0]] else {
                list.note(orphan(row[0], file: row.place))
                continue
            }
            let isWeak = row[4].lowercased().contains("weak")
            list.entries[place].add(name: row[3], isWeak: isWeak)
        }
    }

    private func readAddresses(
        _ bytes: [UInt8], _ list: inout ImportedList, _ places: [String: Int]
    ) {
        var rows = ListRows(bytes, file: "addresses")
        while let row = rows.next(&list, isMain: false) {
            guard let place = places[row[0]] else {
                list.note(orphan(row[0], file: row.place))
                continue
            }
            list.entries[place].add(country: CountryWords.code(row[4]))
            let address = [row[2], row[3], row[4]].filter { !$0.isEmpty }.joined(separator: ", ")
            guard !address.isEmpty else { continue }
            let before = list.entries[place].remarks
            list.entries[place].remarks =
                before + (before.isEmpty ? "" : "; ") + "address: \(address)"
        }
    }

    /// Remarks that did not fit into the main file, by entity number.
    private func comments(_ bytes: [UInt8], _ list: inout ImportedList) -> [String: String] {
        var rows = ListRows(bytes, file: "comments file")
        var remarks: [String: String] = [:]
        while let row = rows.next(&list, isMain: false) { remarks[row[0], default: ""] += row[1] }
        return remarks
    }

    private func orphan(_ number: String, file: String) -> Diagnostic {
        Diagnostic(
            .warning, code: "list-orphan-row", place: file,
            problem: "the entity \(Diagnostic.quoted(number)) is not in the main file",
            reason: "the files of one list belong together by entity number",
            remedy: "take all files from the same publication")
    }
}
