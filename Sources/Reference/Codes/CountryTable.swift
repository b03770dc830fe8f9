/// Facts of ISO 3166-1 and of the codes customs adds to it, one per line:
/// alpha-2|alpha-3|numeric|English|Russian|kind|first day|last day.
///
/// Kinds: i in force, w withdrawn, r reserved by the agency, c customs use only. Days are those of
/// the agency's newsletters; an empty first day means that it does not matter for trade on record.
///
/// Source: ISO 3166-1 and 3166-3 (codes and names after the public-domain table
/// github.com/datasets/country-codes); Q and X codes: EU Geonomenclature, Regulation (EU) 2020/1470;
/// AB, OS: EAEU classifier of countries, Decision 378 of the Customs Union Commission.
enum CountryTable {
    static let rows = """
        AB|ABH|895|Abkhazia (EAEU classifier)|Абхазия|c||
        AC|ASC||Ascension Island|Остров Вознесения|r||
        AD|AND|020|Andorra|Андорра|i||
        AE|ARE|784|United Arab Emirates|ОАЭ|i||
        AF|AFG|004|Afghanistan|Афганистан|i||
        AG|ATG|028|Antigua and Barbuda|Антигуа и Барбуда|i||
        AI|AIA|660|Anguilla|Ангилья|i||
        AL|ALB|008|Albania|Албания|i||
        AM|ARM|051|Armenia|Армения|i|1992-08-30|
        AN|ANT|530|Netherlands Antilles|Нидерландские Антилы|w||2010-12-14
        AO|AGO|024|Angola|Ангола|i||
        AQ|ATA|010|Antarctica|Антарктика|i||
        AR|ARG|032|Argentina|Аргентина|i||
        AS|ASM|016|American Samoa|Американское Самоа|i||
        AT|AUT|040|Austria|Австрия|i||
        AU|AUS|036|Australia|Австралия|i||
        AW|ABW|533|Aruba|Аруба|i||
        AX|ALA|248|Åland Islands|Аландские острова|i|2004-02-13|
        AZ|AZE|031|Azerbaijan|Азербайджан|i|1992-08-30|
        BA|BIH|070|Bosnia and Herzegovina|Босния и Герцеговина|i||
        BB|BRB|052|Barbados|Барбадос|i||
        BD|BGD|050|Bangladesh|Бангладеш|i||
        BE|BEL|056|Belgium|Бельгия|i||
        BF|BFA|854|Burkina Faso|Буркина-Фасо|i||
        BG|BGR|100|Bulgaria|Болгария|i||
        BH|BHR|048|Bahrain|Бахрейн|i||
        BI|BDI|108|Burundi|Бурунди|i||
        BJ|BEN|204|Benin|Бенин|i||
        BL|BLM|652|Saint Barthélemy|Сен-Бартельми|i|2007-09-21|
        BM|BMU|060|Bermuda|Бермудские острова|i||
        BN|BRN|096|Brunei|Бруней|i||
        BO|BOL|068|Bolivia|Боливия|i||
        BQ|BES|535|Caribbean Netherlands|Бонэйр, Синт-Эстатиус и Саба|i|2010-12-15|
        BR|BRA|076|Brazil|Бразилия|i||
        BS|BHS|044|Bahamas|Багамские Острова|i||
        BT|BTN|064|Bhutan|Бутан|i||
        BU|BUR|104|Burma|Бирма|w||1989-12-04
        BV|BVT|074|Bouvet Island|Остров Буве|i||
        BW|BWA|072|Botswana|Ботсвана|i||
        BY|BLR|112|Belarus|Беларусь|i||
        BZ|BLZ|084|Belize|Белиз|i||
        CA|CAN|124|Canada|Канада|i||
        CC|CCK|166|Cocos Islands|Кокосовые острова|i||
        CD|COD|180|DR Congo|ДР Конго|i|1997-07-14|
        CF|CAF|140|Central African Republic|ЦАР|i||
        CG|COG|178|Congo|Конго|i||
        CH|CHE|756|Switzerland|Швейцария|i||
        CI|CIV|384|Côte d’Ivoire|Кот-д’Ивуар|i||
        CK|COK|184|Cook Islands|Острова Кука|i||
        CL|CHL|152|Chile|Чили|i||
        CM|CMR|120|Cameroon|Камерун|i||
        CN|CHN|156|China|Китай|i||
        CO|COL|170|Colombia|Колумбия|i||
        CR|CRI|188|Costa Rica|Коста-Рика|i||
        CS|CSK|200|Czechoslovakia|Чехословакия|w||1993-06-14
        CS|SCG|891|Serbia and Montenegro|Сербия и Черногория|w|2003-07-23|2006-09-25
        CU|CUB|192|Cuba|Куба|i||
        CV|CPV|132|Cape Verde|Кабо-Верде|i||
        CW|CUW|531|Curaçao|Кюрасао|i|2010-12-15|
        CX|CXR|162|Christmas Island|Остров Рождества|i||
        CY|CYP|196|Cyprus|Кипр|i||
        CZ|CZE|203|Czechia|Чехия|i|1993-06-15|
        DD|DDR|278|German Democratic Republic|ГДР|w||1990-10-29
        DE|DEU|276|Germany|Германия|i||
        DJ|DJI|262|Djibouti|Джибути|i||
        DK|DNK|208|Denmark|Дания|i||
        DM|DMA|212|Dominica|Доминика|i||
        DO|DOM|214|Dominican Republic|Доминиканская Республика|i||
        DZ|DZA|012|Algeria|Алжир|i||
        EA|||Ceuta and Melilla|Сеута и Мелилья|r||
        EC|ECU|218|Ecuador|Эквадор|i||
        EE|EST|233|Estonia|Эстония|i|1992-08-30|
        EG|EGY|818|Egypt|Египет|i||
        EH|ESH|732|Western Sahara|Западная Сахара|i||
        EL|||Greece (tax and customs use)|Греция|c||
        ER|ERI|232|Eritrea|Эритрея|i|1993-07-16|
        ES|ESP|724|Spain|Испания|i||
        ET|ETH|231|Ethiopia|Эфиопия|i||
        EU|||European Union|Европейский союз|r||
        FI|FIN|246|Finland|Финляндия|i||
        FJ|FJI|242|Fiji|Фиджи|i||
        FK|FLK|238|Falkland Islands|Фолклендские острова|i||
        FM|FSM|583|Micronesia|Микронезия|i||
        FO|FRO|234|Faroe Islands|Фарерские острова|i||
        FR|FRA|250|France|Франция|i||
        FX|FXX|249|Metropolitan France|Франция (метрополия)|w|1993-06-15|1997-07-13
        GA|GAB|266|Gabon|Габон|i||
        GB|GBR|826|United Kingdom|Великобритания|i||
        GD|GRD|308|Grenada|Гренада|i||
        GE|GEO|268|Georgia|Грузия|i|1992-08-30|
        GF|GUF|254|French Guiana|Французская Гвиана|i||
        GG|GGY|831|Guernsey|Гернси|i|2006-03-29|
        GH|GHA|288|Ghana|Гана|i||
        GI|GIB|292|Gibraltar|Гибралтар|i||
        GL|GRL|304|Greenland|Гренландия|i||
        GM|GMB|270|Gambia|Гамбия|i||
        GN|GIN|324|Guinea|Гвинея|i||
        GP|GLP|312|Guadeloupe|Гваделупа|i||
        GQ|GNQ|226|Equatorial Guinea|Экваториальная Гвинея|i||
        GR|GRC|300|Greece|Греция|i||
        GS|SGS|239|South Georgia and South Sandwich Islands|Южная Георгия и Сандвичевы острова|i||
        GT|GTM|320|Guatemala|Гватемала|i||
        GU|GUM|316|Guam|Гуам|i||
        GW|GNB|624|Guinea-Bissau|Гвинея-Бисау|i||
        GY|GUY|328|Guyana|Гайана|i||
        HK|HKG|344|Hong Kong|Гонконг|i||
        HM|HMD|334|Heard and McDonald Islands|Острова Херд и Макдональд|i||
        HN|HND|340|Honduras|Гондурас|i||
        HR|HRV|191|Croatia|Хорватия|i||
        HT|HTI|332|Haiti|Гаити|i||
        HU|HUN|348|Hungary|Венгрия|i||
        IC|||Canary Islands|Канарские острова|r||
        ID|IDN|360|Indonesia|Индонезия|i||
        IE|IRL|372|Ireland|Ирландия|i||
        IL|ISR|376|Israel|Израиль|i||
        IM|IMN|833|Isle of Man|Остров Мэн|i|2006-03-29|
        IN|IND|356|India|Индия|i||
        IO|IOT|086|British Indian Ocean Territory|Брит. территория в Инд. океане|i||
        IQ|IRQ|368|Iraq|Ирак|i||
        IR|IRN|364|Iran|Иран|i||
        IS|ISL|352|Iceland|Исландия|i||
        IT|ITA|380|Italy|Италия|i||
        JE|JEY|832|Jersey|Джерси|i|2006-03-29|
        JM|JAM|388|Jamaica|Ямайка|i||
        JO|JOR|400|Jordan|Иордания|i||
        JP|JPN|392|Japan|Япония|i||
        KE|KEN|404|Kenya|Кения|i||
        KG|KGZ|417|Kyrgyzstan|Киргизия|i|1992-08-30|
        KH|KHM|116|Cambodia|Камбоджа|i||
        KI|KIR|296|Kiribati|Кирибати|i||
        KM|COM|174|Comoros|Коморские Острова|i||
        KN|KNA|659|Saint Kitts and Nevis|Сент-Китс и Невис|i||
        KP|PRK|408|North Korea|КНДР|i||
        KR|KOR|410|South Korea|Республика Корея|i||
        KW|KWT|414|Kuwait|Кувейт|i||
        KY|CYM|136|Cayman Islands|Каймановы острова|i||
        KZ|KAZ|398|Kazakhstan|Казахстан|i|1992-08-30|
        LA|LAO|418|Laos|Лаос|i||
        LB|LBN|422|Lebanon|Ливан|i||
        LC|LCA|662|Saint Lucia|Сент-Люсия|i||
        LI|LIE|438|Liechtenstein|Лихтенштейн|i||
        LK|LKA|144|Sri Lanka|Шри-Ланка|i||
        LR|LBR|430|Liberia|Либерия|i||
        LS|LSO|426|Lesotho|Лесото|i||
        LT|LTU|440|Lithuania|Литва|i|1992-08-30|
        LU|LUX|442|Luxembourg|Люксембург|i||
        LV|LVA|428|Latvia|Латвия|i|1992-08-30|
        LY|LBY|434|Libya|Ливия|i||
        MA|MAR|504|Morocco|Марокко|i||
        MC|MCO|492|Monaco|Монако|i||
        MD|MDA|498|Moldova|Молдова|i|1992-08-30|
        ME|MNE|499|Montenegro|Черногория|i|2006-09-26|
        MF|MAF|663|Saint Martin|Сен-Мартен|i|2007-09-21|
        MG|MDG|450|Madagascar|Мадагаскар|i||
        MH|MHL|584|Marshall Islands|Маршалловы Острова|i||
        MK|MKD|807|North Macedonia|Северная Македония|i||
        ML|MLI|466|Mali|Мали|i||
        MM|MMR|104|Myanmar|Мьянма|i|1989-12-05|
        MN|MNG|496|Mongolia|Монголия|i||
        MO|MAC|446|Macao|Макао|i||
        MP|MNP|580|Northern Mariana Islands|Северные Марианские острова|i||
        MQ|MTQ|474|Martinique|Мартиника|i||
        MR|MRT|478|Mauritania|Мавритания|i||
        MS|MSR|500|Montserrat|Монтсеррат|i||
        MT|MLT|470|Malta|Мальта|i||
        MU|MUS|480|Mauritius|Маврикий|i||
        MV|MDV|462|Maldives|Мальдивские Острова|i||
        MW|MWI|454|Malawi|Малави|i||
        MX|MEX|484|Mexico|Мексика|i||
        MY|MYS|458|Malaysia|Малайзия|i||
        MZ|MOZ|508|Mozambique|Мозамбик|i||
        NA|NAM|516|Namibia|Намибия|i||
        NC|NCL|540|New Caledonia|Новая Каледония|i||
        NE|NER|562|Niger|Нигер|i||
        NF|NFK|574|Norfolk Island|Остров Норфолк|i||
        NG|NGA|566|Nigeria|Нигерия|i||
        NI|NIC|558|Nicaragua|Никарагуа|i||
        NL|NLD|528|Netherlands|Нидерланды|i||
        NO|NOR|578|Norway|Норвегия|i||
        NP|NPL|524|Nepal|Непал|i||
        NR|NRU|520|Nauru|Науру|i||
        NT|NTZ|536|Neutral Zone|Нейтральная зона|w||1993-07-11
        NU|NIU|570|Niue|Ниуэ|i||
        NZ|NZL|554|New Zealand|Новая Зеландия|i||
        OM|OMN|512|Oman|Оман|i||
        OS|OST|896|South Ossetia (EAEU classifier)|Южная Осетия|c||
        PA|PAN|591|Panama|Панама|i||
        PE|PER|604|Peru|Перу|i||
        PF|PYF|258|French Polynesia|Французская Полинезия|i||
        PG|PNG|598|Papua New Guinea|Папуа-Новая Гвинея|i||
        PH|PHL|608|Philippines|Филиппины|i||
        PK|PAK|586|Pakistan|Пакистан|i||
        PL|POL|616|Poland|Польша|i||
        PM|SPM|666|Saint Pierre and Miquelon|Сен-Пьер и Микелон|i||
        PN|PCN|612|Pitcairn|Питкэрн|i||
        PR|PRI|630|Puerto Rico|Пуэрто-Рико|i||
        PS|PSE|275|Palestine|Палестина|i||
        PT|PRT|620|Portugal|Португалия|i||
        PW|PLW|585|Palau|Палау|i||
        PY|PRY|600|Paraguay|Парагвай|i||
        QA|QAT|634|Qatar|Катар|i||
        QP|||High seas|Открытое море|c||
        QQ|||Stores and provisions|Припасы|c||
        QR|||Stores, trade within the EU|Припасы, внутри ЕС|c||
        QS|||Stores, trade with third countries|Припасы, вне ЕС|c||
        QU|||Country not specified|Страна не указана|c||
        QV|||Not specified, trade within the EU|Не указана, внутри ЕС|c||
        QW|||Not specified, trade with third countries|Не указана, вне ЕС|c||
        QX|||Not specified for commercial or military reasons|Не указана по особым причинам|c||
        QY|||Not specified for such reasons, within the EU|Не указана, внутри ЕС, особо|c||
        QZ|||Not specified for such reasons, third countries|Не указана, вне ЕС, особо|c||
        RE|REU|638|Réunion|Реюньон|i||
        RO|ROU|642|Romania|Румыния|i||
        RS|SRB|688|Serbia|Сербия|i|2006-09-26|
        RU|RUS|643|Russia|Россия|i|1992-08-30|
        RW|RWA|646|Rwanda|Руанда|i||
        SA|SAU|682|Saudi Arabia|Саудовская Аравия|i||
        SB|SLB|090|Solomon Islands|Соломоновы Острова|i||
        SC|SYC|690|Seychelles|Сейшельские Острова|i||
        SD|SDN|729|Sudan|Судан|i||
        SE|SWE|752|Sweden|Швеция|i||
        SG|SGP|702|Singapore|Сингапур|i||
        SH|SHN|654|Saint Helena|Остров Святой Елены|i||
        SI|SVN|705|Slovenia|Словения|i||
        SJ|SJM|744|Svalbard and Jan Mayen|Шпицберген и Ян-Майен|i||
        SK|SVK|703|Slovakia|Словакия|i|1993-06-15|
        SL|SLE|694|Sierra Leone|Сьерра-Леоне|i||
        SM|SMR|674|San Marino|Сан-Марино|i||
        SN|SEN|686|Senegal|Сенегал|i||
        SO|SOM|706|Somalia|Сомали|i||
        SR|SUR|740|Suriname|Суринам|i||
        SS|SSD|728|South Sudan|Южный Судан|i|2011-08-11|
        ST|STP|678|São Tomé and Príncipe|Сан-Томе и Принсипи|i||
        SU|SUN|810|Soviet Union|СССР|w||1992-08-30
        SV|SLV|222|El Salvador|Сальвадор|i||
        SX|SXM|534|Sint Maarten|Синт-Мартен|i|2010-12-15|
        SY|SYR|760|Syria|Сирия|i||
        SZ|SWZ|748|Eswatini|Эсватини|i||
        TA|TAA||Tristan da Cunha|Тристан-да-Кунья|r||
        TC|TCA|796|Turks and Caicos Islands|Острова Теркс и Кайкос|i||
        TD|TCD|148|Chad|Чад|i||
        TF|ATF|260|French Southern Territories|Южные фр. территории|i||
        TG|TGO|768|Togo|Того|i||
        TH|THA|764|Thailand|Таиланд|i||
        TJ|TJK|762|Tajikistan|Таджикистан|i|1992-08-30|
        TK|TKL|772|Tokelau|Токелау|i||
        TL|TLS|626|Timor-Leste|Тимор-Лешти|i|2002-05-20|
        TM|TKM|795|Turkmenistan|Туркменистан|i|1992-08-30|
        TN|TUN|788|Tunisia|Тунис|i||
        TO|TON|776|Tonga|Тонга|i||
        TP|TMP|626|East Timor|Восточный Тимор|w||2002-05-19
        TR|TUR|792|Türkiye|Турция|i||
        TT|TTO|780|Trinidad and Tobago|Тринидад и Тобаго|i||
        TV|TUV|798|Tuvalu|Тувалу|i||
        TW|TWN|158|Taiwan|Тайвань|i||
        TZ|TZA|834|Tanzania|Танзания|i||
        UA|UKR|804|Ukraine|Украина|i||
        UG|UGA|800|Uganda|Уганда|i||
        UK|||United Kingdom (reserved; use GB)|Великобритания|r||
        UM|UMI|581|US Outlying Islands|Внешние острова США|i||
        UN|||United Nations|ООН|r||
        US|USA|840|United States|США|i||
        UY|URY|858|Uruguay|Уругвай|i||
        UZ|UZB|860|Uzbekistan|Узбекистан|i|1992-08-30|
        VA|VAT|336|Vatican City|Ватикан|i||
        VC|VCT|670|Saint Vincent and Grenadines|Сент-Винсент и Гренадины|i||
        VE|VEN|862|Venezuela|Венесуэла|i||
        VG|VGB|092|British Virgin Islands|Виргинские острова (Брит.)|i||
        VI|VIR|850|US Virgin Islands|Виргинские острова (США)|i||
        VN|VNM|704|Vietnam|Вьетнам|i||
        VU|VUT|548|Vanuatu|Вануату|i||
        WF|WLF|876|Wallis and Futuna|Острова Уоллис и Футуна|i||
        WS|WSM|882|Samoa|Самоа|i||
        XC|||Ceuta|Сеута|c||
        XI|||Northern Ireland|Северная Ирландия|c|2021-01-01|
        XK|XKX||Kosovo|Косово|c||
        XL|||Melilla|Мелилья|c||
        XS|||Serbia (customs use)|Сербия|c|2005-06-01|
        XZ|||International waters|Международные воды|c||
        YD|YMD|720|Democratic Yemen|Народная Респ. Йемен|w||1990-08-13
        YE|YEM|887|Yemen|Йемен|i|1990-08-14|
        YT|MYT|175|Mayotte|Майотта|i||
        YU|YUG|891|Yugoslavia|Югославия|w||2003-07-22
        ZA|ZAF|710|South Africa|Южная Африка|i||
        ZM|ZMB|894|Zambia|Замбия|i||
        ZR|ZAR|180|Zaire|Заир|w||1997-07-13
        ZW|ZWE|716|Zimbabwe|Зимбабве|i||
        ZZ|ZZZ||Unknown or mutually defined|Неизвестна|c||
        """
}
