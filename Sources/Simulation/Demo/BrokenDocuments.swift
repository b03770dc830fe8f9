import Customs
import Formats

/// Documents broken on purpose, each with one fault that its name says.
enum BrokenDocuments {
    /// Every fault: file name, what was done, and the bytes.
    private struct Fault {
        var name: String
        var sentence: String
        var bytes: [UInt8]

        init(_ name: String, _ sentence: String, _ text: String) {
            self.name = name
            self.sentence = sentence
            bytes = Array(text.utf8)
        }

        init(_ name: String, _ sentence: String, bytes: [UInt8]) {
            self.name = name
            self.sentence = sentence
            self.bytes = bytes
        }
    }

    static func files(
        _ cases: DemoCases
    ) throws(DemoCorpus.WritingFailure) -> [DemoCorpus.File] {
        try faults(cases).map { .init(path: "broken/\($0.name)", bytes: $0.bytes) }
    }

    /// Name and fault of each, for the README.
    static func list(
        _ cases: DemoCases
    ) throws(DemoCorpus.WritingFailure) -> [(name: String, sentence: String)] {
        try faults(cases).map { ($0.name, $0.sentence) }
    }

    private static func faults(
        _ cases: DemoCases
    ) throws(DemoCorpus.WritingFailure) -> [Fault] {
        let plain = cases.documents.filter {
            $0.remark == nil && $0.declaration.flow == .import
                && $0.declaration.items.count == 1
        }
        guard plain.count >= 3 else { return [] }
        return try xml(plain[0].declaration) + edifact(plain[1].declaration)
            + tables(plain[2].declaration)
    }

    private static func xml(_ declaration: Declaration) -> [Fault] {
        let wco = String(decoding: DemoFormats.wco(declaration), as: UTF8.self)
        let asycuda = ASYCUDATemplate.write(declaration)
        let entity = """
            <!DOCTYPE MetaData [<!ENTITY secret SYSTEM "file:///etc/hostname">]>

            """
        let declarationEnd = wco.firstEnd(of: "?>") ?? 0
        let windows = wco.replacingFirst(
            "<Description>", with: "<Description>%", otherwise: wco)
        return [
            Fault(
                "wco-dec-truncated.xml", "the second half is missing",
                String(wco.prefix(wco.count / 2))),
            Fault(
                "wco-dec-external-entity.xml", "a document type with an external entity",
                wco.inserting("\n" + entity, at: declarationEnd)),
            Fault(
                "wco-dec-mismatched-tag.xml", "an end tag that no start tag belongs to",
                wco.replacingFirst("</FunctionCode>", with: "</FunctonCode>", otherwise: "<")),
            Fault(
                "wco-dec-wrong-encoding.xml", "bytes of Windows-1251 in a text said to be UTF-8",
                bytes: windows.utf8.flatMap { $0 == UInt8(ascii: "%") ? [0xCC, 0xFF, 0xF1] : [$0] }),
            Fault(
                "wco-dec-amount-no-number.xml", "an amount with a letter O for a zero",
                wco.replacingFirst(
                    "<TotalPackageQuantity>", with: "<TotalPackageQuantity>O",
                    otherwise: "<")),
            Fault(
                "asycuda-control-character.xml", "a control character in the text",
                bytes: asycuda.utf8.prefix(900) + [0x00] + asycuda.utf8.dropFirst(900)),
            Fault(
                "deep-nesting.xml", "elements nested 400 deep",
                "<?xml version=\"1.0\"?>\n"
                    + "<Declaration xmlns=\"urn:wco:datamodel:WCO:DEC-DMS:2\">"
                    + String(repeating: "<Declaration>", count: 399)
                    + String(repeating: "</Declaration>", count: 400) + "\n"),
        ]
    }

    private static func edifact(
        _ declaration: Declaration
    ) throws(DemoCorpus.WritingFailure) -> [Fault] {
        let good = String(
            decoding: try DemoFormats.edifact([.declaration(declaration)]), as: UTF8.self)
        let lines = good.split(separator: "\n").map(String.init)
        func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
        func without(_ tag: String) -> String { joined(lines.filter { !$0.hasPrefix(tag) }) }
        return [
            Fault(
                "edifact-segment-count.edi", "the trailer counts a segment too many",
                joined(lines.map { $0.hasPrefix("UNT+") ? bumped($0) : $0 })),
            Fault(
                "edifact-control-reference.edi", "header and trailer name different interchanges",
                joined(lines.map { $0.hasPrefix("UNZ+") ? "UNZ+1+99999999'" : $0 })),
            Fault(
                "edifact-missing-mandatory.edi", "a segment that must be there is not (BGM)",
                recounted(without("BGM+"), by: -1)),
            Fault(
                "edifact-unknown-segment.edi", "a segment no directory knows (ZZZ)",
                recounted(
                    joined(lines.flatMap { $0.hasPrefix("BGM+") ? [$0, "ZZZ+1'"] : [$0] }), by: 1)),
            Fault(
                "edifact-truncated.edi", "the interchange ends in the middle",
                joined(Array(lines.prefix(lines.count * 2 / 3)))),
        ]
    }

    /// The count in "UNT+41+000001'" one higher.
    private static func bumped(_ trailer: String) -> String { recounted(trailer, by: 1) }

    private static func recounted(_ text: String, by step: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("UNT+") else { return String(line) }
            var parts = line.split(separator: "+").map(String.init)
            guard parts.count > 1, let count = Int(parts[1]) else { return String(line) }
            parts[1] = "\(count + step)"
            return parts.joined(separator: "+")
        }.joined(separator: "\n")
    }

    private static func tables(_ declaration: Declaration) -> [Fault] {
        var table = ExportTable()
        table.appendHeader()
        table.append(declaration)
        let csv = String(decoding: table.bytes, as: UTF8.self)
        let json = CanonicalJSON.write(declaration)
        let text = String(decoding: json, as: UTF8.self)
        return [
            Fault(
                "csv-missing-column.csv", "the column of the declaration's number is missing",
                csv.replacingFirst("declaration_id", with: "remark", otherwise: "")),
            Fault(
                "csv-number-with-letters.csv", "a mass that is no number",
                csv.replacingFirst(",KGM,", with: " kg,KGM,", otherwise: "")),
            Fault(
                "json-truncated.json", "the last third is missing",
                bytes: Array(json.prefix(json.count * 2 / 3))),
            Fault(
                "json-wrong-kind.json", "a text where the list of items belongs",
                text.replacingFirst(
                    "\"items\":[", with: "\"items\":\"none\",\"x\":[", otherwise: "{")),
        ]
    }
}

extension String {
    /// Position behind the first occurrence of a text, counted in characters.
    fileprivate func firstEnd(of text: String) -> Int? {
        let all = Array(self)
        let sought = Array(text)
        guard !sought.isEmpty, all.count >= sought.count else { return nil }
        for start in 0...(all.count - sought.count)
        where all[start] == sought[0] && Array(all[start..<start + sought.count]) == sought {
            return start + sought.count
        }
        return nil
    }

    fileprivate func inserting(_ text: String, at position: Int) -> String {
        String(prefix(position)) + text + String(dropFirst(position))
    }

    /// The text with the first occurrence replaced; `otherwise` when there is none.
    fileprivate func replacingFirst(
        _ sought: String, with text: String, otherwise: String
    ) -> String {
        guard let end = firstEnd(of: sought) else { return otherwise }
        return String(prefix(end - sought.count)) + text + String(dropFirst(end))
    }
}
