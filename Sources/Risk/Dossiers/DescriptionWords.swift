/// Words of descriptions, and which of them say nothing.
enum DescriptionWords {
    enum Fault: UInt8 { case generalWords, noWords, repeatedLetters }

    /// Characters of a description that are looked at.
    static let lengthMax = 600

    /// What is wrong with a description; nil when it holds a word that may name goods.
    static func fault(in text: String) -> Fault? {
        var word = WordHash()
        var words = 0
        var specific = false
        var letters = 0
        var counts: [64 of UInt16] = InlineArray(repeating: 0)
        func close(_ word: inout WordHash) {
            if word.letters >= 3 {
                words += 1
                if !general.contains(word.value) { specific = true }
            }
            word = WordHash()
        }
        var length = 0
        for scalar in text.unicodeScalars {
            length += 1
            if length > lengthMax { break }
            switch kind(scalar.value) {
            case .letter(let lower):
                word.add(lower)
                letters += 1
                counts[Int(lower & 63)] &+= 1
            case .digit: word.add(scalar.value, isLetter: false)
            case .inside: continue
            case .outside: close(&word)
            }
            // Enough variety and a word of substance: nothing can be found any more.
            if specific, letters >= 12 { break }
        }
        close(&word)
        if letters >= 6, entropy(counts, total: letters) < 1.2 { return .repeatedLetters }
        if words == 0 { return .noWords }
        return specific ? nil : .generalWords
    }

    /// Hashes of the words that may name goods, each once, in the order they stand in.
    ///
    /// Words of four letters or more that are no general words and hold no digit; the first
    /// ``tellingMax`` of the first ``lengthMax`` characters. The list of words known is not needed:
    /// what a word tells is learned from trade.
    static func telling(in text: String) -> [UInt64] {
        var hashes: [UInt64] = []
        var word = WordHash()
        var hasDigit = false
        var length = 0
        func close() {
            if word.letters >= 4, !hasDigit, !general.contains(word.value),
                !hashes.contains(word.value)
            {
                hashes.append(word.value)
            }
            word = WordHash()
            hasDigit = false
        }
        for scalar in text.unicodeScalars {
            length += 1
            if length > lengthMax || hashes.count == tellingMax { break }
            switch kind(scalar.value) {
            case .letter(let lower): word.add(lower)
            case .digit: hasDigit = true
            case .inside: continue
            case .outside: close()
            }
        }
        if hashes.count < tellingMax { close() }
        return hashes
    }

    /// Words of one description that are learned from and asked about.
    static let tellingMax = 6

    /// Shannon entropy of the letters, in bits.
    private static func entropy(_ counts: [64 of UInt16], total: Int) -> Double {
        var sum = 0.0
        for index in counts.indices where counts[index] > 0 {
            let share = Double(counts[index]) / Double(total)
            sum -= share * StableMath.ln(share)
        }
        return sum / StableMath.ln2
    }

    private enum Kind {
        case letter(UInt32)
        case digit
        /// Apostrophes and the like, which belong to Uzbek words and are passed over.
        case inside
        case outside
    }

    /// What a character is in a description; Latin and Cyrillic letters are made lower-case.
    private static func kind(_ value: UInt32) -> Kind {
        switch value {
        case 0x61...0x7A: .letter(value)
        case 0x41...0x5A: .letter(value + 0x20)
        case 0x30...0x39: .digit
        case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BB, 0x2BC: .inside
        case 0x00...0x7F: .outside
        case 0x410...0x42F: .letter(value + 0x20)
        case 0x400...0x40F: .letter(value + 0x50)
        case 0x430...0x45F: .letter(value)
        case 0x460...0x4FF: .letter(value | 1)
        case 0xC0...0x24F: .letter(value)
        // Other scripts: every character may be a word of its own.
        case 0x370...0x3FF, 0x500...0x1FFF, 0x2E80...0xFFEF: .letter(value)
        default: .outside
        }
    }

    private struct WordHash {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        var letters = 0

        mutating func add(_ scalar: UInt32, isLetter: Bool = true) {
            value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3
            if isLetter { letters += scalar >= 0x2E80 ? 3 : 1 }
        }
    }

    /// Hashes of the words that name no goods.
    private static let general: Set<UInt64> = {
        var hashes: Set<UInt64> = []
        for word in (english + russian + uzbek).split(separator: " ") {
            var hash = WordHash()
            for scalar in word.unicodeScalars {
                if case .letter(let lower) = kind(scalar.value) { hash.add(lower) }
            }
            hashes.insert(hash.value)
        }
        return hashes
    }()

    private static let english = """
        goods good parts part spare spares items item articles article various varied misc miscellaneous \
        assorted general cargo freight merchandise products product stuff things thing materials material \
        accessories samples sample other others etc personal effects household consolidated consolidation \
        mixed groupage commodity commodities supplies consumer industrial commercial new used set sets kit \
        kits pcs pieces piece boxes box cartons carton pallets pallet packages package gift gifts per invoice \
        list attached said contain contains containing stc fak all kinds kind and the for with not specified \
        elsewhere nes unknown tbd test only use different type types quantity description hazardous non load \
        shipment consignment container loose bulk import export equipment
        """ + " "

    private static let russian = """
        товар товары товара груз грузы груза грузов сборный сборные сборного разный разные прочий прочие прочее \
        другой другие изделие изделия изделий продукция запчасти запчасть запасные части часть материалы материал \
        принадлежности образцы образец народного потребления широкого личные вещи домашние имущество \
        комплект комплекты набор наборы штук штуки коробки коробка ящики ящик паллеты места упаковка подарки \
        согласно счету счёту инвойсу списку спецификации приложению для при или все всякие виды различные \
        ассортимент ассортименте общего назначения новые новый бывшие употреблении хозяйственные промышленные \
        оборудование груженый смешанный тнп
        """ + " "

    private static let uzbek = """
        tovar tovarlar tovarlari mol mollar mollari yuk yuklar xalq isteʼmoli isteʼmol keng boshqa turli \
        har xil aralash yigʻma qism qismlar qismlari ehtiyot buyum buyumlar buyumlari mahsulot mahsulotlar \
        mahsulotlari material materiallar namuna namunalar shaxsiy uy roʻzgʻor jihoz jihozlar uskuna uskunalar \
        dona quti toʻplam sovgʻa uchun bilan yangi eski umumiy maqsadlar \
        товарлар товарлари мол моллар моллари юк юклар халқ истеъмоли истеъмол кенг бошқа турли ҳар хил аралаш \
        йиғма қисм қисмлар қисмлари эҳтиёт буюм буюмлар буюмлари маҳсулот маҳсулотлар маҳсулотлари намуна \
        шахсий уй рўзғор жиҳоз жиҳозлар ускуна ускуналар дона қути тўплам совға учун билан янги эски умумий
        """
}
