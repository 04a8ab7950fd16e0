/// An element or attribute name, interned: comparing two is comparing two integers.
///
/// The names below have the same number in every page; any other name is numbered per page by its
/// ``NameTable``, from ``Name/firstUnlisted`` on. HTML names are in lower case, as the parser writes them;
/// SVG and MathML names carry their adjusted case (`clipPath`).
public struct Name: Hashable, Sendable {
    public let rawValue: Int32

    @inlinable init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// Text, comments and other nodes that have no name.
    public static var none: Name { Name(-1) }
    /// The number of the first name that is not listed here.
    static var firstUnlisted: Int32 { 432 }

    public static var a: Name { Name(0) }
    public static var abbr: Name { Name(1) }
    public static var acronym: Name { Name(2) }
    public static var address: Name { Name(3) }
    public static var annotationXml: Name { Name(4) }
    public static var applet: Name { Name(5) }
    public static var area: Name { Name(6) }
    public static var article: Name { Name(7) }
    public static var aside: Name { Name(8) }
    public static var audio: Name { Name(9) }
    public static var b: Name { Name(10) }
    public static var base: Name { Name(11) }
    public static var basefont: Name { Name(12) }
    public static var bdi: Name { Name(13) }
    public static var bdo: Name { Name(14) }
    public static var bgsound: Name { Name(15) }
    public static var big: Name { Name(16) }
    public static var blink: Name { Name(17) }
    public static var blockquote: Name { Name(18) }
    public static var body: Name { Name(19) }
    public static var br: Name { Name(20) }
    public static var button: Name { Name(21) }
    public static var canvas: Name { Name(22) }
    public static var caption: Name { Name(23) }
    public static var center: Name { Name(24) }
    public static var circle: Name { Name(25) }
    public static var cite: Name { Name(26) }
    public static var clipPath: Name { Name(27) }
    public static var code: Name { Name(28) }
    public static var col: Name { Name(29) }
    public static var colgroup: Name { Name(30) }
    public static var data: Name { Name(31) }
    public static var datalist: Name { Name(32) }
    public static var dd: Name { Name(33) }
    public static var defs: Name { Name(34) }
    public static var del: Name { Name(35) }
    public static var desc: Name { Name(36) }
    public static var details: Name { Name(37) }
    public static var dfn: Name { Name(38) }
    public static var dialog: Name { Name(39) }
    public static var dir: Name { Name(40) }
    public static var div: Name { Name(41) }
    public static var dl: Name { Name(42) }
    public static var dt: Name { Name(43) }
    public static var ellipse: Name { Name(44) }
    public static var em: Name { Name(45) }
    public static var embed: Name { Name(46) }
    public static var fieldset: Name { Name(47) }
    public static var figcaption: Name { Name(48) }
    public static var figure: Name { Name(49) }
    public static var font: Name { Name(50) }
    public static var footer: Name { Name(51) }
    public static var foreignObject: Name { Name(52) }
    public static var form: Name { Name(53) }
    public static var frame: Name { Name(54) }
    public static var frameset: Name { Name(55) }
    public static var g: Name { Name(56) }
    public static var h1: Name { Name(57) }
    public static var h2: Name { Name(58) }
    public static var h3: Name { Name(59) }
    public static var h4: Name { Name(60) }
    public static var h5: Name { Name(61) }
    public static var h6: Name { Name(62) }
    public static var head: Name { Name(63) }
    public static var header: Name { Name(64) }
    public static var hgroup: Name { Name(65) }
    public static var hr: Name { Name(66) }
    public static var html: Name { Name(67) }
    public static var i: Name { Name(68) }
    public static var iframe: Name { Name(69) }
    public static var image: Name { Name(70) }
    public static var img: Name { Name(71) }
    public static var input: Name { Name(72) }
    public static var ins: Name { Name(73) }
    public static var isindex: Name { Name(74) }
    public static var kbd: Name { Name(75) }
    public static var keygen: Name { Name(76) }
    public static var label: Name { Name(77) }
    public static var legend: Name { Name(78) }
    public static var li: Name { Name(79) }
    public static var line: Name { Name(80) }
    public static var linearGradient: Name { Name(81) }
    public static var link: Name { Name(82) }
    public static var listing: Name { Name(83) }
    public static var main: Name { Name(84) }
    public static var malignmark: Name { Name(85) }
    public static var map: Name { Name(86) }
    public static var mark: Name { Name(87) }
    public static var marquee: Name { Name(88) }
    public static var math: Name { Name(89) }
    public static var menu: Name { Name(90) }
    public static var menuitem: Name { Name(91) }
    public static var meta: Name { Name(92) }
    public static var metadata: Name { Name(93) }
    public static var meter: Name { Name(94) }
    public static var mglyph: Name { Name(95) }
    public static var mi: Name { Name(96) }
    public static var mn: Name { Name(97) }
    public static var mo: Name { Name(98) }
    public static var ms: Name { Name(99) }
    public static var mtext: Name { Name(100) }
    public static var nav: Name { Name(101) }
    public static var nobr: Name { Name(102) }
    public static var noembed: Name { Name(103) }
    public static var noframes: Name { Name(104) }
    public static var noscript: Name { Name(105) }
    public static var object: Name { Name(106) }
    public static var ol: Name { Name(107) }
    public static var optgroup: Name { Name(108) }
    public static var option: Name { Name(109) }
    public static var output: Name { Name(110) }
    public static var p: Name { Name(111) }
    public static var param: Name { Name(112) }
    public static var path: Name { Name(113) }
    public static var pattern: Name { Name(114) }
    public static var picture: Name { Name(115) }
    public static var plaintext: Name { Name(116) }
    public static var polygon: Name { Name(117) }
    public static var polyline: Name { Name(118) }
    public static var portal: Name { Name(119) }
    public static var pre: Name { Name(120) }
    public static var progress: Name { Name(121) }
    public static var q: Name { Name(122) }
    public static var radialGradient: Name { Name(123) }
    public static var rb: Name { Name(124) }
    public static var rect: Name { Name(125) }
    public static var rp: Name { Name(126) }
    public static var rt: Name { Name(127) }
    public static var rtc: Name { Name(128) }
    public static var ruby: Name { Name(129) }
    public static var s: Name { Name(130) }
    public static var samp: Name { Name(131) }
    public static var script: Name { Name(132) }
    public static var search: Name { Name(133) }
    public static var section: Name { Name(134) }
    public static var select: Name { Name(135) }
    public static var selectedcontent: Name { Name(136) }
    public static var slot: Name { Name(137) }
    public static var small: Name { Name(138) }
    public static var source: Name { Name(139) }
    public static var span: Name { Name(140) }
    public static var stop: Name { Name(141) }
    public static var strike: Name { Name(142) }
    public static var strong: Name { Name(143) }
    public static var style: Name { Name(144) }
    public static var sub: Name { Name(145) }
    public static var summary: Name { Name(146) }
    public static var sup: Name { Name(147) }
    public static var svg: Name { Name(148) }
    public static var symbol: Name { Name(149) }
    public static var table: Name { Name(150) }
    public static var tbody: Name { Name(151) }
    public static var td: Name { Name(152) }
    public static var template: Name { Name(153) }
    public static var text: Name { Name(154) }
    public static var textarea: Name { Name(155) }
    public static var textPath: Name { Name(156) }
    public static var tfoot: Name { Name(157) }
    public static var th: Name { Name(158) }
    public static var thead: Name { Name(159) }
    public static var time: Name { Name(160) }
    public static var title: Name { Name(161) }
    public static var tr: Name { Name(162) }
    public static var track: Name { Name(163) }
    public static var tspan: Name { Name(164) }
    public static var tt: Name { Name(165) }
    public static var u: Name { Name(166) }
    public static var ul: Name { Name(167) }
    public static var use: Name { Name(168) }
    public static var `var`: Name { Name(169) }
    public static var video: Name { Name(170) }
    public static var view: Name { Name(171) }
    public static var wbr: Name { Name(172) }
    public static var xmp: Name { Name(173) }
    public static var accept: Name { Name(174) }
    public static var acceptCharset: Name { Name(175) }
    public static var accesskey: Name { Name(176) }
    public static var action: Name { Name(177) }
    public static var align: Name { Name(178) }
    public static var alink: Name { Name(179) }
    public static var allow: Name { Name(180) }
    public static var allowfullscreen: Name { Name(181) }
    public static var alt: Name { Name(182) }
    public static var archive: Name { Name(183) }
    public static var async: Name { Name(184) }
    public static var autocapitalize: Name { Name(185) }
    public static var autocomplete: Name { Name(186) }
    public static var autofocus: Name { Name(187) }
    public static var autoplay: Name { Name(188) }
    public static var autostart: Name { Name(189) }
    public static var axis: Name { Name(190) }
    public static var background: Name { Name(191) }
    public static var behavior: Name { Name(192) }
    public static var bgcolor: Name { Name(193) }
    public static var border: Name { Name(194) }
    public static var bordercolor: Name { Name(195) }
    public static var cellpadding: Name { Name(196) }
    public static var cellspacing: Name { Name(197) }
    public static var char: Name { Name(198) }
    public static var charoff: Name { Name(199) }
    public static var charset: Name { Name(200) }
    public static var checked: Name { Name(201) }
    public static var `class`: Name { Name(202) }
    public static var classid: Name { Name(203) }
    public static var clear: Name { Name(204) }
    public static var codebase: Name { Name(205) }
    public static var codetype: Name { Name(206) }
    public static var color: Name { Name(207) }
    public static var cols: Name { Name(208) }
    public static var colspan: Name { Name(209) }
    public static var command: Name { Name(210) }
    public static var commandfor: Name { Name(211) }
    public static var compact: Name { Name(212) }
    public static var content: Name { Name(213) }
    public static var contenteditable: Name { Name(214) }
    public static var controls: Name { Name(215) }
    public static var coords: Name { Name(216) }
    public static var crossorigin: Name { Name(217) }
    public static var datetime: Name { Name(218) }
    public static var declare: Name { Name(219) }
    public static var `default`: Name { Name(220) }
    public static var `defer`: Name { Name(221) }
    public static var direction: Name { Name(222) }
    public static var dirname: Name { Name(223) }
    public static var disabled: Name { Name(224) }
    public static var download: Name { Name(225) }
    public static var draggable: Name { Name(226) }
    public static var enctype: Name { Name(227) }
    public static var encoding: Name { Name(228) }
    public static var enterkeyhint: Name { Name(229) }
    public static var event: Name { Name(230) }
    public static var face: Name { Name(231) }
    public static var fetchpriority: Name { Name(232) }
    public static var `for`: Name { Name(233) }
    public static var formaction: Name { Name(234) }
    public static var formenctype: Name { Name(235) }
    public static var formmethod: Name { Name(236) }
    public static var formnovalidate: Name { Name(237) }
    public static var formtarget: Name { Name(238) }
    public static var frameborder: Name { Name(239) }
    public static var headers: Name { Name(240) }
    public static var height: Name { Name(241) }
    public static var hidden: Name { Name(242) }
    public static var high: Name { Name(243) }
    public static var href: Name { Name(244) }
    public static var hreflang: Name { Name(245) }
    public static var hspace: Name { Name(246) }
    public static var httpEquiv: Name { Name(247) }
    public static var id: Name { Name(248) }
    public static var imagesizes: Name { Name(249) }
    public static var imagesrcset: Name { Name(250) }
    public static var inert: Name { Name(251) }
    public static var inputmode: Name { Name(252) }
    public static var integrity: Name { Name(253) }
    public static var `is`: Name { Name(254) }
    public static var ismap: Name { Name(255) }
    public static var itemid: Name { Name(256) }
    public static var itemprop: Name { Name(257) }
    public static var itemref: Name { Name(258) }
    public static var itemscope: Name { Name(259) }
    public static var itemtype: Name { Name(260) }
    public static var kind: Name { Name(261) }
    public static var lang: Name { Name(262) }
    public static var language: Name { Name(263) }
    public static var list: Name { Name(264) }
    public static var longdesc: Name { Name(265) }
    public static var loop: Name { Name(266) }
    public static var low: Name { Name(267) }
    public static var lowsrc: Name { Name(268) }
    public static var marginheight: Name { Name(269) }
    public static var marginwidth: Name { Name(270) }
    public static var max: Name { Name(271) }
    public static var maxlength: Name { Name(272) }
    public static var media: Name { Name(273) }
    public static var method: Name { Name(274) }
    public static var min: Name { Name(275) }
    public static var minlength: Name { Name(276) }
    public static var multiple: Name { Name(277) }
    public static var muted: Name { Name(278) }
    public static var name: Name { Name(279) }
    public static var nohref: Name { Name(280) }
    public static var nomodule: Name { Name(281) }
    public static var nonce: Name { Name(282) }
    public static var noresize: Name { Name(283) }
    public static var noshade: Name { Name(284) }
    public static var novalidate: Name { Name(285) }
    public static var nowrap: Name { Name(286) }
    public static var onabort: Name { Name(287) }
    public static var onblur: Name { Name(288) }
    public static var onchange: Name { Name(289) }
    public static var onclick: Name { Name(290) }
    public static var oncontextmenu: Name { Name(291) }
    public static var ondblclick: Name { Name(292) }
    public static var onfocus: Name { Name(293) }
    public static var oninput: Name { Name(294) }
    public static var onkeydown: Name { Name(295) }
    public static var onkeypress: Name { Name(296) }
    public static var onkeyup: Name { Name(297) }
    public static var onload: Name { Name(298) }
    public static var onmousedown: Name { Name(299) }
    public static var onmousemove: Name { Name(300) }
    public static var onmouseout: Name { Name(301) }
    public static var onmouseover: Name { Name(302) }
    public static var onmouseup: Name { Name(303) }
    public static var onmouseenter: Name { Name(304) }
    public static var onmouseleave: Name { Name(305) }
    public static var onselect: Name { Name(306) }
    public static var onsubmit: Name { Name(307) }
    public static var onunload: Name { Name(308) }
    public static var ontouchstart: Name { Name(309) }
    public static var onpointerdown: Name { Name(310) }
    public static var open: Name { Name(311) }
    public static var optimum: Name { Name(312) }
    public static var ping: Name { Name(313) }
    public static var placeholder: Name { Name(314) }
    public static var playsinline: Name { Name(315) }
    public static var popover: Name { Name(316) }
    public static var popovertarget: Name { Name(317) }
    public static var popovertargetaction: Name { Name(318) }
    public static var poster: Name { Name(319) }
    public static var preload: Name { Name(320) }
    public static var profile: Name { Name(321) }
    public static var prompt: Name { Name(322) }
    public static var property: Name { Name(323) }
    public static var readonly: Name { Name(324) }
    public static var referrerpolicy: Name { Name(325) }
    public static var rel: Name { Name(326) }
    public static var required: Name { Name(327) }
    public static var rev: Name { Name(328) }
    public static var reversed: Name { Name(329) }
    public static var role: Name { Name(330) }
    public static var rows: Name { Name(331) }
    public static var rowspan: Name { Name(332) }
    public static var rules: Name { Name(333) }
    public static var sandbox: Name { Name(334) }
    public static var scheme: Name { Name(335) }
    public static var scope: Name { Name(336) }
    public static var scrolling: Name { Name(337) }
    public static var selected: Name { Name(338) }
    public static var shadowrootmode: Name { Name(339) }
    public static var shadowrootdelegatesfocus: Name { Name(340) }
    public static var shadowrootclonable: Name { Name(341) }
    public static var shadowrootserializable: Name { Name(342) }
    public static var shape: Name { Name(343) }
    public static var size: Name { Name(344) }
    public static var sizes: Name { Name(345) }
    public static var spellcheck: Name { Name(346) }
    public static var src: Name { Name(347) }
    public static var srcdoc: Name { Name(348) }
    public static var srclang: Name { Name(349) }
    public static var srcset: Name { Name(350) }
    public static var standby: Name { Name(351) }
    public static var start: Name { Name(352) }
    public static var step: Name { Name(353) }
    public static var tabindex: Name { Name(354) }
    public static var target: Name { Name(355) }
    public static var translate: Name { Name(356) }
    public static var truespeed: Name { Name(357) }
    public static var type: Name { Name(358) }
    public static var typemustmatch: Name { Name(359) }
    public static var usemap: Name { Name(360) }
    public static var valign: Name { Name(361) }
    public static var value: Name { Name(362) }
    public static var valuetype: Name { Name(363) }
    public static var version: Name { Name(364) }
    public static var vlink: Name { Name(365) }
    public static var vspace: Name { Name(366) }
    public static var width: Name { Name(367) }
    public static var wrap: Name { Name(368) }
    public static var writingsuggestions: Name { Name(369) }
    public static var xlinkHref: Name { Name(370) }
    public static var xmlLang: Name { Name(371) }
    public static var xmlns: Name { Name(372) }
    public static var definitionurl: Name { Name(373) }
    public static var definitionURL: Name { Name(374) }
    public static var viewBox: Name { Name(375) }
    public static var fill: Name { Name(376) }
    public static var stroke: Name { Name(377) }
    public static var d: Name { Name(378) }
    public static var ariaActivedescendant: Name { Name(379) }
    public static var ariaAtomic: Name { Name(380) }
    public static var ariaAutocomplete: Name { Name(381) }
    public static var ariaBraillelabel: Name { Name(382) }
    public static var ariaBrailleroledescription: Name { Name(383) }
    public static var ariaBusy: Name { Name(384) }
    public static var ariaChecked: Name { Name(385) }
    public static var ariaColcount: Name { Name(386) }
    public static var ariaColindex: Name { Name(387) }
    public static var ariaColindextext: Name { Name(388) }
    public static var ariaColspan: Name { Name(389) }
    public static var ariaControls: Name { Name(390) }
    public static var ariaCurrent: Name { Name(391) }
    public static var ariaDescribedby: Name { Name(392) }
    public static var ariaDescription: Name { Name(393) }
    public static var ariaDetails: Name { Name(394) }
    public static var ariaDisabled: Name { Name(395) }
    public static var ariaDropeffect: Name { Name(396) }
    public static var ariaErrormessage: Name { Name(397) }
    public static var ariaExpanded: Name { Name(398) }
    public static var ariaFlowto: Name { Name(399) }
    public static var ariaGrabbed: Name { Name(400) }
    public static var ariaHaspopup: Name { Name(401) }
    public static var ariaHidden: Name { Name(402) }
    public static var ariaInvalid: Name { Name(403) }
    public static var ariaKeyshortcuts: Name { Name(404) }
    public static var ariaLabel: Name { Name(405) }
    public static var ariaLabelledby: Name { Name(406) }
    public static var ariaLevel: Name { Name(407) }
    public static var ariaLive: Name { Name(408) }
    public static var ariaModal: Name { Name(409) }
    public static var ariaMultiline: Name { Name(410) }
    public static var ariaMultiselectable: Name { Name(411) }
    public static var ariaOrientation: Name { Name(412) }
    public static var ariaOwns: Name { Name(413) }
    public static var ariaPlaceholder: Name { Name(414) }
    public static var ariaPosinset: Name { Name(415) }
    public static var ariaPressed: Name { Name(416) }
    public static var ariaReadonly: Name { Name(417) }
    public static var ariaRelevant: Name { Name(418) }
    public static var ariaRequired: Name { Name(419) }
    public static var ariaRoledescription: Name { Name(420) }
    public static var ariaRowcount: Name { Name(421) }
    public static var ariaRowindex: Name { Name(422) }
    public static var ariaRowindextext: Name { Name(423) }
    public static var ariaRowspan: Name { Name(424) }
    public static var ariaSelected: Name { Name(425) }
    public static var ariaSetsize: Name { Name(426) }
    public static var ariaSort: Name { Name(427) }
    public static var ariaValuemax: Name { Name(428) }
    public static var ariaValuemin: Name { Name(429) }
    public static var ariaValuenow: Name { Name(430) }
    public static var ariaValuetext: Name { Name(431) }

    /// The listed names; the index is the number.
    static let listed: [StaticString] = [
        "a", "abbr", "acronym", "address", "annotation-xml", "applet", "area", "article", "aside", "audio", "b",
        "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
        "canvas", "caption", "center", "circle", "cite", "clipPath", "code", "col", "colgroup", "data", "datalist",
        "dd", "defs", "del", "desc", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "ellipse", "em",
        "embed", "fieldset", "figcaption", "figure", "font", "footer", "foreignObject", "form", "frame",
        "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
        "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "line",
        "linearGradient", "link", "listing", "main", "malignmark", "map", "mark", "marquee", "math", "menu",
        "menuitem", "meta", "metadata", "meter", "mglyph", "mi", "mn", "mo", "ms", "mtext", "nav", "nobr",
        "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "path",
        "pattern", "picture", "plaintext", "polygon", "polyline", "portal", "pre", "progress", "q",
        "radialGradient", "rb", "rect", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section",
        "select", "selectedcontent", "slot", "small", "source", "span", "stop", "strike", "strong", "style", "sub",
        "summary", "sup", "svg", "symbol", "table", "tbody", "td", "template", "text", "textarea", "textPath",
        "tfoot", "th", "thead", "time", "title", "tr", "track", "tspan", "tt", "u", "ul", "use", "var", "video",
        "view", "wbr", "xmp", "accept", "accept-charset", "accesskey", "action", "align", "alink", "allow",
        "allowfullscreen", "alt", "archive", "async", "autocapitalize", "autocomplete", "autofocus", "autoplay",
        "autostart", "axis", "background", "behavior", "bgcolor", "border", "bordercolor", "cellpadding",
        "cellspacing", "char", "charoff", "charset", "checked", "class", "classid", "clear", "codebase",
        "codetype", "color", "cols", "colspan", "command", "commandfor", "compact", "content", "contenteditable",
        "controls", "coords", "crossorigin", "datetime", "declare", "default", "defer", "direction", "dirname",
        "disabled", "download", "draggable", "enctype", "encoding", "enterkeyhint", "event", "face",
        "fetchpriority", "for", "formaction", "formenctype", "formmethod", "formnovalidate", "formtarget",
        "frameborder", "headers", "height", "hidden", "high", "href", "hreflang", "hspace", "http-equiv", "id",
        "imagesizes", "imagesrcset", "inert", "inputmode", "integrity", "is", "ismap", "itemid", "itemprop",
        "itemref", "itemscope", "itemtype", "kind", "lang", "language", "list", "longdesc", "loop", "low",
        "lowsrc", "marginheight", "marginwidth", "max", "maxlength", "media", "method", "min", "minlength",
        "multiple", "muted", "name", "nohref", "nomodule", "nonce", "noresize", "noshade", "novalidate", "nowrap",
        "onabort", "onblur", "onchange", "onclick", "oncontextmenu", "ondblclick", "onfocus", "oninput",
        "onkeydown", "onkeypress", "onkeyup", "onload", "onmousedown", "onmousemove", "onmouseout", "onmouseover",
        "onmouseup", "onmouseenter", "onmouseleave", "onselect", "onsubmit", "onunload", "ontouchstart",
        "onpointerdown", "open", "optimum", "ping", "placeholder", "playsinline", "popover", "popovertarget",
        "popovertargetaction", "poster", "preload", "profile", "prompt", "property", "readonly", "referrerpolicy",
        "rel", "required", "rev", "reversed", "role", "rows", "rowspan", "rules", "sandbox", "scheme", "scope",
        "scrolling", "selected", "shadowrootmode", "shadowrootdelegatesfocus", "shadowrootclonable",
        "shadowrootserializable", "shape", "size", "sizes", "spellcheck", "src", "srcdoc", "srclang", "srcset",
        "standby", "start", "step", "tabindex", "target", "translate", "truespeed", "type", "typemustmatch",
        "usemap", "valign", "value", "valuetype", "version", "vlink", "vspace", "width", "wrap",
        "writingsuggestions", "xlink:href", "xml:lang", "xmlns", "definitionurl", "definitionURL", "viewBox",
        "fill", "stroke", "d", "aria-activedescendant", "aria-atomic", "aria-autocomplete", "aria-braillelabel",
        "aria-brailleroledescription", "aria-busy", "aria-checked", "aria-colcount", "aria-colindex",
        "aria-colindextext", "aria-colspan", "aria-controls", "aria-current", "aria-describedby",
        "aria-description", "aria-details", "aria-disabled", "aria-dropeffect", "aria-errormessage",
        "aria-expanded", "aria-flowto", "aria-grabbed", "aria-haspopup", "aria-hidden", "aria-invalid",
        "aria-keyshortcuts", "aria-label", "aria-labelledby", "aria-level", "aria-live", "aria-modal",
        "aria-multiline", "aria-multiselectable", "aria-orientation", "aria-owns", "aria-placeholder",
        "aria-posinset", "aria-pressed", "aria-readonly", "aria-relevant", "aria-required", "aria-roledescription",
        "aria-rowcount", "aria-rowindex", "aria-rowindextext", "aria-rowspan", "aria-selected", "aria-setsize",
        "aria-sort", "aria-valuemax", "aria-valuemin", "aria-valuenow", "aria-valuetext",
    ]
}
