/// The letters themselves. Each entry reads `letter=roman`; capitals follow from the small letter.
extension RomanisationTable {
    static let latin = """
        à=a á=a â=a ã=a ä=a å=a æ=ae ç=ch è=e é=e ê=e ë=e ì=i í=i î=i ï=i ð=d ñ=n ò=o ó=o ô=o õ=o
        ö=o ø=o ù=u ú=u û=u ü=u ý=y þ=th ÿ=y ß=ss ā=a ă=a ą=a ć=ch ĉ=ch ċ=ch č=ch ď=d đ=d ē=e ĕ=e
        ė=e ę=e ě=e ĝ=g ğ=g ġ=g ģ=g ĥ=h ħ=h ĩ=i ī=i ĭ=i į=i ı=i İ=i ĳ=y ĵ=j ķ=k ĺ=l ļ=l ľ=l ł=l
        ń=n ņ=n ň=n ŋ=ng ō=o ŏ=o ő=o œ=oe ŕ=r ŗ=r ř=r ś=s ŝ=sh ş=sh š=sh ţ=t ť=t ũ=u ū=u ŭ=u ů=u
        ű=u ų=u ŵ=w ŷ=y ź=z ż=z ž=zh ſ=s ə=a ƣ=gh ơ=o ư=u ǎ=a ǐ=i ǒ=o ǔ=u ǖ=u ǘ=u ǚ=u ǜ=u ǧ=g ǩ=k
        ǫ=o ǰ=j ǵ=g ǹ=n ǻ=a ȁ=a ȃ=a ȅ=e ȇ=e ȋ=i ȍ=o ȏ=o ȑ=r ȓ=r ȕ=u ȗ=u ș=sh ț=ts ȟ=h ȧ=a ȩ=e ȯ=o
        ȳ=y ɓ=b ɗ=d ɛ=e ɣ=gh ɨ=i ɔ=o ḃ=b ḇ=b ḋ=d ḍ=d ḏ=d ḑ=d ḡ=g ḣ=h ḥ=h ḧ=h ḩ=h ḫ=kh ẖ=h ḱ=k ḳ=k
        ḵ=k ḷ=l ḻ=l ḿ=m ṁ=m ṃ=m ṅ=n ṇ=n ṉ=n ṕ=p ṗ=p ṙ=r ṛ=r ṟ=r ṡ=s ṣ=s ṫ=t ṭ=t ṯ=t ẗ=t ṽ=v ẁ=w
        ẃ=w ẅ=w ẋ=x ẍ=x ẏ=y ẑ=z ẓ=z ẕ=z ạ=a ả=a ấ=a ầ=a ẩ=a ẫ=a ậ=a ắ=a ằ=a ẳ=a ẵ=a ặ=a ẹ=e ẻ=e
        ẽ=e ế=e ề=e ể=e ễ=e ệ=e ỉ=i ị=i ọ=o ỏ=o ố=o ồ=o ổ=o ỗ=o ộ=o ớ=o ờ=o ở=o ỡ=o ợ=o ụ=u ủ=u
        ứ=u ừ=u ử=u ữ=u ự=u ỳ=y ỵ=y ỷ=y ỹ=y ẞ=ss ª=a º=o
        """

    static let cyrillic = """
        а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f
        х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ѐ=e ђ=dj ѓ=g є=ye ѕ=dz і=i ї=yi ј=j
        љ=lj њ=nj ћ=ch ќ=k ѝ=i ў=o џ=dzh ґ=g ғ=gh қ=q ң=ng ү=u ұ=u ҳ=h һ=h ҷ=j ҹ=j ә=a ө=o ӣ=i
        ӯ=u ҕ=gh җ=j ҙ=z ҝ=g ҡ=q ҥ=ng ҫ=s ҭ=t ҵ=ts ҿ=ch ӂ=zh ӄ=k ӈ=n ӑ=a ӓ=a ӕ=ae ӗ=e ӝ=zh ӟ=z
        ӡ=dz ӥ=i ӧ=o ӱ=u ӳ=u ӵ=ch ѣ=e ѳ=f ѵ=i ӏ=
        """

    /// Ukrainian and foreign г as h, Belarusian ў as w, Uzbek and Kazakh initial е as ye.
    static let cyrillicSecond = """
        г=h ў=w ғ=h ц=s щ=sh
        """

    static let arabic = """
        ا=a آ=a أ=a إ=i ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z
        ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w ي=y ى=a ة=a ء= ئ=y ؤ=w پ=p چ=ch ژ=zh گ=g ک=k ی=y
        ٹ=t ڈ=d ڑ=r ں=n ے=e ۓ=e ہ=h ھ=h ۀ=h ۂ=h ۃ=a ە=e ځ=dz څ=ts ښ=sh ړ=r ږ=zh ټ=t ډ=d ڼ=n ۍ=y ې=e
        ګ=g ۇ=u ۆ=o ۈ=u ۋ=v ڭ=ng ڤ=v ڠ=ng ڨ=g
        """

    /// Persian readings of the letters that Arabic reads otherwise, and Egyptian ج.
    static let arabicSecond = """
        ث=s ذ=z ض=z و=v ؤ=v غ=q ج=g
        """

    static let greek = """
        α=a ά=a β=v γ=g δ=d ε=e έ=e ζ=z η=i ή=i θ=th ι=i ί=i ϊ=i ΐ=i κ=k λ=l μ=m ν=n ξ=ks ο=o ό=o
        π=p ρ=r σ=s ς=s τ=t υ=y ύ=y ϋ=y ΰ=y φ=f χ=ch ψ=ps ω=o ώ=o
        """

    static let armenian = """
        ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y
        ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev
        """

    static let georgian = """
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k
        ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
        """

    static let hebrew = """
        א=a ב=b ג=g ד=d ה=h ו=w ז=z ח=h ט=t י=y ך=k כ=k ל=l ם=m מ=m ן=n נ=n ס=s ע= ף=f פ=p ץ=ts
        צ=ts ק=k ר=r ש=sh ת=t
        """
}
