/// How often frequent words occur in names, for comparisons without a list to learn from.
///
/// Each number is the count of names that hold the words after it. Written by
/// `Benchmarks/names/background.py` from the OFAC, US consolidated and UN lists.
enum BackgroundFrequencies {
    static let personNames: UInt32 = 21740
    static let otherNames: UInt32 = 23240

    static let persons = """
        2677: al 1039: abu 813: ali 709: muhammad 447: mohammad 437: abd 430: ahmad 417: abdul
        339: ibrahim 334: mohammed 314: ahmed 271: mohamed 267: el 243: hassan 219: rahman 191:
        abdullah 188: hasan 167: jose 154: abdallah 153: alexander 146: haji 140: omar 138: kim
        136: reza 129: bin 124: de 117: tikriti 116: vladimir 113: hamid 112: saleh 111: abou 110:
        aleksandr sergey vladimirovich 105: khan 103: ben 102: said 99: luis 96: antonio 95: chol
        93: gonzalez maria 92: aziz 91: hussein mahmoud salim 90: mustafa 88: andrey 87: carlos
        rodriguez 86: umar 85: khalil 84: aleksandrovich 83: lopez 81: amir 80: jesus mohamad
        sheikh 79: salih 74: husayn 73: igor jamal 72: majid 71: abbas sergei 69: dmitry mahmud
        67: ismail ivan ri yahya 66: juan 65: din rahim 64: bashir yusuf 63: alberto manuel 62:
        andrei jorge mikhail 61: hafiz hernandez nikolaevich oleg 60: ivanovich khalid saeed
        viktorovich 59: hossein khaled 58: amin garcia jamil perez 56: abdel alexey hadi karim
        mullah victor 55: nikolayevich salah sanchez 54: agha miguel 53: chun pak 52: mohsen
        viktor 51: mahdi musa 50: dr haqqani ho huawei 49: il 48: chang hamza 47: habib yong 46:
        aleksey sabawi seyed shaykh 45: jan rehman walid 44: aung nikolay 43: adam muhsin oscar
        salam 42: bakr joseph mansur martinez ramon rawi salman su turki 41: flores fuad javier
        mario muhammed nasser ould rashid sulayman the torres yuryevich 40: abubakar adnan hajji
        martin mehdi sayed vladimirovna 39: akbar daniel david john song vasilyevich 38: dmitriy
        latif ramirez 37: chen enrique hakim malik mostafa salazar sayyed 36: aleksei bilal
        francisco gomez rotenberg sultan 35: borisovich olga salem valencia 34: ayman choe iqbal
        kamel qadhafi ur 33: adil alex anwar ashraf elena gul noor peter qasim taha wei yasin 32:
        alexei anatolyevich and angel jr nam qari sergeevich sergeyevich shah 31: alvarez hajj
        irina li mikhailovich mikhaylovich saad samir sayyid 30: alejandro anton arturo asad awad
        diaz guzman mahmood mejia seyyed 29: adel assad dahir eduardo fawaz fernando khalaf naim
        reyes 28: abdi aliaksandr cesar chong del felix gutierrez hashim javad kyong myong nasir
        simon yuri 27: aleksandrovna alexandrovich allah amer denis hamed hosein konstantin
        lukashenko mansour nur raul saif yunis yurievich yuriy 26: abdurrahman igorevich julio
        leonidovich man rafael rivera roman vargas wali 25: akram george issa jihad kang myint
        natalya paul pavel 24: armando baasyir castro hisham james mohd muammar nikolai openlab
        talib tariq valeryevich yassin 23: akhund arif chin cho dari gustavo hani hyok jaber
        leonid lukashenka madani michael min moreno morteza mun muthanna osama robert sad uthman
        yousef youssef 22: abed abid alfredo aman castillo hamad harith hussain ibn ismael jafari
        khamis la masri mir nabil ojsc petrovich sami sergio tahir 21: alireza ammar chan
        fernandez gabriel hector islam jang jin kamal kwang meza morales mubarak muhamad oo rida
        shami taher tong vadim wang yelena zhang 20: ahmadi alekseyevich anatolievich aweys fadi
        faisal gaddafi imad iyad khaliq ltd noorzai of roberto saddam santos yasir yu yury 19:
        alfonso anatolevich barzan beijing co company daw don hamdan ivanov jabir jafar luna
        mendoza milad nasr pedro ricardo sulaiman ubaydah wahab wong yusif 18: abdu barakat
        cazares cheng cloud dmitri edgar faysal haq isa jaime jong khalifa ko leon maher marin
        medina moe murad oleksandr pavlovich qaddafi ramzi ruben samad stanislav tatyana
        technology vyacheslavovich yurevich zahrani 17: aboud ahdal anas anatoly ayad boris
        contreras engineering general hafez han hijazi hussam ignacio jawad ma makki moussa musab
        othman sa sahib sik son suleiman ullah usama viktar zadeh 16: aguilar anna artem chi
        ebrahim fathi iman lee mahad mark marquez molina muthana naser natalia nayif olegovich
        patricia qadir saadi seif svetlana valentinovich william 15: abdoulaye abdur adib ag
        alekseevich alfred andriy asiri avila basir cardenas cazarez chung colonel dawood dzmitry
        evgeny gastelum gholamreza guillermo jalal jibril jo kirill kyu lavilla maung mikalaevich
        mojtaba muslim ortega quintero ramadan reda richard samer sayf shaikh valery vyacheslav
        yasser yazid zafir 14: abdalla abdulrahman akhras aminullah amr azam bashar behzad beltran
        blanca cifuentes ernesto fahad faiz fawwaz felipe gerardo german gholam herrera hun ilya
        jasim jimenez maulawi munoz nikolayevna oumar pena rogo rojas rosario ruiz shishani sun
        valerevich vasilievich velasquez viktorovna villa win yahia yi zafar 13: abdelmalek
        abderrahmane aiman aisha alonso alyaksandr andre anis arab azhar azzam bakar barrera
        buitrago chu diego ekaterina farhad foz gennady ghassan gilberto grigorievich
        grigoriyevich haj hamzi hishan jairo khalif khin kony kovalchuk leanidavich luqman
        mohammadi mutassim niebla qasem qassim rauf romero ryhoravich safavi sok talebi trevino
        trinidad uladzimiravich vera wafa won yunus zambada 12: adolfo ajmi andreevich anizi
        ansari ao asghar ayeras badr baghdadi banai benjamin claudia darnawi deng djamel eduard
        edward emilio esmail eugene evgeniy fari firas frank ghafur ghazi grajales guadalupe
        hachem hannibal harb hong hryhoryavich humam humberto hyon ibarra ihar inayat jalil jhon
        joaquin joint jonathan kassem khalfan koang konstantinovich leonardo libi lin marina
        mendez milan mounir mumin murillo mushtaq obshchestvo paek pao park petr petrovna qatirji
        rabi raouf rincon rios romanovych saab sab sam sanad shahbaz sidi syed tun tunisi varela
        volodymyr wael wai yevgeniy zabin zao
        """

    static let others = """
        2592: company 1608: ltd 1525: and 1431: co 1247: al 1123: of 1077: limited 805: llc 790:
        obshchestvo 771: joint 744: stock 727: ooo 713: jsc 642: trading 625: group 603: bank 576:
        technology 567: institute 545: de 522: the 519: research 516: corporation 499: ao 476:
        aktsionernoe 449: international 441: for 329: liability 324: shipping 319:
        otvetstvennostyu 312: state 311: islamic 307: ogranichennoi 297: development 282: gazprom
        275: china 269: center 268: plant 243: oao 242: industry 229: zavod 228: engineering 224:
        general 215: foundation 212: technologies 206: aqsa 202: production 201: electronics
        organization 200: scientific 199: management 197: bureau enterprise 192: industries 191:
        ltda 187: investment 185: industrial trade 183: holding 174: exchange iran 172: in 167:
        design 161: open 160: oil 157: association 153: national 152: services 151: aviation
        public 150: korea 147: ep 145: ojsc 138: th 137: nauchno 136: inc 132: petrochemical 130:
        energy 129: commercial 123: russian shipbuilding 119: huawei 117: committee 116: security
        113: gmbh 112: otkrytoe vtb 111: construction 110: systems 109: ship 107: kompaniya 106:
        academy ansar electronic 104: jihad 103: beijing pao 99: science 97: export factory la 96:
        charitable pjsc 95: corp society 94: federal marine 92: army 89: institut 88: import
        shanghai 86: equipment military service shahid 85: sberbank transgaz 84: central money 83:
        defense 82: npo 81: logistics 80: pars shenzhen 79: new 78: aerospace iranian 77:
        manufacturing 75: ministry sea 74: east movement 72: private trust 71: del 70: star 69:
        port tsentr 68: machinery steel united 67: air branch ul 66: pte sal 65: information zao
        64: cia concern el inversiones 63: aircraft building global tech 62: complex force fze
        mining 61: cjsc machine 60: foreign pvt rt 59: closed revolutionary sciences 58: chemical
        nuclear obschestvo 57: airlines forces fund hong iraq proizvodstvennoe rihs shipyard
        tekhnologii university 56: grupo holdings institution 55: almaz brigade invest technical
        yv 54: named npp ve 53: repair welfare 52: investments kish republic 51: after capital
        credit department gas ocean office special unitary 49: imeni north 48: establishment im
        missile 47: agency jamaat south ticaret 46: byuro communications elevator insurance kong
        syrian 45: finance 44: cetc haramain islam publichnoe radio real refinery 43: africa
        dobycha instrument moscow petroleum 42: comercializadora haji kg sanat sarl sina 41: avia
        offshore peoples sham 40: asia business communication front islami los russia sa sirketi
        transneft yk 39: en inmobiliaria mechanical media myanmar palestine transport 38:
        gosudarstvennoe power system zakrytoe 37: imam isis liberation maritime tactical 36:
        financial gulf materials medical sky transportation 35: aero all consulting doo economic
        golden hawala second 34: ag corps estate federalnoe kb lines predpriyatie trans 33: centre
        control dalian levant physics province qaida relief subordinate unit 32: blue harakat hk
        hotel humanitarian obedinenie ogranichennoy palestinian va veb 31: antey armed directorate
        enterprises entity guard khayriyya konstruktorskoe middle mujahidin otvetstvennostiu po
        resistance san semiconductor yemen 30: chengdu cssc farm kontsern leasing no novatek
        prison to uk universal west 29: advanced battalion belarus charity club digital party
        sociedad solutions union 28: csic dandong ghadir house nii pakistan precision space
        support 27: abu bm cement eood freight haramayn internacional okb optical project
        resources sanabil soldiers wa 26: colombia intelligence kapital network ood sistemy tehran
        uchrezhdenie xinjiang yalta 25: bhd dis fi guangzhou kaveh land novin petersburg rd sdn
        syria upravlyayushchaya 24: affiliated alfa avic cargo division electric first gold green
        high irgc jund martyrs metal properties resort servicios sharia taliban tourism travel
        ural vympel 23: ad administration affairs ali atomic autonomous brigades compania dawa
        engine federation gostar inzhiniring korporatsiya kurdistan mu nanjing products seaport
        sherkat smart uralvagonzavod wal world 22: aktsionernoye belarusian eastern gems grand
        hebei indonesia khorasan minsk off partners rn shore subsidiary sun tavarystva 21: bonyad
        constructora council gang issledovatelski jewellery kholding lebanese madrassa material
        odk quds ras region royal saint shabaab shargh supply tv wilayat zvezdochka 20: banco
        bicentenario byudzhetnoe casino commission darya devices dmcc fsue furqan fzc haramein
        isil korean lebanon persian projects reconstruction rossii sanayi trafficking tsnii yard
        youth 19: ahrar an automation cartel city damascus defence drug era experimental gaz
        hangzhou holy internal jiangsu melli metallurgy mujahideen pasargad police quran red
        refining sanaye sevastopol southwest supporters tariq tianjin 18: agricultural aluminum
        aqssa bros cham chemicals chemistry computing contracting electromechanical far fgbu
        gruppa guards heavy irkut kala kerch main mobile naft non npf npk or radar soyuz st
        stiftelse sub surgutneftegas tadbir tejarat unitarnoe 17: aid arab atlas beograd comercial
        companies computer distribution fond fuel grupp instruments islamiya jahan jamia jewelry
        kazan mehr mineral optics organisation partnership parts progress psb pty qeshm rahmah
        rosneft salah sepahan servis stroytransgaz studio technological television ud venezuela
        venture zvezda 16: agricola agropecuaria alharamain alharamayn alharamein arsenal base bin
        chosun civil cooperation distribuidora energo europe film gazpromneft generation
        issledovatelskii jamiat kvant medicine neft otkrytogo overseas panama popular
        predpriyatiye pro sahel sb sepah social sp stars stichting strela td telecom terminal
        wings wuhan xian 15: academician agat amin any applied as auto basij bitriver budgetary
        casa congo dart et finans free gazprombank herzallah integrated iskra kommercheski lukoil
        micro natural novy one otkritie oy perm proizvodstvennoye ran republican revival
        revolution rf rossiskoi rus santa sharif smic sovfracht sunna suzhou tic tipa transfer
        tunisia turath ukraine ur vo 14: abdul african bar bridge brothers caliphate castle
        composite daesong day democratic des electricity empresa est express gran hayat hemmat
        hizballah ic inform laboratory lil limitada lizing luis marketing microelectronics
        muassasat obyedinenie on pang pasdaran petro pishro protection regional respubliki saman
        spa sti strategic studies successor sudostroitelny temp thereof titan two volga vostok
        with ya yazd za zaliv 13: akademii alliance amir avangard bangladesh black car casic
        crimea crimean dubai education electro fanavari flot future guangdong heritage ibn ihracat
        imperial inter is issledovatelskiy ithalat jaysh kham khan krasnodar lashkar law life
        menedzhment nauk noble novosibirsk obyedineniye people plc predpriiatie prefecture press
        procurement razavi reconnaissance rocket sanatorium sankt sarafi satellite sepehr silver
        sino smile srl stg sudan svyaz tehrik valle vision xi yu zone 12: aat abr adkaznastsyu
        agro akb ansharut ar asset aviakompaniya banking carbon centro chon coal cooperative dana
        desarrollo district drilling egypt electrical ellissa es exploration feodosia fgup freedom
        fundacion giprostroymost greater havacilik helicopter ihya importadora integral iron
        islamiyah jaish kai kashmir katrangi khilafah kholdinga kompleks konstruktorskoye le
        magarach mashinostroitelny mohammad nam naser nauki navigation niru nusrat pacific paya
        pension qods quantum restaurante rivers samara shandong siberian sol sovcombank sunnah
        zenit zhejiang
        """
}
