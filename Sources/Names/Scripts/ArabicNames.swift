/// Usual Latin spellings of frequent given names written in Arabic letters.
///
/// Arabic script leaves short vowels out, so letters alone give `mhmd`; these names are too
/// frequent to be left to consonants. The consonant reading is kept beside the usual one.
/// Source: UNGEGN romanisation of Arabic (2007) applied to common given names.
enum ArabicNames {
    /// The usual spelling of a word, given with hamza carriers and final letters unified.
    static func usual(_ scalars: ArraySlice<UInt32>) -> [UInt8]? {
        guard scalars.count <= 9 else { return nil }
        return table[scalars.map(unified)]
    }

    /// One code point for letters that writers exchange: أ إ آ as ا, ى ی as ي, ة as ه, ک as ك.
    static func unified(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x622, 0x623, 0x625, 0x671: 0x627
        case 0x649, 0x6CC, 0x626: 0x64A
        case 0x629, 0x6C1, 0x6BE, 0x6D5: 0x647
        case 0x6A9: 0x643
        case 0x624: 0x648
        default: scalar
        }
    }

    private static let table: [[UInt32]: [UInt8]] = {
        var table: [[UInt32]: [UInt8]] = [:]
        for entry in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(separator: "=")
            guard parts.count == 2 else { continue }
            table[parts[0].unicodeScalars.map { unified($0.value) }] = Array(parts[1].utf8)
        }
        return table
    }()

    private static let text = """
        محمد=muhammad أحمد=ahmad محمود=mahmud حامد=hamid حميد=hamid حمد=hamad علي=ali حسن=hasan
        حسين=husayn إبراهيم=ibrahim إسماعيل=ismail يوسف=yusuf يعقوب=yaqub يحيى=yahya موسى=musa
        عيسى=isa داود=dawud سليمان=sulayman عمر=umar عثمان=uthman خالد=khalid خليل=khalil خلف=khalaf
        طارق=tariq زياد=ziyad سعد=saad سعيد=said صالح=salih صلاح=salah سالم=salim سلام=salam
        سلمان=salman سامي=sami سمير=samir كريم=karim كمال=kamal كامل=kamil جمال=jamal جميل=jamil
        جاسم=jasim جعفر=jafar جابر=jabir جواد=jawad ناصر=nasir نصر=nasr نور=nur نبيل=nabil
        نعيم=naim مصطفى=mustafa مختار=mukhtar منصور=mansur مروان=marwan ماجد=majid مجيد=majid
        مهدي=mahdi محسن=muhsin مسعود=masud معمر=muammar مطيع=mati هاشم=hashim هادي=hadi هاني=hani
        هشام=hisham وليد=walid وائل=wail ياسر=yasir ياسين=yasin عادل=adil عباس=abbas عبد=abd
        عبدالله=abdullah الله=allah عدنان=adnan عزيز=aziz عزت=izzat عماد=imad عامر=amir أمير=amir
        أمين=amin أنور=anwar أنس=anas أيمن=ayman أسامة=usama أسعد=asad أكرم=akram أبو=abu ابن=ibn
        بن=bin بنت=bint أم=umm بشار=bashar بشير=bashir بكر=bakr بلال=bilal بدر=badr ثابت=thabit
        رحمن=rahman رحيم=rahim رحمان=rahman رشيد=rashid راشد=rashid رمضان=ramadan رضا=rida رياض=riyad
        رامي=rami رزق=rizq زكريا=zakariya زيد=zayd شريف=sharif شيخ=shaykh شمس=shams صدام=saddam
        صادق=sadiq صابر=sabir صبري=sabri ضياء=diya طاهر=tahir طالب=talib طه=taha ظاهر=zahir
        غازي=ghazi فارس=faris فاروق=faruq فتحي=fathi فتاح=fattah فؤاد=fuad فهد=fahd فيصل=faysal
        فضل=fadl قاسم=qasim قادر=qadir قدوس=quddus لطيف=latif ماهر=mahir مالك=malik مبارك=mubarak
        مراد=murad معاذ=muadh مقتدى=muqtada ملا=mulla مولوي=mawlawi ميلاد=milad نجيب=najib نزار=nizar
        هيثم=haytham حاج=hajj حاجي=haji حافظ=hafiz حبيب=habib حجي=haji حسام=husam حكيم=hakim
        حليم=halim حمزة=hamza حنفي=hanafi حيدر=haydar خان=khan خير=khayr دين=din ذاكر=zakir
        سيف=sayf سيد=sayyid شاه=shah عاصم=asim عارف=arif عمار=ammar عوض=awad فاضل=fadil فرج=faraj
        قاري=qari كاظم=kazim مؤمن=mumin وحيد=wahid غفور=ghafur غني=ghani باقي=baqi كبير=kabir
        منان=mannan واحد=wahid جبار=jabbar حق=haqq حي=hayy رزاق=razzaq رؤوف=rauf ستار=sattar
        صمد=samad غفار=ghaffar وهاب=wahhab هداية=hidayat عصمت=ismat امان=aman جلال=jalal
        تكريتي=tikriti دوري=duri مصري=masri بغدادي=baghdadi شامي=shami عراقي=iraqi ليبي=libi
        يمني=yamani تونسي=tunisi مغربي=maghribi سوري=suri كردي=kurdi أفغاني=afghani حقاني=haqqani
        لله=allah جان=jan گل=gul آغا=agha أختر=akhtar رسول=rasul نبي=nabi وزير=wazir شير=sher
        """
}
