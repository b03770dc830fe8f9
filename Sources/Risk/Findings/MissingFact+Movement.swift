extension MissingFact {
    /// Sentences about who moves the goods, how, and with which papers.
    var movementSentence: SentenceTemplate {
        switch self {
        case .vehicle:
            SentenceTemplate(
                "No means of transport is named.", uz: "Transport vositasi koʻrsatilmagan.",
                ru: "Транспортное средство не указано.")
        case .traderAddress:
            SentenceTemplate(
                "The trader's address is not stated.", uz: "Savdogarning manzili koʻrsatilmagan.",
                ru: "Адрес участника не указан.")
        case .traderPhone:
            SentenceTemplate(
                "The trader's telephone number is not stated.",
                uz: "Savdogarning telefon raqami koʻrsatilmagan.",
                ru: "Телефон участника не указан.")
        case .broker:
            SentenceTemplate(
                "No declarant or broker with a number is named.",
                uz: "Raqami bor deklarant yoki broker koʻrsatilmagan.",
                ru: "Декларант или представитель с номером не указан.")
        case .certificate:
            SentenceTemplate(
                "No certificate of origin is named.",
                uz: "Kelib chiqish sertifikati koʻrsatilmagan.",
                ru: "Сертификат происхождения не указан.")
        case .flow:
            SentenceTemplate(
                "The declaration does not say whether the goods come or go.",
                uz: "Tovar kelishi yoki ketishi deklaratsiyada koʻrsatilmagan.",
                ru: "Направление перемещения товаров не указано.")
        case .route:
            SentenceTemplate(
                "The countries of the route are not stated.",
                uz: "Yoʻnalish mamlakatlari koʻrsatilmagan.",
                ru: "Страны маршрута не указаны.")
        case .transportMode:
            SentenceTemplate(
                "The mode of transport is not stated.", uz: "Transport turi koʻrsatilmagan.",
                ru: "Вид транспорта не указан.")
        case .grossMassTotal:
            SentenceTemplate(
                "The total gross mass is not stated.",
                uz: "Umumiy brutto ogʻirlik koʻrsatilmagan.",
                ru: "Общая масса брутто не указана.")
        default:
            SentenceTemplate(
                "The consignee is not named.", uz: "Yuk oluvchi koʻrsatilmagan.",
                ru: "Грузополучатель не указан.")
        }
    }
}
