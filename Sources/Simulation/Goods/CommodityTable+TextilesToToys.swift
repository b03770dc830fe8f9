// The goods of synthetic trade. Codes are those of the Harmonized System 2022; prices, masses,
// shares and duty rates are of plausible magnitude for tests and state no country's law or market.

extension CommodityTable {
    /// One commodity a line; the fields are listed at ``CommodityTable``.
    static let textilesToToys = """
        520100|-|0|1.9|.14|21000|BL|220|102|B|0,0,5|-|\
        UZ70:1,US20:1.1,IN10:.95|\
        Cotton, not carded|Хлопок нечёсаный|Paxta tolasi
        520512|-|0|3.1|.16|19000|CT|40|104|G|5,5,8|-|\
        UZ80:1,IN20:.95|\
        Cotton yarn, single|Пряжа хлопчатобумажная однониточная|Paxta ip-kalava
        520812|MTK|.13|5.6|.25|9000|RO|45|103|G|15,8,8|-|\
        UZ45:1,CN35:.9,IN20:.85|\
        Woven cotton fabrics|Ткани хлопчатобумажные|Paxta gazlama
        540752|MTK|.16|4.8|.35|9500|RO|40|103|G|20,5,15|540761|\
        CN75:.9,TR15:1.4,KR10:1.6|\
        Dyed polyester fabrics|Ткани полиэфирные окрашенные|Boʻyalgan poliefir gazlama
        540761|MTK|.15|4.4|.3|9500|RO|40|103|G|5,5,14|-|\
        CN75:.9,TR15:1.4,KR10:1.6|\
        Untextured polyester fabrics|Ткани из нетекстурированных нитей|Teksturalanmagan poliefir gazlama
        610910|C62|.18|13|.4|3500|CT|15|111|G|30,10,16|610990|\
        UZ35:.9,TR25:1.4,CN30:.8,IN10:.75|\
        Cotton T-shirts, knitted|Футболки хлопковые трикотажные|Paxta trikotaj futbolkalar
        610990|C62|.18|11|.4|3500|CT|15|111|G|10,10,30|-|\
        CN60:.9,TR30:1.3,IN10:.8|\
        T-shirts of other textiles|Футболки из прочих материалов|Boshqa matodan futbolkalar
        620342|C62|.55|15|.4|4500|CT|18|110|G|30,10,16|620343|\
        TR40:1.3,CN40:.8,UZ20:.85|\
        Men's cotton trousers|Брюки мужские хлопковые|Erkaklar paxta shimlari
        620343|C62|.5|12|.38|4500|CT|18|110|G|10,10,27|-|\
        CN60:.9,TR40:1.3|\
        Men's synthetic trousers|Брюки мужские синтетические|Erkaklar sintetik shimlari
        630260|C62|.45|8|.25|6000|CT|20|106|G|20,10,9|-|\
        UZ60:1,TR25:1.25,IN15:.9|\
        Terry towels of cotton|Полотенца махровые хлопковые|Paxta sochiqlar
        640299|NPR|.7|7.2|.4|6500|CT|14|113|G|25,10,20|640219|\
        CN70:.85,TR30:1.3|\
        Footwear of rubber or plastics|Обувь из резины или пластмассы|Rezina yoki plastmassa poyabzal
        640219|NPR|.6|8.8|.35|4000|CT|12|113|G|5,8,10|-|\
        CN65:.9,TR35:1.2|\
        Sports footwear of plastics|Обувь спортивная пластмассовая|Plastmassa sport poyabzali
        640399|NPR|1|22|.4|3500|CT|14|114|G|25,10,10|640391|\
        TR45:1,IT15:2.2,CN40:.6|\
        Leather footwear|Обувь кожаная|Charm poyabzal
        640391|NPR|1.2|21|.4|3500|CT|15|114|G|10,10,10|-|\
        TR45:1,IT15:2.2,CN40:.6|\
        Leather ankle footwear|Обувь кожаная, закрывающая лодыжку|Toʻpiqni yopuvchi charm poyabzal
        690721|MTK|18|.45|.22|22000|PX|1100|102|B|20,10,9|-|\
        CN50:.9,RU30:1,IN20:.95|\
        Ceramic tiles|Плитка керамическая|Keramik plitka
        691110|-|0|2.6|.4|9000|CT|16|116|G|25,12,12|-|\
        CN65:.9,TR20:1.4,UZ15:.85|\
        Porcelain tableware|Посуда фарфоровая|Chinni idish-tovoq
        700529|MTK|10|.5|.18|21000|PX|1800|104|B|10,10,3|-|\
        RU60:1,CN40:.9|\
        Float glass|Стекло флоат|Float oyna
        701337|-|0|1.95|.3|9000|CT|14|114|G|25,12,15|-|\
        TR55:1,CN25:.8,RU20:.95|\
        Drinking glasses|Стаканы стеклянные|Shisha stakanlar
        710812|-|0|76000|.04|120|CS|25|106|A|0,0,0|-|\
        UZ80:1,KZ20:1|\
        Gold, unwrought|Золото необработанное|Ishlov berilmagan oltin
        720241|-|0|1.55|.16|64000|VR|64000|100|B|0,0,2|-|\
        KZ90:1,RU10:1.03|\
        Ferro-chromium|Феррохром|Ferroxrom
        720839|-|0|.66|.12|62000|RL|9000|101|B|5,5,0|720838|\
        KZ50:1,RU40:1.01,CN10:.94|\
        Hot-rolled coil under 3 mm|Прокат горячекатаный до 3 мм|3 mm gacha issiq prokat
        720838|-|0|.64|.12|62000|RL|9000|101|B|0,5,0|-|\
        KZ50:1,RU40:1.01,CN10:.94|\
        Hot-rolled coil 3 to 4.75 mm|Прокат горячекатаный 3–4,75 мм|3–4,75 mm issiq prokat
        720917|-|0|.82|.12|62000|RL|8000|101|B|5,5,0|-|\
        RU60:1,KZ30:.98,CN10:.93|\
        Cold-rolled coil|Прокат холоднокатаный|Sovuq prokat
        721420|-|0|.6|.12|64000|BE|2000|100|B|10,5,0|721391|\
        RU65:1,KZ20:.98,CN15:.93|\
        Reinforcing bars|Арматура стальная|Poʻlat armatura
        721391|-|0|.58|.12|64000|CL|1800|100|B|0,5,0|-|\
        RU65:1,KZ20:.98,CN15:.93|\
        Wire rod|Катанка|Katanka
        730630|-|0|.97|.18|40000|BE|1500|100|B|10,10,0|-|\
        RU55:1,CN30:.93,TR15:1.08|\
        Welded steel tubes|Трубы стальные сварные|Payvandlangan poʻlat quvurlar
        730890|-|0|2.1|.35|18000|PN|1200|102|G|10,10,0|-|\
        CN45:.85,TR30:1.1,RU25:1|\
        Steel structures|Металлоконструкции|Poʻlat konstruksiyalar
        732393|-|0|6.1|.35|6000|CT|14|113|G|25,12,2|-|\
        CN55:.85,TR30:1.2,IN15:.8|\
        Stainless steel kitchenware|Посуда из нержавеющей стали|Zanglamas poʻlat idishlar
        740311|-|0|8.7|.08|24000|PN|2500|100|B|0,0,1|-|\
        KZ55:1,UZ45:1|\
        Copper cathodes|Катоды медные|Mis katodlari
        740811|-|0|9.2|.08|22000|RL|2500|101|B|5,5,1|-|\
        UZ60:1,RU25:1.01,KZ15:1|\
        Copper wire over 6 mm|Проволока медная более 6 мм|6 mm dan yoʻgʻon mis sim
        760421|-|0|3.7|.2|9000|BE|500|102|G|15,8,5|-|\
        CN50:.92,TR25:1.1,RU25:1|\
        Aluminium hollow profiles|Профили алюминиевые полые|Alyumin profillar
        790111|-|0|2.7|.08|24000|PN|1000|100|B|0,0,1|-|\
        KZ65:1,UZ35:1|\
        Zinc, unwrought|Цинк необработанный|Rux quymasi
        820420|-|0|5.2|.35|3500|CT|18|109|G|10,7,9|-|\
        CN75:.9,DE15:2.8,TR10:1.3|\
        Socket wrench sets|Наборы торцовых ключей|Kalit toʻplamlari
        840820|C62|420|14|.3|5500|CS|450|107|G|5,5,2|-|\
        DE35:1.3,CN40:.75,RU25:.9|\
        Diesel engines for vehicles|Двигатели дизельные для транспорта|Transport dizel dvigatellari
        841370|C62|35|12|.5|3500|CS|70|112|G|10,5,0|841381|\
        CN50:.6,DE25:1.8,TR15:1,RU10:.8|\
        Centrifugal pumps|Насосы центробежные|Markazdan qochma nasoslar
        841381|C62|40|13|.45|3500|CS|80|112|G|0,3,0|-|\
        CN50:.6,DE30:1.7,TR20:1|\
        Other pumps for liquids|Насосы прочие для жидкостей|Suyuqlik uchun boshqa nasoslar
        841510|C62|42|5.6|.28|9000|CT|42|108|G|25,12,2|841582|\
        CN65:.9,KR20:1.35,TR15:1.1|\
        Split air conditioners|Кондиционеры сплит-системы|Split konditsionerlar
        841582|C62|180|7|.3|8000|CS|190|108|G|5,5,2|-|\
        CN60:.9,KR25:1.3,TR15:1.1|\
        Industrial air conditioning units|Установки кондиционирования промышленные|Sanoat konditsionerlari
        841810|C62|70|4.3|.25|10000|CT|74|106|G|30,15,1|841821|\
        CN45:.9,KR20:1.5,UZ20:.85,RU15:.9|\
        Combined refrigerator-freezers|Холодильники с морозильной камерой|Muzlatkichli sovutgichlar
        841821|C62|45|4|.25|9000|CT|48|106|G|10,15,1|-|\
        CN50:.9,UZ30:.9,TR20:1.1|\
        Household refrigerators|Холодильники бытовые|Maishiy sovutgichlar
        842121|C62|18|8.1|.5|3000|CT|22|112|G|10,5,0|-|\
        CN55:.7,US20:1.7,DE15:1.6,KR10:1.1|\
        Water filtering machines|Оборудование для фильтрования воды|Suv filtrlash qurilmalari
        842952|C62|21500|7.2|.18|43000|NE|21500|100|V|5,5,0|-|\
        CN50:.8,KR30:1.1,DE20:1.5|\
        Excavators, 360 degrees|Экскаваторы полноповоротные|Toʻliq aylanuvchi ekskavatorlar
        843351|C62|14000|9.6|.15|28000|NE|14000|100|V|0,5,0|-|\
        US50:1.2,DE20:1.2,RU30:.7|\
        Combine harvesters|Комбайны зерноуборочные|Gʻalla kombaynlari
        844630|C62|3800|11.5|.2|19000|CS|3900|106|G|0,0,4|-|\
        CN50:.8,IT30:1.5,TR20:1|\
        Weaving machines, shuttleless|Станки ткацкие бесчелночные|Mokisiz toʻquv dastgohlari
        845011|C62|62|4.1|.22|10000|CT|65|105|G|30,15,1|845012|\
        CN40:.9,KR20:1.5,UZ20:.85,TR20:1.05|\
        Automatic washing machines|Машины стиральные автоматические|Avtomat kir yuvish mashinalari
        845012|C62|30|3.6|.22|8000|CT|32|105|G|10,10,2|-|\
        CN70:.9,RU30:1|\
        Washing machines with centrifugal drier|Машины стиральные с отжимом|Siqish moslamali kir yuvish mashinalari
        847130|C62|2.2|88|.35|1200|CT|26|118|H|10,0,0|847141|\
        CN80:1,KR10:1.3,US10:1.5|\
        Portable computers|Ноутбуки|Noutbuklar
        847141|C62|6|60|.35|1500|CT|30|118|H|0,0,0|-|\
        CN80:1,US20:1.5|\
        Desktop computers|Компьютеры настольные|Stol kompyuterlari
        850440|-|0|18|.5|2500|CT|20|110|H|5,3,1|-|\
        CN60:.8,DE20:1.8,KR20:1.3|\
        Static converters|Преобразователи статические|Statik oʻzgartirgichlar
        850760|-|0|22|.35|4000|CS|220|112|G|10,5,3|-|\
        CN75:.9,KR25:1.4|\
        Lithium-ion batteries|Аккумуляторы литий-ионные|Litiy-ion akkumulyatorlar
        851713|C62|.42|270|.4|700|CT|14|130|H|10,0,0|851714|\
        CN75:.9,KR15:1.5,US10:1.7|\
        Smartphones|Смартфоны|Smartfonlar
        851714|C62|.3|90|.4|500|CT|12|128|H|0,0,0|-|\
        CN80:.9,KR20:1.4|\
        Other cellular telephones|Телефоны сотовые прочие|Boshqa uyali telefonlar
        851762|C62|1.1|92|.5|600|CT|15|120|H|5,0,0|-|\
        CN60:.7,US30:1.8,KR10:1.2|\
        Routers and switching apparatus|Маршрутизаторы и коммутаторы|Marshrutizatorlar va kommutatorlar
        852872|C62|12|14.5|.25|5000|CT|13|112|G|30,15,4|852852|\
        CN45:.9,KR15:1.5,UZ25:.85,RU15:.95|\
        Television receivers, colour|Телевизоры цветные|Rangli televizorlar
        852852|C62|5|19|.28|2500|CT|12|114|G|5,0,0|-|\
        CN75:.95,KR25:1.4|\
        Computer monitors|Мониторы компьютерные|Kompyuter monitorlari
        853690|-|0|31|.6|800|CT|12|114|H|10,5,2|-|\
        CN55:.6,DE30:1.9,TR15:.8|\
        Electrical connectors|Соединители электрические|Elektr ulagichlar
        854143|C62|22|3.3|.22|18000|PX|720|104|G|0,0,0|-|\
        CN90:.95,KR10:1.4|\
        Photovoltaic panels|Панели фотоэлектрические|Fotoelektr panellar
        854231|C62|.002|950|.6|60|CT|8|150|H|0,0,0|-|\
        US30:1.4,KR30:1.1,CN40:.6|\
        Processors and controllers|Процессоры и контроллеры|Protsessor va kontrollerlar
        854449|-|0|7.2|.2|12000|RL|700|106|G|20,10,4|854442|\
        UZ35:.95,RU35:1,CN30:.95|\
        Electric cables up to 1,000 V|Кабели электрические до 1000 В|1000 V gacha elektr kabellar
        854442|-|0|8.6|.25|6000|CT|18|108|G|5,8,3|-|\
        CN60:.9,RU25:1.05,KR15:1.4|\
        Cables with connectors|Кабели с соединителями|Ulagichli kabellar
        870121|C62|8600|7.6|.18|17200|NE|8600|100|V|5,5,4|-|\
        CN60:.75,DE25:1.4,RU15:.9|\
        Road tractors, diesel|Тягачи седельные дизельные|Dizel egarli shatakchilar
        870323|C62|1550|9.2|.3|7500|NE|1550|100|V|30,15,3|870322|\
        KR30:1.1,US15:1.4,UZ20:.75,CN35:.85|\
        Cars, petrol, 1,500 to 3,000 cc|Автомобили бензиновые 1500–3000 см3|Benzinli avtomobillar 1500–3000 sm3
        870322|C62|1150|8|.25|7000|NE|1150|100|V|15,15,3|-|\
        UZ40:.85,CN35:.9,KR25:1.15|\
        Cars, petrol, 1,000 to 1,500 cc|Автомобили бензиновые 1000–1500 см3|Benzinli avtomobillar 1000–1500 sm3
        870380|C62|1900|13.5|.28|7600|NE|1900|100|V|0,0,3|-|\
        CN80:.9,US20:1.6|\
        Electric cars|Электромобили|Elektromobillar
        870421|C62|2600|6.6|.25|10400|NE|2600|100|V|15,10,25|-|\
        CN55:.85,RU30:.95,UZ15:.8|\
        Goods vehicles, diesel, up to 5 t|Грузовики дизельные до 5 т|5 t gacha dizel yuk avtomobillari
        870899|-|0|6.6|.5|5000|CT|16|110|G|10,5,3|870830|\
        CN45:.7,KR30:1.2,UZ10:.9,DE15:2|\
        Parts of motor vehicles|Части автомобилей прочие|Avtomobil qismlari
        870830|-|0|5.4|.4|4000|CT|20|108|G|0,5,3|-|\
        CN50:.75,KR30:1.2,DE20:1.9|\
        Brakes and parts|Тормоза и их части|Tormozlar va qismlari
        880730|-|0|450|.9|150|CS|30|128|A|0,0,0|-|\
        US70:1.1,DE30:1|\
        Parts of aircraft|Части самолётов|Samolyot qismlari
        901890|-|0|96|.7|300|CT|14|125|H|5,0,0|901839|\
        DE35:1.4,US25:1.6,CN25:.5,KR15:1|\
        Medical instruments|Инструменты медицинские|Tibbiy asboblar
        901839|-|0|38|.5|500|CT|9|128|H|0,0,0|-|\
        CN50:.6,DE25:1.6,US25:1.5|\
        Catheters and cannulae|Катетеры и канюли|Kateterlar va kanyulalar
        902214|C62|900|112|.35|1800|CS|980|118|H|0,0,0|-|\
        DE45:1.2,US30:1.3,CN25:.5|\
        Medical X-ray apparatus|Аппараты рентгеновские медицинские|Tibbiy rentgen apparatlari
        940161|C62|18|5.3|.35|4500|CT|20|110|G|25,10,0|940171|\
        TR40:1.2,CN40:.8,RU20:.9|\
        Upholstered seats, wooden frame|Мебель для сидения обитая|Yumshoq oʻrindiqli mebel
        940171|C62|12|4.4|.32|4500|CT|14|110|G|10,10,0|-|\
        CN60:.85,TR40:1.25|\
        Upholstered seats, metal frame|Мебель для сидения с металлокаркасом|Metall karkasli oʻrindiqlar
        940350|C62|45|2.7|.32|8000|PX|60|106|G|30,10,0|940360|\
        TR40:1.3,RU35:.9,CN25:.85|\
        Wooden bedroom furniture|Мебель деревянная для спальни|Yotoqxona yogʻoch mebeli
        940360|C62|35|2.5|.32|8000|PX|50|106|G|15,10,0|-|\
        TR35:1.3,RU40:.9,CN25:.85|\
        Other wooden furniture|Мебель деревянная прочая|Boshqa yogʻoch mebel
        940542|C62|1.4|9.4|.45|3000|CT|12|116|G|20,8,4|-|\
        CN80:.9,TR20:1.3|\
        LED luminaires|Светильники светодиодные|Yorugʻlik diodli yoritgichlar
        950300|-|0|5.7|.45|5500|CT|11|118|G|20,5,0|-|\
        CN85:.95,TR15:1.2|\
        Toys|Игрушки|Oʻyinchoqlar
        961900|-|0|3.8|.2|8000|CT|9|110|G|20,5,0|-|\
        TR45:1,CN35:.9,RU20:1|\
        Nappies and sanitary towels|Подгузники и прокладки|Tagliklar va gigiyena prokladkalari
        """
}
