/// Words that are established names, so that one is no slip of the pen for another.
///
/// Turgunov and Tursunov differ in one letter, as a name and its misprint do; but both are common
/// surnames, and a misprint seldom makes one. Two known words whose consonants differ are two
/// names. Known are the frequent words of persons' names in ``BackgroundFrequencies`` and the
/// surnames and given names below, from five letters on.
struct KnownWords: Sendable {
    static let shared = KnownWords()

    private var slots: [UInt32]
    private let mask: Int

    private init() {
        slots = [UInt32](repeating: 0, count: 8_192)
        mask = slots.count - 1
        var folded: [UInt8] = []
        for text in [BackgroundFrequencies.persons, Self.regional] {
            for item in text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
                guard item.count > 4, item.last != UInt8(ascii: ":") else { continue }
                folded.removeAll(keepingCapacity: true)
                Array(item).withUnsafeBufferPointer { CanonicalFold.append($0, to: &folded) }
                insert(folded.withUnsafeBufferPointer { Letters.hash($0) })
            }
        }
    }

    private mutating func insert(_ hash: UInt32) {
        var slot = Int(hash >> 3) & mask
        while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
        slots[slot] = hash
    }

    /// Whether a canonical fold belongs to a known word.
    func contains(_ foldHash: UInt32) -> Bool {
        var slot = Int(foldHash >> 3) & mask
        while slots[slot] != 0 {
            if slots[slot] == foldHash { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    /// Whether two folds agree in their consonants, neighbouring sounds and vowels set aside.
    static func sameConsonants(
        _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var i = 0
        var j = 0
        var lastA: UInt8 = .max
        var lastB: UInt8 = .max
        while true {
            let one = nextSound(a, &i, &lastA)
            let two = nextSound(b, &j, &lastB)
            if one != two { return false }
            if one == .max { return true }
        }
    }

    /// The class of the next consonant that differs from the one before; `.max` at the end.
    private static func nextSound(
        _ letters: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ last: inout UInt8
    ) -> UInt8 {
        while at < letters.count {
            let byte = letters[at]
            at += 1
            if CanonicalFold.isVowel(byte) { continue }
            let sound = byte == CanonicalFold.j ? 64 : Letters.maskClass[Int(byte)]
            if sound != last {
                last = sound
                return sound
            }
        }
        last = .max
        return .max
    }

    /// Frequent surnames and given names of Central Asia and Russia in plain Latin letters.
    ///
    /// Source: common knowledge of the region's telephone books; no list was copied.
    private static let regional = """
        abdullaev abdurahmonov abdurakhmanov abdukarimov abdusalomov adilov ahmadov akhmedov akbarov
        alimov aliev aminov anvarov ashurov askarov asanov azimov azizov babaev bakirov bekmurodov
        boboev boymatov botirov bozorov burhanov daminov davlatov davronov djalilov dosmatov ergashev
        eshmatov eshonqulov fayziev fozilov ganiev gafurov gulomov hakimov halilov hamidov hamroev
        hasanov haydarov hodjaev hojiev holmatov husanov ibragimov ibrohimov inoyatov islomov ismailov
        ismoilov isroilov jabborov jalilov jalolov jumaev juraev kadirov kamalov kamolov karimov
        kasimov khakimov khalikov khamidov khasanov khodjaev kholmatov komilov kurbanov latipov
        madaminov mahkamov mahmudov mamatov mamadaliev mamedov mansurov mardonov mavlonov mirzaev
        muhamedov muminov murodov musaev mustafoev nabiev narzullaev nasimov nasriddinov nazarov
        negmatov nematov niyazov normatov nosirov nurmatov nurullaev obidov olimov ortikov ostonov
        otaboev pulatov qodirov qosimov quvondikov rahimov rahmonov rajabov ramazonov rashidov
        rasulov rizaev roziev ruziev rustamov sabirov sadikov safarov saidov salimov salomov samadov
        sanoev sattorov sharipov shodiev shokirov shomurodov siddikov sobirov sodikov soliev sultanov
        tadjiev tashkentov temirov toirov tolipov toshmatov tulaganov turaev turdiev turgunov tursunov
        umarov umirov usmanov uzokov vahidov vahobov valiev xolmatov yakubov yoldoshev yuldashev
        yusupov zakirov zaripov ziyaev zokirov zufarov akhmetov amanov baimukhamedov baitursynov
        dzhaksybekov ibraev iskakov kaliev kassymov kenzhebaev mukhamedzhanov nurgaliev nurpeisov
        omarov ospanov sagintaev satpaev seitkaliev serikov suleimenov tokaev tulegenov utegenov
        zhakupov zhumabaev abdyldaev asanbekov bekov djumabaev isakov jeenbekov kulov mambetov
        osmonov sadyrbaev toktogulov berdimuhamedow annaev ataev gurbanov hojamov meredov orazov
        saparov rahmon sharifov boboev davlatov emomali gulov nazriev
        ivanov petrov sidorov smirnov kuznetsov popov vasiliev sokolov mikhailov novikov fedorov
        morozov volkov alekseev lebedev semenov egorov pavlov kozlov stepanov nikolaev orlov andreev
        makarov nikitin zakharov zaitsev soloviev borisov yakovlev grigoriev romanov vorobiev sergeev
        kuzmin frolov alexandrov dmitriev korolev gusev kiselev ilin maksimov polyakov sorokin
        vinogradov kovalev belov medvedev antonov tarasov zhukov baranov filippov komarov davydov
        belyaev gerasimov bogdanov osipov sidorenko matveev titov markov mironov krylov kulikov karpov
        vlasov melnikov denisov gavrilov tikhonov kazakov afanasiev danilov saveliev timofeev fomin
        chernov abramov martynov efimov fedotov shcherbakov nazarov kalinin isaev chernyshev bykov
        maslov rodionov konovalov lazarev voronin klimov filatov ponomarev golubev kudryavtsev
        prokhorov naumov potapov zhuravlev ovchinnikov trofimov leonov sobolev ermakov kolesnikov
        goncharov emelyanov nikiforov grachev kotov grishin efremov arkhipov gromov kirillov malyshev
        panov moiseev rumyantsev akimov kondratiev biryukov gorbunov anisimov eremin tikhomirov
        galkin lukyanov mikheev skvortsov yudin belousov nesterov simonov prokofiev kharitonov
        knyazev tsvetkov levin mitrofanov voronov aksenov sofronov maltsev loginov gorshkov savin
        krasnov maiorov demidov eliseev rybakov safonov plotnikov demin khokhlov fadeev molchanov
        ignatov litvinov ershov ushakov dementiev ryabov mukhin kalashnikov leontiev lobanov kuzin
        korneev evdokimov borodin platonov nekrasov balashov bobrov zhdanov blinov ignatiev korotkov
        muraviev kryukov belyakov bogomolov drozdov lavrov zuev petukhov larin nikulin serov terentiev
        zotov ustinov fokin samoilov konstantinov sakharov shishkin samsonov cherkasov chistyakov
        nosov spiridonov karasev avdeev vorontsov zverev vladimirov seleznev nechaev kudryashov
        sedov firsov andrianov panfilov golovin terekhov ulyanov shestakov ageev nikonov seliverstov
        bazhenov gordeev kozhevnikov pakhomov zimin kostin shirokov filimonov larionov ovsyannikov
        sazonov suvorov nefedov kornilov lyubimov lvov gorbachev kopylov lukin tokarev kuleshov shilov
        bolshakov pankratov rodin shapovalov pokrovsky bocharov nikolsky markin gorelov agafonov
        berezin ermolaev zubkov kupriyanov trifonov maslennikov kruglov tretyakov kolosov rozhkov
        artamonov shmelev laptev lapshin fedoseev zinoviev zorin utkin stolyarov zubov tkachev
        dorofeev antipov zavyalov sviridov zolotarev kulakov meshcheryakov makeev dyakonov gulyaev
        petrovsky bondarev pozdnyakov panin kochetkov sukhanov ryzhov starostin kalmykov kolesov
        zolotov kravtsov subbotin shubin shchukin losev vinokurov lapin parfenov isakov golovanov
        korovin rostovtsev artemov kozyrev rusakov aleshin kryuchkov bulgakov koshelev sychev sinitsyn
        alisher akmal akbar anvar aziz bahodir baxtiyor bobur botir davron dilshod doniyor farhod
        farrukh jamshid jasur javlon kamol laziz mansur mirzo murod nodir otabek ravshan rustam
        sanjar sardor sherzod shuhrat sobir temur timur ulugbek umid xurshid zafar
        aziza barno dilfuza dilnoza feruza gulnora kamola lola madina malika munira nargiza nigora
        nilufar nodira ozoda sevara shahlo umida yulduz zamira zulfiya
        """
}
