/// Numbers of vehicles, containers, seals and transport documents.
enum TransportNumbers {
    private static let letters = Array("ABCDEFHKLMNPRSTXYZ".utf8)
    /// Owner codes in the shape of ISO 6346 (the fourth letter U); made up.
    private static let owners = ["QXAU", "ZQTU", "XWBU", "JQKU", "QZRU", "XQNU", "VQXU", "WZQU"]
    /// Carrier prefixes of air waybills and flights; made up.
    static let airPrefixes = [(991, "QX"), (992, "XZ"), (993, "QZ"), (996, "ZQ")]

    /// A container number with its valid check digit.
    static func container(_ chance: inout SeededGenerator) -> String {
        while true {
            var body = ShortText()
            body.append(owners[chance.below(owners.count)])
            body.append(chance.below(1_000_000), width: 6)
            let text = body.text
            if let check = CheckDigits.container(Array(text.utf8)) { return text + "\(check)" }
        }
    }

    /// The same number with a check digit that is wrong.
    static func spoiled(container: String, _ chance: inout SeededGenerator) -> String {
        guard let last = container.utf8.last else { return container }
        let wrong = (Int(last) - 48 + 1 + chance.below(9)) % 10
        return container.dropLast() + "\(wrong)"
    }

    /// An eight-digit wagon number with its check digit; the first digit is the wagon's type.
    static func wagon(_ chance: inout SeededGenerator) -> String {
        let types = [2, 4, 5, 6, 7, 9]
        let digits = [types[chance.below(types.count)]] + (0..<6).map { _ in chance.below(10) }
        return String(
            decoding: (digits + [CheckDigits.wagon(digits)]).map { UInt8(48 + $0) },
            as: UTF8.self)
    }

    /// A lorry's plate with its trailer's, in the shape of its country.
    static func plates(of land: Land, _ chance: inout SeededGenerator) -> String {
        let three = chance.whole(100...999)
        func random(_ count: Int) -> String {
            String(
                decoding: (0..<count).map { _ in letters[chance.below(letters.count)] },
                as: UTF8.self)
        }
        let regions = [1, 10, 20, 25, 30, 40, 50, 60, 70, 80]
        let trailer = chance.whole(1000...9999)
        switch land {
        case .uz:
            let region = regions[chance.below(regions.count)]
            let code = region < 10 ? "0\(region)" : "\(region)"
            return "\(code)\(three)\(random(3))/\(code)\(trailer)\(random(2))"
        case .kz:
            let region = chance.whole(10...17)
            return "\(three)\(random(2))\(region)/\(trailer % 100)\(random(3))\(region)"
        case .ru:
            return "\(random(1))\(three)\(random(2))\(chance.whole(10...99))/\(random(2))\(trailer)"
        case .tr: return "\(chance.whole(10...81))\(random(3))\(three)"
        case .cn: return "XIN\(random(1))\(trailer)\(chance.below(10))"
        default: return "\(random(2))\(trailer)\(random(1))"
        }
    }

    static func flight(_ chance: inout SeededGenerator) -> String {
        "\(airPrefixes[chance.below(airPrefixes.count)].1)\(chance.whole(100...989))"
    }

    /// CMR, SMGS, air waybill or bill of lading.
    static func transportDocument(mode: Mode, land: Land, token: UInt64) -> String {
        var text = ShortText()
        switch mode {
        case .road:
            text.append("CMR")
            text.append(land.code)
            text.append(Int(token % 10_000_000), width: 7)
        case .rail:
            text.append(Int(10_000_000 + token % 89_999_999), width: 8)
        case .air:
            let serial = Int(token % 10_000_000)
            text.append(airPrefixes[Int((token >> 32) % 4)].0)
            text.append("-")
            text.append(serial, width: 7)
            text.append(CheckDigits.airWaybill(serial: serial))
        case .sea:
            text.append("BL")
            text.append(land.code)
            text.append(Int(token % 100_000_000), width: 8)
        }
        return text.text
    }

    /// A bolt seal.
    static func seal(land: Land, token: UInt64) -> String {
        var text = ShortText()
        text.append(land.code)
        text.append(Int(token % 10_000_000), width: 7)
        return text.text
    }
}
