import Customs
package import Formats
import Seal

/// The form in which entries and cards are kept: JSON with keys in a fixed order and nothing that
/// is empty, so that the same content always has the same bytes.
extension WatchEntry {
    /// The entry as canonical bytes; the revision is not part of them.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        write(to: &writer)
        return writer.bytes
    }

    /// The entry with its revision filled in: the first half of the SHA-256 of its bytes.
    package func sealed() -> WatchEntry {
        var entry = self
        entry.revision = String(Digest256(hashing: json).hex.prefix(32))
        return entry
    }

    /// Writes the entry as a JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("kind")
        writer.string(kind.rawValue)
        writeNames(to: &writer)
        writeNumbers(to: &writer)
        writeBirths(to: &writer)
        if !countries.isEmpty {
            writer.key("countries")
            writer.beginArray()
            for country in countries { writer.string(country) }
            writer.endArray()
        }
        let texts: [(StaticString, String)] = [
            ("source", source), ("reference", reference), ("grounds", grounds),
            ("validFrom", validFrom?.iso ?? ""), ("validTo", validTo?.iso ?? ""),
            ("effect", effect?.rawValue ?? ""), ("instruction", instruction), ("remarks", remarks),
        ]
        for (key, text) in texts where !text.isEmpty {
            writer.key(key)
            writer.string(text)
        }
        if let threshold {
            writer.key("threshold")
            writer.number(threshold)
        }
        if isDiscreet {
            writer.key("discreet")
            writer.bool(true)
        }
        writer.endObject()
    }

    private func writeNames(to writer: inout JSONWriter) {
        guard !names.isEmpty else { return }
        writer.key("names")
        writer.beginArray()
        for name in names {
            writer.beginObject()
            writer.key("name")
            writer.string(name.text)
            if name.isWeak {
                writer.key("weak")
                writer.bool(true)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeNumbers(to writer: inout JSONWriter) {
        guard !numbers.isEmpty else { return }
        writer.key("numbers")
        writer.beginArray()
        for number in numbers {
            writer.beginObject()
            writer.key("kind")
            writer.string(number.kind.rawValue)
            writer.key("number")
            writer.string(number.text)
            if let country = number.country {
                writer.key("country")
                writer.string(country)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeBirths(to writer: inout JSONWriter) {
        guard !births.isEmpty else { return }
        writer.key("births")
        writer.beginArray()
        for birth in births {
            writer.beginObject()
            writer.key("from")
            writer.string(birth.from.iso)
            if birth.to != birth.from {
                writer.key("to")
                writer.string(birth.to.iso)
            }
            if birth.isApproximate {
                writer.key("about")
                writer.bool(true)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    /// Reads an entry back; nil when the bytes are not those of an entry.
    package init?(json bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let value: JSONValue
        do { value = try JSONValue.parse(text) } catch { return nil }
        guard let id = value["id"]?.string,
            let kind = value["kind"]?.string.flatMap({ WatchKind(rawValue: $0) })
        else { return nil }
        self.init(id: id, kind: kind)
        names = (value["names"]?.elements ?? []).compactMap { name in
            name["name"]?.string.map { WatchName($0, isWeak: name["weak"]?.bool ?? false) }
        }
        numbers = (value["numbers"]?.elements ?? []).compactMap { number in
            guard let text = number["number"]?.string else { return nil }
            let kind = number["kind"]?.string.flatMap { WatchNumber.Kind(rawValue: $0) }
            return WatchNumber(kind ?? .other, text, country: number["country"]?.string)
        }
        births = (value["births"]?.elements ?? []).compactMap { birth in
            guard let from = birth["from"]?.string.flatMap({ CalendarDay($0) }) else { return nil }
            let to = birth["to"]?.string.flatMap { CalendarDay($0) } ?? from
            return BirthSpan(from: from, to: to, isApproximate: birth["about"]?.bool ?? false)
        }
        countries = (value["countries"]?.elements ?? []).compactMap(\.string)
        source = value["source"]?.string ?? ""
        reference = value["reference"]?.string ?? ""
        grounds = value["grounds"]?.string ?? ""
        validFrom = value["validFrom"]?.string.flatMap { CalendarDay($0) }
        validTo = value["validTo"]?.string.flatMap { CalendarDay($0) }
        effect = value["effect"]?.string.flatMap { LaneEffect(rawValue: $0) }
        instruction = value["instruction"]?.string ?? ""
        remarks = value["remarks"]?.string ?? ""
        threshold = value["threshold"]?.double
        isDiscreet = value["discreet"]?.bool ?? false
    }
}

extension WatchlistCard {
    /// The card as canonical bytes.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("title")
        writer.string(title)
        writer.key("publisher")
        writer.string(publisher)
        writer.key("threshold")
        writer.number(threshold)
        writer.key("effect")
        writer.string(effect.rawValue)
        writer.key("discreet")
        writer.bool(isDiscreet)
        writer.key("instruction")
        writer.string(instruction)
        writer.endObject()
        return writer.bytes
    }

    /// Reads a card back; nil when the bytes are not those of a card.
    package init?(json bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let value: JSONValue
        do { value = try JSONValue.parse(text) } catch { return nil }
        guard let id = value["id"]?.string, let title = value["title"]?.string else { return nil }
        self.init(
            id: id, title: title, publisher: value["publisher"]?.string ?? "",
            threshold: value["threshold"]?.double ?? 0.8,
            effect: value["effect"]?.string.flatMap { LaneEffect(rawValue: $0) } ?? .red,
            isDiscreet: value["discreet"]?.bool ?? false,
            instruction: value["instruction"]?.string ?? "")
    }
}
