/// Folds a romanised word into its canonical form, in which usual spellings of one sound agree.
///
/// kh, x and h become h; q, k and hard c become k; zh, dzh, dj and j become j; w becomes v; ch and
/// tch become `C`, sh and sch `S`, ts and tz `c`; runs of i and y, doubled letters, silent h, and
/// the diphthongs of ai/ei/ay/ey agree. Letters outside a–z pass through.
/// Source: the spellings that the romanisation systems named in ``RomanisationTable`` give one
/// sound.
struct CanonicalFold {
    private let raw: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var previousIsVowel = false

    private init(raw: UnsafeBufferPointer<UInt8>) { self.raw = raw }

    /// Folds `raw` onto the end of `out`; a fold is never longer than its word.
    static func append(_ raw: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let start = out.count
        out.append(contentsOf: raw)
        let count = out.withUnsafeMutableBufferPointer { all in
            write(raw, UnsafeMutableBufferPointer(rebasing: all[start...]))
        }
        out.removeLast(raw.count - count)
    }

    /// Writes the fold of `raw` and returns its length; `out` is as long as `raw`.
    static func write(
        _ raw: UnsafeBufferPointer<UInt8>, _ out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var fold = CanonicalFold(raw: raw)
        var count = 0
        var at = 0
        var last: UInt8 = 0
        let plain = PlainLetters.shared
        plain.sounds.withUnsafeBufferPointer { sounds in
            plain.followers.withUnsafeBufferPointer { followers in
                while at < raw.count {
                    let letter = Int(raw[at])
                    let next = at + 1 < raw.count ? raw[at + 1] : 0
                    var byte = sounds[letter]
                    if followers[letter] >> UInt32(next & 0x1F) & 1 == 0 {
                        at += 1
                    } else {
                        fold.at = at
                        fold.previousIsVowel = isVowel(last)
                        byte = fold.step()
                        at = fold.at
                        if byte == 0 { continue }
                    }
                    if last == byte, !isDigit(byte) { continue }
                    out[count] = byte
                    count += 1
                    last = byte
                }
            }
        }
        if count == 0, let first = raw.first {
            out[0] = first
            count = 1
        }
        // A final f after a vowel is v: -off and -eff are -ov and -ev.
        if count >= 3, out[count - 1] == f, isVowel(out[count - 2]) { out[count - 1] = v }
        return count
    }

    private func peek(_ offset: Int) -> UInt8 {
        at + offset < raw.count ? raw[at + offset] : 0
    }

    /// Reads one sound and moves on; 0 means it is silent.
    private mutating func step() -> UInt8 {
        let byte = raw[at]
        if Self.isVowelLetter(byte) { return vowel(byte) }
        return consonant(byte)
    }

    private mutating func take(_ count: Int, _ byte: UInt8) -> UInt8 {
        at += count
        return byte
    }

    private mutating func vowel(_ byte: UInt8) -> UInt8 {
        let next = peek(1)
        if byte == Self.i || byte == Self.y {
            var run = 1
            while peek(run) == Self.i || peek(run) == Self.y { run += 1 }
            if peek(run) == Self.e { return take(run + 1, Self.e) }
            return take(run, Self.i)
        }
        if byte == Self.a || byte == Self.e {
            if next == Self.i || next == Self.y {
                var run = 2
                while peek(run) == Self.i || peek(run) == Self.y { run += 1 }
                if Self.isVowelLetter(peek(run)) { return take(1, byte) }
                return take(run, Self.e)
            }
            if byte == Self.e, next == Self.e { return take(2, Self.i) }
            if byte == Self.a, next == Self.e { return take(2, Self.e) }
        }
        // `au` before a consonant reads as `av`.
        if byte == Self.u, at > 0, raw[at - 1] == Self.a, !Self.isVowelLetter(next) {
            return take(1, Self.v)
        }
        if byte == Self.o, next == Self.u || next == Self.o { return take(2, Self.u) }
        return take(1, byte)
    }

    private mutating func consonant(_ byte: UInt8) -> UInt8 {
        let next = peek(1)
        switch byte {
        case Self.c: return letterC(next)
        case Self.d: return letterD(next)
        case Self.s: return letterS(next)
        case Self.t: return letterT(next)
        case Self.k: return next == Self.h ? take(2, Self.h) : take(1, Self.k)
        case Self.g: return next == Self.h ? take(2, Self.g) : take(1, Self.g)
        case Self.p: return next == Self.h ? take(2, Self.f) : take(1, Self.p)
        case Self.r: return next == Self.h ? take(2, Self.r) : take(1, Self.r)
        case Self.z: return next == Self.h ? take(2, Self.j) : take(1, Self.z)
        case Self.x: return take(1, Self.h)
        case Self.w: return take(1, Self.v)
        case Self.q:
            let softU = next == Self.u && (peek(2) == Self.e || peek(2) == Self.i)
            return take(softU ? 2 : 1, Self.k)
        case Self.h:
            let silent = at == raw.count - 1 && previousIsVowel
            return take(1, silent ? 0 : Self.h)
        default: return take(1, byte)
        }
    }

    private mutating func letterC(_ next: UInt8) -> UInt8 {
        switch next {
        case Self.h, Self.z: take(2, Self.soundCh)
        case Self.k: take(2, Self.k)
        case Self.e, Self.i, Self.y: take(1, Self.s)
        default: take(1, Self.k)
        }
    }

    private mutating func letterD(_ next: UInt8) -> UInt8 {
        switch next {
        case Self.j: take(2, Self.j)
        case Self.h: take(2, Self.d)
        case Self.z where peek(2) == Self.h: take(3, Self.j)
        case Self.g where peek(2) == Self.e || peek(2) == Self.i: take(2, Self.j)
        default: take(1, Self.d)
        }
    }

    private mutating func letterS(_ next: UInt8) -> UInt8 {
        if next == Self.h {
            let shch = peek(2) == Self.c && peek(3) == Self.h
            return take(shch ? 4 : 2, Self.soundSh)
        }
        if next == Self.z { return take(2, Self.soundSh) }
        if next == Self.c {
            if peek(2) == Self.h { return take(3, Self.soundSh) }
            if peek(2) == Self.e || peek(2) == Self.i { return take(2, Self.s) }
        }
        return take(1, Self.s)
    }

    private mutating func letterT(_ next: UInt8) -> UInt8 {
        switch next {
        case Self.c where peek(2) == Self.h: take(3, Self.soundCh)
        case Self.s where peek(2) == Self.c && peek(3) == Self.h: take(4, Self.soundCh)
        case Self.s where peek(2) == Self.h: take(3, Self.soundCh)
        case Self.s, Self.z: take(2, Self.soundTs)
        case Self.h: take(2, Self.t)
        default: take(1, Self.t)
        }
    }
}

/// Letters that have one sound whatever stands around them, and what must follow the others for
/// another sound: the answer for most letters of most words, without a look at the rules.
private struct PlainLetters: Sendable {
    static let shared = PlainLetters()

    /// The sound of each letter when no follower changes it.
    let sounds: [UInt8]
    /// One bit for each follower, by its low five bits, before which the rules decide; 0 stands for
    /// the end of the word.
    let followers: [UInt32]

    private init() {
        var sounds = (0..<256).map { UInt8($0) }
        var followers = [UInt32](repeating: 0, count: 256)
        func rule(_ letter: StaticString, before next: String) {
            followers[Int(letter.utf8Start.pointee)] = next.utf8.reduce(0) {
                $0 | 1 << UInt32($1 & 0x1F)
            }
        }
        rule("a", before: "iye")
        rule("e", before: "iye")
        rule("o", before: "uo")
        rule("c", before: "hzkeiy")
        rule("d", before: "jhzg")
        rule("s", before: "hzc")
        rule("t", before: "cszh")
        for letter in ["k", "g", "p", "r", "z"] as [StaticString] { rule(letter, before: "h") }
        rule("q", before: "u")
        for letter in "iyuh".utf8 { followers[Int(letter)] = .max }
        sounds[Int(CanonicalFold.c)] = CanonicalFold.k
        sounds[Int(CanonicalFold.q)] = CanonicalFold.k
        sounds[Int(CanonicalFold.w)] = CanonicalFold.v
        sounds[Int(CanonicalFold.x)] = CanonicalFold.h
        self.sounds = sounds
        self.followers = followers
    }
}

/// The letters and sounds the fold speaks of.
extension CanonicalFold {
    static let a = UInt8(ascii: "a")
    static let c = UInt8(ascii: "c")
    static let d = UInt8(ascii: "d")
    static let e = UInt8(ascii: "e")
    static let f = UInt8(ascii: "f")
    static let g = UInt8(ascii: "g")
    static let h = UInt8(ascii: "h")
    static let i = UInt8(ascii: "i")
    static let j = UInt8(ascii: "j")
    static let k = UInt8(ascii: "k")
    static let o = UInt8(ascii: "o")
    static let p = UInt8(ascii: "p")
    static let q = UInt8(ascii: "q")
    static let r = UInt8(ascii: "r")
    static let s = UInt8(ascii: "s")
    static let t = UInt8(ascii: "t")
    static let u = UInt8(ascii: "u")
    static let v = UInt8(ascii: "v")
    static let w = UInt8(ascii: "w")
    static let x = UInt8(ascii: "x")
    static let y = UInt8(ascii: "y")
    static let z = UInt8(ascii: "z")
    /// The sounds ch, sh and ts, one byte each.
    static let soundCh = UInt8(ascii: "C")
    static let soundSh = UInt8(ascii: "S")
    static let soundTs = UInt8(ascii: "c")

    /// Whether a canonical byte is a vowel.
    @inline(__always)
    static func isVowel(_ byte: UInt8) -> Bool {
        byte == a || byte == e || byte == i || byte == o || byte == u
    }

    /// Whether a letter before folding is a vowel; y counts.
    @inline(__always)
    static func isVowelLetter(_ byte: UInt8) -> Bool { isVowel(byte) || byte == y }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
