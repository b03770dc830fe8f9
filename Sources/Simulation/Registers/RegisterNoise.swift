/// How clerks write names and numbers: another way each time.
struct RegisterNoise: Sendable {
    let shares: RegisterSettings.Shares

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Array("0123456789".utf8)

    /// One character wrong, missing, added or swapped with its neighbour.
    static func slip(
        _ text: [UInt8], _ alphabet: [UInt8], _ chance: inout SeededGenerator
    ) -> [UInt8] {
        guard text.count > 2 else { return text }
        var text = text
        let place = chance.below(text.count)
        switch chance.below(4) {
        case 0: text.remove(at: place)
        case 1: text.insert(alphabet[chance.below(alphabet.count)], at: place)
        case 2: text[place] = alphabet[chance.below(alphabet.count)]
        default: text.swapAt(place, min(place + 1, text.count - 1))
        }
        return text
    }

    /// A firm's name as some clerk writes it.
    func name(_ firm: RegisterFirm, _ chance: inout SeededGenerator) -> [UInt8] {
        var form: [UInt8] = []
        for index in 0..<firm.form.utf8CodeUnitCount { form.append(firm.form.utf8Start[index]) }
        let blank = UInt8(ascii: " ")
        let usual = firm.name + [blank] + form
        guard chance.chance(shares.respelt) else { return usual }
        switch chance.below(4) {
        case 0: return form + [blank, 0x22] + firm.name + [0x22]
        case 1: return firm.name
        case 2: return Self.slip(usual, Self.letters, &chance)
        default:
            return Self.cyrillic(form) + [blank, 0xC2, 0xAB] + Self.cyrillic(firm.name)
                + [0xC2, 0xBB]
        }
    }

    /// Letter by letter, as a keyboard layout or a careless table does it.
    static func cyrillic(_ latin: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        for byte in latin {
            let scalar: UInt32
            switch byte {
            case 0x41...0x5A: scalar = UInt32(table[Int(byte - 0x41)])
            default:
                text.append(byte)
                continue
            }
            text.append(UInt8(0xC0 | scalar >> 6))
            text.append(UInt8(0x80 | scalar & 0x3F))
        }
        return text
    }

    /// А Б С Д Е Ф Г Х И Ж К Л М Н О П К Р С Т У В В Х Ы З for A…Z.
    private static let table: [UInt16] = [
        0x410, 0x411, 0x421, 0x414, 0x415, 0x424, 0x413, 0x425, 0x418, 0x416, 0x41A, 0x41B, 0x41C,
        0x41D, 0x41E, 0x41F, 0x41A, 0x420, 0x421, 0x422, 0x423, 0x412, 0x412, 0x425, 0x42B, 0x417,
    ]

    /// The number as the other side writes it; empty when it leaves it out.
    func number(
        _ text: [UInt8], given: Double, isInvoice: Bool, _ chance: inout SeededGenerator
    ) -> [UInt8] {
        guard !text.isEmpty, chance.chance(given) else { return [] }
        guard chance.chance(shares.rewritten) else { return text }
        if isInvoice {
            let number = Array(text[4...])
            switch chance.below(3) {
            case 0: return Array(number.drop { $0 == UInt8(ascii: "0") })
            case 1: return number
            default: return Array("№".utf8) + number
            }
        }
        switch chance.below(6) {
        case 0: return text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        case 1: return Array(text[..<4]) + [UInt8(ascii: " ")] + text[4...]
        case 2: return text.dropLast(4) + [UInt8(ascii: "-")] + text.suffix(4)
        case 3: return text + Array("/1".utf8)
        case 4: return Array("№".utf8) + text
        default: return Self.slip(text, Self.letters + Self.digits, &chance)
        }
    }

    /// What another scale says: off by up to 4 %, rounded to a hundredth, to 1 or to 10 kg.
    static func weigh(
        _ kilograms: Double, _ chance: inout SeededGenerator
    ) -> Double {
        let isFar = chance.chance(0.06)
        let error = isFar ? chance.uniform(-0.038...0.038) : chance.normal() * 0.003
        let read = kilograms * (1 + min(0.038, max(-0.038, error)))
        switch chance.below(10) {
        case 0..<3: return max(0.1, (read * 100).rounded() / 100)
        case 3..<6: return max(1, read.rounded())
        default: return read > 400 ? (read / 10).rounded() * 10 : max(1, read.rounded())
        }
    }
}
