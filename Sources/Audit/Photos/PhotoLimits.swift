/// Bounds of what is read of photos; an original beyond them is kept as it is, but not looked into.
public enum PhotoLimits {
    /// Photos named by one form; a site inspected in full takes some dozens.
    public static let maximumPerForm = 500
    /// Of all photos of one form together.
    public static let maximumFormBytes = 2 << 30
    /// What JPEG itself can hold is 65,535; cameras stay far below this.
    static let maximumSide = 32_768
    /// More than the 108 megapixels of phones; a progressive file of this size takes 360 MB while it is decoded.
    static let maximumPixels = 120_000_000
    /// The longer side of a thumbnail, where the image is not so large that an eighth of it is still larger.
    static let thumbnailSide = 640
    /// From 1 to 100.
    static let thumbnailQuality: Int32 = 80
}
