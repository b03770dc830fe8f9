import Customs

/// Says what the corpus is, where it comes from and what may be done with it.
enum DemoReadme {
    static func text(
        _ cases: DemoCases, broken: [(name: String, sentence: String)]
    ) -> String {
        var text = """
            # Demonstration corpus
            Made-up trade of Uzbekistan with Kazakhstan, the United States and others, January to March 2026:
            declarations as traders lodge them and cargo reports as carriers do, by road, rail and air.

            Source: our own generator (`Sources/Simulation`), from one seed. Firms, persons, numbers, prices, duty
            rates and exchange rates are invented; an invented registration number may happen to exist. Names of
            crossings, cities and goods are real. Licence: Apache-2.0, as the rest of the repository.
            The folder is written again, byte by byte the same, by `tamga demo --write-corpus Corpus/demo`.

            folder | what
            --- | ---
            wco-dec/ | WCO Data Model 3.6 declarations, one a file
            edifact/ | CUSDEC D.96B declarations and CUSCAR D.95B cargo reports, UTF-8
            asycuda/ | ASYCUDA World SAD XML
            csv/ | tables of declarations by month, read with the map `tamga-export`
            json/ | canonical JSON of declarations and one cargo report
            broken/ | documents that must be refused, each for the reason its name gives
            rates.csv | exchange rates of these days: the ones the declarations use
            truth.csv | what is wrong or worth seeing, by document

            ## Worth finding

            """
        for document in cases.documents {
            guard let remark = document.remark, document.name.contains("-case-") else { continue }
            text += "- `\(document.name)`: \(remark.sentence)\n"
        }
        text += "\n## Broken on purpose\n\n"
        for (name, sentence) in broken {
            text += "- `\(name)`: \(sentence)\n"
        }
        return text
    }
}
