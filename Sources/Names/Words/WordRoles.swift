/// Decides what each word of a name does: numbers, initials, titles, legal forms, fathers' names.
enum WordRoles {
    /// Assigns kinds to all words of a parsed name.
    static func assign(in name: inout ParsedName) {
        if name.schema == .airplane { joinRegistration(in: &name) }
        for index in name.words.indices { classify(index, in: &name) }
        if name.schema.isPersonal {
            markFathers(in: &name)
        } else {
            markLegalPhrases(in: &name)
            joinNumerals(in: &name)
        }
        if name.words.allSatisfy({ $0.kind.isMinor }) {
            for index in name.words.indices { name.words[index].kind = .name }
        }
    }

    /// The lexicon key of a word: its letters if short, else its canonical fold.
    private static func key(_ word: Word, _ name: ParsedName) -> UInt32 {
        let raw = name.forms[Int(word.formStart)]
        return raw.count <= 4 ? raw.hash : name.forms[Int(word.formStart) + 1].hash
    }

    private static func classify(_ index: Int, in name: inout ParsedName) {
        let word = name.words[index]
        let raw = name.forms[Int(word.formStart)]
        if name.words[index].kind == .number { return }
        if let number = numberHash(raw, word, in: name) {
            name.words[index].kind = .number
            name.words[index].numberHash = number
            return
        }
        let isSingle = raw.count == 1 && isLettered(word.script)
        if isSingle, name.schema.isPersonal {
            name.words[index].kind = .initial
            return
        }
        if !word.script.isSyllabic, let entry = Lexicon.shared.entry(key(word, name)) {
            let kind: WordKind =
                switch name.schema {
                case .person: entry.person
                case .unknown: entry.other == .name ? entry.person : entry.other
                default: entry.other
                }
            if kind != .name {
                name.words[index].kind = kind
                return
            }
            if entry.number >= 0, !name.schema.isPersonal {
                name.words[index].kind = .number
                name.words[index].numberHash = Letters.hash(String(entry.number))
                return
            }
        }
        if isSingle { name.words[index].kind = .initial }
    }

    private static func isLettered(_ script: Script) -> Bool {
        switch script {
        case .latin, .cyrillic, .greek, .armenian, .georgian: true
        default: false
        }
    }

    /// The value of a written number; nil for words that merely hold a misread digit.
    ///
    /// Pure digits, ordinals such as 13th, and short marks such as N200VR or Il76 are numbers.
    private static func numberHash(_ raw: WordForm, _ word: Word, in name: ParsedName) -> UInt32? {
        guard raw.mask & Letters.digitClasses != 0 else { return nil }
        let start = Int(raw.start)
        let letters = name.bytes[start..<start + Int(raw.count)]
        guard letters.contains(where: CanonicalFold.isDigit) else { return nil }
        let digits = letters.prefix(while: CanonicalFold.isDigit)
        if digits.count == letters.count || isOrdinalEnding(letters.dropFirst(digits.count)) {
            let value = digits.drop(while: { $0 == 0x30 })
            return value.withUnsafeBufferPointer { Letters.hash($0) }
        }
        let letterCount = letters.count { !CanonicalFold.isDigit($0) }
        let digitCount = letters.count - letterCount
        let isMark = digitCount >= letterCount || (digitCount >= 2 && letterCount <= 3)
        if isMark, !name.schema.isPersonal { return raw.hash }
        return nil
    }

    private static func isOrdinalEnding(_ letters: ArraySlice<UInt8>) -> Bool {
        guard letters.count == 2 else { return false }
        return letters.elementsEqual("st".utf8) || letters.elementsEqual("nd".utf8)
            || letters.elementsEqual("rd".utf8) || letters.elementsEqual("th".utf8)
    }

    /// A registration mark such as EP-MOR or N200VR is one word that decides.
    private static func joinRegistration(in name: inout ParsedName) {
        var letters: [UInt8] = []
        var hasDigit = false
        for word in name.words {
            let raw = name.forms[Int(word.formStart)]
            let start = Int(raw.start)
            letters.append(contentsOf: name.bytes[start..<start + Int(raw.count)])
        }
        hasDigit = letters.contains(where: CanonicalFold.isDigit)
        let isMark = letters.count <= 8 && (hasDigit || name.words.count == 2)
        guard isMark, let first = name.words.first, let last = name.words.last else { return }
        let place = Int(first.textStart)..<Int(last.textEnd)
        name.removeAll()
        var speller = WordSpeller()
        speller.append(roman: letters, script: .latin, place: place, to: &name)
        name.words[0].kind = .number
        name.words[0].numberHash = name.forms[0].hash
    }

    /// Tens and a unit in words are one number: forty four.
    private static func joinNumerals(in name: inout ParsedName) {
        var index = 0
        while index + 1 < name.words.count {
            if let tens = numeral(index, name), tens >= 20, tens % 10 == 0,
                let unit = numeral(index + 1, name), unit >= 1, unit <= 9
            {
                name.words[index].numberHash = Letters.hash(String(tens + unit))
                name.words[index].textEnd = name.words[index + 1].textEnd
                name.words.remove(at: index + 1)
            }
            index += 1
        }
    }

    private static func numeral(_ index: Int, _ name: ParsedName) -> Int? {
        guard name.words[index].kind == .number else { return nil }
        if let entry = Lexicon.shared.entry(key(name.words[index], name)), entry.number >= 0 {
            return Int(entry.number)
        }
        let raw = name.forms[Int(name.words[index].formStart)]
        guard raw.count == 1 else { return nil }
        let digit = name.bytes[Int(raw.start)]
        return CanonicalFold.isDigit(digit) ? Int(digit) - 0x30 : nil
    }

    /// Marks the longest legal form of several words from each place on.
    private static func markLegalPhrases(in name: inout ParsedName) {
        var index = 0
        while index < name.words.count {
            let first = key(name.words[index], name)
            var taken = 1
            if let entry = Lexicon.shared.entry(first), entry.opensPhrase {
                for phrase in Lexicon.shared.phrases(opening: first) {
                    let end = index + phrase.keys.count
                    guard end <= name.words.count else { continue }
                    let fits = phrase.keys.indices.allSatisfy {
                        phrase.keys[$0] == key(name.words[index + $0], name)
                    }
                    guard fits else { continue }
                    for place in index..<end { name.words[place].kind = .legalForm }
                    taken = phrase.keys.count
                    break
                }
            }
            index += taken
        }
    }

    /// Fathers' names end in -ovich, -ovna and the like, or stand before oʻgʻli, qizi, uulu, kyzy.
    private static func markFathers(in name: inout ParsedName) {
        for index in name.words.indices {
            let word = name.words[index]
            guard index > 0 || name.words.count > 2 else { continue }
            if word.kind == .name, endsAsPatronymic(word, name) {
                name.words[index].kind = .patronymic
            }
            if index > 1, word.kind == .particle,
                let entry = Lexicon.shared.entry(key(word, name)), entry.marksFather,
                name.words[index - 1].kind == .name
            {
                name.words[index - 1].kind = .patronymic
            }
        }
    }

    private static let patronymicEndings: [[UInt8]] = [
        "ovich", "evich", "ovych", "evych", "avich", "yevich", "ovna", "evna", "ivna", "yivna",
        "auna", "inichna", "ichna", "ogly", "ogli", "oglu", "qizi", "kizi", "kyzy", "uly", "uulu",
        "avna", "ovitch", "evitch",
    ].map { Array($0.utf8) }

    private static func endsAsPatronymic(_ word: Word, _ name: ParsedName) -> Bool {
        let raw = name.forms[Int(word.formStart)]
        guard raw.count >= 7 else { return false }
        let letters = name.bytes[Int(raw.start)..<Int(raw.start) + Int(raw.count)]
        guard let last = letters.last,
            last == 0x68 || last == 0x61 || last == 0x69 || last == 0x79
                || last == 0x75
        else { return false }
        return patronymicEndings.contains { letters.suffix($0.count).elementsEqual($0) }
    }
}
