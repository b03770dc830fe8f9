/// Writes the links and findings as CSV, a piece at a time.
package struct ReconciliationTables {
    private let result: ReconciliationResult

    package init(_ result: ReconciliationResult) { self.result = result }

    /// exp_id,imp_id,kind,confidence,key
    package func matches(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(Array("exp_id,imp_id,kind,confidence,key\n".utf8))
        let links = result.links
        try result.parallel.inOrder(links.count, write) { range in
            var text = TextBuffer()
            for link in links[range] {
                text.addField(result.exportRegister.lines.ids, link.exported)
                text.add(0x2C)
                text.addField(result.importRegister.lines.ids, link.imported)
                text.add(0x2C)
                text.add(link.linkKind.text)
                text.add(0x2C)
                text.add(link.confidence, decimals: 4)
                text.add(0x2C)
                text.add(link.linkKey.text)
                text.add(0x0A)
            }
            return text.bytes
        }
    }

    /// exp_id,imp_id,gap_usd,reason,explained_usd: import less export value of lines that belong
    /// together (the first of each side where several do), the one reason that explains most of it,
    /// and how much.
    package func gaps(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(Array("exp_id,imp_id,gap_usd,reason,explained_usd\n".utf8))
        let gaps = result.gaps
        try result.parallel.inOrder(gaps.count, write) { range in
            var text = TextBuffer()
            for gap in gaps[range] {
                text.addField(result.exportRegister.lines.ids, Int(gap.exportLine))
                text.add(0x2C)
                text.addField(result.importRegister.lines.ids, Int(gap.importLine))
                text.add(0x2C)
                text.add(Double(gap.dollars), decimals: 2)
                text.add(0x2C)
                text.add(gap.reason.text)
                text.add(0x2C)
                text.add(Double(gap.explained), decimals: 2)
                text.add(0x0A)
            }
            return text.bytes
        }
    }

    /// type,exp_id,imp_id,factor,amount_usd,sentence, then confidence, duty and the intervals.
    package func findings(_ write: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.add(
            "type,exp_id,imp_id,factor,amount_usd,sentence,confidence,duty_usd,"
                + "amount_low_usd,amount_high_usd,duty_low_usd,duty_high_usd\n")
        try text.drain(write)
        let findings = result.findings
        try result.parallel.inOrder(findings.count, write) { range in
            var text = TextBuffer()
            for finding in findings[range] { add(finding, to: &text) }
            return text.bytes
        }
    }

    private func add(_ finding: Finding, to text: inout TextBuffer) {
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
    }
}

/// Text being written, with numbers in fixed decimals.
struct TextBuffer {
    static let pieceBytes = 1 << 16
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    mutating func add(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// At least so many digits, zeros in front.
    private mutating func add(digits number: UInt64, width: Int) {
        var unit: UInt64 = 1
        var length = 1
        while length < width || number / unit >= 10 {
            unit *= 10
            length += 1
        }
        while unit > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: number / unit % 10))
            unit /= 10
        }
    }

    /// A number rounded half away from zero; empty when it is not finite or beyond 10^15.
    mutating func add(_ number: Double, decimals: Int) {
        guard number.isFinite, abs(number) < 1e15 else { return }
        var unit: Int64 = 1
        for _ in 0..<decimals { unit *= 10 }
        let scaled = Int64((number * Double(unit)).rounded())
        if scaled < 0 { bytes.append(0x2D) }
        let (whole, part) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt64(unit))
        add(digits: whole, width: 1)
        guard decimals > 0 else { return }
        bytes.append(0x2E)
        add(digits: part, width: decimals)
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
