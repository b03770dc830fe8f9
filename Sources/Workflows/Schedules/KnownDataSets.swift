import Customs

/// The data sets a node makes; a new one is a line here.
enum KnownDataSets {
    static let all: [any DataSet] = [
        DocumentDataSet(name: "advance-road", mode: "3"),
        DocumentDataSet(name: "advance-rail", mode: "2"),
        DocumentDataSet(name: "advance-air", mode: "4"),
        DocumentDataSet(name: "advance-sea", mode: "1"),
        DocumentDataSet(name: "export-declarations", flows: [.export]),
        DocumentDataSet(name: "transit-declarations", flows: [.transit]),
        SeizureStatistics(),
    ]

    static func named(_ name: String) -> (any DataSet)? { all.first { $0.name == name } }
}
