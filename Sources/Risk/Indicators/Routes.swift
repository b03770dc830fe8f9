import Customs

/// A seller whose seat hides its owners.
package enum OffshoreSeller: Indicator {
    package static var id: IndicatorID { .offshoreSeller }

    package static let card = IndicatorCard(
        number: 14,
        question:
            "Does the seller sit where firms' owners are hidden, and the goods come from elsewhere?",
        needs: [.seller, .dispatch],
        formula:
            "seat of the seller, else trading country, on the list of offshore seats and not the country of "
            + "dispatch; score 0.6.",
        limits: "Holding companies there sell lawfully. The seat counts as route of the payment.")

    package static let sentences = [
        SentenceTemplate(
            "The seller sits in {seat}, while the goods come from {dispatch}.",
            uz: "Sotuvchi {seat} da joylashgan, tovar esa {dispatch} dan kelgan.",
            ru: "Продавец находится в {seat}, а товар отправлен из {dispatch}.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        var seat: UInt16?
        for index in dossier.declaration.parties.indices {
            let role = dossier.declaration.parties[index].role
            guard seat == nil || role == .seller, role == .seller || role == .exporter else {
                continue
            }
            seat =
                PackedCode.country(dossier.declaration.parties[index].address?.countryCode) ?? seat
        }
        guard let seat = seat ?? PackedCode.country(dossier.declaration.tradingCountryCode) else {
            return judgement.abstain(id, .seller)
        }
        guard OffshoreSeats.packed.contains(seat) else { return }
        guard let dispatch = dossier.items.lazy.compactMap(\.measures.dispatch).first else {
            return judgement.abstain(id, .dispatch)
        }
        guard dispatch != seat else { return }
        judgement.find(
            id, score: 0.6,
            [
                Evidence("seat", .text(PackedCode.letters(of: seat))),
                Evidence("dispatch", .text(PackedCode.letters(of: dispatch))),
            ])
    }
}

/// Goods consigned to nobody in particular.
package enum ConsigneeToOrder: Indicator {
    package static var id: IndicatorID { .consigneeToOrder }

    package static let card = IndicatorCard(
        number: 35, question: "Is the consignee left open?",
        needs: [.consignee],
        formula: "the consignee's name is a wording for \"to order\" or \"same as\"; score 0.5.",
        limits: "Negotiable bills of lading are made out to order; banks require it.")

    package static let sentences = [
        SentenceTemplate(
            "The consignee is left open (\"{wording}\").",
            uz: "Yuk oluvchi ochiq qoldirilgan («{wording}»).",
            ru: "Грузополучатель не назван («{wording}»).")
    ]

    private static let wordings = [
        "TO ORDER", "TO THE ORDER", "ORDER OF", "SAME AS", "TO BEARER", "ПО ПРИКАЗУ", "BUYURTMA",
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        var name: String?
        for index in dossier.declaration.parties.indices
        where dossier.declaration.parties[index].role == .consignee {
            name = dossier.declaration.parties[index].name
            if name == nil, dossier.declaration.parties[index].id != nil { return }
        }
        if dossier.isReport, name == nil { return judgeConsignments(dossier, into: &judgement) }
        guard let name else { return judgement.abstain(id, .consignee) }
        guard let wording = wording(of: name) else { return }
        judgement.find(id, score: 0.5, [Evidence("wording", .text(wording))])
    }

    /// A report names a consignee for each consignment.
    private static func judgeConsignments(
        _ dossier: borrowing Dossier, into judgement: inout Judgement
    ) {
        for index in dossier.declaration.items.indices {
            let parties = dossier.declaration.items[index].parties
            guard let consignee = parties.first(where: { $0.role == .consignee }),
                let name = consignee.name
            else {
                judgement.abstain(id, .consignee, item: index + 1)
                continue
            }
            guard let wording = wording(of: name) else { continue }
            judgement.find(
                id, item: index + 1, score: 0.5, [Evidence("wording", .text(wording))])
        }
    }

    /// The wording a name begins with. No firm's name is that short and begins so; longer names are
    /// not looked through.
    private static func wording(of name: String) -> String? {
        guard name.utf8.count <= 48 else { return nil }
        let upper = name.uppercased()
        return wordings.first { upper.hasPrefix($0) }
    }
}

/// Carriage that costs more, or less, than it does for such goods.
package enum FreightShare: Indicator {
    package static var id: IndicatorID { .freightShare }

    package static let card = IndicatorCard(
        number: 37, question: "Is the freight out of proportion to the value?",
        needs: [.commodityCode, .charges, .comparisonSet],
        formula:
            "freight ÷ value above the 99th or below the 1st percentile of chapter and mode, n ≥ 100; score "
            + "0.3 + 0.3·|ln(share ÷ bound)|.",
        limits: "Urgent parts fly. Freight of a whole consignment on one item is out of proportion."
    )

    package static let sentences = [
        SentenceTemplate(
            "Freight is {share} of the value; usual for such goods: {low} to {high} ({setSize} items).",
            uz:
                "Tashish haqi qiymatning {share}; odatda {low} dan {high} gacha ({setSize} ta tovar).",
            ru:
                "Фрахт составляет {share} стоимости; обычно от {low} до {high} (товаров: {setSize})."
        )
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        for index in dossier.items.indices {
            switch dossier.items[index].freightShare {
            case .missing(let fact): judgement.abstain(id, fact, item: index + 1)
            case .known(let band):
                let isHigh = band.measure > band.high
                guard isHigh || band.measure < band.low else { continue }
                let bound = isHigh ? band.high : band.low
                judgement.find(
                    id, item: index + 1,
                    score: 0.3 + 0.3 * StableMath.ln(band.measure / bound).magnitude,
                    [
                        Evidence("share", .share(band.measure)), Evidence("low", .share(band.low)),
                        Evidence("high", .share(band.high)),
                        Evidence("percentile", .share(isHigh ? 0.99 : 0.01)),
                        Evidence("setSize", .count(band.setSize)),
                    ])
            }
        }
    }
}

/// A route that comes back to a country it has left.
package enum RouteRepeats: Indicator {
    package static var id: IndicatorID { .routeRepeats }
    /// Countries of a route that are looked at.
    static let countriesMax = 64

    package static let card = IndicatorCard(
        number: 27, question: "Does the route return to a country it has left, or wind about?",
        needs: [.route],
        formula:
            "a country named again after another one, or more than eight countries; score 0.6, 0.4.",
        limits: "Corridors cross borders twice where rivers or railways do.")

    package static let sentences = [
        SentenceTemplate(
            "The route returns to {country} after leaving it ({count} countries named).",
            uz: "Yoʻnalish {country} ga qaytadi ({count} ta mamlakat koʻrsatilgan).",
            ru: "Маршрут возвращается в {country} (названо стран: {count})."),
        SentenceTemplate(
            "The route crosses {count} countries; the last is {country}.",
            uz: "Yoʻnalish {count} ta mamlakatdan oʻtadi; oxirgisi {country}.",
            ru: "Маршрут проходит через {count} стран; последняя — {country}."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard !dossier.declaration.itinerary.isEmpty else { return judgement.abstain(id, .route) }
        var countries: [UInt16] = []
        var again: UInt16?
        for index in dossier.declaration.itinerary.indices.prefix(countriesMax) {
            guard
                let country = PackedCode.country(dossier.declaration.itinerary[index].countryCode),
                country != countries.last
            else { continue }
            if again == nil, countries.contains(country) { again = country }
            countries.append(country)
        }
        guard let last = countries.last, again != nil || countries.count > 8 else { return }
        judgement.find(
            id, variant: again == nil ? 1 : 0, score: again == nil ? 0.4 : 0.6,
            [
                Evidence("country", .text(PackedCode.letters(of: again ?? last))),
                Evidence("count", .count(countries.count)),
            ])
    }
}

/// A big vehicle for next to nothing.
package enum VehicleLight: Indicator {
    package static var id: IndicatorID { .vehicleLight }
    /// Kilograms below which a truck or wagon counts as next to empty.
    static let kilogramsMin = 300.0

    package static let card = IndicatorCard(
        number: 31, question: "Does a whole truck, wagon or container carry next to nothing?",
        needs: [.grossMassTotal, .transportMode],
        formula:
            "total gross mass above 0 and below 300 kg in a container, on road or rail; score rises from 0.4 to 0.8 as "
            + "the mass falls. Room for people or hidden goods; to be joined with weighbridge and scan.",
        limits: "Groupage is declared in parts: the rest of the load stands in other declarations.")

    package static let sentences = [
        SentenceTemplate(
            "Only {mass} kg are declared for a whole vehicle or container.",
            uz: "Butun transport vositasi yoki konteyner uchun atigi {mass} kg koʻrsatilgan.",
            ru: "На целое транспортное средство или контейнер заявлено лишь {mass} кг.")
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        guard let mass = dossier.declaration.totalGrossMass?.kilograms, mass > 0 else {
            return judgement.abstain(id, .grossMassTotal)
        }
        let mode = dossier.measures.mode
        let isContainer = !dossier.declaration.equipment.isEmpty
        guard mode != 0 || isContainer else { return judgement.abstain(id, .transportMode) }
        guard mode == 2 || mode == 3 || isContainer, mass < kilogramsMin else { return }
        judgement.find(
            id, score: 0.4 + 0.4 * (1 - mass / kilogramsMin),
            [Evidence("mass", .number(mass, decimals: 1))])
    }
}
