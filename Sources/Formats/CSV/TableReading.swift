import Customs

/// One table being read: its columns matched with a map, its rows made into declarations.
struct TableReading {
    private let map: ColumnMap
    private let keepsLabels: Bool
    private let scanner: RowScanner
    private var header: [String] = []
    private var columnOfSlot: [Int] = []
    /// Columns kept as extensions with the path they get, in the order of the table.
    private var kept: [(column: Int, path: String)] = []
    private var groupColumn = -1
    private var rowNumber = 0
    /// Remarks about the table, given with its first document.
    private var remarks: [Diagnostic] = []
    private var group: Group?
    private var emitted = 0

    /// Rows of one declaration, gathered.
    private struct Group {
        var key: String
        var declaration: Declaration
        var diagnostics: CollectedDiagnostics
        var isBroken = false
    }

    init(map: ColumnMap, keepsLabels: Bool, scanner: RowScanner) {
        self.map = map
        self.keepsLabels = keepsLabels
        self.scanner = scanner
    }

    mutating func run(
        limits: ReadingLimits, emit: (consuming ReadDocument) throws -> Void
    ) throws {
        if map.hasHeader {
            guard case .row = try scanner.next() else {
                return try emit(document(nil, [CSVFormat.empty]))
            }
            header = scanner.texts()
        }
        matchColumns()
        if remarks.contains(where: { $0.severity == .error }) {
            return try emit(document(nil, []))
        }
        var filler = RowFiller(map.plan, columnOfSlot: columnOfSlot, row: scanner.fields)
        defer { filler.free() }
        while true {
            switch try scanner.next() {
            case .end:
                try finishGroup(emit)
                return
            case .broken(let fault):
                rowNumber += 1
                let diagnostic = broken(fault, limits)
                if groupColumn >= 0 {
                    // Nobody knows whose row it was, so it stands alone and ends the group.
                    try finishGroup(emit)
                }
                try emit(document(nil, [diagnostic]))
            case .row:
                rowNumber += 1
                try row(&filler, limits, emit)
            }
        }
    }

    // MARK: Rows

    @inline(__always)
    private mutating func row(
        _ filler: inout RowFiller, _ limits: ReadingLimits,
        _ emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let count = scanner.count
        for index in 0..<count where scanner.fields[index].hasDoubled { scanner.undouble(index) }
        var declaration = Declaration()
        filler.fill(&declaration, fieldCount: count)
        if !kept.isEmpty { keep(in: &declaration) }
        var diagnostics: [Diagnostic] = []
        if !filler.faults.isEmpty { diagnostics = filler.faults.map { self.diagnostic($0) } }
        check(count, &diagnostics)
        guard groupColumn < 0 else {
            try gather(declaration, diagnostics, limits, emit)
            return
        }
        let isBroken = !diagnostics.isEmpty && diagnostics.contains { $0.severity == .error }
        guard !isBroken, remarks.isEmpty else {
            return try emit(document(isBroken ? nil : .declaration(declaration), diagnostics))
        }
        emitted += 1
        try emit(
            ReadDocument(
                number: emitted, format: "csv", content: .declaration(consume declaration),
                diagnostics: diagnostics))
    }

    /// Faults of the row as a whole: its length, values that must be there.
    @inline(__always)
    private func check(_ count: Int, _ diagnostics: inout [Diagnostic]) {
        if map.hasHeader, count != header.count { ragged(count, &diagnostics) }
        for slot in map.plan.requiredSlots {
            let column = columnOfSlot[slot]
            let isThere = column < count && !isBlank(column)
            if !isThere, column < count { diagnostics.append(required(slot)) }
        }
    }

    @inline(__always)
    private func isBlank(_ column: Int) -> Bool {
        let field = scanner.fields[column]
        guard field.count > 0 else { return true }
        return field.start[0] <= 0x20
            && UnsafeBufferPointer(start: field.start, count: field.count)
                .allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private func text(_ column: Int) -> String {
        guard column < scanner.count else { return "" }
        let field = scanner.fields[column]
        let bytes = UnsafeBufferPointer(start: field.start, count: field.count)
        let end = (bytes.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? -1) + 1
        let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? 0
        return String(
            decoding: UnsafeBufferPointer(rebasing: bytes[min(start, end)..<end]), as: UTF8.self)
    }

    private func keep(in declaration: inout Declaration) {
        declaration.extensions.reserveCapacity(kept.count)
        for (column, path) in kept where column < scanner.count && !isBlank(column) {
            declaration.extensions.append(Extension(path: path, value: text(column)))
        }
    }

    private mutating func document(
        _ content: CustomsDocument?, _ diagnostics: [Diagnostic]
    ) -> ReadDocument {
        emitted += 1
        guard !remarks.isEmpty else {
            return ReadDocument(
                number: emitted, format: "csv", content: content, diagnostics: diagnostics)
        }
        defer { remarks = [] }
        return ReadDocument(
            number: emitted, format: "csv", content: content, diagnostics: remarks + diagnostics)
    }

    // MARK: Groups

    private mutating func gather(
        _ declaration: Declaration, _ diagnostics: [Diagnostic], _ limits: ReadingLimits,
        _ emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let key = text(groupColumn)
        if group?.key != key || key.isEmpty {
            try finishGroup(emit)
            group = Group(key: key, declaration: declaration, diagnostics: .init())
        } else if var present = group {
            group = nil
            add(declaration, to: &present, limits)
            group = present
        }
        for diagnostic in diagnostics { group?.diagnostics.add(diagnostic) }
    }

    private func add(_ declaration: Declaration, to group: inout Group, _ limits: ReadingLimits) {
        guard group.declaration.items.count < limits.itemsMax else {
            group.diagnostics.add(tooManyItems(limits))
            return
        }
        var header = declaration
        header.items = []
        header.extensions = []
        let items = group.declaration.items
        let extensions = group.declaration.extensions
        group.declaration.items = []
        group.declaration.extensions = []
        if header != group.declaration { group.diagnostics.add(headerDiffers(group.key)) }
        group.declaration.items = items
        group.declaration.items += declaration.items
        group.declaration.extensions = extensions
        let number = items.count + 1
        for kept in declaration.extensions where !extensions.contains(kept) {
            var kept = kept
            kept.path = "item[\(number)]/\(kept.path ?? "")"
            group.declaration.extensions.append(kept)
        }
    }

    private mutating func finishGroup(_ emit: (consuming ReadDocument) throws -> Void) throws {
        guard let done = group else { return }
        group = nil
        let content: CustomsDocument? =
            done.diagnostics.hasError ? nil : .declaration(done.declaration)
        try emit(document(content, done.diagnostics.all))
    }

    // MARK: Columns

    private mutating func matchColumns() {
        var columnOfKey: [String: Int] = [:]
        for (column, name) in header.enumerated() {
            let key = ColumnMap.key(name)
            if columnOfKey[key] == nil {
                columnOfKey[key] = column
            } else if !key.isEmpty {
                remarks.append(twice(name))
            }
        }
        var used: Set<Int> = []
        for column in map.columns {
            let place = column.name.map { columnOfKey[ColumnMap.key($0)] ?? -1 }
            let found = place ?? (column.position ?? 0) - 1
            columnOfSlot.append(found)
            used.insert(found)
            if found < 0 { remarks.append(missing(column)) }
        }
        if let name = map.groupBy {
            groupColumn = columnOfKey[ColumnMap.key(name)] ?? -1
            if groupColumn < 0 {
                remarks.append(
                    missing(.init(name: name, position: nil, field: "", isRequired: true)))
            }
        }
        keepColumns(used: used)
    }

    private mutating func keepColumns(used: Set<Int>) {
        let extensions = Set(map.plan.extensionSlots.map { columnOfSlot[$0] })
        let labels = Set(map.labels.map(ColumnMap.key))
        let ignored = Set(map.ignored.map(ColumnMap.key))
        var strangers: [String] = []
        for (column, name) in header.enumerated() {
            let key = ColumnMap.key(name)
            if extensions.contains(column) {
                kept.append((column, "column \(name)"))
            } else if labels.contains(key) {
                if keepsLabels { kept.append((column, "label \(name)")) }
            } else if !used.contains(column), column != groupColumn, !ignored.contains(key) {
                kept.append((column, "column \(name.isEmpty ? "\(column + 1)" : name)"))
                strangers.append(name)
            }
        }
        if !map.hasHeader {
            for slot in map.plan.extensionSlots where columnOfSlot[slot] >= 0 {
                kept.append((columnOfSlot[slot], "column \(map.columns[slot].label)"))
            }
        }
        if !strangers.isEmpty { remarks.append(unmapped(strangers)) }
    }
}

// MARK: Faults

extension TableReading {
    private var place: String { "row \(rowNumber) (line \(scanner.line))" }

    private func diagnostic(_ fault: RowFiller.Fault) -> Diagnostic {
        let isConstant = fault.slot >= map.plan.slotCount
        let column = isConstant ? "" : map.columns[fault.slot].label
        let place = "\(place), column '\(column)'"
        let shown = Diagnostic.quoted(fault.text)
        switch fault.kind {
        case .number:
            return Diagnostic(
                .error, code: "csv-number", place: place, problem: "\(shown) is no number",
                reason: "numbers have digits, one decimal mark and the separator of thousands "
                    + "that the map \(map.name) names; at most \(ExactDecimal.digitsMax) digits",
                remedy: "correct the value, or decimal_mark and thousands in the map")
        case .date:
            return Diagnostic(
                .error, code: "csv-date", place: place,
                problem: "\(shown) is no day written as the map says",
                reason: "the map \(map.name) gives the layout of days; the day must exist",
                remedy: "correct the value, or dates in the map")
        case .word(let words):
            return Diagnostic(
                .error, code: "csv-word", place: place, problem: "\(shown) is not known here",
                reason: "allowed are " + words.joined(separator: ", "),
                remedy: "correct the value, or translate it by a code list of the map")
        case .code(let list):
            return Diagnostic(
                .warning, code: "csv-code-unknown", place: place,
                problem: "\(shown) is not in the code list \(list)",
                reason: "the map \(map.name) translates this column by that list",
                remedy: "the value is kept as written; add it to the list")
        case .unitMissing:
            return Diagnostic(
                .warning, code: "csv-unit-missing", place: place,
                problem: "an amount without unit or currency",
                reason: "the map \(map.name) takes it from another column, which is empty",
                remedy: "fill in the unit")
        }
    }

    private func broken(_ fault: RowScanner.Fault, _ limits: ReadingLimits) -> Diagnostic {
        func make(_ code: String, _ problem: String, _ reason: String, _ remedy: String)
            -> Diagnostic
        {
            Diagnostic(
                .error, code: code, place: place, problem: problem, reason: reason, remedy: remedy)
        }
        switch fault {
        case .openQuote:
            return make(
                "csv-quote-open", "a quotation mark is opened and never closed",
                "quoted fields end with a quotation mark; RFC 4180, 2.5",
                "close it, or double it if it belongs to the text")
        case .textAfterQuote:
            return make(
                "csv-quote-text", "text follows a closing quotation mark",
                "after it comes a delimiter or the end of the row; RFC 4180, 2.7",
                "double quotation marks that belong to the text")
        case .tooLong:
            return make(
                "csv-row-too-long", "the row is longer than \(limits.tagBytesMax) bytes",
                "the reader's bounds protect it against hostile input",
                "look for a missing line feed")
        case .tooManyFields:
            return make(
                "csv-row-too-wide",
                "the row has more than \(CSVDialect.columnsMax) fields",
                "the reader's bounds protect it against hostile input",
                "look for a missing line feed")
        case .nul:
            return make(
                "csv-nul", "the row holds a NUL character",
                "text has none; it points to a damaged file or a wrong encoding",
                "export the table again, or name the encoding in the map")
        case .notUTF8:
            return make(
                "csv-utf8", "the row holds bytes that are not UTF-8",
                "the beginning of the table is UTF-8, so all of it should be",
                "save the table as UTF-8, or name its encoding in the map")
        }
    }

    private func ragged(_ count: Int, _ diagnostics: inout [Diagnostic]) {
        let isHarmless =
            count > header.count && (header.count..<count).allSatisfy { isBlank($0) }
        guard !isHarmless else { return }
        diagnostics.append(
            Diagnostic(
                .error, code: "csv-ragged-row", place: place,
                problem: "the row has \(count) fields, the header \(header.count)",
                reason: "every row has one field for each column; RFC 4180, 2.4",
                remedy: "look for a delimiter, quotation mark or line feed within a text"))
    }

    private func required(_ slot: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "csv-value-missing",
            place: "\(place), column '\(map.columns[slot].label)'", problem: "the field is empty",
            reason: "the map \(map.name) requires a value here", remedy: "fill it in")
    }

    private func missing(_ column: ColumnMap.Column) -> Diagnostic {
        let guess = Spelling.closest(to: column.label, in: header)
        return Diagnostic(
            column.isRequired ? .error : .warning, code: "csv-column-missing", place: "line 1",
            problem: "there is no column '\(column.label)'"
                + (guess.map { "; is \(Diagnostic.quoted($0)) meant?" } ?? ""),
            reason: "the map \(map.name) "
                + (column.isRequired ? "requires it" : "fills \(column.field) from it"),
            remedy: "check that the map belongs to this table; correct its column names")
    }

    private func twice(_ name: String) -> Diagnostic {
        Diagnostic(
            .warning, code: "csv-column-twice", place: "line 1",
            problem: "there are two columns \(Diagnostic.quoted(name))",
            reason: "columns are found by name", remedy: "the first one is used; rename the other")
    }

    private func unmapped(_ names: [String]) -> Diagnostic {
        let shown = names.prefix(10).map { Diagnostic.quoted($0) }.joined(separator: ", ")
        return Diagnostic(
            .warning, code: "csv-column-unmapped", place: "line 1",
            problem: "the map \(map.name) does not speak of \(shown)"
                + (names.count > 10 ? " and \(names.count - 10) more" : ""),
            reason: "nothing a document says is dropped",
            remedy: "they are kept as extensions; map them or list them under ignore")
    }

    private func headerDiffers(_ key: String) -> Diagnostic {
        Diagnostic(
            .warning, code: "csv-group-differs", place: place,
            problem: "the row says other things about the declaration \(Diagnostic.quoted(key)) "
                + "than its first row",
            reason: "rows of one declaration repeat its header; the first row counts",
            remedy: "check the table, or group by another column")
    }

    private func tooManyItems(_ limits: ReadingLimits) -> Diagnostic {
        Diagnostic(
            .error, code: "csv-too-many-items", place: place,
            problem: "a declaration with more than \(limits.itemsMax) items",
            reason: "the reader's bounds protect it against hostile input",
            remedy: "check the column the rows are grouped by")
    }
}
