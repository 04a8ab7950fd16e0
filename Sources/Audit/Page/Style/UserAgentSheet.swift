/// The style sheet every page starts from: HTML §15 "Rendering" (2025), as far as its properties are kept here.
///
/// Where HTML leaves a choice, this is what Chromium does. What depends on attributes that are no selectors' business is
/// in ``PresentationalHints``.
enum UserAgentSheet {
    static let sheet = StyleSheet(Array(text.utf8))

    /// What quirks mode adds (HTML §15.3.12, Quirks Mode §3).
    static let quirksSheet = StyleSheet(Array(quirks.utf8))

    /// What a page without scripts shows.
    static let noScriptSheet = StyleSheet(Array("noscript { display: inline }".utf8))

    private static let text = """
        [hidden]:not([hidden=until-found i]), area, base, basefont, datalist, head, link, meta, noembed, noframes,
        param, rp, script, style, template, title, noscript, source, track, frameset, frame { display: none }
        [hidden=until-found i] { content-visibility: hidden }
        input[type=hidden i] { display: none !important }
        embed[hidden] { display: inline; height: 0; width: 0 }
        dialog:not([open]) { display: none }
        [popover]:not(dialog[open]) { display: none }
        dialog { display: block; position: absolute; left: 0; right: 0; border: 3px solid; padding: 16px;
          background-color: canvas; color: canvastext }
        [popover] { position: fixed; border: 3px solid; padding: 4px; overflow: auto; background-color: canvas;
          color: canvastext }

        html, body, address, blockquote, center, dialog, div, figure, figcaption, footer, form, header, hr, legend,
        listing, main, p, plaintext, pre, search, xmp, article, aside, h1, h2, h3, h4, h5, h6, hgroup, nav, section,
        dir, dd, dl, dt, menu, ol, ul, details, summary, fieldset, optgroup, option { display: block }
        li { display: list-item }
        summary { display: list-item; list-style-type: other }
        slot { display: contents }
        img, video, audio:not([controls]), canvas, embed, object, iframe { display: inline }
        audio:not([controls]) { display: none !important }
        body { margin: 8px }
        address, cite, dfn, em, i, var { font-style: italic }
        b, strong, th { font-weight: bolder }
        blockquote, figure { margin: 1em 40px }
        center { text-align: center }
        p, dl { margin-top: 1em; margin-bottom: 1em }
        dd { margin-left: 40px }
        dir, menu, ol, ul { margin-top: 1em; margin-bottom: 1em; padding-left: 40px }
        :is(dir, menu, ol, ul) :is(dir, menu, ol, ul, dl) { margin-top: 0; margin-bottom: 0 }
        ol { list-style-type: decimal }
        ul, menu, dir { list-style-type: disc }
        :is(dir, menu, ol, ul) :is(dir, menu, ul) { list-style-type: circle }
        :is(dir, menu, ol, ul) :is(dir, menu, ol, ul) :is(dir, menu, ul) { list-style-type: square }
        h1 { font-size: 2em; margin-top: .67em; margin-bottom: .67em; font-weight: bold }
        h2 { font-size: 1.5em; margin-top: .83em; margin-bottom: .83em; font-weight: bold }
        h3 { font-size: 1.17em; margin-top: 1em; margin-bottom: 1em; font-weight: bold }
        h4 { margin-top: 1.33em; margin-bottom: 1.33em; font-weight: bold }
        h5 { font-size: .83em; margin-top: 1.67em; margin-bottom: 1.67em; font-weight: bold }
        h6 { font-size: .67em; margin-top: 2.33em; margin-bottom: 2.33em; font-weight: bold }
        pre, listing, plaintext, xmp { white-space: pre; margin-top: 1em; margin-bottom: 1em }
        pre, listing, plaintext, xmp, code, kbd, samp, tt { font-family: monospace; font-size: .8125em }
        :is(pre, listing, xmp) :is(code, kbd, samp, tt), :is(code, kbd, samp, tt) :is(code, kbd, samp, tt) {
          font-size: 1em }
        big { font-size: larger }
        small, sub, sup { font-size: smaller }
        sub { vertical-align: sub }
        sup { vertical-align: super }
        u, ins { text-decoration: underline }
        s, strike, del { text-decoration: line-through }
        mark { background-color: mark; color: marktext }
        abbr[title], acronym[title] { text-decoration: underline }
        nobr { white-space: nowrap }
        q::before { content: open-quote }
        q::after { content: close-quote }
        ruby { display: ruby }
        rt { display: ruby-text; font-size: 50%; text-indent: 0 }
        hr { color: gray; border: 1px inset; margin: .5em auto }

        :any-link { color: linktext; text-decoration: underline; cursor: pointer }
        :any-link:active { color: activetext }
        :focus-visible { outline: auto 1px }

        table { display: table; text-indent: 0 }
        caption { display: table-caption; text-align: center }
        colgroup, colgroup[hidden] { display: table-column-group }
        col, col[hidden] { display: table-column }
        thead { display: table-header-group; vertical-align: middle }
        tbody { display: table-row-group; vertical-align: middle }
        tfoot { display: table-footer-group; vertical-align: middle }
        tr { display: table-row }
        td, th { display: table-cell; padding: 1px }
        th { text-align: center }
        :is(table, td, th)[border]:not([border="0"]) { border: 1px outset }

        input, select, button, textarea { display: inline-block; letter-spacing: normal; word-spacing: normal;
          line-height: normal; text-transform: none; text-indent: 0; text-shadow: none; font: 13.3333px system-ui }
        input, textarea { background-color: field; color: fieldtext; border: 2px inset; cursor: text }
        textarea { white-space: pre-wrap; font-family: monospace }
        select { background-color: field; color: fieldtext; border: 1px solid buttonborder; white-space: pre }
        button, input:is([type=submit i], [type=reset i], [type=button i], [type=color i]) {
          background-color: buttonface; color: buttontext; border: 2px outset buttonborder; text-align: center;
          cursor: default }
        input:is([type=image i], [type=checkbox i], [type=radio i], [type=range i], [type=file i]) {
          background-color: transparent; border-style: none; cursor: default }
        :is(input, textarea):disabled { color: #545454; background-color: rgb(239 239 239 / .3); cursor: default }
        :is(button, select, option, optgroup):disabled, input:is([type=submit i], [type=reset i], [type=button i]):disabled {
          color: rgb(16 16 16 / .3); cursor: default }
        meter, progress { display: inline-block }
        marquee { display: inline-block; text-align: start; overflow: hidden }
        fieldset { border: 2px groove; margin-left: 2px; margin-right: 2px }
        video { overflow: hidden }
        iframe { border: 2px inset }
        [dir=rtl i] { direction: rtl }
        [dir=ltr i] { direction: ltr }
        bdo, bdo[dir=ltr i] { direction: ltr }
        bdo[dir=rtl i] { direction: rtl }
        """

    private static let quirks = """
        table { font-weight: initial; font-style: initial; font-size: initial; line-height: initial;
          white-space: initial; text-align: initial }
        form { margin-bottom: 1em }
        """
}
