// Made by Scripts/edifact-directory.py; change that, not this.
// Facts of the UN/EDIFACT directories D.96B and D.95B (UN/CEFACT).

/// Segment tables and element tables of the messages read, as text that
/// ``MessageStructure`` and ``SegmentRules`` take apart once.
enum DirectoryFacts {
    /// Segment table of CUSDEC D.96B: tag or group,
    /// least and greatest number of repeats.
    static let cusdecD96BStructure = """
        UNH 1 1
        BGM 1 1
        CST 0 1
        LOC 0 99
        DTM 0 15
        GIS 0 25
        FII 0 1
        MEA 0 5
        EQD 0 999
        SEL 0 999
        FTX 0 99
        SG1 0 99 (
            RFF 1 1
            DTM 0 1
            SG2 0 10 (
                PAC 1 1
                SG3 0 999 (
                    PCI 1 1
                    FTX 0 1
                )
            )
        )
        SG4 0 5 (
            TDT 1 1
            TPL 0 1
        )
        SG5 0 10 (
            DOC 1 1
            DTM 0 2
            LOC 0 1
        )
        SG6 0 10 (
            NAD 1 1
            RFF 0 10
            CTA 0 1
            COM 0 5
        )
        SG7 0 1 (
            TOD 1 1
            LOC 0 2
            FTX 0 1
        )
        SG8 0 25 (
            MOA 1 1
            SG9 0 1 (
                CUX 1 1
                DTM 0 1
            )
        )
        UNS 1 1
        SG10 0 999 (
            DMS 1 1
            DTM 0 1
            MEA 0 5
            SG11 0 25 (
                MOA 1 1
                SG12 0 1 (
                    CUX 1 1
                    DTM 0 1
                )
            )
            SG13 0 1 (
                TOD 1 1
                LOC 0 2
                FTX 0 1
            )
            SG14 0 10 (
                NAD 1 1
                SG15 0 10 (
                    DOC 1 1
                    DTM 0 2
                    LOC 0 1
                )
            )
            SG16 0 10 (
                PAC 1 1
                SG17 0 999 (
                    PCI 1 1
                    FTX 0 1
                    RFF 0 1
                )
            )
            SG18 0 5 (
                PAT 1 1
                MOA 0 1
                PCD 0 1
                FTX 0 1
            )
            SG19 0 10 (
                ALC 1 1
                RTE 0 1
                MOA 0 1
                PCD 0 1
                QTY 0 1
                SG20 0 1 (
                    CUX 1 1
                    DTM 0 1
                )
            )
            SG21 0 9999 (
                LIN 1 1
                PIA 0 1
                QTY 0 1
                PRI 0 2
                PCD 0 1
                MEA 0 5
                QVR 0 5
                MOA 0 15
                NAD 0 10
                GIR 0 9999
                SG22 0 10 (
                    DOC 1 1
                    DTM 0 2
                )
                SG23 0 10 (
                    ALC 1 1
                    RTE 0 1
                    MOA 0 1
                    PCD 0 1
                    QTY 0 1
                    SG24 0 1 (
                        CUX 1 1
                        DTM 0 1
                    )
                )
                SG25 0 1 (
                    TOD 1 1
                    LOC 0 2
                )
                SG26 0 5 (
                    PAT 1 1
                    MOA 0 1
                    PCD 0 1
                    FTX 0 1
                )
                SG27 0 5 (
                    IMD 1 1
                    FTX 0 1
                )
                SG28 0 10 (
                    PAC 1 1
                    SG29 0 999 (
                        PCI 1 1
                        FTX 0 1
                        RFF 0 1
                    )
                )
            )
        )
        SG30 0 9999 (
            CST 1 1
            FTX 0 9
            LOC 0 25
            DTM 0 5
            MEA 0 20
            NAD 0 5
            TDT 0 9
            SG31 0 10 (
                PAC 1 1
                SG32 0 999 (
                    PCI 1 1
                    FTX 0 1
                )
            )
            SG33 0 25 (
                MOA 1 1
                SG34 0 1 (
                    CUX 1 1
                    DTM 0 1
                )
            )
            SG35 0 999 (
                RFF 1 1
                DTM 0 1
                GIN 0 99
                MOA 0 1
                SG36 0 1 (
                    IMD 1 1
                    FTX 0 5
                )
            )
            SG37 0 25 (
                DOC 1 1
                DTM 0 2
                LOC 0 1
                NAD 0 5
            )
            SG38 0 1 (
                TOD 1 1
                LOC 0 2
                FTX 0 1
            )
            SG39 0 1 (
                GDS 1 1
                FTX 0 1
            )
            SG40 0 25 (
                GIS 1 1
                PCD 0 1
                DTM 0 1
                RFF 0 1
            )
            SG41 0 10 (
                TAX 1 1
                MOA 0 2
                GIS 0 1
            )
            SG42 0 1 (
                QVR 1 1
                QTY 0 1
                SG43 0 1 (
                    RFF 1 1
                    DTM 0 1
                )
            )
            SG44 0 50 (
                GIR 1 1
                GIS 0 10
                NAD 0 1
                MEA 0 5
                SG45 0 10 (
                    MOA 1 1
                    SG46 0 1 (
                        CUX 1 1
                        DTM 0 1
                    )
                )
                SG47 0 10 (
                    TAX 1 1
                    MOA 0 2
                    GIS 0 1
                )
                SG48 0 5 (
                    DOC 1 1
                    DTM 0 2
                    LOC 0 1
                )
            )
        )
        UNS 1 1
        CNT 0 5
        SG49 0 50 (
            TAX 1 1
            MOA 0 2
            GIS 0 1
        )
        SG50 0 1 (
            AUT 1 1
            DTM 0 1
        )
        UNT 1 1
        """

    /// Elements of the segments of CUSDEC D.96B.
    static let cusdecD96BSegments = """
        ALC !5463an3 C552=1230an35:5189an3 4471an3 1227an3 \
        C214=7161an3:1131an3:3055an3:7160an35:7160an35
        AUT !9280an35 9282an35
        BGM C002=1001an3:1131an3:3055an3:1000an35 C106=1004an35:1056an9:1060an6 1225an3 4343an3
        CNT !C270=!6069an3:!6066n18:6411an3
        COM !C076=!3148an512:!3155an3
        CST 1496n5 C246=!7361an18:1131an3:3055an3 C246=!7361an18:1131an3:3055an3 \
        C246=!7361an18:1131an3:3055an3 C246=!7361an18:1131an3:3055an3 \
        C246=!7361an18:1131an3:3055an3
        CTA 3139an3 C056=3413an17:3412an35
        CUX C504=!6347an3:6345an3:6343an3:6348n4 C504=!6347an3:6345an3:6343an3:6348n4 5402n12 \
        6341an3
        DMS 1004an35 1001an3 7240n15
        DOC C002=1001an3:1131an3:3055an3:1000an35 C503=1004an35:1373an3:1366an35:3453an3 \
        3153an3 1220n2 1218n2
        DTM !C507=!2005an3:2380an35:2379an3
        EQD !8053an3 C237=8260an17:1131an3:3055an3:3207an3 \
        C224=8155an10:1131an3:3055an3:8154an35 8077an3 8249an3 8169an3
        FII !3035an3 C078=3194an35:3192an35:3192an35:6345an3 \
        C088=3433an11:1131an3:3055an3:3434an17:1131an3:3055an3:3432an70:3436an70 3207an3
        FTX !4451an3 4453an3 C107=!4441an17:1131an3:3055an3 \
        C108=!4440an70:4440an70:4440an70:4440an70:4440an70 3453an3
        GDS !C703=!7085an3:1131an3:3055an3
        GIN !7405an3 C208=!7402an35:7402an35 C208=!7402an35:7402an35 C208=!7402an35:7402an35 \
        C208=!7402an35:7402an35 C208=!7402an35:7402an35
        GIR !7297an3 C206=!7402an35:7405an3:4405an3 C206=!7402an35:7405an3:4405an3 \
        C206=!7402an35:7405an3:4405an3 C206=!7402an35:7405an3:4405an3 \
        C206=!7402an35:7405an3:4405an3
        GIS !C529=!7365an3:1131an3:3055an3:7187an17
        IMD 7077an3 7081an3 C273=7009an17:1131an3:3055an3:7008an35:7008an35:3453an3 7383an3
        LIN 1082n6 1229an3 C212=7140an35:7143an3:1131an3:3055an3 C829=5495an3:1082n6 1222n2 \
        7083an3
        LOC !3227an3 C517=3225an25:1131an3:3055an3:3224an70 \
        C519=3223an25:1131an3:3055an3:3222an70 C553=3233an25:1131an3:3055an3:3232an70 5479an3
        MEA !6311an3 C502=6313an3:6321an3:6155an17:6154an70 \
        C174=!6411an3:6314an18:6162n18:6152n18:6432n2 7383an3
        MOA !C516=!5025an3:5004n18:6345an3:6343an3:4405an3
        NAD !3035an3 C082=!3039an35:1131an3:3055an3 \
        C058=!3124an35:3124an35:3124an35:3124an35:3124an35 \
        C080=!3036an35:3036an35:3036an35:3036an35:3036an35:3045an3 \
        C059=!3042an35:3042an35:3042an35:3042an35 3164an35 3229an9 3251an9 3207an3
        PAC 7224n8 C531=7075an3:7233an3:7073an3 C202=7065an17:1131an3:3055an3:7064an35 \
        C402=!7077an3:!7064an35:7143an3:7064an35:7143an3 C532=8395an3:8393an3
        PAT !4279an3 C110=!4277an17:1131an3:3055an3:4276an35:4276an35 \
        C112=!2475an3:2009an3:2151an3:2152n3
        PCD !C501=!5245an3:5482n10:5249an3:1131an3:3055an3
        PCI 4233an3 \
        C210=!7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35 \
        8275an3 C827=!7511an3:1131an3:3055an3
        PIA !4347an3 C212=7140an35:7143an3:1131an3:3055an3 \
        C212=7140an35:7143an3:1131an3:3055an3 C212=7140an35:7143an3:1131an3:3055an3 \
        C212=7140an35:7143an3:1131an3:3055an3 C212=7140an35:7143an3:1131an3:3055an3
        PRI C509=!5125an3:5118n15:5375an3:5387an3:5284n9:6411an3 5213an3
        QTY !C186=!6063an3:!6060n15:6411an3
        QVR !C279=!6064n15:6063an3 4221an3 C960=4295an3:1131an3:3055an3:4294an35
        RFF !C506=!1153an3:1154an35:1156an6:4000an35
        RTE !C128=!5419an3:!5420n15:5284n9:6411an3
        SEL !9308an10 C215=9303an3:1131an3:3055an3:9302an35 4517an3
        TAX !5283an3 C241=5153an3:1131an3:3055an3:5152an35 C533=!5289an6:1131an3:3055an3 \
        5286an15 C243=5279an7:1131an3:3055an3:5278an17:5273an12:1131an3:3055an3 5305an3 \
        3446an20
        TDT !8051an3 8028an17 C220=8067an3:8066an17 C228=8179an8:8178an17 \
        C040=3127an17:1131an3:3055an3:3128an35 8101an3 C401=!8457an3:!8459an3:7130an17 \
        C222=8213an9:1131an3:3055an3:8212an35:8453an3 8281an3
        TOD 4055an3 4215an3 C100=4053an3:1131an3:3055an3:4052an70:4052an70
        TPL C222=8213an9:1131an3:3055an3:8212an35:8453an3
        """

    /// Segment table of CUSCAR D.95B: tag or group,
    /// least and greatest number of repeats.
    static let cuscarD95BStructure = """
        UNH 1 1
        BGM 1 1
        DTM 0 9
        RFF 0 9
        NAD 0 9
        FTX 0 9
        SG1 0 9 (
            TDT 1 1
            LOC 0 99
            DTM 0 99
        )
        GIS 0 9
        SG2 0 9999 (
            EQD 1 1
            TSR 0 9
            MEA 0 9
            DIM 0 9
            SEL 0 9
            NAD 0 9
            GIS 0 9
            SG3 0 9 (
                TMP 1 1
                RNG 0 1
            )
        )
        CNT 0 9
        SG4 0 9999 (
            CNI 1 1
            CNT 0 9
            SG5 0 9999 (
                RFF 1 1
                CNT 0 9
                MOA 0 9
                LOC 0 99
                GIS 0 9
                CUX 0 9
                CPI 0 9
                SG6 0 9 (
                    TDT 1 1
                    LOC 0 9
                    DTM 0 9
                    RFF 0 9
                )
                SG7 0 99 (
                    NAD 1 1
                    RFF 0 9
                    SG8 0 9 (
                        CTA 1 1
                        COM 0 9
                    )
                )
                SG9 0 9 (
                    QTY 1 1
                    FTX 0 9
                )
                SG10 1 9999 (
                    GID 1 1
                    PAC 0 9
                    HAN 0 9
                    FTX 0 99
                    MEA 0 99
                    MOA 0 9
                    SGP 0 99
                    DGS 0 9
                    PCI 0 9
                    CST 0 1
                    SG11 0 9 (
                        GIS 1 1
                        DOC 0 9
                    )
                    SG12 0 9 (
                        QTY 1 1
                        FTX 0 1
                    )
                )
            )
        )
        SG13 0 1 (
            AUT 1 1
            DTM 0 9
            RFF 0 9
        )
        UNT 1 1
        """

    /// Elements of the segments of CUSCAR D.95B.
    static let cuscarD95BSegments = """
        AUT !9280an35 9282an35
        BGM C002=1001an3:1131an3:3055an3:1000an35 1004an35 1225an3 4343an3
        CNI 1490n4 C503=1004an35:1373an3:1366an35:3453an3 1312n4
        CNT !C270=!6069an3:!6066n18:6411an3
        COM !C076=!3148an25:!3155an3
        CPI !C229=!5237an3:1131an3:3055an3 C231=!4215an3:1131an3:3055an3 4237an3
        CST 1496n5 C246=!7361an18:1131an3:3055an3 C246=!7361an18:1131an3:3055an3 \
        C246=!7361an18:1131an3:3055an3 C246=!7361an18:1131an3:3055an3 \
        C246=!7361an18:1131an3:3055an3
        CTA 3139an3 C056=3413an17:3412an35
        CUX C504=!6347an3:6345an3:6343an3:6348n4 C504=!6347an3:6345an3:6343an3:6348n4 5402n12 \
        6341an3
        DGS 8273an3 C205=!8351an7:8078an7:8092an10 C234=7124n:7088an8 C223=7106n:6411an3 \
        8339an3 8364an6 8410an4 8126an10 C235=8158an4:8186an C236=8246an4:8246an4:8246an4 \
        8255an3 8325an3 8211an3
        DIM !6145an3 C211=!6411an3:6168n15:6140n15:6008n15
        DOC C002=1001an3:1131an3:3055an3:1000an35 C503=1004an35:1373an3:1366an35:3453an3 \
        3153an3 1220n2 1218n2
        DTM !C507=!2005an3:2380an35:2379an3
        EQD !8053an3 C237=8260an17:1131an3:3055an3:3207an3 \
        C224=8155an10:1131an3:3055an3:8154an35 8077an3 8249an3 8169an3
        FTX !4451an3 4453an3 C107=!4441an3:1131an3:3055an3 \
        C108=!4440an70:4440an70:4440an70:4440an70:4440an70 3453an3
        GID 1496n5 C213=7224n8:7065an17:1131an3:3055an3:7064an35 \
        C213=7224n8:7065an17:1131an3:3055an3:7064an35 \
        C213=7224n8:7065an17:1131an3:3055an3:7064an35
        GIS !C529=!7365an3:1131an3:3055an3:7187an17
        HAN C524=4079an3:1131an3:3055an3:4078an70 C218=7419an4:1131an3:3055an3
        LOC !3227an3 C517=3225an25:1131an3:3055an3:3224an17 \
        C519=3223an25:1131an3:3055an3:3222an70 C553=3233an25:1131an3:3055an3:3232an70 5479an3
        MEA !6311an3 C502=6313an3:6321an3:6155an3:6154an70 \
        C174=!6411an3:6314n18:6162n18:6152n18:6432n2 7383an3
        MOA !C516=!5025an3:5004n18:6345an3:6343an3:4405an3
        NAD !3035an3 C082=!3039an35:1131an3:3055an3 \
        C058=!3124an35:3124an35:3124an35:3124an35:3124an35 \
        C080=!3036an35:3036an35:3036an35:3036an35:3036an35:3045an3 \
        C059=!3042an35:3042an35:3042an35 3164an35 3229an9 3251an9 3207an3
        PAC 7224n8 C531=7075an3:7233an3:7073an3 C202=7065an17:1131an3:3055an3:7064an35 \
        C402=!7077an3:!7064an35:7143an3:7064an35:7143an3 C532=8395an3:8393an3
        PCI 4233an3 \
        C210=!7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35:7102an35 \
        8275an3 C827=!7511an3:1131an3:3055an3
        QTY !C186=!6063an3:!6060n15:6411an3
        RFF !C506=!1153an3:1154an35:1156an6:4000an35
        RNG !6167an3 C280=!6411an3:6162n18:6152n18
        SEL !9308an10 C215=9303an3:1131an3:3055an3:9302an35 4517an3
        SGP C237=8260an17:1131an3:3055an3:3207an3 7224n8
        TDT !8051an3 8028an17 C220=8067an3:8066an17 C228=8179an8:8178an17 \
        C040=3127an17:1131an3:3055an3:3128an35 8101an3 C401=!8457an3:!8459an3:7130an17 \
        C222=8213an9:1131an3:3055an3:8212an35:8453an3 8281an3
        TMP !6245an3 C239=6246n:6411an3
        TSR !C536=!4065an3:1131an3:3055an3 \
        C233=!7273an3:1131an3:3055an3:7273an3:1131an3:3055an3 C537=!4219an3:1131an3:3055an3 \
        C703=!7085an3:1131an3:3055an3
        """
}
