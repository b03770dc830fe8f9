/// A fact an indicator would have needed.
package enum MissingFact: String, Hashable, Sendable, CaseIterable, Error {
    case referenceDay, trader, traderHistory, historyDepth, statistics, comparisonSet
    case commodityCode, netMass, grossMass, value, origin, dispatch, packages, description
    case tradeTerms, charges, declaredRate, officialRate, nationalCurrency
    case containerNumbers, wagonNumbers, invoiceNumber, seller, declarationNumber, office
    case codeList, totals, draw, watchlists
    case vehicle, traderAddress, traderPhone, broker, certificate, flow, route, transportMode
    case grossMassTotal, consignee, inspectionResults
    case mirrorRecords, partnerInformation, model

    /// What is missing, as a sentence.
    package var sentence: SentenceTemplate {
        switch self {
        case .referenceDay, .trader, .traderHistory, .historyDepth, .statistics, .comparisonSet:
            historySentence
        case .commodityCode, .netMass, .grossMass, .value, .origin, .dispatch, .packages,
            .description, .totals:
            goodsSentence
        case .vehicle, .traderAddress, .traderPhone, .broker, .certificate, .flow, .route,
            .transportMode, .grossMassTotal, .consignee:
            movementSentence
        case .inspectionResults:
            SentenceTemplate(
                "No results of inspections were at hand.",
                uz: "Koʻrik natijalari mavjud emas.", ru: "Результаты досмотров недоступны.")
        case .model:
            SentenceTemplate(
                "No learned model for declarations of this kind is adopted.",
                uz: "Bunday deklaratsiyalar uchun oʻqitilgan model qabul qilinmagan.",
                ru: "Обученная модель для таких деклараций не принята.")
        default: documentSentence
        }
    }

    private var historySentence: SentenceTemplate {
        switch self {
        case .referenceDay:
            SentenceTemplate(
                "The declaration has no date of acceptance, issue or arrival.",
                uz:
                    "Deklaratsiyada qabul qilingan, tuzilgan yoki yetib kelgan sana koʻrsatilmagan.",
                ru: "В декларации нет даты принятия, составления или прибытия.")
        case .trader:
            SentenceTemplate(
                "The declaration names no importer, exporter or declarant.",
                uz: "Deklaratsiyada importchi, eksportchi yoki deklarant koʻrsatilmagan.",
                ru: "В декларации не указан импортёр, экспортёр или декларант.")
        case .traderHistory:
            SentenceTemplate(
                "Too little is known of this trader for a comparison.",
                uz: "Taqqoslash uchun bu savdogar haqida maʼlumot kam.",
                ru: "Сведений об этом участнике слишком мало для сравнения.")
        case .historyDepth:
            SentenceTemplate(
                "The stored history does not reach back far enough.",
                uz: "Saqlangan tarix yetarlicha uzoq davrni qamrab olmaydi.",
                ru: "Накопленная история охватывает слишком короткий срок.")
        case .statistics:
            SentenceTemplate(
                "No statistics of earlier trade were at hand.",
                uz: "Oldingi savdo statistikasi mavjud emas.",
                ru: "Статистика прежней торговли недоступна.")
        default:
            SentenceTemplate(
                "There are too few comparable goods.",
                uz: "Taqqoslash uchun oʻxshash tovarlar yetarli emas.",
                ru: "Слишком мало сопоставимых товаров.")
        }
    }

    private var goodsSentence: SentenceTemplate {
        switch self {
        case .commodityCode:
            SentenceTemplate(
                "The item has no tariff code.", uz: "Tovarda TIF TN kodi yoʻq.",
                ru: "У товара нет кода товарной номенклатуры.")
        case .netMass:
            SentenceTemplate(
                "The item has no net mass in a unit of mass.",
                uz: "Tovarning sof ogʻirligi koʻrsatilmagan.", ru: "Масса нетто товара не указана.")
        case .grossMass:
            SentenceTemplate(
                "The item has no gross mass in a unit of mass.",
                uz: "Tovarning brutto ogʻirligi koʻrsatilmagan.",
                ru: "Масса брутто товара не указана.")
        case .value:
            SentenceTemplate(
                "The item has no value with a currency.",
                uz: "Tovarning valyutadagi qiymati koʻrsatilmagan.",
                ru: "Стоимость товара с валютой не указана.")
        case .origin:
            SentenceTemplate(
                "The item has no country of origin.", uz: "Tovarning kelib chiqqan mamlakati yoʻq.",
                ru: "Страна происхождения товара не указана.")
        case .dispatch:
            SentenceTemplate(
                "The item has no country of dispatch.",
                uz: "Tovar joʻnatilgan mamlakat koʻrsatilmagan.",
                ru: "Страна отправления товара не указана.")
        case .packages:
            SentenceTemplate(
                "The item has no number of packages of one known kind.",
                uz: "Bir turdagi oʻramlar soni koʻrsatilmagan.",
                ru: "Число грузовых мест одного вида не указано.")
        case .description:
            SentenceTemplate(
                "The item has no description.", uz: "Tovar tavsifi yoʻq.",
                ru: "Описание товара отсутствует.")
        default:
            SentenceTemplate(
                "The declaration states no totals to check against.",
                uz: "Deklaratsiyada solishtirish uchun umumiy koʻrsatkichlar yoʻq.",
                ru: "В декларации нет итоговых показателей для сверки.")
        }
    }

    private var documentSentence: SentenceTemplate {
        switch self {
        case .tradeTerms:
            SentenceTemplate(
                "The delivery terms are not stated.", uz: "Yetkazib berish shartlari yoʻq.",
                ru: "Условия поставки не указаны.")
        case .charges:
            SentenceTemplate(
                "Freight and other charges are not stated.",
                uz: "Tashish va boshqa xarajatlar koʻrsatilmagan.",
                ru: "Расходы на перевозку и прочие начисления не указаны.")
        case .declaredRate:
            SentenceTemplate(
                "The declaration states no exchange rate.",
                uz: "Deklaratsiyada valyuta kursi koʻrsatilmagan.",
                ru: "Курс валюты в декларации не указан.")
        case .officialRate:
            SentenceTemplate(
                "No official rate fine enough is known for the day.",
                uz: "Shu kun uchun yetarlicha aniq rasmiy kurs maʼlum emas.",
                ru: "Достаточно точный официальный курс на этот день неизвестен.")
        case .nationalCurrency:
            SentenceTemplate(
                "The administration's own currency is not configured.",
                uz: "Milliy valyuta sozlanmagan.", ru: "Национальная валюта не задана.")
        case .containerNumbers:
            SentenceTemplate(
                "No container numbers are stated.", uz: "Konteyner raqamlari koʻrsatilmagan.",
                ru: "Номера контейнеров не указаны.")
        case .wagonNumbers:
            SentenceTemplate(
                "No wagon numbers are stated.", uz: "Vagon raqamlari koʻrsatilmagan.",
                ru: "Номера вагонов не указаны.")
        case .invoiceNumber:
            SentenceTemplate(
                "The invoice number is not stated.", uz: "Hisob-faktura raqami koʻrsatilmagan.",
                ru: "Номер счёта-фактуры не указан.")
        case .seller:
            SentenceTemplate(
                "The seller is not stated.", uz: "Sotuvchi koʻrsatilmagan.",
                ru: "Продавец не указан.")
        case .declarationNumber:
            SentenceTemplate(
                "The declaration has no number of its own.",
                uz: "Deklaratsiyaning oʻz raqami yoʻq.", ru: "У декларации нет собственного номера."
            )
        case .office:
            SentenceTemplate(
                "The office of declaration is not stated.", uz: "Bojxona posti koʻrsatilmagan.",
                ru: "Таможенный орган не указан.")
        case .codeList:
            SentenceTemplate(
                "The list these codes belong to is not at hand.",
                uz: "Ushbu kodlar roʻyxati mavjud emas.", ru: "Справочник этих кодов недоступен.")
        case .mirrorRecords:
            SentenceTemplate(
                "The partner's register of these goods is not at hand.",
                uz: "Hamkorning ushbu tovarlar reyestri mavjud emas.",
                ru: "Реестр партнёра по этим товарам недоступен.")
        case .partnerInformation:
            SentenceTemplate(
                "No partner has told anything of its own accord yet.",
                uz: "Hamkorlar hali oʻz tashabbusi bilan maʼlumot bermagan.",
                ru: "Партнёры ещё ничего не сообщали по собственной инициативе.")
        case .watchlists:
            SentenceTemplate(
                "No watch lists were at hand.", uz: "Kuzatuv roʻyxatlari mavjud emas.",
                ru: "Списки наблюдения недоступны.")
        default:
            SentenceTemplate(
                "No random draw was made for the declaration.",
                uz: "Deklaratsiya uchun tasodifiy tanlov oʻtkazilmagan.",
                ru: "Случайный отбор для декларации не проводился.")
        }
    }
}
