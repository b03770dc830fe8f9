import Customs

// Conditions and texts of the shipped profiles, one entry each. The files in Profiles/ are written
// from here: `tamga profile library --to Profiles`.

extension ProfileLibrary {
    static let goods: [Entry] = [
        Entry(
            id: "precursors-table-one", offence: .precursors,
            english: "Precursors of Table I",
            uzbek: "I jadval prekursorlari",
            russian: "Прекурсоры таблицы I",
            objective:
                "Goods under which substances of Table I are classified cross with an import "
                + "or export authorisation only",
            legalBasis: "UN Convention against Illicit Traffic in Narcotic Drugs and Psychotropic "
                + "Substances 1988, article 12",
            when: "declaration.items.exists(i, (i.commodity.startsWith('291524') || "
                + "i.commodity.startsWith('293941') || i.commodity.startsWith('293942') || "
                + "i.commodity.startsWith('284161') || i.commodity.startsWith('293294') || "
                + "i.commodity.startsWith('293293') || i.commodity.startsWith('291634') || "
                + "i.commodity.startsWith('293961') || i.commodity.startsWith('293962')))",
            score: 0.6, lane: .red, instruction: .permit, minutes: 90),
        Entry(
            id: "precursors-solvents-south", offence: .precursors,
            english: "Bulk solvents or acids on the way south",
            uzbek: "Janubga yoʻnalgan erituvchi va kislotalar",
            russian: "Растворители и кислоты навалом на юг",
            objective: "Solvents and acids of Table II are found before they reach heroin "
                + "laboratories",
            legalBasis: "UN Convention against Illicit Traffic in Narcotic Drugs and Psychotropic "
                + "Substances 1988, article 12",
            when: "declaration.items.exists(i, i.destinationCountry in ['AF', 'PK'] && "
                + "(i.commodity.startsWith('290230') || i.commodity.startsWith('291411') || "
                + "i.commodity.startsWith('290911') || i.commodity.startsWith('2807') || "
                + "i.commodity.startsWith('280610') || i.commodity.startsWith('291412')) && "
                + "i.netMass > 500.0)",
            score: 0.5, lane: .red, instruction: .sample, minutes: 90),
        Entry(
            id: "drugs-fruit-by-road", offence: .drugs,
            english: "Dried fruit, nuts or plants by road along the opiate route",
            uzbek: "Opiat yoʻlida avtotransportdagi quruq meva va oʻsimliklar",
            russian: "Сухофрукты, орехи, растения автотранспортом по пути опиатов",
            objective: "Loads that have hidden opiates are looked through with canines or scanner",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.mode == '3' && declaration.items.exists(i, i.origin in ['AF', "
                + "'PK', 'IR'] && (i.commodity.startsWith('0802') || "
                + "i.commodity.startsWith('0806') || i.commodity.startsWith('0813') || "
                + "i.commodity.startsWith('0909') || i.commodity.startsWith('1207') || "
                + "i.commodity.startsWith('1211') || i.commodity.startsWith('1301')))",
            score: 0.35, lane: .yellow, instruction: .scan, minutes: 30),
        Entry(
            id: "drugs-minerals-cover", offence: .drugs,
            english: "Talc, gypsum or salt of low value from the opiate route",
            uzbek: "Opiat yoʻlidan arzon talk, gips yoki tuz",
            russian: "Дешёвые тальк, гипс или соль с пути опиатов",
            objective: "Powders that cover drugs are sampled",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.items.exists(i, i.origin in ['AF', 'PK', 'IR'] && "
                + "(i.commodity.startsWith('2501') || i.commodity.startsWith('2520') || "
                + "i.commodity.startsWith('2526')) && i.usdPerKg < 0.5)",
            score: 0.3, lane: .yellow, instruction: .sample, minutes: 45),
        Entry(
            id: "drugs-pill-presses", offence: .drugs,
            english: "Tabletting or capsule-filling machine",
            uzbek: "Tabletka yoki kapsula mashinasi",
            russian: "Таблеточная или капсульная машина",
            objective: "Machines that make tablets go to licensed makers only",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('847989') || i.commodity.startsWith('842230')) && "
                + "i.description.matches('(?i)tablet|capsule|pill|таблет|капсул'))",
            score: 0.4, lane: .yellow, instruction: .user, minutes: 30),
        Entry(
            id: "radioactive-declared", offence: .radioactive,
            english: "Radioactive or nuclear material",
            uzbek: "Radioaktiv yoki yadro materiali",
            russian: "Радиоактивный или ядерный материал",
            objective: "Radioactive material crosses with licence, package certificate and notice "
                + "only",
            legalBasis: "Convention on the Physical Protection of Nuclear Material 1980, article 4",
            when: "declaration.items.exists(i, (i.commodity.startsWith('2844') || "
                + "i.commodity.startsWith('2845') || i.commodity.startsWith('261210') || "
                + "i.commodity.startsWith('8401')))",
            score: 0.7, lane: .red, instruction: .radiation, minutes: 120),
        Entry(
            id: "radioactive-scrap", offence: .radioactive,
            english: "Metal scrap in bulk",
            uzbek: "Metall parchalari",
            russian: "Металлический лом навалом",
            objective: "Orphan sources in scrap are found at the border",
            legalBasis: "IAEA Code of Conduct on the Safety and Security of Radioactive Sources "
                + "2004, paragraph 13",
            when: "declaration.items.exists(i, (i.commodity.startsWith('7204') || "
                + "i.commodity.startsWith('7404') || i.commodity.startsWith('7503') || "
                + "i.commodity.startsWith('7602') || i.commodity.startsWith('8112')) && "
                + "i.netMass > 1000.0)",
            score: 0.25, lane: .yellow, instruction: .radiation, minutes: 30),
        Entry(
            id: "strategic-microelectronics", offence: .strategic,
            english: "Microelectronics leaving or passing",
            uzbek: "Chiqayotgan yoki oʻtayotgan mikroelektronika",
            russian: "Микроэлектроника на вывоз или транзитом",
            objective: "Integrated circuits that weapons need are not diverted",
            legalBasis: "UN Security Council resolution 1540 (2004), operative paragraph 3",
            when: "declaration.flow in ['export', 'transit'] && declaration.items.exists(i, "
                + "(i.commodity.startsWith('854231') || i.commodity.startsWith('854232') || "
                + "i.commodity.startsWith('854233') || i.commodity.startsWith('854239')) && "
                + "i.valueUSD > 5000.0)",
            score: 0.4, lane: .yellow, instruction: .user, minutes: 30),
        Entry(
            id: "strategic-machine-tools", offence: .strategic,
            english: "Machine tools with numerical control leaving or passing",
            uzbek: "Chiqayotgan yoki oʻtayotgan raqamli dastgohlar",
            russian: "Станки с ЧПУ на вывоз или транзитом",
            objective: "Machine tools are not diverted to makers of weapons",
            legalBasis: "UN Security Council resolution 1540 (2004), operative paragraph 3",
            when: "declaration.flow in ['export', 'transit'] && declaration.items.exists(i, "
                + "(i.commodity.startsWith('845710') || i.commodity.startsWith('845811') || "
                + "i.commodity.startsWith('845891') || i.commodity.startsWith('845961') || "
                + "i.commodity.startsWith('846693')))",
            score: 0.4, lane: .yellow, instruction: .user, minutes: 30),
        Entry(
            id: "strategic-drones", offence: .strategic,
            english: "Unmanned aircraft",
            uzbek: "Uchuvchisiz uchish apparatlari",
            russian: "Беспилотные летательные аппараты",
            objective: "Unmanned aircraft and their users are known",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.items.exists(i, i.commodity.startsWith('8806'))",
            score: 0.35, lane: .yellow, instruction: .permit, minutes: 30),
        Entry(
            id: "strategic-chemical-weapons", offence: .strategic,
            english: "Chemicals scheduled by the Chemical Weapons Convention",
            uzbek: "Kimyoviy qurol konvensiyasi roʻyxatidagi moddalar",
            russian: "Химикаты списков Конвенции о химическом оружии",
            objective: "Scheduled chemicals cross with a licence only",
            legalBasis: "Chemical Weapons Convention 1993, article VI and Annex on Chemicals",
            when: "declaration.items.exists(i, (i.commodity.startsWith('281211') || "
                + "i.commodity.startsWith('281212') || i.commodity.startsWith('281213') || "
                + "i.commodity.startsWith('281214') || i.commodity.startsWith('281215') || "
                + "i.commodity.startsWith('281216') || i.commodity.startsWith('281217') || "
                + "i.commodity.startsWith('292215') || i.commodity.startsWith('293070')))",
            score: 0.6, lane: .red, instruction: .permit, minutes: 90),
        Entry(
            id: "safety-explosives", offence: .safety,
            english: "Ammonium nitrate or explosives",
            uzbek: "Ammiakli selitra yoki portlovchi moddalar",
            russian: "Аммиачная селитра или взрывчатые вещества",
            objective: "Explosives and what they are made of go to licensed users",
            legalBasis: "UN Recommendations on the Transport of Dangerous Goods, classes 1 and 5.1",
            when: "declaration.items.exists(i, (i.commodity.startsWith('310230') || "
                + "i.commodity.startsWith('3601') || i.commodity.startsWith('3602') || "
                + "i.commodity.startsWith('3603')))",
            score: 0.5, lane: .red, instruction: .permit, minutes: 90),
        Entry(
            id: "strategic-arms", offence: .strategic,
            english: "Arms, ammunition and their parts",
            uzbek: "Qurol, oʻq-dori va ularning qismlari",
            russian: "Оружие, боеприпасы и их части",
            objective: "Firearms cross with licence and mark only",
            legalBasis: "UN Firearms Protocol 2001, article 10",
            when: "declaration.items.exists(i, i.commodity.startsWith('93'))",
            score: 0.6, lane: .red, instruction: .permit, minutes: 90),
        Entry(
            id: "laundering-gold", offence: .laundering,
            english: "Gold or silver outside banks",
            uzbek: "Banklardan tashqari oltin yoki kumush",
            russian: "Золото или серебро вне банков",
            objective: "Precious metal is not used to move the proceeds of crime",
            legalBasis: "FATF Recommendation 32",
            when: "declaration.items.exists(i, (i.commodity.startsWith('7106') || "
                + "i.commodity.startsWith('7108') || i.commodity.startsWith('7112')) && "
                + "i.valueUSD > 10000.0)",
            score: 0.45, lane: .red, instruction: .value, minutes: 60),
        Entry(
            id: "laundering-overvalued-clothes", offence: .laundering,
            english: "Clothing or footwear above 500 US dollars a kilogram",
            uzbek: "Kilosi 500 dollardan qimmat kiyim yoki poyabzal",
            russian: "Одежда или обувь дороже 500 долларов за килограмм",
            objective: "Over-invoicing that moves value abroad is found",
            legalBasis: "WTO Agreement on Customs Valuation, article 17",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('61') || i.commodity.startsWith('62') || "
                + "i.commodity.startsWith('64')) && i.usdPerKg > 500.0)",
            score: 0.4, lane: .yellow, instruction: .value, minutes: 30),
        Entry(
            id: "cash-declared", offence: .cash,
            english: "Banknotes as freight",
            uzbek: "Yuk sifatidagi banknotlar",
            russian: "Банкноты как груз",
            objective: "Cash that travels as freight has a lawful origin",
            legalBasis: "FATF Recommendation 32",
            when: "declaration.items.exists(i, (i.commodity.startsWith('490700') || "
                + "i.commodity.startsWith('711810') || i.commodity.startsWith('711890')) && "
                + "i.valueUSD > 10000.0)",
            score: 0.5, lane: .red, instruction: .value, minutes: 60),
    ]

    static let trade: [Entry] = [
        Entry(
            id: "duty-clothes-undervalued", offence: .duty,
            english: "Clothing below 2 US dollars a kilogram",
            uzbek: "Kilosi 2 dollardan arzon kiyim",
            russian: "Одежда дешевле 2 долларов за килограмм",
            objective: "Clothing is not declared below the cost of its yarn",
            legalBasis: "WTO Agreement on Customs Valuation, article 17",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('61') || i.commodity.startsWith('62')) && "
                + "i.usdPerKg < 2.0)",
            score: 0.4, lane: .yellow, instruction: .value, minutes: 30),
        Entry(
            id: "duty-footwear-undervalued", offence: .duty,
            english: "Footwear below 2 US dollars a kilogram",
            uzbek: "Kilosi 2 dollardan arzon poyabzal",
            russian: "Обувь дешевле 2 долларов за килограмм",
            objective: "Footwear is declared at its price",
            legalBasis: "WTO Agreement on Customs Valuation, article 17",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "i.commodity.startsWith('64') && i.usdPerKg < 2.0)",
            score: 0.35, lane: .yellow, instruction: .value, minutes: 30),
        Entry(
            id: "duty-telephones-undervalued", offence: .duty,
            english: "Smartphones below 60 US dollars a kilogram",
            uzbek: "Kilosi 60 dollardan arzon smartfonlar",
            russian: "Смартфоны дешевле 60 долларов за килограмм",
            objective: "Telephones are declared in number and price",
            legalBasis: "WTO Agreement on Customs Valuation, article 17",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "i.commodity.startsWith('851713') && i.usdPerKg < 60.0)",
            score: 0.45, lane: .yellow, instruction: .value, minutes: 30),
        Entry(
            id: "duty-cars-undervalued", offence: .duty,
            english: "Cars below 1.50 US dollars a kilogram",
            uzbek: "Kilosi 1,5 dollardan arzon avtomobillar",
            russian: "Автомобили дешевле 1,5 доллара за килограмм",
            objective: "Cars are declared at their price",
            legalBasis: "WTO Agreement on Customs Valuation, article 17",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "i.commodity.startsWith('8703') && i.usdPerKg < 1.5)",
            score: 0.35, lane: .yellow, instruction: .value, minutes: 30),
        Entry(
            id: "duty-preference-by-third-country", offence: .duty,
            english: "Preference claimed for goods sent from a third country",
            uzbek: "Uchinchi mamlakatdan kelgan tovarga imtiyoz",
            russian: "Преференция для товаров, отправленных из третьей страны",
            objective: "Preferential origin is kept by direct transport",
            legalBasis: "Revised Kyoto Convention, Specific Annex K, chapter 1",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "i.isPreferential && i.origin != i.exportCountry)",
            score: 0.25, lane: .yellow, instruction: .permit, minutes: 20),
        Entry(
            id: "duty-spirits-undervalued", offence: .duty,
            english: "Spirits below 1 US dollar a kilogram",
            uzbek: "Kilosi 1 dollardan arzon spirtli ichimliklar",
            russian: "Крепкий алкоголь дешевле 1 доллара за килограмм",
            objective: "Excise on spirits is paid",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.items.exists(i, (i.commodity.startsWith('2207') || "
                + "i.commodity.startsWith('2208')) && i.usdPerKg < 1.0)",
            score: 0.35, lane: .yellow, instruction: .sample, minutes: 45),
        Entry(
            id: "duty-cigarettes-in-transit", offence: .duty,
            english: "Cigarettes leaving or passing",
            uzbek: "Chiqayotgan yoki oʻtayotgan sigaretalar",
            russian: "Сигареты на вывоз или транзитом",
            objective: "Cigarettes do not stay in the country untaxed",
            legalBasis: "Protocol to Eliminate Illicit Trade in Tobacco Products 2012, article 10",
            when: "declaration.flow in ['export', 'transit'] && declaration.items.exists(i, "
                + "i.commodity.startsWith('240220'))",
            score: 0.35, lane: .yellow, instruction: .scan, minutes: 30),
        Entry(
            id: "counterfeit-cosmetics", offence: .counterfeit,
            english: "Perfume or cosmetics below 3 US dollars a kilogram",
            uzbek: "Kilosi 3 dollardan arzon atir va kosmetika",
            russian: "Парфюмерия и косметика дешевле 3 долларов за килограмм",
            objective: "Imitations of known marks are stopped",
            legalBasis: "TRIPS Agreement, article 51",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('3303') || i.commodity.startsWith('3304')) && "
                + "i.usdPerKg < 3.0)",
            score: 0.35, lane: .yellow, instruction: .mark, minutes: 45),
        Entry(
            id: "counterfeit-bags-watches", offence: .counterfeit,
            english: "Bags or watches below 4 US dollars a kilogram",
            uzbek: "Kilosi 4 dollardan arzon sumka va soatlar",
            russian: "Сумки и часы дешевле 4 долларов за килограмм",
            objective: "Imitations of known marks are stopped",
            legalBasis: "TRIPS Agreement, article 51",
            when: "declaration.flow == 'import' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('4202') || i.commodity.startsWith('9101') || "
                + "i.commodity.startsWith('9102')) && i.usdPerKg < 4.0)",
            score: 0.35, lane: .yellow, instruction: .mark, minutes: 45),
        Entry(
            id: "wildlife-cites", offence: .wildlife,
            english: "Live animals, ivory, reptile skins, caviar",
            uzbek: "Tirik hayvonlar, fil suyagi, sudralib yuruvchi terisi, ikra",
            russian: "Живые животные, слоновая кость, кожи рептилий, икра",
            objective: "Specimens of the appendices cross with a CITES permit only",
            legalBasis: "CITES 1973, articles III to V",
            when: "declaration.items.exists(i, (i.commodity.startsWith('0106') || "
                + "i.commodity.startsWith('0507') || i.commodity.startsWith('410320') || "
                + "i.commodity.startsWith('9601') || i.commodity.startsWith('160431')))",
            score: 0.45, lane: .red, instruction: .permit, minutes: 60),
        Entry(
            id: "safety-waste", offence: .safety,
            english: "Waste: chemical, plastic or electronic",
            uzbek: "Chiqindilar: kimyoviy, plastik yoki elektron",
            russian: "Отходы: химические, пластиковые или электронные",
            objective: "Waste crosses with the consent of the state it goes to",
            legalBasis: "Basel Convention 1989, article 6",
            when: "declaration.items.exists(i, (i.commodity.startsWith('3825') || "
                + "i.commodity.startsWith('3915') || i.commodity.startsWith('8549')))",
            score: 0.4, lane: .yellow, instruction: .permit, minutes: 30),
        Entry(
            id: "safety-ozone", offence: .safety,
            english: "Refrigerants that harm ozone layer or climate",
            uzbek: "Ozon qatlami yoki iqlimga zararli sovutgichlar",
            russian: "Хладагенты, вредные для озонового слоя или климата",
            objective: "Controlled refrigerants cross with a licence only",
            legalBasis: "Montreal Protocol 1987, article 4B",
            when: "declaration.items.exists(i, (i.commodity.startsWith('29034') || "
                + "i.commodity.startsWith('29037') || i.commodity.startsWith('3827')))",
            score: 0.35, lane: .yellow, instruction: .permit, minutes: 30),
        Entry(
            id: "safety-mercury", offence: .safety,
            english: "Mercury",
            uzbek: "Simob",
            russian: "Ртуть",
            objective: "Mercury crosses with written consent only",
            legalBasis: "Minamata Convention on Mercury 2013, article 3",
            when: "declaration.items.exists(i, (i.commodity.startsWith('280540') || "
                + "i.commodity.startsWith('285210')))",
            score: 0.4, lane: .yellow, instruction: .permit, minutes: 30),
        Entry(
            id: "minerals-critical-out", offence: .minerals,
            english: "Ores and compounds of critical metals leaving",
            uzbek: "Chiqayotgan nodir metallar rudalari va birikmalari",
            russian: "Руды и соединения критических металлов на вывоз",
            objective: "Critical minerals leave under licence and at their grade",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.flow == 'export' && declaration.items.exists(i, "
                + "(i.commodity.startsWith('2611') || i.commodity.startsWith('2613') || "
                + "i.commodity.startsWith('261710') || i.commodity.startsWith('280530') || "
                + "i.commodity.startsWith('2846') || i.commodity.startsWith('261590') || "
                + "i.commodity.startsWith('811219')) && i.netMass > 100.0)",
            score: 0.3, lane: .yellow, instruction: .sample, minutes: 45),
        Entry(
            id: "trafficking-light-container", offence: .trafficking,
            english: "Container or lorry with hardly any cargo",
            uzbek: "Deyarli boʻsh konteyner yoki yuk mashinasi",
            russian: "Контейнер или грузовик почти без груза",
            objective: "People hidden in cargo space are found alive",
            legalBasis: "Protocol against the Smuggling of Migrants 2000, article 11",
            when: "declaration.mode == '3' && declaration.isContainerised && "
                + "declaration.grossMass < 800.0",
            score: 0.3, lane: .yellow, instruction: .scan, minutes: 20),
        Entry(
            id: "networks-mixed-load", offence: .networks,
            english: "Forty items or more from one sender",
            uzbek: "Bir joʻnatuvchidan qirq va undan ortiq tovar",
            russian: "Сорок и более товаров от одного отправителя",
            objective: "Mixed loads that hide what matters are looked through",
            legalBasis: "Revised Kyoto Convention, General Annex, standards 6.3 to 6.5",
            when: "declaration.flow == 'import' && declaration.itemCount >= 40",
            score: 0.15, lane: nil, instruction: .open, minutes: 20),
    ]
}
