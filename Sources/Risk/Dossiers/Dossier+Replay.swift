package import Customs
import Reference

// What judging knew beside the declaration, as bytes. Stored with the assessment they let it be made
// again, whatever has become of statistics, lists and rates since.

extension Dossier {
    /// 1 ended with the watch lists; 2 has what is known of traders after them; 3 what partners say;
    /// 4 what the model says.
    private static let factsVersion: UInt64 = 4

    /// Everything here that does not stand in the declaration; equal dossiers give equal bytes.
    package func factBytes() -> [UInt8] {
        var bytes = FactBytes()
        var copy = self
        do {
            try copy.visit(&bytes)
        } catch {
            // Writing refuses nothing; the bytes of a refusal would be refused when read.
            return []
        }
        return bytes.writer.bytes
    }

    /// The dossier of a stored declaration with the facts of that time.
    ///
    /// - Throws: ``StatisticsDamage`` when the bytes are no facts, or not of this declaration.
    package init(
        replaying declaration: Declaration, facts: [UInt8]
    ) throws(StatisticsDamage) {
        self = Dossier.gather(
            declaration, statistics: TradeStatistics(limits: .init(each: 1)), codes: CodeBook(),
            rates: USDRates(), draw: nil)
        var bytes = FactBytes()
        bytes.reader = StatisticsReader(facts[...])
        let count = items.count
        try visit(&bytes)
        guard bytes.reader?.isAtEnd ?? true, items.count == count else {
            throw .invalid(rule: "facts of another declaration")
        }
    }

    private mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        var version = Self.factsVersion
        try bytes.number(&version)
        // Facts of version 1 lack what is known of traders; indicators then abstain, as they did;
        // those of version 2 lack what partners say, those of version 3 what a model says.
        guard (1...Self.factsVersion).contains(version) else {
            throw .version(UInt8(truncatingIfNeeded: version))
        }
        try visitMeasures(&bytes)
        let blank = items.first ?? ItemFacts.blank
        var index = 0
        let measured = items.map(\.measures)
        try bytes.list(&items, blank: blank) { bytes, item throws(StatisticsDamage) in
            // What the item itself says is measured anew; only what rates decide is stored.
            if index < measured.count { item.measures = measured[index] }
            index += 1
            try item.visit(&bytes)
        }
        try visitHistory(&bytes)
        try visitCodes(&bytes)
        try recent.visit(&bytes)
        try bytes.optional(&draw, blank: Draw(0)) { bytes, draw throws(StatisticsDamage) in
            var (number, examined, checked) = (draw.number, draw.examined, draw.checked)
            try bytes.real(&number)
            try bytes.real(&examined)
            try bytes.real(&checked)
            draw = Draw(number, examined: examined, checked: checked)
        }
        try bytes.fact(&watch, blank: []) { bytes, hits throws(StatisticsDamage) in
            try bytes.list(&hits, blank: WatchFact.blank) { bytes, hit throws(StatisticsDamage) in
                try hit.visit(&bytes)
            }
        }
        if version >= 2 { try visitKnown(&bytes) }
        if version >= 3 { try visitMirror(&bytes) }
        if version >= 4 { try visitModel(&bytes) }
    }

    private mutating func visitKnown(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        for index in items.indices {
            try bytes.fact(&items[index].wording, blank: .agrees) {
                bytes, wording throws(StatisticsDamage) in
                try bytes.small(&wording.usual)
                try bytes.whole(&wording.words)
                try bytes.whole(&wording.setSize)
                try bytes.real(&wording.share)
                try bytes.real(&wording.shareHere)
            }
        }
        let blank = InspectionRecord(inspected: 0, offences: 0, usual: 0)
        try bytes.fact(&inspections, blank: blank) { bytes, record throws(StatisticsDamage) in
            try bytes.whole(&record.inspected)
            try bytes.whole(&record.offences)
            try bytes.real(&record.usual)
        }
        try bytes.fact(&link, blank: nil) { bytes, link throws(StatisticsDamage) in
            let blank = PartyLink(distance: 1, mark: .address, isListed: false)
            try bytes.optional(&link, blank: blank) { bytes, link throws(StatisticsDamage) in
                try bytes.whole(&link.distance)
                var mark = Int(link.mark.rawValue)
                try bytes.whole(&mark)
                guard (1...2).contains(link.distance), let byte = UInt8(exactly: mark),
                    let found = PartyLink.Mark(rawValue: byte)
                else { throw .invalid(rule: "link") }
                link.mark = found
                try bytes.flag(&link.isListed)
            }
        }
    }

    private mutating func visitMirror(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        func facts(
            _ bytes: inout FactBytes, _ facts: inout [MirrorFact]
        ) throws(StatisticsDamage) {
            try bytes.list(&facts, blank: MirrorFact.blank) {
                bytes, fact throws(StatisticsDamage) in
                try fact.visit(&bytes)
            }
        }
        try bytes.fact(&mirror, blank: [], facts)
        try bytes.fact(&tips, blank: [], facts)
    }

    /// Hashes depend on the statistics' seed and are stored as they were.
    private mutating func visitMeasures(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        func hash(_ bytes: inout FactBytes, _ value: inout UInt64) throws(StatisticsDamage) {
            try bytes.number(&value)
        }
        func short(_ bytes: inout FactBytes, _ value: inout UInt32) throws(StatisticsDamage) {
            try bytes.small(&value)
        }
        try bytes.optional(&measures.trader, blank: 0, hash)
        try bytes.optional(&measures.invoice, blank: 0, hash)
        try bytes.optional(&measures.identity, blank: 0, short)
        try bytes.optional(&measures.office, blank: 0, short)
    }

    private mutating func visitHistory(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        let day = CalendarDay(number: 0)
        try bytes.fact(
            &trader, blank: TraderHistory(firstDay: day, count: 0, historyStart: day)
        ) { bytes, trader throws(StatisticsDamage) in
            try bytes.day(&trader.firstDay)
            try bytes.whole(&trader.count)
            try bytes.day(&trader.historyStart)
        }
        try bytes.fact(&invoice, blank: InvoiceUse(uses: 0, byOthers: false)) {
            bytes, use throws(StatisticsDamage) in
            try bytes.whole(&use.uses)
            try bytes.flag(&use.byOthers)
        }
        let blank = DeclaredRate(
            currency: "", declared: ExactDecimal(0), official: 0, deviation: 0)
        try bytes.fact(&rates, blank: []) { bytes, rates throws(StatisticsDamage) in
            try bytes.list(&rates, blank: blank) { bytes, rate throws(StatisticsDamage) in
                try bytes.text(&rate.currency)
                var written = rate.declared.written
                try bytes.text(&written)
                guard let declared = ExactDecimal(written) else { throw .invalid(rule: "rate") }
                rate.declared = declared
                try bytes.real(&rate.official)
                try bytes.real(&rate.deviation)
            }
        }
        try bytes.fact(&containersElsewhere, blank: []) { bytes, list throws(StatisticsDamage) in
            try bytes.list(&list, blank: "") { bytes, text throws(StatisticsDamage) in
                try bytes.text(&text)
            }
        }
    }

    private mutating func visitCodes(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        let blank = CodeFault(scheme: .country, code: "", item: 0, standing: .valid)
        try bytes.list(&codeFaults, blank: blank) { bytes, fault throws(StatisticsDamage) in
            var scheme = fault.scheme.place
            try bytes.whole(&scheme)
            guard let found = CodeScheme.allCases.first(where: { $0.place == scheme }) else {
                throw .invalid(rule: "scheme")
            }
            fault.scheme = found
            try bytes.text(&fault.code)
            try bytes.whole(&fault.item)
            var isOutOfDate = fault.standing == .outOfDate
            try bytes.flag(&isOutOfDate)
            fault.standing = isOutOfDate ? .outOfDate : .unknown
        }
        try bytes.small(&schemesWithoutList)
        try bytes.flag(&nomenclatureKnown)
        try bytes.list(&unknownSubheadings, blank: 0) { bytes, item throws(StatisticsDamage) in
            try bytes.whole(&item)
        }
        try bytes.whole(&numbersChecked)
        let number = NumberFault(kind: .container, number: "", expected: 0)
        try bytes.list(&numberFaults, blank: number) { bytes, fault throws(StatisticsDamage) in
            var isWagon = fault.kind == .wagon
            try bytes.flag(&isWagon)
            fault.kind = isWagon ? .wagon : .container
            try bytes.text(&fault.number)
            try bytes.whole(&fault.expected)
        }
    }
}

extension WatchFact {
    static let blank = WatchFact(
        subject: .person, item: nil, role: SentenceTemplate("", uz: "", ru: ""), declared: "",
        listed: "", list: "", reference: "", grounds: "", likeness: 0,
        alignment: SentenceTemplate("", uz: "", ru: ""), facts: nil, instruction: "", lane: nil,
        isDiscreet: false)

    mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        var kind = subject.rawValue
        try bytes.text(&kind)
        guard let subject = Subject(rawValue: kind) else { throw .invalid(rule: "subject") }
        self.subject = subject
        try bytes.optional(&item, blank: 0) { bytes, item throws(StatisticsDamage) in
            try bytes.whole(&item)
        }
        try bytes.sentence(&role)
        try bytes.text(&declared)
        try bytes.text(&listed)
        try bytes.text(&list)
        try bytes.text(&reference)
        try bytes.text(&grounds)
        try bytes.real(&likeness)
        try bytes.sentence(&alignment)
        let empty = SentenceTemplate("", uz: "", ru: "")
        try bytes.optional(&facts, blank: empty) { bytes, facts throws(StatisticsDamage) in
            try bytes.sentence(&facts)
        }
        try bytes.text(&instruction)
        try bytes.optional(&lane, blank: Lane.green) { bytes, lane throws(StatisticsDamage) in
            var name = lane.rawValue
            try bytes.text(&name)
            guard let found = Lane(rawValue: name) else { throw .invalid(rule: "lane") }
            lane = found
        }
        try bytes.flag(&isDiscreet)
    }
}
