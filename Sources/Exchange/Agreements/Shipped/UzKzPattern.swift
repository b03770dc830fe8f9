extension ShippedAgreements {
    /// Specs/agreements/uz-kz.yaml
    static let uzKZ = #"""
        # Pattern of a bilateral agreement with exchange before arrival: data on goods and vehicles at least
        # two hours before they reach the border, by road and by rail, in both directions.
        format: tamga-agreement/1
        id: UZ-KZ-COOP
        version: 1
        title: Cooperation in customs matters with advance exchange between Uzbekistan and Kazakhstan (pattern)
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

        instruments:
          - {id: SMUGGLING, title: "Agreement on cooperation against smuggling and breaches of customs law",
             reference: "in force from 16 September 2017; adilet.zan.kz O1700000016"}
          - {id: CIS-1996, title: "Unified order of information exchange on requests of customs services",
             reference: "CIS, 16 May 1996"}

        purposes:
          - {code: drug-trafficking, title: "Illicit trafficking in narcotic drugs, psychotropic substances and precursors"}
          - {code: human-trafficking, title: "Trafficking in persons"}
          - {code: organised-crime, title: "Transnational organised criminal groups"}
          - {code: money-laundering, title: "Laundering of money, trade-based laundering included"}
          - {code: duty-evasion, title: "Evasion of customs payments and other breaches of customs law"}
          - {code: correct-application, title: "Proper application of customs law and assessment of duties"}

        articles:
          [application-of-law, offences, assessment, spontaneous, automatic, advance, surveillance,
           notification, experts-and-witnesses, presence-of-officials, technical-assistance,
           confidentiality]

        algorithms: {signatures: [Ed25519], seal: XWING-SHA256-AES256GCM}
        languages: [ru, en]
        channels: [txp1, bundle]

        requests:
          - type: verify-export
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: true
          - type: verify-import
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: true
          - type: verify-document
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: true
          - type: verify-origin
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, documents.number,
               goods.hsCode]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, documents.type, documents.date, goods.description, goods.quantity,
               goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin, parties.role,
               parties.kind, parties.name, parties.nameOriginal, parties.address, parties.idType,
               parties.idNumber]
            replyMandatory: [originConfirmed]
            replyPermitted:
              [text, documents.type, documents.number, documents.date, goods.description, goods.hsCode,
               goods.quantity, goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin]
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: verify-value
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, declaration.number,
               goods.value, goods.currency]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, declaration.date, declaration.office, declaration.procedure,
               documents.type, documents.number, documents.date, goods.description, goods.hsCode,
               goods.quantity, goods.unit, goods.grossMassKg, goods.origin, parties.role, parties.kind,
               parties.name, parties.nameOriginal, parties.address, parties.idType, parties.idNumber]
            replyMandatory: [goods.value, goods.currency]
            replyPermitted:
              [text, declaration.number, declaration.date, declaration.office, declaration.procedure,
               documents.type, documents.number, documents.date, goods.description, goods.hsCode,
               goods.quantity, goods.unit, goods.grossMassKg, goods.origin]
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: trader-status
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion, correct-application]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, parties.name,
               parties.idNumber]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, parties.role, parties.kind, parties.nameOriginal, parties.address,
               parties.idType]
            replyMandatory: [status]
            replyPermitted:
              [text, statusFrom, statusUntil]
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: true
          - type: offence-information
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: surveillance
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: notification
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
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
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: expert-or-witness
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, hearing.where, hearing.when,
               hearing.capacity, hearing.matter]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, hearing.language, hearing.costs]
            replyMandatory: [authorised]
            replyPermitted:
              [text, hearing.limits, hearing.official]
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false
          - type: presence-of-officials
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, visit.officials,
               visit.capacity, visit.from, visit.until, visit.place]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, visit.purpose]
            replyMandatory: [consent]
            replyPermitted:
              [text, visit.conditions]
            acknowledgeWithin: {hours: 48}
            replyWithin: {routine: {workingDays: 20}, urgent: {hours: 48}}
            autoAnswerable: false

        schedules:
          - id: advance-road-UZ-KZ
            dataSet: advance-road
            article: advance
            purposes: [duty-evasion, drug-trafficking, correct-application]
            from: UZ
            to: KZ
            fields:
              [declaration.number, declaration.date, declaration.office, declaration.procedure,
               goods.description, goods.hsCode, goods.quantity, goods.unit, goods.grossMassKg,
               goods.value, goods.currency, goods.origin, parties.role, parties.kind, parties.name,
               parties.address, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing, arrival.estimated]
            trigger: {event: export-released}
            latency: {beforeArrivalMinutes: 120}
            handling: LIMITED
          - id: advance-road-KZ-UZ
            dataSet: advance-road
            article: advance
            purposes: [duty-evasion, drug-trafficking, correct-application]
            from: KZ
            to: UZ
            fields:
              [declaration.number, declaration.date, declaration.office, declaration.procedure,
               goods.description, goods.hsCode, goods.quantity, goods.unit, goods.grossMassKg,
               goods.value, goods.currency, goods.origin, parties.role, parties.kind, parties.name,
               parties.address, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing, arrival.estimated]
            trigger: {event: export-released}
            latency: {beforeArrivalMinutes: 120}
            handling: LIMITED
          - id: advance-rail-UZ-KZ
            dataSet: advance-rail
            article: advance
            purposes: [duty-evasion, drug-trafficking, correct-application]
            from: UZ
            to: KZ
            fields:
              [declaration.number, declaration.date, declaration.office, declaration.procedure,
               goods.description, goods.hsCode, goods.quantity, goods.unit, goods.grossMassKg,
               goods.value, goods.currency, goods.origin, parties.role, parties.kind, parties.name,
               parties.address, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing, arrival.estimated]
            trigger: {event: transit-released}
            latency: {beforeArrivalMinutes: 120}
            handling: LIMITED
          - id: advance-rail-KZ-UZ
            dataSet: advance-rail
            article: advance
            purposes: [duty-evasion, drug-trafficking, correct-application]
            from: KZ
            to: UZ
            fields:
              [declaration.number, declaration.date, declaration.office, declaration.procedure,
               goods.description, goods.hsCode, goods.quantity, goods.unit, goods.grossMassKg,
               goods.value, goods.currency, goods.origin, parties.role, parties.kind, parties.name,
               parties.address, transport.mode, transport.document, transport.container,
               transport.seal, transport.vehicle, transport.route, transport.crossing, arrival.estimated]
            trigger: {event: transit-released}
            latency: {beforeArrivalMinutes: 120}
            handling: LIMITED
          - id: mirror-records-UZ-KZ
            dataSet: mirror-records
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: UZ
            to: KZ
            fields:
              [declaration.number, declaration.version, declaration.flow, declaration.date,
               declaration.withdrawn, declaration.country, declaration.office, declaration.procedure,
               declaration.terms, declaration.cited, parties.role, parties.idNumber, parties.name,
               consignment.ucr, consignment.guarantee, transport.mode, transport.crossing,
               transport.document, transport.container, transport.seal, transport.vehicle,
               documents.type, documents.number, charges.freight, charges.freightCurrency,
               charges.insurance, charges.insuranceCurrency, goods.line, goods.hsCode, goods.description,
               goods.origin, goods.netMassKg, goods.grossMassKg, goods.quantity, goods.unit,
               goods.packages, goods.value, goods.currency]
            trigger: {event: declaration-accepted}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: mirror-records-KZ-UZ
            dataSet: mirror-records
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: KZ
            to: UZ
            fields:
              [declaration.number, declaration.version, declaration.flow, declaration.date,
               declaration.withdrawn, declaration.country, declaration.office, declaration.procedure,
               declaration.terms, declaration.cited, parties.role, parties.idNumber, parties.name,
               consignment.ucr, consignment.guarantee, transport.mode, transport.crossing,
               transport.document, transport.container, transport.seal, transport.vehicle,
               documents.type, documents.number, charges.freight, charges.freightCurrency,
               charges.insurance, charges.insuranceCurrency, goods.line, goods.hsCode, goods.description,
               goods.origin, goods.netMassKg, goods.grossMassKg, goods.quantity, goods.unit,
               goods.packages, goods.value, goods.currency]
            trigger: {event: declaration-accepted}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: mirror-aggregates-UZ-KZ
            dataSet: mirror-aggregates
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: UZ
            to: KZ
            fields:
              [aggregates.month, aggregates.flow, aggregates.hs, aggregates.lines, aggregates.netKg,
               aggregates.valueUsd]
            trigger: {dailyMinute: 240}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: mirror-aggregates-KZ-UZ
            dataSet: mirror-aggregates
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: KZ
            to: UZ
            fields:
              [aggregates.month, aggregates.flow, aggregates.hs, aggregates.lines, aggregates.netKg,
               aggregates.valueUsd]
            trigger: {dailyMinute: 240}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: mirror-comparison-UZ-KZ
            dataSet: mirror-comparison
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: UZ
            to: KZ
            fields:
              [comparison.session, comparison.step, comparison.flow, comparison.from,
               comparison.through, comparison.part, comparison.parts, comparison.elements]
            trigger: {event: comparison-begun}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: mirror-comparison-KZ-UZ
            dataSet: mirror-comparison
            article: automatic
            purposes: [duty-evasion, money-laundering, correct-application]
            from: KZ
            to: UZ
            fields:
              [comparison.session, comparison.step, comparison.flow, comparison.from,
               comparison.through, comparison.part, comparison.parts, comparison.elements]
            trigger: {event: comparison-begun}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED

        spontaneous:
          purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                     duty-evasion, correct-application]
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
          acknowledgeWithin: {hours: 2}

        handling:
          - code: LIMITED
            title: For official use in customs matters
            rank: 1
            national: {UZ: "Xizmat doirasida foydalanish uchun", KZ: "Қызмет бабында пайдалану үшін"}
          - code: RESTRICTED
            title: Law enforcement sensitive
            rank: 2
            national: {UZ: "Xizmat doirasida foydalanish uchun", KZ: "Қызмет бабында пайдалану үшін"}
          - code: ENCLAVE
            title: Named persons only (controlled delivery, informants)
            rank: 3
            national: {UZ: "Maxfiy", KZ: "Құпия"}

        use: {evidence: allowed, onward: consent, agencies: [prosecutor, interior]}

        retention:
          defaultDays: 1825
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
        oral: {confirmWithinHours: 24}
        breach: {suspendOutbound: true, notifyWithinHours: 24}

        reciprocity:
          - {article: application-of-law, parties: [UZ, KZ]}
          - {article: offences, parties: [UZ, KZ]}
          - {article: advance, parties: [UZ, KZ]}
          - {article: surveillance, parties: [UZ, KZ]}

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
        """#
}
