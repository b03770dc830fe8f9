// The goods of synthetic trade. Codes are those of the Harmonized System 2022; prices, masses,
// shares and duty rates are of plausible magnitude for tests and state no country's law or market.

extension CommodityTable {
    /// One commodity a line; the fields are listed at ``CommodityTable``.
    static let foodToPaper = """
        020714|-|0|1.35|.16|19000|CT|15|106|P|20,10,5|020712|\
        US55:1,RU25:1.1,KZ20:1.05|\
        Frozen cuts of chicken|Части тушек кур, мороженые|Muzlatilgan tovuq goʻshti boʻlaklari
        020712|-|0|1.1|.15|19000|CT|12|106|P|10,8,5|-|\
        US50:1,RU30:1.1,KZ20:1.05|\
        Frozen whole chickens|Куры неразделанные, мороженые|Muzlatilgan butun tovuq
        020230|-|0|5.2|.18|18000|CT|25|105|P|15,15,10|-|\
        KZ60:1,RU25:1.1,IN15:.8|\
        Frozen boneless beef|Говядина мороженая обваленная|Muzlatilgan suyaksiz mol goʻshti
        040690|-|0|6.4|.22|8000|CT|10|108|P|15,15,12|040610|\
        DE30:1.3,RU40:.9,KZ20:.85,TR10:1|\
        Semi-hard cheese in blocks|Сыр полутвёрдый в брусках|Yarim qattiq pishloq
        040610|-|0|4.2|.22|6000|CT|8|109|P|5,10,12|-|\
        RU60:1,KZ30:.9,TR10:1.1|\
        Fresh cheese and curd|Сыр свежий и творог|Yangi pishloq va tvorog
        040221|-|0|3.4|.14|16000|BG|25|102|G|5,10,10|-|\
        RU35:1,DE30:1.15,US20:1.1,KZ15:.95|\
        Whole milk powder|Молоко сухое цельное|Quruq yogʻli sut
        040900|-|0|3.3|.25|4000|DR|290|107|G|15,15,2|-|\
        UZ40:1,KZ35:.95,RU25:1.05|\
        Natural honey|Мёд натуральный|Tabiiy asal
        070310|-|0|.24|.3|21000|BG|30|101|P|20,10,5|-|\
        UZ70:1,KZ20:1.1,CN10:1.2|\
        Fresh onions|Лук репчатый свежий|Yangi piyoz
        070200|-|0|.95|.28|18000|CT|6|110|P|20,15,4|-|\
        UZ65:1,TR35:1.2|\
        Fresh tomatoes|Томаты свежие|Yangi pomidor
        071333|-|0|1.05|.18|22000|BG|50|101|G|10,5,2|-|\
        UZ75:1,KG25:.95|\
        Dried kidney beans|Фасоль обыкновенная сушёная|Quruq loviya
        080610|-|0|.85|.26|18500|CT|8|109|P|20,5,2|-|\
        UZ75:1,TR15:1.3,CN10:1.1|\
        Fresh grapes|Виноград свежий|Yangi uzum
        080620|-|0|2.1|.2|20000|CT|10|105|G|20,5,3|-|\
        UZ70:1,TR20:1.3,CN10:1|\
        Raisins|Изюм|Mayiz
        081310|-|0|2.9|.22|18000|CT|10|105|G|20,5,3|-|\
        UZ60:1,TR40:1.35|\
        Dried apricots|Курага|Turshak
        080929|-|0|2.4|.3|16000|CT|5|112|P|20,10,3|-|\
        UZ75:1,TR25:1.2|\
        Sweet cherries, fresh|Черешня свежая|Yangi gilos
        080810|-|0|.7|.25|19000|CT|13|108|P|20,10,3|-|\
        KZ30:1,UZ40:.9,CN30:1.1|\
        Fresh apples|Яблоки свежие|Yangi olma
        080510|-|0|.8|.2|19500|CT|15|107|P|10,5,3|-|\
        TR60:1,CN40:.95|\
        Fresh oranges|Апельсины свежие|Yangi apelsin
        090240|-|0|2.6|.24|18000|BG|45|103|G|5,10,0|-|\
        IN70:1,CN30:.85|\
        Black tea in bulk|Чай чёрный весовой|Qora choy (tortilmagan)
        090230|-|0|4.8|.28|9000|CT|12|115|G|15,15,4|090240|\
        IN55:1,CN30:.9,RU15:1.3|\
        Black tea in packets up to 3 kg|Чай чёрный в упаковках до 3 кг|Qadoqlangan qora choy
        090121|-|0|9.2|.28|5000|CT|10|112|G|15,10,0|090111|\
        DE40:1,IT35:1.25,TR25:.8|\
        Roasted coffee|Кофе жареный|Qovurilgan kofe
        090111|-|0|4.3|.2|18000|BG|60|101|G|0,0,0|-|\
        IN100:1|\
        Coffee, not roasted|Кофе нежареный|Qovurilmagan kofe
        100199|-|0|.25|.12|64000|VR|64000|100|B|0,5,3|-|\
        KZ80:1,RU20:1.02|\
        Wheat, other than durum|Пшеница мягкая|Yumshoq bugʻdoy
        100390|-|0|.21|.12|64000|VR|64000|100|B|0,5,2|-|\
        KZ85:1,RU15:1|\
        Barley|Ячмень|Arpa
        100630|-|0|.85|.2|22000|BG|50|101|G|10,15,6|-|\
        IN60:1,KZ25:1.05,UZ15:1.1|\
        Milled rice|Рис шлифованный|Oqlangan guruch
        110100|-|0|.33|.1|62000|BG|50|101|B|10,10,5|-|\
        KZ90:1,RU10:1.05|\
        Wheat flour|Мука пшеничная|Bugʻdoy uni
        120190|-|0|.55|.12|60000|VR|60000|100|B|0,0,0|-|\
        US55:1,RU25:.95,KZ20:.93|\
        Soya beans|Соевые бобы|Soya loviyasi
        120600|-|0|.6|.14|60000|VR|60000|100|B|0,0,2|-|\
        KZ75:1,RU25:1.04|\
        Sunflower seeds|Семена подсолнечника|Kungaboqar urugʻi
        151219|-|0|1.25|.12|40000|CT|15|107|B|15,15,4|151211|\
        RU55:1,KZ45:.97|\
        Refined sunflower oil, bottled|Масло подсолнечное рафинированное|Tozalangan kungaboqar yogʻi
        151211|-|0|.98|.1|60000|VL|60000|100|B|0,5,3|-|\
        RU60:1,KZ40:.97|\
        Crude sunflower oil|Масло подсолнечное сырое|Tozalanmagan kungaboqar yogʻi
        150710|-|0|1.1|.12|60000|VL|60000|100|B|0,5,5|-|\
        US60:1,RU40:1|\
        Crude soya-bean oil|Масло соевое сырое|Tozalanmagan soya yogʻi
        170199|-|0|.7|.12|64000|BG|50|101|B|15,10,9|-|\
        RU60:1,KZ20:1.05,IN20:.9|\
        White sugar|Сахар белый|Oq shakar
        180690|-|0|4.7|.3|9000|CT|6|114|G|20,20,6|180620|\
        RU50:1,DE15:1.8,TR20:.95,KZ15:.9|\
        Chocolate confectionery|Кондитерские изделия шоколадные|Shokoladli qandolat mahsulotlari
        180620|-|0|3.6|.22|12000|CT|20|105|G|5,10,6|-|\
        RU55:1,DE25:1.3,TR20:1|\
        Chocolate in blocks over 2 kg|Шоколад в блоках более 2 кг|2 kg dan ortiq shokolad bloklari
        190531|-|0|2.1|.25|10000|CT|5|113|G|20,15,0|-|\
        RU55:1,KZ25:.95,TR20:1.1|\
        Sweet biscuits|Печенье сладкое|Shirin pechenye
        210690|-|0|9|.45|2500|CT|10|115|G|10,15,7|210610|\
        US35:1.2,DE35:1.3,RU30:.6|\
        Food supplements|Добавки к пище биологически активные|Biologik faol qoʻshimchalar
        210610|-|0|6.5|.3|4000|BG|20|104|G|5,8,6|-|\
        US40:1,CN40:.8,DE20:1.3|\
        Protein concentrates|Концентраты белковые|Oqsil konsentratlari
        240220|-|0|14|.25|6000|CT|10|118|G|30,30,12|-|\
        KZ50:1,DE20:1.2,KR30:1.1|\
        Cigarettes containing tobacco|Сигареты с табаком|Tamakili sigaretalar
        252329|-|0|.07|.14|65000|BG|50|101|B|10,5,0|-|\
        KZ55:1,UZ45:.95|\
        Portland cement|Портландцемент|Portlandsement
        270112|-|0|.06|.18|69000|VR|69000|100|B|0,0,0|-|\
        KZ85:1,RU15:1.05|\
        Bituminous coal|Уголь каменный битуминозный|Toshkoʻmir
        270900|-|0|.52|.12|62000|VL|62000|100|B|0,0,0|-|\
        KZ60:1,RU40:.97|\
        Crude petroleum|Нефть сырая|Xom neft
        271012|-|0|.78|.12|60000|VL|60000|100|B|10,5,0|271019|\
        RU60:1,KZ40:.95|\
        Motor spirit|Бензин автомобильный|Avtomobil benzini
        271019|-|0|.72|.14|60000|VL|60000|100|B|5,5,0|-|\
        RU65:1,KZ35:.96|\
        Gas oil and lubricating oils|Газойль и масла смазочные|Gazoyl va moylash moylari
        310210|-|0|.36|.16|64000|BG|50|101|B|5,5,0|-|\
        UZ65:1,RU35:1.05|\
        Urea|Карбамид|Karbamid
        310230|-|0|.28|.14|64000|BG|1000|101|B|5,5,0|-|\
        UZ70:1,RU30:1.03|\
        Ammonium nitrate|Селитра аммиачная|Ammiakli selitra
        300490|-|0|62|.6|1200|CT|8|122|H|5,5,0|-|\
        IN40:.7,DE20:1.8,KR15:1.3,TR15:1,US10:2.2|\
        Medicaments in doses|Лекарственные средства дозированные|Dozalangan dori vositalari
        300241|-|0|420|.5|180|CT|6|160|H|0,0,0|-|\
        US35:1.2,DE25:1.2,KR20:1,IN20:.6|\
        Vaccines for human use|Вакцины для людей|Odamlar uchun vaksinalar
        320890|-|0|3.3|.25|9000|DR|25|106|G|15,5,3|320910|\
        TR45:1,RU35:.9,DE20:1.5|\
        Paints in organic solvent|Краски на органическом растворителе|Organik erituvchili boʻyoqlar
        320910|-|0|1.9|.25|12000|DR|25|106|G|10,5,3|-|\
        TR45:1,RU40:.9,KZ15:.85|\
        Acrylic paints in water|Краски акриловые водные|Suv asosidagi akril boʻyoqlar
        330300|-|0|22|.5|900|CT|9|125|G|30,7,0|-|\
        TR55:.8,DE25:1.6,IN20:.5|\
        Perfumes and toilet waters|Духи и туалетная вода|Atir va upalar
        330499|-|0|14|.45|2200|CT|8|122|G|30,7,0|-|\
        KR40:1.2,TR25:.7,CN25:.6,US10:1.7|\
        Skin care preparations|Средства для ухода за кожей|Teri parvarishi vositalari
        340250|-|0|1.4|.22|16000|CT|10|106|G|20,5,0|-|\
        TR45:1,RU35:.95,KZ20:.9|\
        Washing preparations for retail sale|Средства моющие для розничной продажи|Yuvish vositalari
        380891|-|0|7.2|.35|6000|DR|20|107|G|5,5,5|-|\
        CN65:1,IN20:.9,DE15:1.9|\
        Insecticides|Инсектициды|Insektitsidlar
        390110|-|0|1.2|.12|22000|BG|25|101|B|5,5,6|-|\
        UZ45:1,KR30:1.05,RU25:.98|\
        Polyethylene, density below 0.94|Полиэтилен низкой плотности|Past zichlikdagi polietilen
        390120|-|0|1.15|.12|22000|BG|25|101|B|0,5,6|-|\
        UZ50:1,KR25:1.06,RU25:.98|\
        Polyethylene, density 0.94 or more|Полиэтилен высокой плотности|Yuqori zichlikdagi polietilen
        390210|-|0|1.17|.12|22000|BG|25|101|B|0,5,6|-|\
        UZ40:1,KZ35:.99,RU25:1|\
        Polypropylene|Полипропилен|Polipropilen
        391723|-|0|2.3|.22|8000|BE|60|102|G|15,6,3|-|\
        TR45:1,RU30:.95,CN25:.85|\
        Rigid PVC tubes|Трубы жёсткие из ПВХ|Qattiq PVX quvurlar
        392321|-|0|2.4|.25|7000|CT|15|104|G|20,6,3|-|\
        CN50:.9,TR30:1.1,UZ20:1|\
        Polyethylene sacks and bags|Мешки и пакеты из полиэтилена|Polietilen qop va xaltalar
        392690|-|0|3.6|.55|5000|CT|12|112|G|20,6,5|392630|\
        CN65:.9,TR20:1.1,KR15:1.5|\
        Articles of plastics|Изделия из пластмасс прочие|Plastmassa buyumlar
        392630|-|0|4.1|.3|4000|CT|10|112|G|5,6,6|-|\
        CN60:1,KR20:1.3,TR20:1|\
        Plastic fittings for furniture|Фурнитура пластмассовая для мебели|Mebel uchun plastmassa furnitura
        401110|C62|9.5|3.6|.25|11000|NE|9.5|100|G|15,10,4|401120|\
        CN50:.8,KR20:1.15,RU20:.95,DE10:1.6|\
        New pneumatic tyres for cars|Шины новые для легковых автомобилей|Yengil avtomobil shinalari
        401120|C62|55|3.1|.2|16000|NE|55|100|G|5,10,4|-|\
        CN65:.9,RU20:1,KR15:1.2|\
        New pneumatic tyres for lorries|Шины новые для грузовых автомобилей|Yuk avtomobili shinalari
        440711|MTQ|480|.36|.2|48000|PN|1400|101|B|0,10,0|-|\
        RU95:1,KZ5:1.1|\
        Sawn pine wood|Пиломатериалы сосновые|Qaragʻay taxtasi
        441114|MTK|7|.62|.16|24000|PN|1500|101|B|10,7,0|441112|\
        RU50:1,CN35:.95,TR15:1.1|\
        MDF board over 9 mm|Плиты МДФ толщиной более 9 мм|9 mm dan qalin MDF plitalar
        441112|MTK|4|.8|.16|20000|PN|1400|101|B|0,7,0|-|\
        RU50:1,CN35:.95,TR15:1.1|\
        MDF board up to 5 mm|Плиты МДФ толщиной до 5 мм|5 mm gacha MDF plitalar
        480257|-|0|1|.14|20000|PX|500|102|G|10,10,0|-|\
        RU70:1,CN30:.95|\
        Uncoated writing paper|Бумага писчая немелованная|Yozuv qogʻozi
        481910|-|0|1.35|.22|9000|PX|350|103|G|15,8,0|-|\
        RU40:1,UZ30:.9,TR30:1.15|\
        Corrugated cartons|Ящики из гофрокартона|Gofrokarton qutilar
        481810|-|0|1.7|.2|6000|CT|7|109|G|20,8,0|-|\
        TR45:1,RU40:.95,CN15:.9|\
        Toilet paper|Бумага туалетная|Hojatxona qogʻozi
        """
}
