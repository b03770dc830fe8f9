/// Writes the links and findings as CSV, a piece at a time.
package struct ReconciliationTables {
    private let result: ReconciliationResult

    package init(_ result: ReconciliationResult) { self.result = result }

    /// exp_id,imp_id,kind,confidence,key
    package func matches(_ write: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.add("exp_id,imp_id,kind,confidence,key\n")
        for link in result.links {
            text.addField(result.exportRegister.lines.ids, link.exported)
            text.add(",")
            text.addField(result.importRegister.lines.ids, link.imported)
            text.add(",")
            text.add(link.kind)
            text.add(",")
            text.add(link.confidence, decimals: 4)
            text.add(",")
            text.add(link.key)
            text.add("\n")
            if text.bytes.count > TextBuffer.pieceBytes { try text.drain(write) }
        }
        try text.drain(write)
    }

    /// type,exp_id,imp_id,factor,amount_usd,sentence, then confidence, duty and the intervals.
    package func findings(_ write: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.add(
            "type,exp_id,imp_id,factor,amount_usd,sentence,confidence,duty_usd,"
                + "amount_low_usd,amount_high_usd,duty_low_usd,duty_high_usd\n")
        for finding in result.findings {
            text.add(finding.type.rawValue)
            text.add(",")
            if let line = finding.exported {
                text.addField(result.exportRegister.lines.ids, line)
            }
            text.add(",")
            if let line = finding.imported {
                text.addField(result.importRegister.lines.ids, line)
            }
            text.add(",")
            text.add(finding.factor, decimals: 3)
            text.add(",")
            if let dollars = finding.dollars { text.add(dollars, decimals: 2) }
            text.add(",\"")
            text.add(finding.sentence)
            text.add("\",")
            text.add(finding.confidence, decimals: 4)
            text.add(",")
            if let duty = finding.dutyDollars { text.add(duty, decimals: 2) }
            text.add(finding.dollarsInterval)
            text.add(finding.dutyInterval)
            text.add("\n")
            if text.bytes.count > TextBuffer.pieceBytes { try text.drain(write) }
        }
        try text.drain(write)
    }
}

/// Text being written, with numbers in fixed decimals.
struct TextBuffer {
    static let pieceBytes = 1 << 16
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A number rounded half away from zero; empty when it is not finite or beyond 10^15.
    mutating func add(_ number: Double, decimals: Int) {
        guard number.isFinite, abs(number) < 1e15 else { return }
        var unit: Int64 = 1
        for _ in 0..<decimals { unit *= 10 }
        let scaled = Int64((number * Double(unit)).rounded())
        if scaled < 0 { bytes.append(0x2D) }
        let (whole, part) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt64(unit))
        add(String(whole))
        guard decimals > 0 else { return }
        let digits = String(part)
        bytes.append(0x2E)
        bytes.append(contentsOf: repeatElement(0x30, count: decimals - digits.utf8.count))
        add(digits)
    }

    /// Two more fields: low and high, empty when unknown.
    mutating func add(_ interval: AmountInterval?) {
        add(",")
        if let interval { add(interval.low, decimals: 2) }
        add(",")
        if let interval { add(interval.high, decimals: 2) }
    }

    /// An identifier as a CSV field, quoted where it has to be.
    mutating func addField(_ column: TextColumn, _ index: Int) {
        column.withText(index) { text in
            let isPlain = !text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            if isPlain {
                bytes.append(contentsOf: text)
            } else {
                bytes.append(0x22)
                // Quotes inside were kept doubled by the reader.
                bytes.append(contentsOf: text)
                bytes.append(0x22)
            }
        }
    }

    /// Hands on what is there.
    mutating func drain(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
