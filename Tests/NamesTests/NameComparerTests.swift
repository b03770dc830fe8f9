import Testing

@testable import Names

@Suite struct NameComparerTests {
    private func score(_ left: String, _ right: String, _ schema: NameSchema) throws -> Double {
        var comparer = NameComparer()
        return try comparer.score(left, right, schema: schema)
    }

    @Test(
        "one man in the spellings of the press, both alphabets and English transcription",
        arguments: [
            "Akmalkhuja", "Akmalhoja", "Akmalhuja", "Akmalkhuzha", "Акмалходжа", "Акмалхўжа",
        ])
    func pressSpellings(given: String) throws {
        let listed = "MAVLONOV Akmalxoʻja"
        let family = given.unicodeScalars.contains { $0.value > 0x400 } ? "Мавлонов" : "Mavlonov"
        #expect(try score("\(given) \(family)", listed, .person) >= NameComparer.threshold)
        for other in ["Akmalkhuja", "Akmalhoja", "Akmalhuja", "Akmalkhuzha"] {
            let value = try score("\(given) \(family)", "\(other) Mavlonov", .person)
            #expect(value >= NameComparer.threshold, "\(given) and \(other)")
        }
    }

    @Test("two surnames one letter apart stay two people")
    func turgunovTursunov() throws {
        for given in ["Alisher", "Dilshod", "Нодира"] {
            let value = try score("\(given) Turgunov", "\(given) Tursunov", .person)
            #expect(value < NameComparer.threshold)
        }
    }

    @Test(
        "every apostrophe of the Uzbek alphabet is the same letter",
        arguments: [
            "'", "\u{2019}", "\u{2018}", "\u{02BB}", "\u{02BC}", "`", "\u{00B4}",
        ])
    func apostrophes(mark: String) throws {
        #expect(try score("Yo\(mark)ldoshev G\(mark)ayrat", "Yoldoshev Gayrat", .person) == 1)
    }

    @Test(
        "spellings of one name in two scripts are the same name",
        arguments: [
            ("Қодиров Ғайрат", "Qodirov Gʻayrat"), ("Ходжаев Жўра", "Xoʻjayev Joʻra"),
            ("Назарбаев Нұрсұлтан", "Nazarbayev Nursultan"),
            ("Жээнбеков Сооронбай", "Jeenbekov Sooronbay"),
            ("Раҳмонов Ҷамшед", "Rahmonov Jamshed"), ("Щербаков Юрий", "Shcherbakov Yury"),
            ("Володимир Зеленський", "Volodymyr Zelenskyy"),
            ("محمد حسين الحسيني", "Muhammad Husayn al-Husayni"),
            ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"), ("ბარაკ ობამა", "Barak Obama"),
            ("Արամ Խաչատրյան", "Aram Khachatryan"), ("김정은", "Kim Jong Un"),
            ("王小明", "Wang Xiaoming"),
            ("Nguyễn Văn Hùng", "Nguyen Van Hung"),
            ("Бердимухамедов Гурбангулы", "Berdimuhamedow Gurbanguly"),
        ])
    func scripts(pair: (String, String)) throws {
        #expect(try score(pair.0, pair.1, .person) >= NameComparer.threshold)
    }

    @Test("a father's name may be missing, but two fathers' names contradict")
    func patronymics() throws {
        #expect(try score("Karimov Botir Ulugʻbek oʻgʻli", "Karimov Botir", .person) >= 0.9)
        #expect(try score("Лавров Сергей Викторович", "Sergey Lavrov", .person) >= 0.9)
        let contradicting = try score(
            "Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov", .person)
        #expect(contradicting < NameComparer.threshold)
    }

    @Test("titles weigh little, initials fit or contradict")
    func titlesAndInitials() throws {
        #expect(try score("Dr. Rami Makhlouf", "Rami Makhlouf", .person) >= 0.95)
        #expect(try score("R. Makhlouf", "Rami Makhlouf", .person) >= NameComparer.threshold)
        #expect(try score("H. Makhlouf", "Rami Makhlouf", .person) < NameComparer.threshold)
        #expect(try score("Hafez Makhlouf", "Rami Makhlouf", .person) < NameComparer.threshold)
    }

    @Test(
        "a legal form is no part of a firm's name",
        arguments: [
            "Orient Sement MChJ", "ООО «Ориент Семент»", "Orient Sement LLC", "ORIENT SEMENT, JSC",
            "Общество с ограниченной ответственностью \"Ориент Семент\"",
            "Orient Sement Limited Liability Company", "OrientSement", "Orient-Sement Co., Ltd.",
        ])
    func legalForms(form: String) throws {
        #expect(try score(form, "Orient Sement", .organization) >= NameComparer.threshold)
    }

    @Test(
        "a legal form or a generic word alone matches no firm",
        arguments: [
            ("CORP", "Baraka Corp"), ("Trading Company", "Baraka Trading Company"),
            ("Volkswagen AG", "Siemens AG"), ("Baraka Textile LLC", "Sharq Textile LLC"),
        ])
    func genericWords(pair: (String, String)) throws {
        #expect(try score(pair.0, pair.1, .organization) < NameComparer.threshold)
    }

    @Test(
        "look-alike letters and misread digits are repaired",
        arguments: [
            ("АIRКОRYО", "AIRKORYO"), ("Cбербанк", "Sberbank"), ("Dav1d G0mez", "David Gomez"),
            ("PcTROPARS", "PETROPARS"), ("ReynolGARCIA", "Reynol Garcia"),
            ("Aus tin Smith", "Austin Smith"),
        ])
    func repairs(pair: (String, String)) throws {
        #expect(try score(pair.0, pair.1, .unknown) >= 0.9)
    }

    @Test("written numbers are numbers, and unequal numbers are another thing")
    func numbers() throws {
        #expect(try score("Brigade Forty-Four", "Brigade 44", .organization) == 1)
        #expect(try score("1st International Bank", "First International Bank", .organization) == 1)
        #expect(try score("EP-MOR", "EP MOR", .airplane) == 1)
        #expect(try score("EP-MOR", "EP-MOB", .airplane) < NameComparer.threshold)
    }

    @Test("explains each word and what is missing, in the officer's language")
    func explanation() throws {
        var comparer = NameComparer()
        let comparison = try comparer.compare(
            "Акмалходжа Мавлонов", "MAVLONOV Akmalxoʻja Olimovich", schema: .person)
        let pairs = comparison.alignment.map { "\($0.left ?? "-")|\($0.right ?? "-")" }
        #expect(pairs == ["Акмалходжа|Akmalxoʻja", "Мавлонов|MAVLONOV", "-|Olimovich"])
        #expect(comparison.alignment.last?.relation == .onlySecond)
        for language in AlignmentEntry.Language.allCases {
            #expect(comparison.alignment.allSatisfy { !$0.sentence(in: language).isEmpty })
        }
        #expect(comparison.alignment[1].sentence(in: .english) == "Мавлонов = MAVLONOV (same word)")
    }
}
