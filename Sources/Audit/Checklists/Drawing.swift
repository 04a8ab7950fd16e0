/// A line drawing that shows what is measured and where the tape lies.
///
/// Read from a small part of SVG: plain shapes and letters, no scripts, styles or references, so that a drawing of anybody's
/// can be put into a page.
public struct Drawing: Sendable, Equatable {
    /// The name of its file without `.svg`.
    public let id: String
    public let title: LocalizedText
    /// What the letters in it stand for.
    public let description: LocalizedText
    /// `0 0 400 300`; four wide to three high.
    public let viewBox: String
    /// What all shapes have in common.
    public let style: [Style]
    public let shapes: [Shape]

    public struct Shape: Sendable, Equatable {
        public let element: Element
        public let attributes: [Style]
        /// Only of ``Element/text``.
        public let text: String
    }

    public struct Style: Sendable, Equatable {
        public let attribute: Attribute
        public let value: String
    }

    public enum Element: Sendable, CaseIterable {
        case path, line, rect, circle, ellipse, polyline, polygon, text

        var name: StaticString {
            switch self {
            case .path: "path"
            case .line: "line"
            case .rect: "rect"
            case .circle: "circle"
            case .ellipse: "ellipse"
            case .polyline: "polyline"
            case .polygon: "polygon"
            case .text: "text"
            }
        }
    }

    public enum Attribute: Sendable, CaseIterable {
        case d, x, y, x1, y1, x2, y2, cx, cy, r, rx, ry, width, height, points
        case fill, fillOpacity, stroke, strokeWidth, strokeDashes, strokeCap, strokeJoin, fontSize, fontFamily, anchor

        var name: StaticString {
            switch self {
            case .d: "d"
            case .x: "x"
            case .y: "y"
            case .x1: "x1"
            case .y1: "y1"
            case .x2: "x2"
            case .y2: "y2"
            case .cx: "cx"
            case .cy: "cy"
            case .r: "r"
            case .rx: "rx"
            case .ry: "ry"
            case .width: "width"
            case .height: "height"
            case .points: "points"
            case .fill: "fill"
            case .fillOpacity: "fill-opacity"
            case .stroke: "stroke"
            case .strokeWidth: "stroke-width"
            case .strokeDashes: "stroke-dasharray"
            case .strokeCap: "stroke-linecap"
            case .strokeJoin: "stroke-linejoin"
            case .fontSize: "font-size"
            case .fontFamily: "font-family"
            case .anchor: "text-anchor"
            }
        }
    }
}
