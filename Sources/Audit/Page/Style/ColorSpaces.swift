import Glibc

/// Conversions between the colour spaces of CSS Color 4 (§10 to §12), in double precision.
///
/// The matrices are those of the standard's sample code, 2025.
enum ColorSpaces {
    typealias Vector = SIMD3<Double>

    struct Matrix {
        let rows: (Vector, Vector, Vector)

        init(_ first: Vector, _ second: Vector, _ third: Vector) { rows = (first, second, third) }

        static func * (matrix: Matrix, vector: Vector) -> Vector {
            Vector((matrix.rows.0 * vector).sum(), (matrix.rows.1 * vector).sum(), (matrix.rows.2 * vector).sum())
        }
    }

    // MARK: Transfer functions

    static func linear(_ value: Double) -> Double {
        let size = abs(value)
        return size <= 0.04045 ? value / 12.92 : (value < 0 ? -1 : 1) * pow((size + 0.055) / 1.055, 2.4)
    }

    static func gamma(_ value: Double) -> Double {
        let size = abs(value)
        return size > 0.0031308 ? (value < 0 ? -1 : 1) * (1.055 * pow(size, 1 / 2.4) - 0.055) : 12.92 * value
    }

    static func each(_ vector: Vector, _ transform: (Double) -> Double) -> Vector {
        Vector(transform(vector.x), transform(vector.y), transform(vector.z))
    }

    // MARK: To sRGB

    /// Gamma-encoded sRGB of CIE XYZ with white point D65.
    static func sRGB(fromXYZ xyz: Vector) -> Vector { each(linearFromXYZ * xyz, gamma) }

    static func sRGB(fromXYZD50 xyz: Vector) -> Vector { sRGB(fromXYZ: d65FromD50 * xyz) }

    /// From CIE Lab with white point D50; lightness 0 to 100.
    static func sRGB(fromLab lab: Vector) -> Vector {
        let (kappa, epsilon) = (24389.0 / 27, 216.0 / 24389)
        let y = (lab.x + 16) / 116
        let (x, z) = (lab.y / 500 + y, y - lab.z / 200)
        let xyz = Vector(
            x * x * x > epsilon ? x * x * x : (116 * x - 16) / kappa,
            lab.x > kappa * epsilon ? y * y * y : lab.x / kappa,
            z * z * z > epsilon ? z * z * z : (116 * z - 16) / kappa
        )
        return sRGB(fromXYZD50: xyz * whiteD50)
    }

    /// From OKLab; lightness 0 to 1.
    static func sRGB(fromOKLab lab: Vector) -> Vector {
        sRGB(fromXYZ: xyzFromCone * each(coneFromOKLab * lab) { $0 * $0 * $0 })
    }

    static func okLab(fromSRGB rgb: Vector) -> Vector {
        okLabFromCone * each(coneFromXYZ * (xyzFromLinear * each(rgb, linear)), cbrt)
    }

    /// CIE Lab with white point D50.
    static func lab(fromSRGB rgb: Vector) -> Vector {
        let (kappa, epsilon) = (24389.0 / 27, 216.0 / 24389)
        let xyz = d50FromD65 * (xyzFromLinear * each(rgb, linear)) / whiteD50
        let f = each(xyz) { $0 > epsilon ? cbrt($0) : (kappa * $0 + 16) / 116 }
        return Vector(116 * f.y - 16, 500 * (f.x - f.y), 200 * (f.y - f.z))
    }

    private static let whiteD50 = Vector(0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585)

    /// Rectangular coordinates of a lightness, a chroma and a hue in degrees.
    static func rectangular(_ lightness: Double, _ chroma: Double, _ hue: Double) -> Vector {
        let radians = hue * .pi / 180
        return Vector(lightness, chroma * cos(radians), chroma * sin(radians))
    }

    /// From a hue in degrees, saturation and lightness from 0 to 1.
    static func sRGB(hue: Double, saturation: Double, lightness: Double) -> Vector {
        func component(_ n: Double) -> Double {
            let k = (n + hue / 30).truncatingRemainder(dividingBy: 12)
            let position = k < 0 ? k + 12 : k
            let a = saturation * min(lightness, 1 - lightness)
            return lightness - a * max(-1, min(position - 3, 9 - position, 1))
        }
        return Vector(component(0), component(8), component(4))
    }

    /// From a hue in degrees, whiteness and blackness from 0 to 1.
    static func sRGB(hue: Double, whiteness: Double, blackness: Double) -> Vector {
        if whiteness + blackness >= 1 { return Vector(repeating: whiteness / (whiteness + blackness)) }
        let pure = sRGB(hue: hue, saturation: 1, lightness: 0.5)
        return pure * (1 - whiteness - blackness) + whiteness
    }

    // MARK: The predefined spaces of color()

    static func sRGB(_ values: Vector, in space: Bytes) -> Vector? {
        if space.equalsIgnoringCase("srgb") { return values }
        if space.equalsIgnoringCase("srgb-linear") { return each(values, gamma) }
        if space.equalsIgnoringCase("display-p3") { return sRGB(fromXYZ: xyzFromLinearP3 * each(values, linear)) }
        if space.equalsIgnoringCase("a98-rgb") {
            return sRGB(fromXYZ: xyzFromLinearA98 * each(values) { ($0 < 0 ? -1 : 1) * pow(abs($0), 563.0 / 256) })
        }
        if space.equalsIgnoringCase("prophoto-rgb") {
            return sRGB(
                fromXYZD50: xyzFromLinearProPhoto
                    * each(values) { abs($0) <= 16.0 / 512 ? $0 / 16 : ($0 < 0 ? -1 : 1) * pow(abs($0), 1.8) }
            )
        }
        if space.equalsIgnoringCase("rec2020") { return sRGB(fromXYZ: xyzFromLinear2020 * each(values, linear2020)) }
        if space.equalsIgnoringCase("xyz") || space.equalsIgnoringCase("xyz-d65") { return sRGB(fromXYZ: values) }
        return space.equalsIgnoringCase("xyz-d50") ? sRGB(fromXYZD50: values) : nil
    }

    private static func linear2020(_ value: Double) -> Double {
        let (alpha, beta) = (1.09929682680944, 0.018053968510807)
        let size = abs(value)
        if size < beta * 4.5 { return value / 4.5 }
        return (value < 0 ? -1 : 1) * pow((size + alpha - 1) / alpha, 1 / 0.45)
    }

    // MARK: Matrices

    private static let linearFromXYZ = Matrix(
        Vector(12831.0 / 3959, -329.0 / 214, -1974.0 / 3959),
        Vector(-851781.0 / 878810, 1648619.0 / 878810, 36519.0 / 878810),
        Vector(705.0 / 12673, -2585.0 / 12673, 705.0 / 667)
    )
    private static let xyzFromLinear = Matrix(
        Vector(506752.0 / 1228815, 87881.0 / 245763, 12673.0 / 70218),
        Vector(87098.0 / 409605, 175762.0 / 245763, 12673.0 / 175545),
        Vector(7918.0 / 409605, 87881.0 / 737289, 1001167.0 / 1053270)
    )
    private static let xyzFromLinearP3 = Matrix(
        Vector(608311.0 / 1250200, 189793.0 / 714400, 198249.0 / 1000160),
        Vector(35783.0 / 156275, 247089.0 / 357200, 198249.0 / 2500400),
        Vector(0, 32229.0 / 714400, 5220557.0 / 5000800)
    )
    private static let xyzFromLinearA98 = Matrix(
        Vector(573536.0 / 994567, 263643.0 / 1420810, 187206.0 / 994567),
        Vector(591459.0 / 1989134, 6239551.0 / 9945670, 374412.0 / 4972835),
        Vector(53769.0 / 1989134, 351524.0 / 4972835, 4929758.0 / 4972835)
    )
    private static let xyzFromLinear2020 = Matrix(
        Vector(63426534.0 / 99577255, 20160776.0 / 139408157, 47086771.0 / 278816314),
        Vector(26158966.0 / 99577255, 472592308.0 / 697040785, 8267143.0 / 139408157),
        Vector(0, 19567812.0 / 697040785, 295819943.0 / 278816314)
    )
    private static let xyzFromLinearProPhoto = Matrix(
        Vector(0.79776664490064230, 0.13518129740053308, 0.03134773412839220),
        Vector(0.28807482881940130, 0.71183523424187300, 0.00008993693872564),
        Vector(0, 0, 0.82510460251046020)
    )
    private static let d65FromD50 = Matrix(
        Vector(0.955473421488075, -0.02309845494876471, 0.06325924320057072),
        Vector(-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
        Vector(0.012314014864481998, -0.020507649298898964, 1.330365926242124)
    )
    private static let d50FromD65 = Matrix(
        Vector(1.0479297925449969, 0.022946870601609652, -0.05019226628920524),
        Vector(0.02962780877005599, 0.9904344267538799, -0.017073799063418826),
        Vector(-0.009243040646204504, 0.015055191490298152, 0.7518742814281371)
    )
    private static let coneFromOKLab = Matrix(
        Vector(1, 0.3963377773761749, 0.2158037573099136),
        Vector(1, -0.1055613458156586, -0.0638541728258133),
        Vector(1, -0.0894841775298119, -1.2914855480194092)
    )
    private static let xyzFromCone = Matrix(
        Vector(1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
        Vector(-0.0405757452148008, 1.1122868032803170, -0.0717110580655164),
        Vector(-0.0763729366746601, -0.4214933324022432, 1.5869240198367816)
    )
    private static let coneFromXYZ = Matrix(
        Vector(0.8190224379967030, 0.3619062600528904, -0.1288737815209879),
        Vector(0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
        Vector(0.0481771893596242, 0.2642395317527308, 0.6335478284694309)
    )
    private static let okLabFromCone = Matrix(
        Vector(0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
        Vector(1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
        Vector(0.0259040424655478, 0.7827717124575296, -0.8086757549230774)
    )
}
