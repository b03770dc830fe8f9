/// Border crossings, ports and airports of Central Asia and their opposite numbers, one per line:
/// id|country|mode|UN/LOCODE|opposite id|spellings in use, the usual English one first.
///
/// Spellings are those of officers, carriers and registers in Latin and Cyrillic; the search folds
/// apostrophes, scripts and vowels, so that only different names need to stand here.
///
/// Source: lists of crossing points of the customs and border services of Uzbekistan, Kazakhstan,
/// Kyrgyzstan, Tajikistan and Turkmenistan; CAREC corridor maps; UN/LOCODE 2023-1.
enum CrossingTable {
    static let rows = """
        UZ-GISHTKUPRIK-ROAD|UZ|road||KZ-ZHIBEKZHOLY-ROAD|Gishtkuprik;Gʻishtkoʻprik;Гишткуприк
        KZ-ZHIBEKZHOLY-ROAD|KZ|road||UZ-GISHTKUPRIK-ROAD|Zhibek Zholy;Жібек жолы;Chernyaevka;Черняевка
        UZ-YALLAMA-ROAD|UZ|road||KZ-KONYSBAEV-ROAD|Yallama;Яллама
        KZ-KONYSBAEV-ROAD|KZ|road||UZ-YALLAMA-ROAD|Konysbaev;B. Konysbaeva;Қонысбаев;Б. Конысбаева
        UZ-NAJIMOV-ROAD|UZ|road||KZ-KAPLANBEK-ROAD|S. Najimov;Nadzhimov;С. Нажимов;Наджимов
        KZ-KAPLANBEK-ROAD|KZ|road||UZ-NAJIMOV-ROAD|Kaplanbek;Капланбек;Қапланбек
        UZ-NAVOIY-ROAD|UZ|road||KZ-KAZYGURT-ROAD|Navoiy;Навоий;Навои
        KZ-KAZYGURT-ROAD|KZ|road|KZQZQ|UZ-NAVOIY-ROAD|Kazygurt;Қазығұрт;Казыгурт
        UZ-GULISTON-ROAD|UZ|road|UZGST|KZ-ATAMEKEN-ROAD|Guliston;Gulistan;Гулистан
        KZ-ATAMEKEN-ROAD|KZ|road||UZ-GULISTON-ROAD|Atameken;Атамекен;Maktaaral;Мактаарал
        UZ-DAUTOTA-ROAD|UZ|road||KZ-TAZHEN-ROAD|Daut-Ota;Davut-Ota;Daut Ata;Даут-Ота;Даут-ата
        KZ-TAZHEN-ROAD|KZ|road||UZ-DAUTOTA-ROAD|Tazhen;Tajen;Тажен;Beyneu;Бейнеу
        UZ-KARAKALPAKIYA-RAIL|UZ|rail|UZKPA|KZ-OAZIS-RAIL|Karakalpakiya;Каракалпакия;Qoraqalpogʻiston
        KZ-OAZIS-RAIL|KZ|rail||UZ-KARAKALPAKIYA-RAIL|Oazis;Оазис
        UZ-KELES-RAIL|UZ|rail||KZ-SARYAGASH-RAIL|Keles;Келес
        UZ-CHUKURSAY-RAIL|UZ|rail|UZCHU||Chukursay;Chuqursoy;Чукурсай
        KZ-SARYAGASH-RAIL|KZ|rail|KZSRY|UZ-KELES-RAIL|Saryagash;Sary-Agach;Сарыагаш;Сарыағаш
        UZ-SIRDARYO-RAIL|UZ|rail||KZ-SYRDARYA-RAIL|Sirdaryo;Syrdaryinskaya;Сырдарьинская
        KZ-SYRDARYA-RAIL|KZ|rail||UZ-SIRDARYO-RAIL|Syr-Darya;Сырдарья;Maktaaral rail;Мактаарал жд
        UZ-DUSTLIK-ROAD|UZ|road||KG-DOSTUK-ROAD|Dustlik;Doʻstlik;Дустлик;Дўстлик
        KG-DOSTUK-ROAD|KG|road||UZ-DUSTLIK-ROAD|Dostuk;Достук
        UZ-MADANIYAT-ROAD|UZ|road||KG-MADANIYAT-ROAD|Madaniyat;Маданият
        KG-MADANIYAT-ROAD|KG|road||UZ-MADANIYAT-ROAD|Madaniyat;Маданият
        UZ-UZBEKISTON-ROAD|UZ|road||KG-KYZYLKYYA-ROAD|Oʻzbekiston;Uzbekistan;Узбекистон;Узбекистан
        KG-KYZYLKYYA-ROAD|KG|road||UZ-UZBEKISTON-ROAD|Kyzyl-Kyya;Kyzyl-Kiya;Кызыл-Кыя;Кызыл-Кия
        UZ-UCHKURGAN-ROAD|UZ|road||KG-KENSAY-ROAD|Uchqoʻrgʻon;Uchkurgan;Учкурган
        KG-KENSAY-ROAD|KG|road||UZ-UCHKURGAN-ROAD|Keng-Say;Kensai;Кенг-Сай;Кен-Сай
        UZ-KHANABAD-ROAD|UZ|road|UZKKH|KG-BEKABAD-ROAD|Xonobod;Khanabad;Хонобод;Ханабад
        KG-BEKABAD-ROAD|KG|road||UZ-KHANABAD-ROAD|Bekabad;Бекабад
        KG-KARABAGISH-ROAD|KG|road|||Kara-Bagish;Кара-Багыш
        KG-KAYRAGACH-ROAD|KG|road||TJ-MADANIYAT-ROAD|Kayragach;Kairagach;Кайрагач
        TJ-MADANIYAT-ROAD|TJ|road||KG-KAYRAGACH-ROAD|Madaniyat;Маданият
        KG-BORDOBO-ROAD|KG|road||TJ-KYZYLART-ROAD|Bor-Dobo;Бор-Добо
        TJ-KYZYLART-ROAD|TJ|road||KG-BORDOBO-ROAD|Kyzyl-Art;Кызыл-Арт
        UZ-SAVAY-RAIL|UZ|rail||KG-KARASUU-RAIL|Savay;Савай
        KG-KARASUU-RAIL|KG|rail||UZ-SAVAY-RAIL|Kara-Suu;Kara-Su;Кара-Суу
        UZ-OYBEK-ROAD|UZ|road||TJ-FOTEHOBOD-ROAD|Oybek;Aibek;Ойбек;Айбек
        TJ-FOTEHOBOD-ROAD|TJ|road||UZ-OYBEK-ROAD|Fotehobod;Fatekhabad;Фотехобод;Фатехабад
        UZ-SARIOSIYO-ROAD|UZ|road|UZSYA|TJ-DUSTI-ROAD|Sariosiyo;Sariasiya;Sary-Assiya;Сариосиё;Сариасия
        TJ-DUSTI-ROAD|TJ|road||UZ-SARIOSIYO-ROAD|Dusti;Bratstvo;Дусти;Дӯстӣ;Братство
        UZ-JARTEPA-ROAD|UZ|road||TJ-SARAZM-ROAD|Jartepa;Dzhartepa;Жартепа;Джартепа
        TJ-SARAZM-ROAD|TJ|road||UZ-JARTEPA-ROAD|Sarazm;Саразм
        UZ-ANDARXON-ROAD|UZ|road||TJ-PATAR-ROAD|Andarxon;Andarkhan;Андархон
        TJ-PATAR-ROAD|TJ|road||UZ-ANDARXON-ROAD|Patar;Патар
        UZ-BEKOBOD-RAIL|UZ|rail||TJ-NAU-RAIL|Bekobod;Bekabad;Бекабад;Бекобод
        TJ-NAU-RAIL|TJ|rail||UZ-BEKOBOD-RAIL|Nau;Spitamen;Нау;Спитамен
        UZ-KUDUKLI-RAIL|UZ|rail||TJ-PAKHTAABAD-RAIL|Kudukli;Qudiqli;Кудукли
        TJ-PAKHTAABAD-RAIL|TJ|rail||UZ-KUDUKLI-RAIL|Pakhtaabad;Pahtaobod;Пахтаабад
        UZ-OLOT-ROAD|UZ|road||TM-FARAP-ROAD|Olot;Alat;Олот;Алат
        TM-FARAP-ROAD|TM|road|TMFAR|UZ-OLOT-ROAD|Farap;Farab;Фарап;Фараб
        UZ-KHODJADAVLET-RAIL|UZ|rail||TM-FARAP-RAIL|Xoʻjadavlat;Khodjadavlet;Ходжадавлет
        TM-FARAP-RAIL|TM|rail|TMFAR|UZ-KHODJADAVLET-RAIL|Farap;Farab;Фарап
        UZ-SHOVOT-ROAD|UZ|road||TM-DASHOGUZ-ROAD|Shovot;Shavat;Шават;Шовот
        TM-DASHOGUZ-ROAD|TM|road|TMDHZ|UZ-SHOVOT-ROAD|Dashoguz;Daşoguz;Tashauz;Дашогуз;Ташауз
        UZ-AYRITOM-ROAD|UZ|road|UZTER|AF-HAIRATAN-ROAD|Ayritom;Airitom;Айритом;Termez;Термез
        AF-HAIRATAN-ROAD|AF|road||UZ-AYRITOM-ROAD|Hairatan;Hairaton;Khairaton;Хайратон;Хайратан
        UZ-GALABA-RAIL|UZ|rail|UZTER|AF-HAIRATAN-RAIL|Galaba;Gʻalaba;Галаба
        AF-HAIRATAN-RAIL|AF|rail||UZ-GALABA-RAIL|Hairatan;Hairaton;Хайратон
        UZ-TERMEZ-RIVER|UZ|river|UZTER|AF-HAIRATAN-RIVER|Termez river port;Termiz;Термез порт
        AF-HAIRATAN-RIVER|AF|river||UZ-TERMEZ-RIVER|Hairatan river port;Хайратон порт
        KZ-KHORGOS-ROAD|KZ|road|KZHOR|CN-KHORGOS-ROAD|Nur Zholy;Khorgos;Horgos;Нұр жолы;Хоргос
        CN-KHORGOS-ROAD|CN|road|CNHRS|KZ-KHORGOS-ROAD|Horgos;Khorgos;Huoerguosi;霍尔果斯;Хоргос
        KZ-ALTYNKOL-RAIL|KZ|rail||CN-KHORGOS-RAIL|Altynkol;Алтынколь;Алтынкөл
        CN-KHORGOS-RAIL|CN|rail|CNHRS|KZ-ALTYNKOL-RAIL|Horgos;Khorgos;霍尔果斯
        KZ-DOSTYK-RAIL|KZ|rail|KZDOS|CN-ALASHANKOU-RAIL|Dostyk;Druzhba;Достык;Дружба
        CN-ALASHANKOU-RAIL|CN|rail||KZ-DOSTYK-RAIL|Alashankou;Alataw Pass;阿拉山口;Алашанькоу
        KZ-DOSTYK-ROAD|KZ|road||CN-ALASHANKOU-ROAD|Dostyk;Достык
        CN-ALASHANKOU-ROAD|CN|road||KZ-DOSTYK-ROAD|Alashankou;阿拉山口;Алашанькоу
        KZ-BAKHTY-ROAD|KZ|road||CN-BAKETU-ROAD|Bakhty;Бахты;Бақты
        CN-BAKETU-ROAD|CN|road|CNBKT|KZ-BAKHTY-ROAD|Baketu;Bakhtu;巴克图;Покиту
        KZ-MAIKAPCHAGAI-ROAD|KZ|road||CN-JEMINAY-ROAD|Maikapchagai;Maykapshagay;Майкапчагай
        CN-JEMINAY-ROAD|CN|road|CNJEM|KZ-MAIKAPCHAGAI-ROAD|Jeminay;Jimunai;吉木乃;Зимунай
        KZ-KOLJAT-ROAD|KZ|road||CN-DULATA-ROAD|Kalzhat;Koljat;Кольжат;Қалжат
        CN-DULATA-ROAD|CN|road||KZ-KOLJAT-ROAD|Dulata;都拉塔;Дулата
        KG-TORUGART-ROAD|KG|road||CN-TURUGART-ROAD|Torugart;Торугарт
        CN-TURUGART-ROAD|CN|road|CNTRT|KG-TORUGART-ROAD|Turugart;Topa;吐尔尕特;Туругарт
        KG-IRKESHTAM-ROAD|KG|road||CN-IRKESHTAM-ROAD|Irkeshtam;Иркештам;Эркеч-Там
        CN-IRKESHTAM-ROAD|CN|road|CNYRK|KG-IRKESHTAM-ROAD|Erkech-Tam;Yierkeshitan;Irkeshtam;伊尔克什坦
        KG-BEDEL-ROAD|KG|road||CN-BEDEL-ROAD|Bedel;Бедель
        CN-BEDEL-ROAD|CN|road||KG-BEDEL-ROAD|Biedieli;Bedel;别迭里
        TJ-KULMA-ROAD|TJ|road||CN-KARASU-ROAD|Kulma;Кульма;Қулма
        CN-KARASU-ROAD|CN|road||TJ-KULMA-ROAD|Karasu;Kalasu;卡拉苏;Карасу
        KG-AKJOL-ROAD|KG|road||KZ-KORDAY-ROAD|Ak-Jol;Ak-Zhol;Ак-Жол
        KZ-KORDAY-ROAD|KZ|road|KZKOR|KG-AKJOL-ROAD|Korday;Kordai;Қордай;Кордай
        KG-CHALDYBAR-ROAD|KG|road||KZ-AISHABIBI-ROAD|Chaldybar;Чалдыбар
        KZ-AISHABIBI-ROAD|KZ|road||KG-CHALDYBAR-ROAD|Aisha Bibi;Айша-Биби;Merke;Мерке
        KG-AKTILEK-ROAD|KG|road||KZ-KARASU-ROAD|Ak-Tilek;Ак-Тилек
        KZ-KARASU-ROAD|KZ|road||KG-AKTILEK-ROAD|Karasu;Қарасу;Карасу
        KG-KENBULUN-ROAD|KG|road||KZ-AUKHATTY-ROAD|Ken-Bulun;Кен-Булун
        KZ-AUKHATTY-ROAD|KZ|road||KG-KENBULUN-ROAD|Aukhatty;Ауқатты;Аухатты
        KG-TOKMOK-ROAD|KG|road||KZ-SORTOBE-ROAD|Tokmok;Токмок
        KZ-SORTOBE-ROAD|KZ|road||KG-TOKMOK-ROAD|Sortobe;Сортобе;Сартобе
        KG-KAINDA-RAIL|KG|rail||KZ-LUGOVAYA-RAIL|Kainda;Kayyngdy;Каинда;Кайыңды
        KZ-LUGOVAYA-RAIL|KZ|rail||KG-KAINDA-RAIL|Lugovaya;Kulan;Луговая;Құлан
        KG-KARAMYK-ROAD|KG|road||TJ-KARAMYK-ROAD|Karamyk;Карамык
        TJ-KARAMYK-ROAD|TJ|road||KG-KARAMYK-ROAD|Karamyk;Карамык;Jirgatol;Джиргаталь
        KG-KYZYLBEL-ROAD|KG|road||TJ-GULISTON-ROAD|Kyzyl-Bel;Кызыл-Бель
        TJ-GULISTON-ROAD|TJ|road||KG-KYZYLBEL-ROAD|Guliston;Гулистон
        KG-KULUNDU-ROAD|KG|road||TJ-OVCHIKALACHA-ROAD|Kulundu;Кулунду
        TJ-OVCHIKALACHA-ROAD|TJ|road||KG-KULUNDU-ROAD|Ovchi-Kalacha;Овчи-Калъача
        TJ-PANJIPOYON-ROAD|TJ|road||AF-SHERKHAN-ROAD|Panji Poyon;Nizhny Pyanj;Панҷи Поён;Нижний Пяндж
        AF-SHERKHAN-ROAD|AF|road|AFSHE|TJ-PANJIPOYON-ROAD|Sherkhan Bandar;Шерхан-Бандар
        TM-SERHETABAT-ROAD|TM|road|TMKUK|AF-TORGHUNDI-ROAD|Serhetabat;Kushka;Серхетабат;Кушка
        AF-TORGHUNDI-ROAD|AF|road|AFTOW|TM-SERHETABAT-ROAD|Torghundi;Towraghondi;Тургунди
        TM-SARAHS-ROAD|TM|road||IR-SARAKHS-ROAD|Sarahs;Sarakhs;Серахс
        IR-SARAKHS-ROAD|IR|road||TM-SARAHS-ROAD|Sarakhs;سرخس;Серахс
        KZ-BOLASHAK-RAIL|KZ|rail||TM-SERHETYAKA-RAIL|Bolashak;Болашак;Болашақ
        TM-SERHETYAKA-RAIL|TM|rail||KZ-BOLASHAK-RAIL|Serhetyaka;Серхетяка
        KZ-TEMIRBABA-ROAD|KZ|road||TM-GARABOGAZ-ROAD|Temir-Baba;Темир-Баба
        TM-GARABOGAZ-ROAD|TM|road|TMBKH|KZ-TEMIRBABA-ROAD|Garabogaz;Bekdash;Гарабогаз
        UZ-TASHKENT-AIR|UZ|air|UZTAS||Tashkent airport;Toshkent;Ташкент аэропорт
        UZ-SAMARKAND-AIR|UZ|air|UZSKD||Samarkand airport;Samarqand;Самарканд
        UZ-BUKHARA-AIR|UZ|air|UZBHK||Bukhara airport;Buxoro;Бухара
        UZ-URGENCH-AIR|UZ|air|UZUGC||Urgench airport;Urganch;Ургенч
        UZ-NAVOI-AIR|UZ|air|UZNVI||Navoi airport;Navoiy aeroporti;Навои аэропорт
        KZ-ALMATY-AIR|KZ|air|KZALA||Almaty airport;Алматы аэропорт
        KZ-ASTANA-AIR|KZ|air|KZAST||Astana airport;Nur-Sultan;Астана аэропорт
        KG-MANAS-AIR|KG|air|KGFRU||Manas airport;Bishkek;Манас;Бишкек
        KG-OSH-AIR|KG|air|KGOSS||Osh airport;Ош аэропорт
        TJ-DUSHANBE-AIR|TJ|air|TJDYU||Dushanbe airport;Душанбе
        TM-ASHGABAT-AIR|TM|air|TMASB||Ashgabat airport;Aşgabat;Ашхабад
        KZ-AKTAU-SEA|KZ|sea|KZAAU||Aktau;Ақтау;Актау
        KZ-KURYK-SEA|KZ|sea|KZKUR||Kuryk;Құрық;Курык
        TM-TURKMENBASHI-SEA|TM|sea|TMKRW||Turkmenbashi;Türkmenbaşy;Krasnovodsk;Туркменбаши
        AZ-ALAT-SEA|AZ|sea|||Alat;Alyat;Baku port;Ələt;Алят
        """
}
