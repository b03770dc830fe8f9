import Customs
import Reference

/// The rows of a delimited list file as texts, with faults reported to the import.
struct ListRows {
    private var text: DelimitedText
    private var fields: [DelimitedText.Field] = []
    private let file: String

    init(_ bytes: [UInt8], file: String, delimiter: UInt8 = UInt8(ascii: ",")) {
        text = DelimitedText(bytes, delimiter: delimiter)
        self.file = file
    }

    struct Row {
        let line: Int
        let place: String
        let fields: [String]

        /// A field; empty when the row is too short or the field says "none".
        subscript(index: Int) -> String {
            guard index < fields.count, fields[index] != "-0-" else { return "" }
            return fields[index]
        }
    }

    /// The next row that can be used; damaged ones are counted and reported.
    mutating func next(_ list: inout ImportedList, isMain: Bool) -> Row? {
        while let (line, fault) = text.next(into: &fields) {
            let place = "\(file), line \(line)"
            if let fault {
                if isMain { list.seen += 1 }
                list.leaveOut(
                    place, code: "list-row-damaged", Self.words(fault),
                    remedy: "correct the row in the source, or fetch the file again")
                continue
            }
            let texts = fields.map { text.text($0) }
            if texts.contains(where: { $0.utf8.contains(0) }) {
                if isMain { list.seen += 1 }
                list.leaveOut(
                    place, code: "list-row-damaged", "the row has a zero byte, which no text has",
                    remedy: "check that the file is the text edition of the list")
                continue
            }
            // The old end-of-file mark of the publisher's export.
            if texts.count == 1, texts[0] == "\u{1A}" { continue }
            return Row(line: line, place: place, fields: texts)
        }
        return nil
    }

    private static func words(_ fault: DelimitedText.Fault) -> String {
        switch fault {
        case .unclosedQuote: "a quotation mark is opened and never closed"
        case .tooLong: "the row is longer than \(DelimitedText.rowBytesMax) bytes"
        case .tooManyFields: "the row has more than \(DelimitedText.fieldsMax) fields"
        }
    }
}

extension String {
    /// Parts between a separator, without blanks around them and without empty ones.
    func parts(_ separator: Character) -> [String] {
        split(separator: separator).map { $0.trimmed }.filter { !$0.isEmpty }
    }
}

extension StringProtocol {
    /// Without blanks, tabs and line ends around it.
    var trimmed: String {
        var view = self[...]
        while let first = view.unicodeScalars.first, first.properties.isWhitespace {
            view = view.dropFirst()
        }
        while let last = view.unicodeScalars.last, last.properties.isWhitespace {
            view = view.dropLast()
        }
        return String(view)
    }

    /// What follows a beginning in Latin letters, in whatever case it is written; nil when the
    /// text begins otherwise.
    func after(_ beginning: String) -> String? {
        var rest = utf8[...]
        for byte in beginning.utf8 {
            guard let first = rest.first, Self.lower(first) == Self.lower(byte) else { return nil }
            rest = rest.dropFirst()
        }
        return self[rest.startIndex...].trimmed
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (65...90).contains(byte) ? byte + 32 : byte
    }
}
