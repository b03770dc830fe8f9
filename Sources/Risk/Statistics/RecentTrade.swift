import Customs

/// Sliding windows per trader and vehicle, ties between parties, and what parties share.
///
/// Six tables under hashes that begin with what the key is about. Observing and asking take a
/// constant number of look-ups per declaration and item; memory is bounded by the tables' limits.
struct RecentTrade: Sendable {
    /// What a key is about; part of its hash.
    enum Kind: UInt64 {
        case trader = 1, vehicle, broker, seller, office, day, certificate, address, phone
        case flow, headingOrigin, headingOffice, headingSeller
        case contact, sharedVehicle, marks
    }

    var windows: KeyedTable<WindowRecord>
    var ties: KeyedTable<SpanRecord>
    var uses: KeyedTable<UseRecord>
    var sharers: KeyedTable<SharerRecord>
    /// Declarations of a trader and seller on one day. Apart from the ties, because such keys never
    /// come again: when they are too many, only they are sampled.
    var days: KeyedTable<CountRecord>
    /// What traders share, seen from the trader; see ``link(from:known:)``.
    var marks: KeyedTable<MarksRecord>

    init(limits: TradeStatistics.Limits, seed: UInt64) {
        windows = KeyedTable(countMax: limits.windows, seed: seed)
        ties = KeyedTable(countMax: limits.ties, seed: seed)
        uses = KeyedTable(countMax: limits.uses, seed: seed)
        sharers = KeyedTable(countMax: limits.sharers, seed: seed)
        days = KeyedTable(countMax: limits.days, seed: seed)
        marks = KeyedTable(countMax: limits.marks, seed: seed)
    }

    mutating func merge(_ other: RecentTrade) {
        windows.merge(other.windows)
        ties.merge(other.ties)
        uses.merge(other.uses)
        sharers.merge(other.sharers)
        days.merge(other.days)
        marks.merge(other.marks)
    }

    func write(to writer: inout StatisticsWriter) {
        windows.write(to: &writer) { $1.write(to: &$0) }
        ties.write(to: &writer) { $1.write(to: &$0) }
        uses.write(to: &writer) { $1.write(to: &$0) }
        sharers.write(to: &writer) { $1.write(to: &$0) }
        days.write(to: &writer) { $0.add(UInt64($1.count)) }
        marks.write(to: &writer) { $1.write(to: &$0) }
    }

    mutating func read(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        try windows.read(from: &reader, WindowRecord.init)
        try ties.read(from: &reader, SpanRecord.init)
        try uses.read(from: &reader, UseRecord.init)
        try sharers.read(from: &reader, SharerRecord.init)
        try days.read(from: &reader, CountRecord.init)
        try marks.read(from: &reader, MarksRecord.init)
    }

    static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        StableHash.mix(
            StableHash.mix(kind.rawValue &* 0x9E37_79B9_7F4A_7C15 ^ first) &+ second
                &* 0xD6E8_FEB8_6659_FD93)
    }
}

/// What recent trade is keyed by, read once from a declaration.
struct RecentKeys {
    var vehicle: UInt64?
    var broker: UInt64?
    var seller: UInt64?
    var address: UInt64?
    var phone: UInt64?
    /// The trader's contact person in its town: a name alone would join namesakes.
    var contact: UInt64?
    /// Certificates of origin: item, from 1, number and its hash; at most ``certificatesMax``.
    var certificates: [(item: Int, number: String, hash: UInt64)] = []

    static let certificatesMax = 20

    /// What others may share with the trader.
    var marks: [(PartyLink.Mark, UInt64?)] {
        [(.address, address), (.phone, phone), (.contact, contact), (.vehicle, vehicle)]
    }

    /// Certificates of origin: UNTDID 1001 861 certificate of origin, 954 EUR.1, 865 form A; in the
    /// European Union with category N.
    private static func isCertificate(_ type: String) -> Bool {
        guard let packed = PackedCode.bytes(type) else { return false }
        // The last three characters; a first one may be the category N.
        let isPlain = packed < 1 << 24 || packed >> 24 == 0x4E
        guard isPlain else { return false }
        switch packed & 0xFF_FFFF {
        case 0x38_36_31, 0x39_35_34, 0x38_36_35: return true
        default: return false
        }
    }

    init(_ declaration: borrowing Declaration, seed: UInt64) {
        for index in declaration.transportMeans.indices {
            guard let id = declaration.transportMeans[index].id, !id.isEmpty else { continue }
            vehicle = Self.hash(id, seed: seed)
            break
        }
        let isExport = declaration.flow == .export
        for index in declaration.parties.indices {
            let role = declaration.parties[index].role
            if role == .declarant || role == .agent, broker == nil || role == .agent {
                broker = Self.hash(declaration.parties[index].id, seed: seed) ?? broker
            }
            if role == .seller || role == .exporter || role == .consignor, seller == nil,
                let text = declaration.parties[index].id ?? declaration.parties[index].name
            {
                seller = Self.hash(text, seed: seed)
            }
            let isTrader =
                isExport
                ? role == .exporter || role == .consignor : role == .importer || role == .consignee
            guard isTrader else { continue }
            if address == nil, let line = declaration.parties[index].address?.line,
                line.utf8.count >= 8
            {
                let city = declaration.parties[index].address?.cityName ?? ""
                address = Self.hash(line + "\u{1F}" + city, seed: seed)
            }
            if phone == nil, declaration.parties[index].communicationTypeCode != "EM",
                let number = declaration.parties[index].communicationID, number.utf8.count >= 7
            {
                phone = Self.hash(number, seed: seed)
            }
            if contact == nil, let name = declaration.parties[index].contactName,
                name.contains(" "), let city = declaration.parties[index].address?.cityName
            {
                contact = Self.hash(name + "\u{1F}" + city, seed: seed)
            }
        }
        for index in declaration.documents.indices {
            addCertificate(declaration.documents[index], item: 0, seed: seed)
        }
        for item in declaration.items.indices {
            for index in declaration.items[item].documents.indices {
                addCertificate(declaration.items[item].documents[index], item: item + 1, seed: seed)
            }
        }
    }

    private mutating func addCertificate(
        _ document: borrowing AdditionalDocument, item: Int, seed: UInt64
    ) {
        guard certificates.count < Self.certificatesMax, let number = document.id, !number.isEmpty,
            let type = document.typeCode, Self.isCertificate(type),
            let hash = Self.hash(number, seed: seed),
            !certificates.contains(where: { $0.hash == hash })
        else { return }
        certificates.append((item, number, hash))
    }

    /// Hash of the letters and digits of a text, small and capital Latin letters alike; nil for none.
    static func hash(_ text: String?, seed: UInt64) -> UInt64? {
        guard let text else { return nil }
        var hash = StableHash(seed: seed)
        var word: UInt64 = 0
        var count: UInt64 = 0
        for byte in text.utf8 {
            var byte = byte
            if byte >= 0x41, byte <= 0x5A { byte += 0x20 }
            let isWord =
                byte >= 0x80 || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
            guard isWord else { continue }
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 {
                hash.add(word)
                word = 0
            }
        }
        guard count > 0 else { return nil }
        hash.add(word ^ count << 56)
        return hash.value
    }
}
