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

    /// The plain letter of a presentation form, in which old software stores Arabic text.
    ///
    /// Source: Unicode Standard 16.0, Arabic Presentation Forms-A and -B.
    static func plainLetter(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFE70...0xFEFC:
            let at = presentationStarts.lastIndex { $0.start <= scalar }
            return at.map { presentationStarts[$0].letter } ?? scalar
        case 0xFB56...0xFB59: return 0x67E
        case 0xFB7A...0xFB7D: return 0x686
        case 0xFB8A...0xFB8B: return 0x698
        case 0xFB8E...0xFB91: return 0x6A9
        case 0xFB92...0xFB95: return 0x6AF
        case 0xFBA6...0xFBA9: return 0x6C1
        case 0xFBFC...0xFBFF: return 0x6CC
        default: return scalar
        }
    }

    /// First code point of each letter's run of forms; runs follow the alphabet.
    private static let presentationStarts: [(start: UInt32, letter: UInt32)] = [
        (0xFE80, 0x621), (0xFE81, 0x622), (0xFE83, 0x623), (0xFE85, 0x624), (0xFE87, 0x625),
        (0xFE89, 0x626), (0xFE8D, 0x627), (0xFE8F, 0x628), (0xFE93, 0x629), (0xFE95, 0x62A),
        (0xFE99, 0x62B), (0xFE9D, 0x62C), (0xFEA1, 0x62D), (0xFEA5, 0x62E), (0xFEA9, 0x62F),
        (0xFEAB, 0x630), (0xFEAD, 0x631), (0xFEAF, 0x632), (0xFEB1, 0x633), (0xFEB5, 0x634),
        (0xFEB9, 0x635), (0xFEBD, 0x636), (0xFEC1, 0x637), (0xFEC5, 0x638), (0xFEC9, 0x639),
        (0xFECD, 0x63A), (0xFED1, 0x641), (0xFED5, 0x642), (0xFED9, 0x643), (0xFEDD, 0x644),
        (0xFEE1, 0x645), (0xFEE5, 0x646), (0xFEE9, 0x647), (0xFEED, 0x648), (0xFEEF, 0x649),
        (0xFEF1, 0x64A), (0xFEF5, 0x644),
    ]

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
