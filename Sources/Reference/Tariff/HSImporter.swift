package import Customs

/// What reading a nomenclature gave.
package struct HSImport: Sendable {
    package let nomenclature: HSNomenclature
    /// Rows that could not be used.
    package let refused: Int
    /// Rows left out since they are sums or stand for goods not specified, and no codes of the HS.
    package let skipped: Int
    package let diagnostics: [Diagnostic]
}

/// Reads a nomenclature from CSV with the columns section, hscode, description, parent, level.
///
/// A header is needed; only `hscode` and `description` are required, in any order, so that national
/// tariffs with longer codes read too. Dots and blanks in codes are left out. The `parent` and `level`
/// columns are checked against the code and otherwise not needed.
package enum HSImporter {
    /// Largest file read, in bytes.
    package static let bytesMax = 128 << 20

    package static func read(_ bytes: [UInt8], edition: HSEdition?) -> HSImport {
        var notes = ImportNotes()
        var entries: [HSNomenclature.Entry] = []
        var refused = 0
        var skipped = 0
        if bytes.count > bytesMax {
            notes.add(
                .error, "tariff-too-large", line: nil, problem: "\(bytes.count) bytes",
                reason: "a nomenclature has at most \(bytesMax) bytes", remedy: "Split the file.")
            return HSImport(
                nomenclature: HSNomenclature(edition: edition, entries: []), refused: 0, skipped: 0,
                diagnostics: notes.finished())
        }
        var reader = DelimitedText(bytes, delimiter: delimiter(of: bytes))
        var fields: [DelimitedText.Field] = []
        guard reader.next(into: &fields) != nil,
            let columns = Columns(fields.map { reader.text($0).lowercased() })
        else {
            notes.add(
                .error, "tariff-header", line: 1, problem: "no columns hscode and description",
                reason: "the first row names the columns",
                remedy: "Add a header: section,hscode,description,parent,level.")
            return HSImport(
                nomenclature: HSNomenclature(edition: edition, entries: []), refused: 0, skipped: 0,
                diagnostics: notes.finished())
        }
        var seen: Set<UInt64> = []
        while let row = reader.next(into: &fields) {
            let texts = row.fault == nil ? fields.map { reader.text($0) } : []
            if columns.isTotal(texts) {
                skipped += 1
                continue
            }
            guard row.fault == nil, let entry = columns.entry(texts) else {
                refused += 1
                notes.add(
                    .error, "tariff-row-unreadable", line: row.line,
                    problem: Diagnostic.quoted(texts.joined(separator: ",")),
                    reason: "a row has a code of 2 to 10 digits and a description, "
                        + "with its quotes closed",
                    remedy: "Correct the row.")
                continue
            }
            if !seen.insert(entry.key).inserted {
                notes.add(
                    .warning, "tariff-code-twice", line: row.line,
                    problem: Diagnostic.quoted(texts[columns.code]),
                    reason: "a nomenclature has each code once",
                    remedy: "The first description stays. Remove one of the rows.")
                continue
            }
            if let fault = columns.levelFault(texts) {
                notes.add(
                    .warning, "tariff-level", line: row.line, problem: fault,
                    reason: "level is the number of digits, parent the code without its last ones",
                    remedy: "The code's own digits were used. Correct the columns.")
            }
            entries.append(entry)
        }
        return HSImport(
            nomenclature: HSNomenclature(edition: edition, entries: entries), refused: refused,
            skipped: skipped, diagnostics: notes.finished())
    }

    /// The delimiter that occurs most in the first line.
    static func delimiter(of bytes: [UInt8]) -> UInt8 {
        let line = bytes.prefix(4 << 10).prefix { $0 != 10 }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
        return candidates.max { left, right in
            line.count { $0 == left } < line.count { $0 == right }
        } ?? UInt8(ascii: ",")
    }

    private struct Columns {
        var code: Int
        var description: Int
        var section: Int?
        var parent: Int?
        var level: Int?

        init?(_ names: [String]) {
            guard
                let code = names.firstIndex(where: ["hscode", "code", "hs_code"].contains),
                let description = names.firstIndex(where: ["description", "name"].contains)
            else { return nil }
            self.code = code
            self.description = description
            section = names.firstIndex(of: "section")
            parent = names.firstIndex(of: "parent")
            level = names.firstIndex(of: "level")
        }

        /// True for the rows that trade statistics add: the sum of all goods, and "not specified"
        /// (99, 9999, 999999 of section TOTAL), which no edition of the HS has.
        func isTotal(_ texts: [String]) -> Bool {
            if code < texts.count, texts[code] == "TOTAL" { return true }
            return section.map { $0 < texts.count && texts[$0] == "TOTAL" } ?? false
        }

        func entry(_ texts: [String]) -> HSNomenclature.Entry? {
            guard texts.count > max(code, description), !texts[description].isEmpty else {
                return nil
            }
            let key = HSNomenclature.key(digits(texts[code]))
            guard key != 0 else { return nil }
            let numeral = section.flatMap { $0 < texts.count ? texts[$0] : nil }
            return HSNomenclature.Entry(
                key: key, section: UInt8(numeral.flatMap(RomanNumeral.number) ?? 0),
                description: texts[description])
        }

        func levelFault(_ texts: [String]) -> String? {
            let own = digits(texts[code])
            if let level, level < texts.count, !texts[level].isEmpty,
                Int(texts[level]) != own.utf8.count
            {
                return "\(Diagnostic.quoted(own)) at level \(Diagnostic.quoted(texts[level]))"
            }
            if let parent, parent < texts.count, own.utf8.count > 2, !texts[parent].isEmpty,
                !own.hasPrefix(digits(texts[parent]))
            {
                return "\(Diagnostic.quoted(own)) under \(Diagnostic.quoted(texts[parent]))"
            }
            return nil
        }

        private func digits(_ text: String) -> String {
            text.utf8.contains { $0 == 46 || $0 == 32 }
                ? text.filter { $0 != "." && $0 != " " } : text
        }
    }
}
