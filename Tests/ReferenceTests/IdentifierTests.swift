import Reference
import Testing

@Suite("Numbers of containers, wagons, vehicles and taxpayers")
struct IdentifierTests {
    @Test(
        "accepts container numbers whose check digit is right",
        arguments: ["CSQU3054383", "MSKU 907032-3", "csqu305438-3", "СSQU3054383"])
    func containerValid(number: String) {
        #expect(EquipmentNumbers.container(number) == .valid)
    }

    @Test("names the right check digit of a container")
    func containerWrong() {
        #expect(EquipmentNumbers.container("CSQU3054384") == .checkDigitWrong(expected: 3))
    }

    @Test(
        "calls other texts malformed",
        arguments: ["", "CSQU", "CSQX3054383", "1SQU3054383", "CSQU30543833", "ЖЖЖU3054383", "💣"])
    func containerMalformed(number: String) {
        guard case .malformed = EquipmentNumbers.container(number) else {
            Issue.record("\(number) taken for a container")
            return
        }
    }

    @Test("notices every single wrong digit of a container but those ISO 6346 lets pass")
    func containerEveryDigit() {
        let number = Array("CSQU3054383".utf8)
        var passed = 0
        for position in 4..<10 {
            for digit in UInt8(48)...57 where digit != number[position] {
                var changed = number
                changed[position] = digit
                if EquipmentNumbers.container(String(decoding: changed, as: UTF8.self)) == .valid {
                    passed += 1
                }
            }
        }
        // Only remainders 10 and 0 share a digit.
        #expect(passed == 0)
    }

    @Test("accepts wagon numbers of 8 and 12 digits", arguments: ["63487627", "31 81 066 5 296-1"])
    func wagonValid(number: String) {
        let digits = EquipmentNumbers.normalised(number).utf8.map { Int($0) - 48 }
        var sum = 0
        for (position, digit) in digits.dropLast().enumerated() {
            let product = digit * (position % 2 == 0 ? 2 : 1)
            sum += product > 9 ? product - 9 : product
        }
        let expected = (10 - sum % 10) % 10
        let result = EquipmentNumbers.wagon(number)
        #expect(
            result == (expected == digits.last ? .valid : .checkDigitWrong(expected: expected)))
    }

    @Test("checks a wagon number worked out by hand")
    func wagonByHand() {
        // 5 2 7 8 3 0 4 → 10→1, 2, 14→5, 8, 6, 0, 8 = 30 → 0
        #expect(EquipmentNumbers.wagon("52783040") == .valid)
        #expect(EquipmentNumbers.wagon("52783041") == .checkDigitWrong(expected: 0))
        guard case .malformed = EquipmentNumbers.wagon("5278304") else {
            Issue.record("7 digits taken for a wagon")
            return
        }
    }

    @Test("writes look-alike letters and separators of plates one way")
    func plates() {
        #expect(Plates.normalised("01 А 123-ВС") == ["01A123BC"])
        #expect(Plates.normalised("01a123bc/01 1234 аа") == ["01A123BC", "011234AA"])
        #expect(Plates.normalised(" // ") == [])
        #expect(Plates.normalised(String(repeating: "A", count: 10_000)) == [])
    }

    @Test("checks Kazakh numbers, the second row of weights included")
    func kazakh() {
        var valid = 0
        var wrong = 0
        for last in 0...9 {
            switch TaxpayerNumbers.kazakh("94014000038\(last)") {
            case .valid: valid += 1
            case .checkDigitWrong: wrong += 1
            default: break
            }
        }
        #expect(valid == 1 && wrong == 9)
        #expect(TaxpayerNumbers.kazakh("940140000385") == .valid)
        #expect(!TaxpayerNumbers.kazakh("94014000038").isAcceptable)
    }

    @Test("checks Russian numbers of firms and persons")
    func russian() {
        #expect(TaxpayerNumbers.russian("7707083893") == .valid)
        #expect(TaxpayerNumbers.russian("7707083894") == .checkDigitWrong(expected: 3))
        #expect(TaxpayerNumbers.russian("500100732259") == .valid)
        #expect(TaxpayerNumbers.russian("500100732258") == .checkDigitWrong(expected: 9))
        #expect(!TaxpayerNumbers.russian("77070838931").isAcceptable)
    }

    @Test("looks at the form only where no check digit is public")
    func formOnly() {
        #expect(TaxpayerNumbers.check("301234567", country: "UZ") == .wellFormed)
        #expect(TaxpayerNumbers.check("31503900123456", country: "UZ") == .wellFormed)
        #expect(TaxpayerNumbers.check("93203900123456", country: "UZ")?.isAcceptable == false)
        #expect(TaxpayerNumbers.check("12345678901234", country: "KG") == .wellFormed)
        #expect(TaxpayerNumbers.check("123456789", country: "TJ") == .wellFormed)
        #expect(TaxpayerNumbers.check("123", country: "DE") == nil)
    }
}
