import Testing

@testable import Reconciliation

@Suite("Numbers of documents, containers and invoices")
struct KeyTests {
    private func key(_ text: String) -> PackedKey {
        Array(text.utf8).withUnsafeBufferPointer { PackedKey($0) }
    }

    @Test(
        "reads the same number however it is written",
        arguments: [
            ("CMR56152661", "cmr 5615-2661"), ("CMR56152661", "CMR56152661/1"),
            ("INV-010900", "№INV 010900"), ("HLXU 0798119", "hlxu0798119"),
        ])
    func sameNumber(one: String, two: String) {
        #expect(key(one) == key(two))
    }

    @Test(
        "takes prefix and leading zeros off",
        arguments: [("INV-010900", "10900"), ("INV-262870", "262870"), ("CMR00152661", "152661")])
    func core(one: String, two: String) {
        #expect(key(one).core == key(two).core)
    }

    @Test(
        "is near with one character wrong, missing, added or swapped",
        arguments: ["SMGS2581688", "SMGS25Z816688", "SMGS25816698", "SMGS25861688", "SMGS25816688"])
    func near(text: String) {
        #expect(key("SMGS25816688").isNear(key(text)))
        #expect(key(text).isNear(key("SMGS25816688")))
    }

    @Test("is not near with two characters wrong", arguments: ["SMGS25826698", "SMGS258166"])
    func notNear(text: String) {
        #expect(!key("SMGS25816688").isNear(key(text)))
    }

    @Test("near numbers share a hash of their neighbourhoods", arguments: 1...20)
    func neighbourhood(seed: Int) {
        var state = UInt64(seed)
        func next(_ bound: Int) -> Int {
            state = Mix.mix(state)
            return Int(state >> 33) % bound
        }
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789".utf8)
        var text = (0..<(6 + next(12))).map { _ in letters[next(letters.count)] }
        let before = text
        switch next(4) {
        case 0: text.remove(at: next(text.count))
        case 1: text.insert(letters[next(letters.count)], at: next(text.count))
        case 2: text[next(text.count)] = letters[next(letters.count)]
        default: text.swapAt(2, 3)
        }
        let one = before.withUnsafeBufferPointer { PackedKey($0) }
        let two = text.withUnsafeBufferPointer { PackedKey($0) }
        var hashes: Set<UInt64> = []
        one.neighbourhood { hashes.insert($0) }
        var isShared = false
        two.neighbourhood { if hashes.contains($0) { isShared = true } }
        #expect(isShared, "seed \(seed)")
        #expect(one.isNear(two), "seed \(seed)")
    }

    @Test("an empty or odd text is a missing number", arguments: ["", " ", "—", "№"])
    func missing(text: String) {
        #expect(key(text).isMissing)
    }

    @Test("knows a right container check digit from a wrong one")
    func container() {
        #expect(ContainerCheck.isValid(key("CSQU3054383")))
        #expect(!ContainerCheck.isValid(key("CSQU3054384")))
        #expect(!ContainerCheck.isValid(key("CSQU305438")))
    }

    @Test(
        "folds one firm's spellings over scripts and legal forms",
        arguments: [
            ("GRAND ELECTRONICS LLC", "ЛЛС «ГРАНД ЕЛЕСТРОНИСС»"),
            ("LTD \"AKTOBE METALL\"", "AKTOBE METALL"),
            ("TOO \"BAIKAL STROY\"", "ТОО «БАИКАЛ СТРОЫ»"),
            ("NAVOIY BAIKAL MASH AO", "АО «НАВОИЫ БАИКАЛ МАШ»"),
        ])
    func names(one: String, two: String) {
        func fold(_ text: String) -> [UInt8] {
            Array(text.utf8).withUnsafeBufferPointer { NameSkeleton($0).joined }
        }
        #expect(fold(one) == fold(two))
    }
}
