/// Facts of units of measure, one per line:
/// Rec 20 code|name|Russian sign|OKEI number|dimension|factor to the base unit|other spellings.
///
/// Base units: mass kilogram, volume litre, length metre, area square metre, count one piece, energy
/// megajoule, power kilowatt, activity becquerel, time second, data byte, pressure pascal. An empty
/// factor: the unit is of its dimension, but its size depends on the goods. Gallons, pints, bushels
/// and "hundredweight" are those of the country named.
///
/// Source: UN/ECE Recommendation 20 (codes, factors); OK 015-94 (MK 002-97), OKEI (numbers);
/// supplementary units of the EAEU's TN VED; spellings seen in ASYCUDA and WCO documents.
enum UnitTable {
    static let rows = """
        KGM|kilogram|кг|166|mass|1|KG,KGS,KILO,КГ.,KGR,KILOGRAM
        GRM|gram|г|163|mass|0.001|G,GR,GMS
        MGM|milligram|мг|161|mass|0.000001|MG
        MC|microgram|мкг||mass|0.000000001|UG
        CGM|centigram|сг|173|mass|0.00001|
        DG|decigram|дг||mass|0.0001|
        HGM|hectogram|гг|160|mass|0.1|
        DTN|decitonne|ц|206|mass|100|Ц.,QUINTAL
        TNE|tonne|т|168|mass|1000|T,TON,TONS,TN,MT,MTON,Т.
        KTN|kilotonne|10^3 т|170|mass|1000000|KT
        CTM|metric carat|кар|162|mass|0.0002|CAR,CARAT,КАРАТ
        GRN|grain|гран|189|mass|0.00006479891|
        ONZ|ounce avoirdupois|унция|187|mass|0.028349523125|OZ
        APZ|troy ounce|тр. унция||mass|0.0311034768|OZT
        LBR|pound|фунт|186|mass|0.45359237|LB,LBS
        STI|stone (UK)|стон|190|mass|6.35029318|
        CWA|hundredweight (US)|цнтл США|193|mass|45.359237|
        CWI|hundredweight (UK)|цнтл СК|194|mass|50.80234544|CWT
        STN|short ton (US)|кор. т|195|mass|907.18474|
        LTN|long ton (UK)|дл. т|196|mass|1016.0469088|
        KNI|kilogram of nitrogen|кг N|861|content|1|
        KPO|kilogram of potassium oxide|кг K2O|852|content|1|
        KPP|kilogram of phosphorus pentoxide|кг P2O5|865|content|1|
        KPH|kilogram of potassium hydroxide|кг KOH|859|content|1|
        KSH|kilogram of sodium hydroxide|кг NaOH|863|content|1|
        KHY|kilogram of hydrogen peroxide|кг H2O2|841|content|1|
        KSD|kilogram of substance 90 % dry|кг 90 % с/в|845|content|1|
        KUR|kilogram of uranium|кг U|867|content|1|
        KMA|kilogram of methylamine|||content|1|
        KNS|kilogram of named substance|||content|1|
        GFI|gram of fissile isotopes|г д/и|306|content|0.001|
        LTR|litre|л|112|volume|1|L,LT,LTS,LIT,Л.
        MLT|millilitre|мл|111|volume|0.001|ML
        CLT|centilitre|сл||volume|0.01|CL
        DLT|decilitre|дл|118|volume|0.1|DL
        HLT|hectolitre|гл|122|volume|100|HL
        K6|kilolitre|1000 л|130|volume|1000|KL,1000L
        MAL|megalitre|Мл|126|volume|1000000|
        MTQ|cubic metre|м3|113|volume|1000|M3,CBM,CUM,М³,M³
        DMQ|cubic decimetre|дм3||volume|1|DM3
        CMQ|cubic centimetre|см3|111|volume|0.001|CM3,CC
        MMQ|cubic millimetre|мм3|110|volume|0.000001|MM3
        R9|thousand cubic metres|1000 м3|114|volume|1000000|1000M3
        NM3|normal cubic metre|норм. м3||gas|1|
        SM3|standard cubic metre|ст. м3||gas|1|
        INQ|cubic inch|дюйм3|131|volume|0.016387064|
        FTQ|cubic foot|фут3|132|volume|28.316846592|CFT
        YDQ|cubic yard|ярд3|133|volume|764.554857984|
        GLL|gallon (US)|галлон США|145|volume|3.785411784|GAL
        GLI|gallon (UK)|галлон СК|139|volume|4.54609|
        QTL|liquid quart (US)|кварта США|144|volume|0.946352946|
        QTI|quart (UK)|кварта СК|138|volume|1.1365225|
        PTL|liquid pint (US)|пинта США|143|volume|0.473176473|
        PTI|pint (UK)|пинта СК|137|volume|0.56826125|
        OZA|fluid ounce (US)|ж. унция США|141|volume|0.0295735295625|
        OZI|fluid ounce (UK)|ж. унция СК|135|volume|0.0284130625|
        BLL|barrel (US)|баррель|146|volume|158.987294928|BBL,BARREL
        BUA|bushel (US)|бушель США||volume|35.23907016688|
        BUI|bushel (UK)|бушель СК|140|volume|36.36872|
        LPA|litre of pure alcohol|л 100 % спирта|831|alcohol|1|LPALC,LAA
        HPA|hectolitre of pure alcohol|гл 100 % спирта|833|alcohol|100|
        ASV|per cent alcohol by volume|% об.|821|ratio||% VOL,ALC
        P1|per cent|%|744|ratio|0.01|%,PCT
        MTR|metre|м|006|length|1|M,МЕТР,MTS
        DMT|decimetre|дм|005|length|0.1|
        CMT|centimetre|см|004|length|0.01|CM
        MMT|millimetre|мм|003|length|0.001|MM
        4H|micrometre|мкм||length|0.000001|
        HMT|hectometre|гм||length|100|
        KMT|kilometre|км|008|length|1000|KM
        INH|inch|дюйм|039|length|0.0254|IN,INCH
        FOT|foot|фут|041|length|0.3048|FT
        YRD|yard|ярд|043|length|0.9144|YD
        SMI|statute mile|миля||length|1609.344|
        NMI|nautical mile|морск. миля|047|length|1852|
        MTK|square metre|м2|055|area|1|M2,SQM,М²,M²,SM
        DMK|square decimetre|дм2|053|area|0.01|
        CMK|square centimetre|см2|051|area|0.0001|CM2
        MMK|square millimetre|мм2|050|area|0.000001|
        DAA|decare|||area|1000|
        ARE|are|а|109|area|100|
        HAR|hectare|га|059|area|10000|HA
        KMK|square kilometre|км2|061|area|1000000|
        INK|square inch|дюйм2|071|area|0.00064516|
        FTK|square foot|фут2|073|area|0.09290304|SQF
        YDK|square yard|ярд2|075|area|0.83612736|
        ACR|acre|акр||area|4046.8564224|
        MIK|square mile|кв. миля||area|2589988.110336|
        C62|one|ед||count|1|1,UNIT,UNT,U,UN
        H87|piece|шт|796|count|1|PCE,PCS,PC,ШТ.,ШТУК,DONA
        NAR|number of articles|изд|657|count|1|ART
        NMB|number|||count|1|NO,NBR,NB,QTY
        EA|each|||count|1|
        CEN|hundred|100 шт|797|count|100|CNT,100PCS
        MIL|thousand|1000 шт|798|count|1000|TH,1000PCS,THS
        MIO|million|млн шт|799|count|1000000|
        MLD|milliard|млрд шт|800|count|1000000000|
        DZN|dozen|дюжина|641|count|12|DZ,DOZ,ДЮЖ
        GRO|gross|||count|144|
        GGR|great gross|||count|1728|
        SCO|score|||count|20|
        PR|pair|пара|715|pairs|1|PRS,ПАР,PAR
        NPR|number of pairs|||pairs|1|
        TPR|ten pairs|10 пар|732|pairs|10|
        DPR|dozen pairs|дюжина пар|733|pairs|12|
        SET|set|набор|704|sets|1|STS,КОМПЛ
        NST|number of sets|||sets|1|
        NPL|number of parcels|посылка|734|packs|1|
        NMP|number of packs|упак|778|packs|1|PK,PKG
        DZP|dozen packs|дюжина упак|780|packs|12|
        CNP|hundred packs|100 упак|781|packs|100|
        NRL|number of rolls|рул|736|rolls|1|RL,RO
        DRL|dozen rolls|дюжина рул|737|rolls|12|
        NBB|number of bobbins|||bobbins|1|
        LEF|leaf|лист|625|sheets|1|
        ST|sheet|||sheets|1|
        RM|ream|||sheets|500|
        NCL|number of cells|||cells|1|NPC
        NIU|number of international units|МЕ||units|1|
        CCT|carrying capacity in tonnes|т грп|185|capacity|1|
        GT|gross ton (ship)|бр. рег. т|181|tonnage|1|GRT
        NT|net ton (ship)|||tonnage|1|
        KWH|kilowatt hour|кВт·ч|245|energy|3.6|KW/H,КВТЧ,1000WH
        WHR|watt hour|Вт·ч|243|energy|0.0036|
        MWH|megawatt hour|1000 кВт·ч|246|energy|3600|
        GWH|gigawatt hour|ГВт·ч|247|energy|3600000|
        JOU|joule|Дж|271|energy|0.000001|
        KJO|kilojoule|кДж|273|energy|0.001|
        3B|megajoule|МДж||energy|1|
        GV|gigajoule|ГДж||energy|1000|GJ
        D30|terajoule|ТДж||energy|1000000|TJO,TJ
        BTU|British thermal unit|БТЕ||energy|0.00105505585262|
        WTT|watt|Вт|212|power|0.001|
        KWT|kilowatt|кВт|214|power|1|KW
        MAW|megawatt|МВт|215|power|1000|MW
        HJ|metric horsepower|л. с.|251|power|0.73549875|
        BHP|brake horsepower|||power|0.745699872|
        VLT|volt|В|222|voltage|1|
        KVT|kilovolt|кВ|223|voltage|1000|
        AMP|ampere|А|260|current|1|
        AMH|ampere hour|А·ч|263|charge|1|
        OHM|ohm|Ом|274|resistance|1|
        KVA|kilovolt ampere|кВ·А|227|apparent|1|
        MVA|megavolt ampere|МВ·А|228|apparent|1000|
        KVR|kilovolt ampere reactive|квар|230|reactive|1|
        HTZ|hertz|Гц|290|frequency|1|
        KHZ|kilohertz|кГц|291|frequency|1000|
        MHZ|megahertz|МГц|292|frequency|1000000|
        PAL|pascal|Па|294|pressure|1|
        KPA|kilopascal|кПа|297|pressure|1000|
        MPA|megapascal|МПа|298|pressure|1000000|
        BAR|bar|бар|309|pressure|100000|
        MBR|millibar|мбар|308|pressure|100|
        ATM|standard atmosphere|атм|300|pressure|101325|
        NEW|newton|Н|289|force|1|
        CEL|degree Celsius|град. C|280|temperature||
        FAH|degree Fahrenheit|град. F|281|temperature||
        KEL|kelvin|К|288|temperature|1|
        BQL|becquerel|Бк|323|activity|1|
        2Q|kilobecquerel|кБк||activity|1000|
        4N|megabecquerel|МБк||activity|1000000|
        GBQ|gigabecquerel|ГБк|302|activity|1000000000|
        MCU|millicurie|мКи|304|activity|37000000|
        CUR|curie|Ки|305|activity|37000000000|
        LUM|lumen|лм|284|light|1|
        LUX|lux|лк|283|illuminance|1|
        CDL|candela|кд|282|intensity|1|
        SEC|second|с|354|time|1|
        MIN|minute|мин|355|time|60|
        HUR|hour|ч|356|time|3600|
        DAY|day|сут|359|time|86400|
        WEE|week|нед|360|time|604800|
        MON|month|мес|362|time||
        ANN|year|год|366|time||
        AD|byte|байт|255|data|1|
        2P|kilobyte|Кбайт|256|data|1000|
        4L|megabyte|Мбайт|257|data|1000000|
        E34|gigabyte|Гбайт||data|1000000000|
        E35|terabyte|Тбайт||data|1000000000000|
        KMQ|kilogram per cubic metre|кг/м3||density|1|
        GM|gram per square metre|г/м2||grammage|1|
        GL|gram per litre|г/л||density|1|
        ZZ|mutually defined|||other||
        """
}
