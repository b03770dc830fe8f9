extension TraitSet {
    /// Every way in which earlier results are counted, in the order of the model's features.
    package static let all: [TraitSet] = goods + parties + circumstances

    private static let goods: [TraitSet] = [
        TraitSet(
            [.subheading, .origin, .dispatch, .rate, .regime, .mass],
            "the same tariff code, origin, dispatch, duty and exact mass",
            uz: "kodi, kelib chiqishi, joʻnatilgan joyi, boji va aniq ogʻirligi bir xil tovarlar",
            ru: "товары с тем же кодом, происхождением, отправлением, пошлиной и точной массой"),
        TraitSet(
            [.subheading, .origin, .dispatch, .rate, .regime],
            "the same tariff code, origin, dispatch and duty",
            uz: "kodi, kelib chiqishi, joʻnatilgan joyi va boji bir xil tovarlar",
            ru: "товары с тем же кодом, происхождением, отправлением и пошлиной"),
        TraitSet(
            [.subheading, .mass], "the same tariff code and exact mass",
            uz: "kodi va aniq ogʻirligi bir xil tovarlar",
            ru: "товары с тем же кодом и точной массой"),
        TraitSet(
            [.subheading, .rate, .regime], "the same tariff code and duty",
            uz: "kodi va boji bir xil tovarlar", ru: "товары с тем же кодом и пошлиной"),
        TraitSet(
            [.subheading, .origin], "the same tariff code and origin",
            uz: "kodi va kelib chiqishi bir xil tovarlar",
            ru: "товары с тем же кодом и происхождением"),
        TraitSet(
            [.subheading, .dispatch], "the same tariff code and country of dispatch",
            uz: "kodi va joʻnatilgan mamlakati bir xil tovarlar",
            ru: "товары с тем же кодом и страной отправления"),
        TraitSet(
            [.subheading], "the same tariff code", uz: "kodi bir xil tovarlar",
            ru: "товары с тем же кодом"),
        TraitSet(
            [.heading, .origin, .dispatch, .regime],
            "the same heading, origin, dispatch and duty regime",
            uz: "pozitsiyasi, kelib chiqishi, joʻnatilgan joyi va boj rejimi bir xil tovarlar",
            ru: "товары той же позиции, происхождения, отправления и режима пошлины"),
        TraitSet(
            [.heading, .origin], "the same heading and origin",
            uz: "pozitsiyasi va kelib chiqishi bir xil tovarlar",
            ru: "товары той же позиции и происхождения"),
        TraitSet(
            [.heading], "the same heading", uz: "pozitsiyasi bir xil tovarlar",
            ru: "товары той же позиции"),
        TraitSet(
            [.chapter], "the same chapter", uz: "guruhi bir xil tovarlar",
            ru: "товары той же группы"),
        TraitSet(
            [.origin, .dispatch], "the same origin and country of dispatch",
            uz: "kelib chiqishi va joʻnatilgan mamlakati bir xil tovarlar",
            ru: "товары того же происхождения и отправления"),
        TraitSet(
            [.origin], "the same origin", uz: "kelib chiqishi bir xil tovarlar",
            ru: "товары того же происхождения"),
        TraitSet(
            [.dispatch], "the same country of dispatch",
            uz: "joʻnatilgan mamlakati bir xil tovarlar",
            ru: "товары из той же страны отправления"),
        TraitSet(
            [.regime], "the same duty regime", uz: "boj rejimi bir xil tovarlar",
            ru: "товары с тем же режимом пошлины"),
    ]

    private static let parties: [TraitSet] = [
        TraitSet([.trader], "the trader", uz: "savdogarning tovarlari", ru: "товары участника"),
        TraitSet(
            [.trader, .heading], "the trader in this heading",
            uz: "savdogarning shu pozitsiyadagi tovarlari", ru: "товары участника в этой позиции"),
        TraitSet(
            [.trader, .seller], "the trader from this seller",
            uz: "savdogarning shu sotuvchidan olgan tovarlari",
            ru: "товары участника от этого продавца"),
        TraitSet(
            [.declarant], "the declarant", uz: "deklarantning tovarlari", ru: "товары декларанта"),
        TraitSet(
            [.seller], "the seller", uz: "sotuvchining tovarlari", ru: "товары продавца"),
        TraitSet(
            [.seller, .heading], "the seller in this heading",
            uz: "sotuvchining shu pozitsiyadagi tovarlari", ru: "товары продавца в этой позиции"),
        TraitSet(
            [.carrier], "the carrier", uz: "tashuvchining tovarlari", ru: "товары перевозчика"),
    ]

    private static let circumstances: [TraitSet] = [
        TraitSet([.office], "the office", uz: "shu postdagi tovarlar", ru: "товары этого поста"),
        TraitSet(
            [.office, .heading], "the heading at the office",
            uz: "shu postda shu pozitsiyadagi tovarlar", ru: "товары этой позиции на этом посту"),
        TraitSet(
            [.procedure, .kind], "the same procedure and kind of declaration",
            uz: "rejimi va turi bir xil deklaratsiyalar",
            ru: "декларации с той же процедурой и видом"),
        TraitSet(
            [.payment], "the same way of payment", uz: "toʻlov usuli bir xil deklaratsiyalar",
            ru: "декларации с тем же способом уплаты"),
        TraitSet(
            [.mode], "the same mode of transport", uz: "transport turi bir xil deklaratsiyalar",
            ru: "декларации с тем же видом транспорта"),
    ]
}
