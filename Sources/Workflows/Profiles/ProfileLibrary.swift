import Customs
import Risk

/// Profiles that come with the program, for an administration to start from.
///
/// Their goods are named by codes of the Harmonized System 2022; thresholds and scores are starting
/// values that backtest and shadow have to confirm on the administration's own trade.
package enum ProfileLibrary {
    struct Entry: Sendable {
        var id: String
        var offence: ProfileDefinition.Offence
        var english: String
        var uzbek: String
        var russian: String
        var objective: String
        var legalBasis: String
        var when: String
        var score: Double
        var lane: Lane?
        var instruction: Instruction
        var minutes: Int
    }

    /// What the officer is told to do.
    enum Instruction: Sendable {
        case permit, open, sample, radiation, value, user, scan, mark

        var text: SentenceTemplate {
            switch self {
            case .permit:
                SentenceTemplate(
                    "ask for the permit before release",
                    uz: "chiqarishdan oldin ruxsatnomani soʻrang",
                    ru: "до выпуска запросите разрешение")
            case .open:
                SentenceTemplate(
                    "open and examine the goods", uz: "yukni ochib koʻrikdan oʻtkazing",
                    ru: "вскройте и досмотрите товары")
            case .sample:
                SentenceTemplate(
                    "take a sample for the laboratory", uz: "laboratoriya uchun namuna oling",
                    ru: "отберите пробу для лаборатории")
            case .radiation:
                SentenceTemplate(
                    "measure radiation from a distance first",
                    uz: "avval masofadan radiatsiyani oʻlchang",
                    ru: "сначала измерьте излучение на расстоянии")
            case .value:
                SentenceTemplate(
                    "check the value with invoice and payment",
                    uz: "qiymatni invoys va toʻlov bilan tekshiring",
                    ru: "проверьте стоимость по инвойсу и оплате")
            case .user:
                SentenceTemplate(
                    "ask for the end user's statement",
                    uz: "oxirgi foydalanuvchi bayonotini soʻrang",
                    ru: "запросите заявление конечного пользователя")
            case .scan:
                SentenceTemplate(
                    "scan the vehicle before it goes on", uz: "transportni skanerdan oʻtkazing",
                    ru: "просканируйте транспортное средство")
            case .mark:
                SentenceTemplate(
                    "compare the marks with the register of rights",
                    uz: "belgilarni huquqlar reyestri bilan solishtiring",
                    ru: "сверьте знаки с реестром прав")
            }
        }
    }

    /// Names, in the order of the library.
    package static var names: [String] { entries.map(\.id) }

    private static var entries: [Entry] { goods + trade }

    /// The file of a profile; nil when the library has none of the name.
    package static func file(_ name: String) -> String? {
        entries.first { $0.id == name }.map(text)
    }

    private static func text(_ entry: Entry) -> String {
        let instruction = entry.instruction.text
        return """
            id: \(entry.id)
            title:
              en: \(quoted(entry.english))
              uz: \(quoted(entry.uzbek))
              ru: \(quoted(entry.russian))
            offence: \(entry.offence.rawValue)
            objective: \(quoted(entry.objective))
            legalBasis: \(quoted(entry.legalBasis))
            when: |
              \(entry.when)
            score: \(entry.score)
            \(entry.lane.map { "lane: \($0.rawValue)" } ?? "# no lane: it adds to the score only")
            instruction:
              en: \(quoted(instruction.english))
              uz: \(quoted(instruction.uzbek))
              ru: \(quoted(instruction.russian))
            minutes: \(entry.minutes)
            validity:
              days: 90
            owner: library

            """
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
