import Customs
import Formats

/// Reads the consolidated list of the UN Security Council.
///
/// Source: United Nations Security Council, "Consolidated list" XML and its schema sc-sanctions.xsd:
/// INDIVIDUAL and ENTITY records, aliases with QUALITY Good, Low, a.k.a. or f.k.a.
struct UNImporter {
    func read(_ bytes: [UInt8]) -> ImportedList {
        var list = ImportedList()
        var ids: Set<String> = []
        do {
            let fault = try XMLElements.read(
                MemorySource(bytes), named: ["INDIVIDUAL", "ENTITY"]
            ) { record in
                list.seen += 1
                let entry = entry(record)
                guard !entry.id.isEmpty, !entry.names.isEmpty else {
                    return list.leaveOut(
                        "line \(record.line)", code: "list-no-name",
                        "the record has no DATAID or no name",
                        remedy: "check the record in the source")
                }
                guard ids.insert(entry.id).inserted else {
                    return list.leaveOut(
                        "line \(record.line)", code: "list-number-twice",
                        "the DATAID \(Diagnostic.quoted(entry.id)) occurs a second time",
                        remedy: "check the source; the first record with it is kept")
                }
                list.entries.append(entry)
            }
            if let fault { list.note(fault) }
        } catch {
            // Bytes in memory cannot fail to be read; said all the same.
            list.note(Self.unreadable("\(error)"))
        }
        if list.seen == 0, list.diagnostics.isEmpty {
            list.note(Self.unreadable("there is no INDIVIDUAL and no ENTITY in the file"))
        }
        // A list that was cut is not a shorter list: taking it would strike parties off.
        if list.diagnostics.contains(where: { $0.code.hasPrefix("xml-") }) { list.entries = [] }
        return list
    }

    private static func unreadable(_ problem: String) -> Diagnostic {
        Diagnostic(
            .error, code: "list-unreadable", place: "file", problem: problem,
            reason: "the list is one XML document with a CONSOLIDATED_LIST of records",
            remedy: "take the XML edition of the consolidated list")
    }

    private func entry(_ record: XMLElement) -> WatchEntry {
        let isPerson = record.name == "INDIVIDUAL"
        var entry = WatchEntry(
            id: record.text(of: "DATAID"), kind: isPerson ? .person : .organisation)
        let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"]
        entry.add(
            name: parts.map { record.text(of: $0) }.filter { !$0.isEmpty }.joined(separator: " "))
        entry.add(name: record.text(of: "NAME_ORIGINAL_SCRIPT"))
        for alias in record.all(isPerson ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS") {
            entry.add(
                name: alias.text(of: "ALIAS_NAME"), isWeak: alias.text(of: "QUALITY") == "Low")
            entry.add(birth: DateWords.span(alias.text(of: "DATE_OF_BIRTH")))
        }
        entry.reference = record.text(of: "REFERENCE_NUMBER")
        entry.grounds = record.text(of: "UN_LIST_TYPE")
        for nationality in record.all("NATIONALITY") {
            for value in nationality.all("VALUE") {
                entry.add(country: CountryWords.code(value.text))
            }
        }
        for address in record.all("INDIVIDUAL_ADDRESS") + record.all("ENTITY_ADDRESS")
            + record.all("INDIVIDUAL_PLACE_OF_BIRTH")
        {
            entry.add(country: CountryWords.code(address.text(of: "COUNTRY")))
        }
        for birth in record.all("INDIVIDUAL_DATE_OF_BIRTH") { entry.add(birth: span(birth)) }
        for document in record.all("INDIVIDUAL_DOCUMENT") { add(document, to: &entry) }
        entry.remarks = remarks(record)
        return entry
    }

    private func span(_ birth: XMLElement) -> BirthSpan? {
        let isApproximate = birth.text(of: "TYPE_OF_DATE") == "APPROXIMATELY"
        if let from = Int(birth.text(of: "FROM_YEAR")), let to = Int(birth.text(of: "TO_YEAR")) {
            return DateWords.years(from, to, isApproximate: isApproximate)
        }
        let text = birth.text(of: "DATE")
        guard let span = DateWords.span(text.isEmpty ? birth.text(of: "YEAR") : text) else {
            return nil
        }
        return BirthSpan(
            from: span.from, to: span.to, isApproximate: isApproximate || span.isApproximate)
    }

    private func add(_ document: XMLElement, to entry: inout WatchEntry) {
        let number = document.text(of: "NUMBER")
        guard !number.isEmpty else { return }
        let label =
            (document.text(of: "TYPE_OF_DOCUMENT") + document.text(of: "TYPE_OF_DOCUMENT2"))
            .lowercased()
        let isPassport = label.contains("pass") || label.contains("pasap")
        let country = [
            document.text(of: "ISSUING_COUNTRY"), document.text(of: "COUNTRY_OF_ISSUE"),
        ].compactMap { CountryWords.code($0) }.first
        let kind: WatchNumber.Kind = isPassport ? .passport : .nationalNumber
        // The field may hold several numbers and words: "A123, issued on …".
        let first = number.split(separator: ",").first?.trimmed ?? ""
        if let number = NumberWords.number(first, kind: kind) {
            entry.add(WatchNumber(kind, number.text, country: country))
        }
    }

    /// What has no place of its own, so that an officer can read it.
    private func remarks(_ record: XMLElement) -> String {
        var remarks: [String] = []
        func add(_ label: String, _ texts: [String]) {
            let text = texts.filter { !$0.isEmpty }.joined(separator: ", ")
            if !text.isEmpty { remarks.append("\(label): \(text)") }
        }
        add("listed", [record.text(of: "LISTED_ON")])
        add("gender", [record.text(of: "GENDER")])
        add("title", record.all("TITLE").flatMap { $0.all("VALUE").map(\.text) })
        add("designation", record.all("DESIGNATION").flatMap { $0.all("VALUE").map(\.text) })
        for address in record.all("INDIVIDUAL_ADDRESS") + record.all("ENTITY_ADDRESS") {
            add("address", address.children.map(\.text))
        }
        for place in record.all("INDIVIDUAL_PLACE_OF_BIRTH") {
            add("place of birth", place.children.map(\.text))
        }
        for alias in record.all("INDIVIDUAL_ALIAS") + record.all("ENTITY_ALIAS") {
            guard !alias.text(of: "NOTE").isEmpty else { continue }
            add("alias", [alias.text(of: "ALIAS_NAME"), alias.text(of: "NOTE")])
        }
        for document in record.all("INDIVIDUAL_DOCUMENT") {
            add("document", document.children.map(\.text))
        }
        add("comment", [record.text(of: "COMMENTS1")])
        return remarks.joined(separator: "; ")
    }
}
