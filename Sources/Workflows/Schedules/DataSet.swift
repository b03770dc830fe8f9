import Customs
import Exchange
import Seal
import Store

/// Data that a node makes for the schedules of its agreements.
///
/// A data set hands out what came after a watermark, in an order that never changes; what is sent and
/// how far it got commit together, so each entry goes out once, whatever is killed in between.
protocol DataSet: Sendable {
    /// What agreements call it.
    var name: String { get }

    /// Whether it can follow the trigger; a document set follows events of its documents.
    func follows(_ trigger: ExchangeSchedule.Trigger) -> Bool

    /// How far it has come now; who orders a schedule gets what comes afterwards.
    func newest(_ reader: any StoreReader) throws -> Int64

    /// What comes after the watermark, cut to the schedule's fields.
    func page(after watermark: Int64, of question: DataQuestion) throws -> DataPage
}

/// For whom a data set is asked.
struct DataQuestion {
    let schedule: ExchangeSchedule
    /// ISO 3166-1 code of the country that gets it.
    let country: String
    let reader: any StoreReader
    let now: Timestamp
    /// Most things to look at.
    let limit: Int
}

/// Some entries of a data set.
struct DataPage {
    /// One message each.
    struct Entry {
        let content: JSONTree
        /// What it waited for happened then.
        let triggered: Timestamp
        /// When the goods arrive, if that is known.
        let arrival: Timestamp?
    }

    var entries: [Entry] = []
    /// Everything up to here is in the page, or is not for this schedule.
    var watermark: Int64
    /// Whether there was more to look at.
    var isFull = false
}
