/// Registration numbers in the shape of each country, with a valid check digit where the country's
/// rule is public.
///
/// The numbers are drawn by chance; one may happen to exist.
enum FirmNumbers {
    static func invent(in land: Land, _ chance: inout SeededGenerator) -> String {
        switch land {
        case .uz: "3" + text(digits(8, &chance))
        case .kz: kazakh(&chance)
        case .us: "\(chance.whole(10...98))-" + text(digits(7, &chance))
        case .cn: chinese(&chance)
        case .ru: closed([7, 7] + digits(7, &chance), CheckDigits.russianINN)
        case .tr: closed([chance.whole(1...9)] + digits(8, &chance), CheckDigits.turkishVKN)
        case .kr:
            closed(
                [chance.whole(1...6)] + digits(2, &chance) + [8] + digits(5, &chance),
                CheckDigits.koreanBusiness)
        case .de:
            "DE" + closed([chance.whole(1...9)] + digits(7, &chance), CheckDigits.germanVAT)
        case .it: "IT" + closed(digits(10, &chance), CheckDigits.luhn)
        case .in: "0" + text(digits(9, &chance))
        case .kg: "0" + text(digits(13, &chance))
        case .tj: "0" + text(digits(8, &chance))
        }
    }

    /// YYMM of registration, kind of person 4, place 0, five digits, check digit.
    private static func kazakh(_ chance: inout SeededGenerator) -> String {
        while true {
            let year = chance.whole(5...24)
            let month = chance.whole(1...12)
            let body =
                [year / 10, year % 10, month / 10, month % 10, 4, 0] + digits(5, &chance)
            if let check = CheckDigits.kazakhstanBIN(body) { return text(body + [check]) }
        }
    }

    /// "91", six digits of region, nine characters of organisation code, check character.
    private static func chinese(_ chance: inout SeededGenerator) -> String {
        let organisation = digits(8, &chance)
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        let rest = zip(organisation, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        let alphabet = CheckDigits.creditCodeAlphabet
        let letterX = alphabet.firstIndex(of: UInt8(ascii: "X")) ?? 0
        let organisationCheck = rest == 1 ? letterX : (11 - rest) % 11
        let ranks =
            [9, 1, 4, 4, 0] + digits(3, &chance) + organisation + [organisationCheck]
        let all = ranks + [CheckDigits.creditCode(ranks)]
        return String(decoding: all.map { alphabet[$0] }, as: UTF8.self)
    }

    private static func closed(_ body: [Int], _ rule: ([Int]) -> Int) -> String {
        text(body + [rule(body)])
    }

    private static func digits(_ count: Int, _ chance: inout SeededGenerator) -> [Int] {
        (0..<count).map { _ in chance.below(10) }
    }

    private static func text(_ digits: [Int]) -> String {
        String(decoding: digits.map { UInt8(48 + $0) }, as: UTF8.self)
    }
}
