/// The functions a program can call. Operators with a form of their own are operations of the program.
enum Function: String {
    case size, bool, int, uint, double, string, bytes, timestamp, duration, type, dyn
    case matches, contains, startsWith, endsWith
    case getFullYear, getMonth, getDate, getDayOfMonth, getDayOfWeek, getDayOfYear
    case getHours, getMinutes, getSeconds, getMilliseconds
    case charAt, indexOf, lastIndexOf, lowerAscii, upperAscii, replace, split, substring, trim
    case reverse, format, join
    case quote = "strings.quote"
    case ceil = "math.ceil"
    case floor = "math.floor"
    case round = "math.round"
    case trunc = "math.trunc"
    case abs = "math.abs"
    case sign = "math.sign"
    case sqrt = "math.sqrt"
    case isNaN = "math.isNaN"
    case isInf = "math.isInf"
    case isFinite = "math.isFinite"
    case bitAnd = "math.bitAnd"
    case bitOr = "math.bitOr"
    case bitXor = "math.bitXor"
    case bitNot = "math.bitNot"
    case bitShiftLeft = "math.bitShiftLeft"
    case bitShiftRight = "math.bitShiftRight"
    case greatest = "math.greatest"
    case least = "math.least"
    case optionalOf = "optional.of"
    case optionalOfNonZero = "optional.ofNonZeroValue"
    case optionalNone = "optional.none"
    case optionalUnwrap = "optional.unwrap"
    case unwrapOpt, hasValue, value, or, orValue, first, last
}
