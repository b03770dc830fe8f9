/// Code values of UN/EDIFACT data elements that customs documents use: "code name", several a line.
///
/// Source: UNTDID D.96B, code lists 1001, 1225 and 3035 (UNECE, public), names shortened.
enum EdifactTable {
    /// Data element 1001, document name, coded.
    static let documents = """
        1 Certificate of analysis|2 Certificate of conformity|3 Certificate of quality
        4 Test report|5 Product performance report|6 Product specification report
        7 Process data report|8 First sample test report|9 Price/sales catalogue
        10 Party information|11 Federal label approval|12 Mill certificate|13 Post receipt
        14 Weight certificate|15 Weight list|16 Certificate
        17 Combined certificate of value and origin|18 Movement certificate A.TR.1
        19 Certificate of quantity|38 Vaccination certificate
        47 Extra-Community trade statistical declaration
        48 Written instructions in conformance with ADR art|85 Customs manifest
        87 General cargo summary manifest report|89 Meat and meat by-products sanitary certificate
        90 Meat food products sanitary certificate|91 Poultry sanitary certificate
        92 Horsemeat sanitary certificate|93 Casing sanitary certificate
        94 Pharmaceutical sanitary certificate|95 Inedible sanitary certificate
        97 Means of transport advice|98 Arrival information|99 Cargo release notification
        100 Excise certificate|101 Registration document|105 Purchase order
        110 Manufacturing instructions|120 Stores requisition|130 Invoicing data sheet
        140 Packing instructions|150 Internal transport order|220 Order|221 Blanket order
        222 Spot order|223 Lease order|224 Rush order|225 Repair order|226 Call off order
        227 Consignment order|228 Sample order|229 Swap order|230 Purchase order change request
        231 Purchase order response|232 Hire order|233 Spare parts order|240 Delivery instructions
        241 Delivery schedule|242 Delivery just-in-time|245 Delivery release|270 Delivery note
        271 Packing list|310 Offer/quotation|311 Request for quote|315 Contract
        320 Acknowledgement of order|325 Proforma invoice|326 Partial invoice
        327 Operating instructions|328 Name/product plate|330 Request for delivery instructions
        335 Booking request|340 Shipping instructions|341 Shipper's letter of instructions (air)
        343 Cartage order (local transport)|345 Ready for despatch advice|350 Despatch order
        351 Despatch advice|370 Advice of distribution of documents|380 Commercial invoice
        381 Credit note|382 Commission note|383 Debit note|384 Corrected invoice
        385 Consolidated invoice|386 Prepayment invoice|387 Hire invoice|388 Tax invoice
        389 Self-billed invoice|390 Delcredere invoice|393 Factored invoice|394 Lease invoice
        395 Consignment invoice|396 Factored credit note|409 Instructions for bank transfer
        412 Application for banker's draft|425 Collection payment advice
        426 Documentary credit payment advice|427 Documentary credit acceptance advice
        428 Documentary credit negotiation advice|429 Application for banker's guarantee
        430 Banker's guarantee|431 Documentary credit letter of indemnity
        435 Preadvice of a credit|447 Collection order|448 Documents presentation form
        450 Payment order|451 Extended payment order|452 Multiple payment order|454 Credit advice
        455 Extended credit advice|456 Debit advice|457 Reversal of debit|458 Reversal of credit
        460 Documentary credit application|465 Documentary credit
        466 Documentary credit notification|467 Documentary credit transfer advice
        468 Documentary credit amendment notification|469 Documentary credit amendment
        481 Remittance advice|485 Banker's draft|490 Bill of exchange|491 Promissory note
        492 Financial statement of account|493 Statement of account message
        520 Insurance certificate|530 Insurance policy|550 Insurance declaration sheet (bordereau)
        575 Insurer's invoice|580 Cover note|610 Forwarding instructions
        621 Forwarder's advice to import agent|622 Forwarder's advice to exporter
        623 Forwarder's invoice|624 Forwarder's certificate of receipt|630 Shipping note
        631 Forwarder's warehouse receipt|632 Goods receipt|633 Port charges documents
        635 Warehouse warrant|640 Delivery order|650 Handling order|655 Gate pass|700 Waybill
        701 Universal (multipurpose) transport document|702 Goods receipt, carriage
        703 House waybill|704 Master bill of lading|705 Bill of lading|706 Bill of lading original
        707 Bill of lading copy|708 Empty container bill|709 Tanker bill of lading|710 Sea waybill
        711 Inland waterway bill of lading|712 Non-negotiable maritime transport document (gene
        713 Mate's receipt|714 House bill of lading
        715 Letter of indemnity for non-surrender of bill of|716 Forwarder's bill of lading
        720 Rail consignment note (generic term)|722 Road list-SMGS
        723 Escort official recognition|724 Recharging document|730 Road consignment note
        740 Air waybill|741 Master air waybill|743 Substitute air waybill
        744 Crew's effects declaration|745 Passenger list|746 Delivery notice (rail transport)
        750 Despatch note (post parcels)|760 Multimodal/combined transport document (generic)
        761 Through bill of lading|763 Forwarder's certificate of transport
        764 Combined transport document (generic)|765 Multimodal transport document (generic)
        766 Combined transport bill of lading/multimodal bil|770 Booking confirmation
        775 Calling forward notice|780 Freight invoice|781 Arrival notice (goods)
        782 Notice of circumstances preventing delivery (goo
        783 Notice of circumstances preventing transport (go|784 Delivery notice (goods)
        785 Cargo manifest|786 Freight manifest|787 Bordereau
        788 Container manifest (unit packing list)|789 Charges note|790 Advice of collection
        791 Safety of ship certificate|792 Safety of radio certificate
        793 Safety of equipment certificate|794 Civil liability for oil certificate
        795 Loadline document|796 Derat document|797 Maritime declaration of health
        798 Certificate of registry|799 Ship's stores declaration
        810 Export licence, application for|811 Export licence
        812 Exchange control declaration, export|820 Despatch note model T
        821 Despatch note model T1|822 Despatch note model T2|823 Control document T5
        824 Re-sending consignment note|825 Despatch note model T2L
        830 Goods declaration for exportation|833 Cargo declaration (departure)
        840 Application for goods control certificate|841 Goods control certificate
        850 Application for phytosanitary certificate|851 Phytosanitary certificate
        852 Sanitary certificate|853 Veterinary certificate
        855 Application for inspection certificate|856 Inspection certificate
        860 Certificate of origin, application for|861 Certificate of origin
        862 Declaration of origin|863 Regional appellation certificate
        864 Preference certificate of origin|865 Certificate of origin form GSP
        870 Consular invoice|890 Dangerous goods declaration|895 Statistical document, export
        896 INTRASTAT declaration|901 Delivery verification certificate
        910 Import licence, application for|911 Import licence
        913 Customs declaration without commercial detail
        914 Customs declaration with commercial and item det
        915 Customs declaration without item detail|916 Related document|917 Receipt (Customs)
        925 Application for exchange allocation|926 Foreign exchange permit
        927 Exchange control declaration (import)|929 Goods declaration for importation
        930 Goods declaration for home use|931 Customs immediate release declaration
        932 Customs delivery note|933 Cargo declaration (arrival)|934 Value declaration
        935 Customs invoice|936 Customs declaration (post parcels)
        937 Tax declaration (value added tax)|938 Tax declaration (general)|940 Tax demand
        941 Embargo permit|950 Goods declaration for Customs transit|951 TIF form|952 TIR carnet
        953 EC carnet|954 EUR 1 certificate of origin|955 ATA carnet
        960 Single administrative document|961 General response (Customs)
        962 Document response (Customs)|963 Error response (Customs)
        964 Package response (Customs)|965 Tax calculation/confirmation response (Customs)
        966 Quota prior allocation certificate|990 End use authorization|991 Government contract
        995 Statistical document, import|996 Application for documentary credit
        998 Previous Customs document/message
        """

    /// Data element 1225, message function, coded.
    static let functions = """
        1 Cancellation|2 Addition|3 Deletion|4 Change|5 Replace|6 Confirmation|7 Duplicate
        8 Status|9 Original|10 Not found|11 Response|12 Not processed|13 Request
        14 Advance notification|15 Reminder|16 Proposal|17 Cancel, to be reissued|18 Reissue
        19 Seller initiated change|20 Replace heading section only
        21 Replace item detail and summary only|22 Final transmission|23 Transaction on hold
        24 Delivery instruction|25 Forecast|26 Delivery instruction and forecast|27 Not accepted
        28 Accepted, with amendment in heading section|29 Accepted without amendment
        30 Accepted, with amendment in detail section|31 Copy|32 Approval
        33 Change in heading section|34 Accepted with amendment|35 Retransmission
        36 Change in detail section|37 Reversal of a debit|38 Reversal of a credit
        39 Reversal for cancellation|40 Request for deletion|41 Finishing/closing order
        42 Confirmation via specific means|43 Additional transmission|44 Accepted without reserves
        45 Accepted with reserves|46 Provisional|47 Definitive|48 Accepted, contents rejected
        49 Settled dispute|50 Withdraw|51 Authorisation|52 Proposed amendment|53 Test|54 Extract
        """

    /// Data element 3035, party qualifier.
    static let parties = """
        AA Party to be billed (AAR Accounting rule 11)|AB Buyer's agent/representative
        AE Declarant's agent/representative|AF Transit principal|AG Agent/representative
        AH Transit principal's agent/representative|AI Successful job applicant
        AJ Party issuing mutually agreed codes|AK Acknowledgement recipient|AL Principal
        AM Authorized official|AN Approved importer|AO Account of|AP Accepting party
        AQ Approved consignor|AR Authorized exporter|AT Authorized importer
        AU Authorized trader (transit)|AV Authorizing official|AW Applicant's bank
        AX Authenticating party|AY Animal being investigated|AZ Issuing bank|B1 Contact bank 1
        B2 Contact bank 2|BA Booking agent|BB Buyer's bank|BC Negotiating bank
        BD Documentary credit reimbursing bank|BE Beneficiary|BF Beneficiary's bank|BG Employer
        BH Previous employer|BI Buyer's financial institution|BK Financial institution
        BL Bill of lading recipient|BM Insured|BN Insurance beneficiary|BO Broker or sales office
        BP Building site purchaser|BQ Cheque drawn bank|BS Bill and ship to
        BT Party to be billed for other than freight (bill |BU Service bureau|BV Member
        BW Borrower|BX Building site engineer|BY Buyer|BZ Building site forwarder
        C1 In care of party no. 1|C2 In care of party no. 2|CA Carrier|CB Customs broker
        CC Claimant|CD Agent's bank|CE Ceding company|CF Container operator/lessee
        CG Carrier's agent|CH Connecting carrier|CI Commission processor|CJ Previous member
        CK Empty equipment despatch party|CL Container location party|CM Customs|CN Consignee
        CO Corporate office|COP Convoying party|CP Party to receive certificate of compliance
        CPD Charges payer at destination|CQ Cheque order|CR Empty equipment return party
        CS Consolidator|CT Consignee to be specified|CU Container return company
        CV Consignee of vessel|CW Equipment owner|CX Consignee's agent|CY Commissionable agent
        CZ Consignor|DA Available with bank (documentary credits)|DB Distributor branch
        DC Deconsolidator|DCP Despatch charge payer|DD Documentary credit account party's bank
        DE Depositor|DF Documentary credit applicant|DG Documentary credit beneficiary
        DH Documentary credit account party|DI Documentary credit second beneficiary
        DJ Party according to documentary credit transactio
        DK Documentary credit beneficiary's bank|DL Factor
        DM Party to whom documents are to be presented|DN Owner of operation|DO Document recipient
        DP Delivery party|DQ Owner's agent|DR Driver|DS Distributor|DT Declarant
        DU Owner's representative|DV Project management office|DW Drawee
        DX Engineer (construction)|DY Engineer, resident (construction)|DZ Architect
        EA Architect-designer|EB Building inspectorate|EC Exchanger|ED Engineer, consultant
        EE Location of goods for customs examination before|EF Project coordination office
        EG Surveyor, topographical|EH Engineer, measurement|EI Controller, quality
        EJ Surveyor, quantity|EK Surveyor (professional), quantity|EL Project
        EM Party to receive electronic memo of invoice|EN Tenderer|EO Owner of equipment
        EP Equipment drop-off party|EQ Empty container responsible party
        ER Empty container return agent|ES Contractor, lead|ET Co-contractor
        EU Contractor, general|EV Subcontractor|EW Subcontractor with direct payment|EX Exporter
        EY Subcontractor, nominated|EZ Operator, essential services
        FA Operator, communication channel|FB Nominated freight company|FC Contractor, main
        FD Buyer's parent company|FE Credit rating agency|FF Factor, correspondent
        FG Buyer as officially registered|FH Seller as officially registered|FJ Trade Union
        FK Previous Trade Union|FL Passenger|FM Crew member|FN Tariff issuer
        FO Party performing inspection|FP Freight/charges payer|FR Message from
        FT Party responsible for financial settlement|FW Freight forwarder|FX Current receiver
        FY Current sender|FZ Grouping centre|GA Road carrier|GB Chamber of commerce
        GC Goods custodian|GD Producer|GE Registration tribunal|GF Slot charter party|GG Warehouse
        GH Applicant for job|GI Spouse|GJ Mother|GK Father|GL Socially insured person
        GM Inventory controller|GN Processor|GO Goods owner|GP Packer|GQ Slaughterer
        GR Goods releaser|GS Consignor's representative|GT Rail carrier
        GU Originator of article number|GV Procurement responsibility for order
        GW Party fulfilling all operations|GX Central catalogue party|GY Inventory reporting party
        GZ Substitute supplier|HA Party which delivers consignments to the termina
        HB Party which picks up consignments from the termi|HC Transit freight forwarder
        I1 Intermediary bank 1|I2 Intermediary bank 2|IB Intermediary/broker
        IC Intermediate consignee|ID Replacing manufacturer
        IE Non-resident third party company with whom finan
        IF Non-resident group company with whom financial a|IG Non-resident beneficiary
        IH Resident beneficiary|II Issuer of invoice|IJ Non-resident instructing party
        IL Resident instructing party|IM Importer|IN Insurer|IO Insurance company
        IP Insurance claim adjuster|IQ Domestic financial institution
        IR Non-domestic financial institution|IS Party to receive certified inspection report
        IT Installation on site|IU Non-resident debtor|IV Invoicee|IW Non-resident creditor
        LA Party designated to provide living animal care|LB Coproducer|LN Lender|LP Loading party
        MA Party for whom item is ultimately intended|MF Manufacturer of goods
        MG Party designated to execute re-icing|MI Planning schedule/material release issuer
        MP Manufacturing plant|MR Message recipient|MS Document/message issuer/sender
        MT Party designated to execute sanitary procedures|N1 Notify party no. 1
        N2 Notify party no. 2|NI Notify party|OA Break bulk berth operator|OB Ordered by
        OF On behalf of|OI Outside inspection agency|OO Order of shipper
        OP Operator of property or unit|OR Ordered bank|OS Original shipper|OT Outside test agency
        OV Owner of means of transport|OY Ordering customer|P1 Contact party 1|P2 Contact party 2
        P3 Contact party 3|P4 Contact party 4|PA Party to receive inspection report
        PB Paying financial institution|PC Actual purchaser's customer
        PD Purchaser's department buyer|PE Payee|PF Party to receive freight bill
        PG Prime contractor|PH Payer's financial institution|PI Payee's company name/ID
        PJ Party to receive correspondence|PK Contact party|PL Payor
        PM Party to receive paper memo of invoice|PN Party to receive shipping notice
        PO Ordering party|PQ Certifying party|PR Payer
        PS Payer's company name/ID (Check, Draft or Wire)|PT Party to receive test report
        PW Despatch party|PX Party to receive all documents|PY Checking party
        PZ Party to print some document|RA Central bank or regulatory authority
        RB Receiving financial institution|RE Party to receive commercial invoice remittance
        RF Received from|RH Seller's financial institution|RI Reinsurance intermediary/broker
        RL Reporting carrier (Customs)|RM Reporting carrier's nominated agent/representati
        RP Routing party|RS Party to receive statement of account|RV Receiver of cheque
        RW Issuer of waybill|SB Sales responsibility|SE Seller|SF Ship from|SG Store group
        SI Shipping schedule issuer|SK Plant|SN Store keeper|SO Sold to if different than bill to
        SR Seller's agent/representative|SS Social securities collector's office|ST Ship to
        SU Supplier|SX Surety for additions|SY Surety
        SZ Surety for antidumping/countervailing duty|TC Tax collector's office
        TCP Transit charge payer|TD Party to receive technical documentation|TR Terminal operator
        TS Party to receive certified test results|TT Transfer to|UC Ultimate consignee
        UD Ultimate customer|UHP Unexpected handling party|UP Unloading party|VN Vendor
        WD Warehouse depositor|WH Warehouse keeper|WM Works manager|WPA Weighting party
        WS Wholesaler|X No heading|ZZZ Mutually defined
        """
}
