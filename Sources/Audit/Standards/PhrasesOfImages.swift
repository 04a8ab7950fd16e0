/// Words that say nothing of an image, folded as `TextFolding` folds; trailing digits are cut before the comparison.
enum PhrasesOfImages {
    /// Alternatives that are placeholders whatever the image shows (WCAG failure F30).
    static let placeholders: Set<String> = [
        "image", "img", "picture", "pic", "photo", "spacer", "untitled", "placeholder", "alt", "alttext", "thumbnail",
        "图像", "未标题", "无标题", "替代文本", "占位图",
    ]

    /// Words that are placeholders nearly always, but may be the right alternative of a picture of that word.
    static let doubtful: Set<String> = [
        "图片", "照片", "图", "logo", "banner", "icon", "graphic", "button", "图标", "标志", "按钮", "广告", "bg", "ad",
    ]

    /// Endings of image files.
    static let extensions: Set<String> = [
        "jpg", "jpeg", "jpe", "png", "gif", "bmp", "webp", "svg", "tif", "tiff", "ico", "avif", "jfif",
    ]
}
