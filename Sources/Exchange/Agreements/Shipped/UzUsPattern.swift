extension ShippedAgreements {
    /// Specs/agreements/uz-us.yaml
    static let uzUS = #"""
        # Pattern of a bilateral agreement between Uzbekistan and the United States, modelled on the WCO
        # model bilateral agreement. It is a pattern to be completed by the parties, not the text of a treaty.
        format: tamga-agreement/1
        id: UZ-US-CMAA
        version: 1
        title: Agreement on cooperation and mutual assistance in customs matters (pattern)
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
          - node: US
            name: U.S. Customs and Border Protection
            country: US
            languages: [en]
            calendar: us
            officials:
              - {id: us-liaison, post: "Liaison officer, international cooperation", roles: [send, receive],
                 keys: [US-evidence-1], from: "2026-01-01"}
              - {id: us-head, post: "Head of international cooperation", roles: [send, approve],
                 keys: [US-evidence-1], from: "2026-01-01"}
              - {id: us-duty, post: "Duty officer, targeting centre", roles: [approve, receive, duty],
                 keys: [US-evidence-1], from: "2026-01-01"}

        instruments:
          - {id: CMAA, title: "Agreement on cooperation and mutual assistance between the customs administrations",
             reference: "WCO Model Bilateral Agreement on Mutual Administrative Assistance, June 2004"}
          - {id: USC-19-1628, title: "Exchange of information with foreign customs and law enforcement agencies",
             reference: "19 U.S.C. 1628: held in confidence and used only for the purposes for which it is provided"}

        purposes:
          - {code: drug-trafficking, title: "Illicit trafficking in narcotic drugs, psychotropic substances and precursors"}
          - {code: human-trafficking, title: "Trafficking in persons"}
          - {code: organised-crime, title: "Transnational organised criminal groups"}
          - {code: money-laundering, title: "Laundering of money, trade-based laundering included"}
          - {code: duty-evasion, title: "Evasion of customs payments and other breaches of customs law"}
          - {code: correct-application, title: "Proper application of customs law and assessment of duties"}

        articles:
          [application-of-law, offences, assessment, spontaneous, automatic, surveillance,
           controlled-delivery, notification, experts-and-witnesses, presence-of-officials,
           technical-assistance, confidentiality]

        algorithms: {signatures: [Ed25519], seal: XWING-SHA256-AES256GCM}
        languages: [en]
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
            autoAnswerable: false
          - type: controlled-delivery
            purposes: [drug-trafficking, human-trafficking, organised-crime, money-laundering,
                       duty-evasion]
            mandatory:
              [subject, reason, measure, facts, enquiriesMade, connection, delivery.consignment,
               delivery.substitution, delivery.handover, delivery.abortRule, delivery.contact]
            permitted:
              [laws, protection, reciprocityStatement, urgencyReason, procedureWished,
               ownVerificationDone, delivery.costs, goods.description, goods.hsCode, goods.quantity,
               goods.unit, goods.grossMassKg, goods.value, goods.currency, goods.origin,
               transport.mode, transport.document, transport.container, transport.seal,
               transport.vehicle, transport.route, transport.crossing]
            replyMandatory: [agreed]
            replyPermitted:
              [text, delivery.handover, delivery.contact, delivery.conditions]
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
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
            acknowledgeWithin: {hours: 24}
            replyWithin: {routine: {workingDays: 30}, urgent: {hours: 72}}
            autoAnswerable: false

        schedules:
          - id: seizures-UZ-US
            dataSet: seizure-statistics
            article: automatic
            purposes: [drug-trafficking]
            from: UZ
            to: US
            fields:
              [goods.description, goods.hsCode, goods.quantity, goods.unit, offence.concealment,
               transport.mode]
            trigger: {dailyMinute: 360}
            latency: {afterTriggerMinutes: 1440}
            handling: LIMITED
          - id: seizures-US-UZ
            dataSet: seizure-statistics
            article: automatic
            purposes: [drug-trafficking]
            from: US
            to: UZ
            fields:
              [goods.description, goods.hsCode, goods.quantity, goods.unit, offence.concealment,
               transport.mode]
            trigger: {dailyMinute: 360}
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
          acknowledgeWithin: {hours: 1}

        handling:
          - code: LIMITED
            title: For official use in customs matters
            rank: 1
            national: {UZ: "Xizmat doirasida foydalanish uchun", US: "For Official Use Only"}
          - code: RESTRICTED
            title: Law enforcement sensitive
            rank: 2
            national: {UZ: "Xizmat doirasida foydalanish uchun", US: "Law Enforcement Sensitive"}
          - code: ENCLAVE
            title: Named persons only (controlled delivery, informants)
            rank: 3
            national: {UZ: "Maxfiy", US: "Law Enforcement Sensitive - Need to Know"}

        use: {evidence: notify, onward: never}

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
          - {article: application-of-law, parties: [UZ, US]}
          - {article: offences, parties: [UZ, US]}
          - {article: surveillance, parties: [UZ, US]}
          - {article: controlled-delivery, parties: [UZ, US]}

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
          - id: us
            # Federal holidays as observed, 5 U.S.C. 6103. Standard time of the seat (Washington).
            minutesEastOfUTC: -300
            weekend: [6, 7]
            holidays:
              ["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
               "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25", "2027-01-01",
               "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18", "2027-07-05", "2027-09-06",
               "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31"]
            knownUntil: "2027-12-31"
        """#
}
