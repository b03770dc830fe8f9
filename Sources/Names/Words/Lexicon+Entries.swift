/// The entries of the lexicon.
///
/// Sources: legal forms from the civil codes and company laws of Uzbekistan, Kazakhstan,
/// Kyrgyzstan, Tajikistan, Turkmenistan and Russia, and ISO 20275 (entity legal forms) for the
/// world; titles and particles as they occur in the OFAC, UN and US consolidated lists.
extension Lexicon {
    static let honorifics = """
        mr mrs ms miss dr prof professor doctor sir dame lord lady gen general col colonel lt
        lieutenant capt captain maj major sgt brig brigadier adm admiral marshal pres president
        minister hon rev haji hajji hajj haj hadji alhaji hadj sheikh shaikh shaykh sheik cheikh
        mullah mulla mullo molla maulavi mawlawi maulawi mawlana maulana moulavi molvi mufti imam
        ayatollah hojjatoleslam qari hafiz ustad ustaz ustod sayyid said seyed seyyed sayed sayyed
        syed agha aga engineer eng monsieur madame mme herr frau senor senora don dona sr jr
        gospodin gospozha tovarishch janob xonim janobi mister akhund akhoond akhunzada hazrat
        prasident presidente phd esq alias aka fnu lnu na
        """

    static let particles = """
        al el ul ur ud ad as ash az an ar at ath ed es ez eddin abd abdul abdel abdal abdol ibn
        bin ben bint bent ould walad wuld de del della di da do dos das la las le los les der den
        van von zu y e and of the ter ten te af av ap mac st saint
        """

    /// Words that make the word before them the father's name.
    static let fatherMarks = """
        ogli ogly oglu oglo ugli ugly uli uly ula uulu qizi kizi kyzy kizy gizi gyzy qyzy zoda
        zade zadeh zada zad ogl qiz
        """

    static let organizationParticles = """
        the of and for in on at to by from a an und et y e i s de del della der des di do das
        dos la le las los les el al dlya im imeni po pri with named after fi
        """

    static let vesselPrefixes = "mv mt ms ss mts msv fv tb"

    static let legalForms = """
        llc ltd limited inc incorporated corp corporation co company plc llp lp lllp pllc gmbh ag
        kg kgaa ohg gbr ug mbh aktiengesellschaft se sa sas sasu sarl sàrl eurl srl spa snc
        sapa bv nv cv bvba vof ab as asa aps oy oyj hf ehf kft zrt nyrt doo dd ad ead ood eood spol
        sro zoo sp spzoo ooo oao zao pao ao ano odo tov oob at vat prat pat too tdo zhshs ak jshs
        aq qk xk mchj mchzh aj yatt dk ok xq osoo ojsc jsc cjsc pjsc ojs oaj zaj zhak zhchk aak
        jchk hdmm chdmm ydmm hj gpj tdk ip ie chp sp jv gup mup fgup fgu fgbu fgbou rup up uo
        ltda lda cia eirl epp sl slu slne sc sca scs scrl sd rl cv pt tbk pte pty pvt sdn bhd kk
        yk gk fze fzc fzco fzllc dmcc wll bsc saog saoc sal saa sae ltdsti sti as anonim sirketi
        sirket limitet limited ticaret kollektif pjs pvtltd private unlimited ulc holding holdings
        obshchestvo obschestvo
        aktsionernoe aktsionernoye otkrytoe zakrytoe publichnoe nepublichnoe
        predpriyatie tovarishchestvo aktsiyadorlik jamiyati jamoasi masuliyati cheklangan qoshma
        korxona korhonasi korxonasi xususiy xojalik serikligi jauapkershiligi shekteuli aktsionerlik
        kogamy koomu jooptuu chektelgen sharikat sharikati mahdud masuliyatash
        gesellschaft beschrankter haftung societe anonyme responsabilite limitee sociedad anonima
        societatea raspundere limitata kompaniya firma
        """

    static let legalPhrases = """
        limited liability company
        limited liability partnership
        limited partnership
        joint stock company
        open joint stock company
        closed joint stock company
        public joint stock company
        private joint stock company
        public limited company
        private limited company
        private limited
        public company limited
        joint venture
        obshchestvo s ogranichennoi otvetstvennostyu
        aktsionernoe obshchestvo
        otkrytoe aktsionernoe obshchestvo
        zakrytoe aktsionernoe obshchestvo
        publichnoe aktsionernoe obshchestvo
        nepublichnoe aktsionernoe obshchestvo
        tovarishchestvo s ogranichennoi otvetstvennostyu
        individualny predprinimatel
        individualnyi predprinimatel
        sovmestnoe predpriyatie
        masuliyati cheklangan jamiyat
        masuliyati cheklangan jamiyati
        aktsiyadorlik jamiyati
        aksiyadorlik jamiyati
        qoshma korxona
        xususiy korxona
        yakka tartibdagi tadbirkor
        zhauapkershiligi shekteuli seriktestigi
        aktsionerlik kogam
        aktsionerlik kogamy
        zhoopkerchiligi chektelgen koom
        gesellschaft mit beschrankter haftung
        societatea cu raspundere limitata
        societe a responsabilite limitee
        societe anonyme
        sociedad anonima
        sociedad de responsabilidad limitada
        compania limitada
        societa per azioni
        societa a responsabilita limitata
        anonim sirketi
        limited sirketi
        ticaret limited sirketi
        sanayi ve ticaret limited sirketi
        sanayi ve ticaret anonim sirketi
        s a de c v
        s de r l de c v
        s de r l
        sp z o o
        sp z oo
        spolka z oo
        s r l
        s p a
        s a s
        s a
        l l c
        l l p
        l p
        l t d
        d o o
        b v
        n v
        p l c
        o o o
        s r o
        a s
        a o
        s l
        w l l
        """

    /// Abbreviations of words frequent in names of firms and offices.
    static let abbreviations = """
        intl=international natl=national govt=government dept=department univ=university
        assn=association assoc=association bros=brothers mfg=manufacturing mfr=manufacturer
        eng=engineering engr=engineering ind=industry inds=industries indl=industrial
        tech=technology techn=technology dev=development devt=development inst=institute
        mgmt=management svcs=services svc=service ctr=center cntr=center fdn=foundation
        min=ministry trdg=trading exp=export imp=import constr=construction equip=equipment
        elec=electric electr=electric hldg=holding hldgs=holdings invt=investment prod=production
        """

    /// Roman numerals tell too little to decide: strokes are lost, series share a name.
    static let romanNumerals = """
        ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx
        """

    static let numerals: [(String, Int16)] = [
        ("one first", 1), ("two second", 2), ("three third", 3), ("four fourth", 4),
        ("five fifth", 5), ("six sixth", 6), ("seven seventh", 7), ("eight eighth", 8),
        ("nine ninth", 9), ("ten tenth", 10), ("eleven eleventh", 11), ("twelve twelfth", 12),
        ("thirteen thirteenth", 13), ("fourteen fourteenth", 14), ("fifteen fifteenth", 15),
        ("sixteen sixteenth", 16), ("seventeen seventeenth", 17), ("eighteen eighteenth", 18),
        ("nineteen nineteenth", 19), ("twenty twentieth", 20), ("thirty thirtieth", 30),
        ("forty fourty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80),
        ("ninety", 90),
    ]
}
