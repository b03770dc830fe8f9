extension ShippedAgreements {
    /// Specs/agreements/central-asia.yaml
    static let centralAsia = #"""
        # Pattern of a multilateral agreement after the Johannesburg Convention: few request types, strict use
        # rules, P-256 so that keys may sit in the hardware modules of every party. Controlled delivery and
        # advance exchange stay bilateral.
        format: tamga-agreement/1
        id: CA-MULTI
        version: 1
        title: Multilateral cooperation in customs matters in Central Asia (pattern)
        status: active
        validFrom: "2026-01-01"
        validUntil: "2031-01-01"

        parties:
          - node: UZ
            name: Customs Committee under the Ministry of Economy and Finance of the Republic of Uzbekistan
            country: UZ
            languages: [uz, ru, en]
            calendar: uz
            officials:
              - {id: uz-liaison, post: "Liaison officer, international cooperation", roles: [send, receive],
                 keys: [UZ-evidence-1], from: "2026-01-01"}
              - {id: uz-head, post: "Head of international cooperation", roles: [send, approve],
                 keys: [UZ-evidence-1], from: "2026-01-01"}
              - {id: uz-duty, post: "Duty officer, targeting centre", roles: [approve, receive, duty],
                 keys: [UZ-evidence-1], from: "2026-01-01"}
          - node: KZ
            name: State Revenue Committee of the Ministry of Finance of the Republic of Kazakhstan
            country: KZ
            languages: [kk, ru, en]
            calendar: kz
            officials:
              - {id: kz-liaison, post: "Liaison officer, international cooperation", roles: [send, receive],
                 keys: [KZ-evidence-1], from: "2026-01-01"}
              - {id: kz-head, post: "Head of international cooperation", roles: [send, approve],
                 keys: [KZ-evidence-1], from: "2026-01-01"}
              - {id: kz-duty, post: "Duty officer, targeting centre", roles: [approve, receive, duty],
                 keys: [KZ-evidence-1], from: "2026-01-01"}
          - node: KG
            name: State Customs Service under the Ministry of Finance of the Kyrgyz Republic
            country: KG
            languages: [ky, ru]
            calendar: kg
            officials:
              - {id: kg-liaison, post: "Liaison officer, international cooperation", roles: [send, receive],
                 keys: [KG-evidence-1], from: "2026-01-01"}
              - {id: kg-head, post: "Head of international cooperation", roles: [send, approve],
                 keys: [KG-evidence-1], from: "2026-01-01"}
              - {id: kg-duty, post: "Duty officer, targeting centre", roles: [approve, receive, duty],
                 keys: [KG-evidence-1], from: "2026-01-01"}
          - node: TJ
            name: Customs Service under the Government of the Republic of Tajikistan
            country: TJ
            languages: [tg, ru]
            calendar: tj
            officials:
              - {id: tj-liaison, post: "Liaison officer, international cooperation", roles: [send, receive],
                 keys: [TJ-evidence-1], from: "2026-01-01"}
              - {id: tj-head, post: "Head of international cooperation", roles: [send, approve],
                 keys: [TJ-evidence-1], from: "2026-01-01"}
              - {id: tj-duty, post: "Duty officer, targeting centre", roles: [approve, receive, duty],
                 keys: [TJ-evidence-1], from: "2026-01-01"}

        instruments:
          - {id: JOHANNESBURG, title: "International Convention on Mutual Administrative Assistance in Customs Matters",
             reference: "WCO, Johannesburg, 27 June 2003"}
          - {id: SCO-2007, title: "Agreement on cooperation and mutual assistance in customs matters",
             reference: "SCO, Tashkent, 2 November 2007"}

        purposes:
          - {code: drug-trafficking, title: "Illicit trafficking in narcotic drugs, psychotropic substances and precursors"}
          - {code: human-trafficking, title: "Trafficking in persons"}
          - {code: organised-crime, title: "Transnational organised criminal groups"}
          - {code: duty-evasion, title: "Evasion of customs payments and other breaches of customs law"}

        articles:
          [application-of-law, offences, assessment, spontaneous, surveillance, notification,
           technical-assistance, confidentiality]

        algorithms: {signatures: [ES256], seal: P256-SHA256-AES256GCM}
        languages: [ru]
        channels: [txp1, bundle]

        requests:
          - type: verify-export
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, declaration.number]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, declaration.date, declaration.office, declaration.procedure,
               documents.type, documents.number, documents.date, goods.description, goods.hsCode,
               goods.quantity, goods.unit, goods.grossMassKg, goods.value, goods.currency,
               goods.origin, parties.role, parties.kind, parties.name, parties.nameOriginal,
               parties.address, parties.idType, parties.idNumber, transport.mode, transport.document,
               transport.container, transport.seal, transport.vehicle, transport.route,
               transport.crossing]
            replyMandatory: [found, declaration.procedure]
            replyPermitted:
              [text, declaration.number, declaration.date, declaration.office, documents.type,
               documents.number, documents.date, goods.description, goods.hsCode, goods.quantity,
               goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin, parties.role,
               parties.kind, parties.name, parties.nameOriginal, parties.address, parties.idType,
               parties.idNumber, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: true
          - type: verify-import
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, declaration.number]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, declaration.date, declaration.office, declaration.procedure,
               documents.type, documents.number, documents.date, goods.description, goods.hsCode,
               goods.quantity, goods.unit, goods.grossMassKg, goods.value, goods.currency,
               goods.origin, parties.role, parties.kind, parties.name, parties.nameOriginal,
               parties.address, parties.idType, parties.idNumber, transport.mode, transport.document,
               transport.container, transport.seal, transport.vehicle, transport.route,
               transport.crossing]
            replyMandatory: [found, declaration.procedure]
            replyPermitted:
              [text, declaration.number, declaration.date, declaration.office, documents.type,
               documents.number, documents.date, goods.description, goods.hsCode, goods.quantity,
               goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin, parties.role,
               parties.kind, parties.name, parties.nameOriginal, parties.address, parties.idType,
               parties.idNumber, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: true
          - type: verify-document
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, documents.type,
               documents.number]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, documents.date, declaration.number, declaration.date,
               declaration.office, declaration.procedure, parties.role, parties.kind, parties.name,
               parties.nameOriginal, parties.address, parties.idType, parties.idNumber]
            replyMandatory: [authentic]
            replyPermitted:
              [text, documents.type, documents.number, documents.date, declaration.number,
               declaration.date, declaration.office, declaration.procedure]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: true
          - type: offence-information
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, offence.type, offence.stage]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, offence.method, offence.concealment, offence.route, offence.period,
               goods.description, goods.hsCode, goods.quantity, goods.unit, goods.grossMassKg,
               goods.value, goods.currency, goods.origin, parties.role, parties.kind, parties.name,
               parties.nameOriginal, parties.address, parties.idType, parties.idNumber, transport.mode,
               transport.document, transport.container, transport.seal, transport.vehicle,
               transport.route, transport.crossing]
            replyMandatory: [text]
            replyPermitted:
              [offence.type, offence.stage, offence.method, offence.concealment, offence.route,
               offence.period, goods.description, goods.hsCode, goods.quantity, goods.unit,
               goods.grossMassKg, goods.value, goods.currency, goods.origin, parties.role,
               parties.kind, parties.name, parties.nameOriginal, parties.address, parties.idType,
               parties.idNumber, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing,
               declaration.number, declaration.date, declaration.office, declaration.procedure]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: false
          - type: surveillance
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, surveillance.kind,
               surveillance.grounds, surveillance.from, surveillance.until]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, surveillance.discreet, surveillance.action, parties.role,
               parties.kind, parties.name, parties.nameOriginal, parties.address, parties.idType,
               parties.idNumber, goods.description, goods.hsCode, goods.quantity, goods.unit,
               goods.grossMassKg, goods.value, goods.currency, goods.origin, transport.mode,
               transport.document, transport.container, transport.seal, transport.vehicle,
               transport.route, transport.crossing]
            replyMandatory: [hits]
            replyPermitted:
              [text, sightings.at, sightings.crossing, sightings.document, sightings.direction,
               transport.mode, transport.document, transport.container, transport.seal,
               transport.vehicle, transport.route, transport.crossing]
            askers: [UZ, KZ, KG]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: false
          - type: notification
            purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, documents.type,
               addressee.name, addressee.address, serviceUntil]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, documents.number, documents.date, addressee.nameOriginal,
               addressee.language]
            replyMandatory: [served]
            replyPermitted:
              [text, servedAt, manner, receiptNumber]
            acknowledgeWithin: {hours: 72}
            replyWithin: {routine: {calendarDays: 45}, urgent: {hours: 120}}
            autoAnswerable: false

        spontaneous:
          purposes: [drug-trafficking, human-trafficking, organised-crime, duty-evasion]
          fields:
            [subject, facts, reliability, credibility, urgencyReason, offence.type, offence.stage,
             offence.method, offence.concealment, offence.route, goods.description, goods.hsCode,
             goods.quantity, goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin,
             parties.role, parties.kind, parties.name, parties.nameOriginal, parties.address,
             parties.idType, parties.idNumber, transport.mode, transport.document, transport.container,
             transport.seal, transport.vehicle, transport.route, transport.crossing,
             declaration.number, declaration.date, declaration.office, declaration.procedure,
             attachments.name, attachments.digest]
          mandatory: [subject, facts, reliability, credibility]
          acknowledgeWithin: {hours: 4}

        handling:
          - code: LIMITED
            title: For official use in customs matters
            rank: 1
            national: {UZ: "Xizmat doirasida foydalanish uchun", KZ: "Қызмет бабында пайдалану үшін", KG: "Для служебного пользования", TJ: "Для служебного пользования"}
          - code: RESTRICTED
            title: Law enforcement sensitive
            rank: 2
            national: {UZ: "Xizmat doirasida foydalanish uchun", KZ: "Қызмет бабында пайдалану үшін", KG: "Для служебного пользования", TJ: "Для служебного пользования"}
          - code: ENCLAVE
            title: Named persons only (controlled delivery, informants)
            rank: 3
            national: {UZ: "Maxfiy", KZ: "Құпия", KG: "Секретно", TJ: "Секретно"}

        use: {evidence: consent, onward: never}

        retention:
          defaultDays: 1095
          classes: {human-trafficking: 1095, correct-application: 1095}

        personalFields:
          [parties.name, parties.nameOriginal, parties.address, parties.idType, parties.idNumber]

        refusalGrounds:
          - {code: sovereignty, title: "Sovereignty", reasonsMayBeWithheld: true}
          - {code: security, title: "Security or other essential national interest", reasonsMayBeWithheld: true}
          - {code: public-policy, title: "Public policy"}
          - {code: secrecy, title: "Industrial, trade or professional secret"}
          - {code: domestic-law, title: "Domestic law forbids it"}
          - {code: reciprocity, title: "The requesting side could not do the same"}
          - {code: ongoing-investigation, title: "It would interfere with an ongoing investigation or proceeding", reasonsMayBeWithheld: true}
          - {code: disproportionate, title: "The burden is out of proportion to the benefit"}

        costs: {waived: true, exceptions: [experts, witnesses, interpreters], consultFirst: true}
        oral: {confirmWithinHours: 72}
        breach: {suspendOutbound: true, notifyWithinHours: 24}

        reciprocity:
          - {article: application-of-law, parties: [UZ, KZ, KG, TJ]}
          - {article: offences, parties: [UZ, KZ, KG, TJ]}

        calendars:
          - id: uz
            # Holidays of fixed date (Labour Code of Uzbekistan, article on public holidays). The two holidays
            # of the lunar calendar and moved days are decreed each year; the parties add them then.
            minutesEastOfUTC: 300
            weekend: [6, 7]
            holidays:
              ["2026-01-01", "2026-03-08", "2026-03-21", "2026-05-09", "2026-09-01", "2026-10-01",
               "2026-12-08", "2027-01-01", "2027-03-08", "2027-03-21", "2027-05-09", "2027-09-01",
               "2027-10-01", "2027-12-08"]
            knownUntil: "2027-12-31"
          - id: kz
            # Holidays of fixed date (Law of Kazakhstan on holidays). Kurban Ait and moved days are
            # published each year; the parties add them then.
            minutesEastOfUTC: 300
            weekend: [6, 7]
            holidays:
              ["2026-01-01", "2026-01-02", "2026-01-07", "2026-03-08", "2026-03-21", "2026-03-22",
               "2026-03-23", "2026-05-01", "2026-05-07", "2026-05-09", "2026-07-06", "2026-08-30",
               "2026-10-25", "2026-12-16", "2027-01-01", "2027-01-02", "2027-01-07", "2027-03-08",
               "2027-03-21", "2027-03-22", "2027-03-23", "2027-05-01", "2027-05-07", "2027-05-09",
               "2027-07-06", "2027-08-30", "2027-10-25", "2027-12-16"]
            knownUntil: "2027-12-31"
          - id: kg
            # Holidays of fixed date (Labour Code of Kyrgyzstan). Movable ones are added each year.
            minutesEastOfUTC: 360
            weekend: [6, 7]
            holidays:
              ["2026-01-01", "2026-01-07", "2026-02-23", "2026-03-08", "2026-03-21", "2026-05-01",
               "2026-05-05", "2026-05-09", "2026-08-31", "2026-11-07", "2026-11-08", "2027-01-01",
               "2027-01-07", "2027-02-23", "2027-03-08", "2027-03-21", "2027-05-01", "2027-05-05",
               "2027-05-09", "2027-08-31", "2027-11-07", "2027-11-08"]
            knownUntil: "2027-12-31"
          - id: tj
            # Holidays of fixed date (Labour Code of Tajikistan). Movable ones are added each year.
            minutesEastOfUTC: 300
            weekend: [6, 7]
            holidays:
              ["2026-01-01", "2026-03-08", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24",
               "2026-05-01", "2026-05-09", "2026-06-27", "2026-09-09", "2026-11-06", "2027-01-01",
               "2027-03-08", "2027-03-21", "2027-03-22", "2027-03-23", "2027-03-24", "2027-05-01",
               "2027-05-09", "2027-06-27", "2027-09-09", "2027-11-06"]
            knownUntil: "2027-12-31"
        """#
}
