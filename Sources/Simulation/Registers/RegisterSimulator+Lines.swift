extension RegisterSimulator {
    /// One line of goods.
    struct Line {
        var goods: Int
        var massNetKg: Double
        var massGrossKg = 0.0
        var dollars = 0.0
        var packages = 1
        var quantity = 0.0
        var isCounted = false
        var origin: StaticString = "UZ"
        /// Nine digits of the export line's identifier.
        var id = 0
    }

    /// What the lines of a consignment share.
    struct Consignment {
        var seller: Int
        var buyer: Int
        var day: Int
        /// 1 sea, 2 rail, 3 road, 4 air.
        var mode: Int
        var number: Int
        var numbers = Numbers()

        init(seller: Int, buyer: Int, day: Int, mode draw: Int, number: Int) {
            self.seller = seller
            self.buyer = buyer
            self.day = day
            mode = draw < 12 ? 1 : draw < 44 ? 2 : draw < 90 ? 3 : 4
            self.number = number
        }
    }

    /// The numbers of a consignment's papers; empty when it has none of a kind.
    struct Numbers {
        var invoice: [UInt8] = []
        var document: [UInt8] = []
        var container: [UInt8] = []
        var reference: [UInt8] = []

        init(
            invoice: [UInt8] = [], document: [UInt8] = [], container: [UInt8] = [],
            reference: [UInt8] = []
        ) {
            self.invoice = invoice
            self.document = document
            self.container = container
            self.reference = reference
        }

        init(_ mode: Int, _ shares: RegisterSettings.Shares, _ chance: inout SeededGenerator) {
            func number(_ prefix: StaticString, _ width: Int, _ chance: inout SeededGenerator)
                -> [UInt8]
            {
                var text: [UInt8] = []
                for index in 0..<prefix.utf8CodeUnitCount { text.append(prefix.utf8Start[index]) }
                var bound = 1
                for _ in 0..<width { bound *= 10 }
                RegisterText.append(chance.below(bound), width: width, to: &text)
                return text
            }
            invoice = number("INV-", 6, &chance)
            document = number(
                mode == 1 ? "MSCU" : mode == 2 ? "SMGS" : mode == 3 ? "CMR" : "176-", 8, &chance)
            if mode != 4, chance.chance(0.9) {
                let owners: [StaticString] = ["HLXU", "UZCU", "KZTU", "TCLU", "CMAU", "MSCU"]
                container = number(owners[chance.below(owners.count)], 7, &chance)
            }
            if chance.chance(shares.reference) { reference = number("6UZ", 9, &chance) }
        }
    }
}
