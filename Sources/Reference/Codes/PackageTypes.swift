import Customs

/// Kinds of packages.
///
/// Source: UN/ECE Recommendation 21, annexes V and VI (codes and names shortened).
package enum PackageTypes {
    /// The two-character codes.
    package static let list = CodeList(
        name: "UN/ECE Recommendation 21",
        codes: FactTable.cells(table).map { DatedCode(code: $0.code, name: $0.name) },
        aliases: [("PALLET", "PX"), ("ПОДДОН", "PX"), ("КОРОБКА", "CT"), ("МЕШОК", "BG")])

    private static let table = """
        1A Steel drum|1B Aluminium drum|1D Plywood drum|1F Flexible container|1G Fibre drum
        1W Wooden drum|2C Wooden barrel|3A Steel jerrican|3H Plastic jerrican|43 Super bulk bag
        44 Polybag|4A Steel box|4B Aluminium box|4C Natural wood box|4D Plywood box
        4F Reconstituted wood box|4G Fibreboard box|4H Plastic box|5H Woven plastic bag
        5L Textile bag|5M Paper bag|6H Composite packaging, plastic|6P Composite packaging, glass
        7A Car case|7B Wooden case|8A Wooden pallet|8B Wooden crate|8C Wooden bundle
        AA Rigid plastic IBC|AB Fibre receptacle|AC Paper receptacle|AD Wooden receptacle
        AE Aerosol|AF Pallet 80 x 60 cm|AG Shrink-wrapped pallet|AH Pallet 100 x 110 cm
        AI Clamshell|AJ Cone|AL Ball|AM Ampoule|AP Protected ampoule|AT Atomizer|AV Capsule
        B4 Belt|BA Barrel|BB Bobbin|BC Bottle crate|BD Board|BE Bundle|BF Balloon|BG Bag|BH Bunch
        BI Bin|BJ Bucket|BK Basket|BL Compressed bale|BM Basin|BN Bale|BO Bottle, cylindrical
        BP Protected balloon|BQ Protected bottle, cylindrical|BR Bar|BS Bottle, bulbous|BT Bolt
        BU Butt|BV Protected bottle, bulbous|BW Box for liquids|BX Box|BY Boards in bundle
        BZ Bars in bundle|CA Rectangular can|CB Beer crate|CC Churn|CD Can with handle|CE Creel
        CF Coffer|CG Cage|CH Chest|CI Canister|CJ Coffin|CK Cask|CL Coil|CM Card|CN Container
        CO Carboy|CP Protected carboy|CQ Cartridge|CR Crate|CS Case|CT Carton|CU Cup|CV Cover
        CW Cage roll|CX Cylindrical can|CY Cylinder|CZ Canvas|DA Multi-layer plastic crate
        DB Multi-layer wooden crate|DC Multi-layer cardboard crate|DG CHEP cage|DH CHEP Eurobox
        DI Iron drum|DJ Demijohn|DK Bulk cardboard crate|DL Bulk plastic crate
        DM Bulk wooden crate|DN Dispenser|DP Protected demijohn|DR Drum|DS One-layer plastic tray
        DT One-layer wooden tray|DU One-layer polystyrene tray|DV One-layer cardboard tray
        DW Two-layer plastic tray|DX Two-layer wooden tray|DY Two-layer cardboard tray
        EC Plastic bag|ED Case with pallet base|EE Wooden case with pallet base
        EF Cardboard case with pallet base|EG Plastic case with pallet base
        EH Metal case with pallet base|EI Isothermic case|EN Envelope|FB Flexibag|FC Fruit crate
        FD Framed crate|FE Flexitank|FI Firkin|FL Flask|FO Footlocker|FP Filmpack|FR Frame
        FT Foodtainer|FW Cart, flatbed|FX Flexible bag|GB Gas bottle|GI Girder|GL Gallon container
        GR Glass receptacle|GU Tray of stacked items|GY Gunny bag|GZ Girders in bundle
        HA Plastic basket with handle|HB Wooden basket with handle|HC Cardboard basket with handle
        HG Hogshead|HN Hanger|HR Hamper|IA Wooden display package|IB Cardboard display package
        IC Plastic display package|ID Metal display package|IE Show package|IF Flow package
        IG Paper-wrapped package|IH Plastic drum|IK Cardboard package with holes|IL Tray with lid
        IN Ingot|IZ Ingots in bundle|JB Jumbo bag|JC Rectangular jerrican|JG Jug|JR Jar|JT Jutebag
        JY Cylindrical jerrican|KG Keg|KI Kit|LE Luggage|LG Log|LT Lot|LU Lug|LV Liftvan
        LZ Logs in bundle|MA Metal crate|MB Multiply bag|MC Milk crate|ME Metal container
        MR Metal receptacle|MS Multiwall sack|MT Mat|MW Plastic-wrapped receptacle|MX Matchbox
        NA Not available|NE Unpacked|NF Unpacked, single unit|NG Unpacked, multiple units|NS Nest
        NT Net|NU Plastic tube net|NV Textile tube net|OA Pallet CHEP 40 x 60 cm
        OB Pallet CHEP 80 x 120 cm|OC Pallet CHEP 100 x 120 cm|OD Pallet AS 4068-1993
        OE Pallet ISO T11|OF Platform|OK Block|OT Octabin|OU Outer container|P2 Pan|PA Packet
        PB Pallet box|PC Parcel|PD Pallet 80 x 100 cm|PE Pallet 80 x 120 cm|PF Pen|PG Plate
        PH Pitcher|PI Pipe|PJ Punnet|PK Package|PL Pail|PN Plank|PO Pouch|PP Piece
        PR Plastic receptacle|PT Pot|PU Tray|PV Pipes in bundle|PX Pallet|PY Plates in bundle
        PZ Planks in bundle|QA Steel drum, fixed head|QB Steel drum, removable head
        QC Aluminium drum, fixed head|QD Aluminium drum, removable head|QF Plastic drum, fixed head
        QG Plastic drum, removable head|QH Wooden barrel, bung|QJ Wooden barrel, removable head
        QK Steel jerrican, fixed head|QL Steel jerrican, removable head
        QM Plastic jerrican, fixed head|QN Plastic jerrican, removable head
        QP Natural wood box, ordinary|QQ Natural wood box, sift-proof|QR Expanded plastic box
        QS Solid plastic box|RD Rod|RG Ring|RJ Rack for clothing|RK Rack|RL Reel|RO Roll|RT Rednet
        RZ Rods in bundle|SA Sack|SB Slab|SC Shallow crate|SD Spindle|SE Sea-chest|SH Sachet
        SI Skid|SK Skeleton case|SL Slipsheet|SM Sheetmetal|SO Spool|SP Plastic-wrapped sheet
        SS Steel case|ST Sheet|SU Suitcase|SV Steel envelope|SW Shrink-wrapped|SX Set|SY Sleeve
        SZ Sheets in bundle|T1 Tablet|TB Tub|TC Tea-chest|TD Collapsible tube|TE Tyre
        TG Tank container|TI Tierce|TK Rectangular tank|TL Tub with lid|TN Tin|TO Tun|TR Trunk
        TS Truss|TT Tote bag|TU Tube|TV Tube with nozzle|TW Triwall pallet|TY Cylindrical tank
        TZ Tubes in bundle|UC Uncaged|UN Unit|VA Vat|VG Bulk, gas|VI Vial|VK Vanpack
        VL Bulk, liquid|VN Vehicle|VO Bulk, solid, large|VP Vacuum-packed|VQ Bulk, liquefied gas
        VR Bulk, solid, grains|VS Bulk, scrap metal|VY Bulk, solid, powder
        WA Intermediate bulk container|WB Wickerbottle|WC Steel IBC|WD Aluminium IBC|WF Metal IBC
        WG Steel IBC, pressurised|WH Aluminium IBC, pressurised|WJ Metal IBC, pressurised
        WK Steel IBC for liquid|WL Aluminium IBC for liquid|WM Metal IBC for liquid
        WN Woven plastic IBC|WP Woven plastic IBC with liner|WQ Coated woven plastic IBC
        WS Plastic film IBC|WT Textile IBC|WU Natural wood IBC|WV Coated textile IBC
        WX Textile IBC with liner|WY Plywood IBC with liner|WZ Reconstituted wood IBC with liner
        XA Woven plastic bag|XB Woven plastic bag, sift-proof|XC Woven plastic bag, waterproof
        XD Plastic film bag|XF Textile bag|XG Textile bag, sift-proof|XH Textile bag, waterproof
        XJ Multiwall paper bag|XK Multiwall paper bag, waterproof|YA Plastic in steel drum
        YB Plastic in steel crate box|YC Plastic in aluminium drum|YF Plastic in wooden box
        YH Plastic in plywood box|YK Plastic in fibreboard box|ZA Multiwall paper IBC
        ZB Large bag|ZC Multiwall paper IBC, waterproof|ZZ Mutually defined
        """
}
