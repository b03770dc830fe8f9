@main
struct Tamga {
    static func main() {}
}
