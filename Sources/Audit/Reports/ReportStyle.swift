/// The style sheet of HTML reports: light and dark, 320 pixels and up, A4.
enum ReportStyle {
    static let sheet: StaticString = """
        :root{--ink:#1c2127;--soft:#4a535e;--paper:#fff;--wash:#f3f5f7;--line:#c3cad1;--link:#0b4f9e;--bad:#a3151f;\
        --warn:#7a4a00;--good:#14612f;color-scheme:light dark}
        @media (prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#b4bcc5;--paper:#14181c;--wash:#1f252b;\
        --line:#4a545e;--link:#8ec1ff;--bad:#ff9b9b;--warn:#f0c26b;--good:#8fd6a5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC",\
        "PingFang SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:break-word}
        a{color:var(--link);text-underline-offset:.15em}
        a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-200vw}
        .skip:focus{position:static;display:inline-block;padding:.75rem 1rem}
        header,main,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
        header{padding-top:1.5rem;border-bottom:.25rem solid var(--link)}
        h1{font-size:1.7rem;line-height:1.3;margin:.3rem 0}
        h2{font-size:1.35rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
        h3{font-size:1.12rem;margin:1.4rem 0 .4rem}
        h4{font-size:1rem;margin:1rem 0 .3rem}
        p{margin:.5rem 0;max-width:52rem}
        .lead{font-size:1.15rem}
        .soft{color:var(--soft)}
        nav ol,nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.6rem 0;list-style:none}
        nav a{display:inline-block;padding:.6rem 0;min-height:2.75rem}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.95rem}
        caption{text-align:start;font-weight:600;padding:.4rem 0}
        th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}
        thead th{background:var(--wash)}
        td.number,th.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem;padding:0;margin:1rem 0;\
        list-style:none}
        .figures li{background:var(--wash);border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem}
        .figures strong{display:block;font-size:1.6rem;line-height:1.3}
        .failed{color:var(--bad);font-weight:600}
        .cantTell{color:var(--warn);font-weight:600}
        .passed{color:var(--good);font-weight:600}
        .tag{display:inline-block;border:1px solid currentColor;border-radius:.3rem;padding:0 .4rem;font-size:.85rem}
        .finding{border-inline-start:.25rem solid var(--line);padding:.1rem 0 .1rem 1rem;margin:1rem 0}
        code{font-family:"Noto Sans Mono CJK SC",ui-monospace,Consolas,monospace;font-size:.88em;background:var(--wash);\
        overflow-wrap:anywhere}
        pre{background:var(--wash);border:1px solid var(--line);padding:.5rem .7rem;margin:.3rem 0;white-space:pre-wrap;\
        overflow-wrap:anywhere}
        pre code{background:none}
        dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.2rem 1rem;margin:.5rem 0}
        dt{color:var(--soft)}
        dd{margin:0}
        svg{max-width:100%;height:auto}
        footer{margin-top:3rem;border-top:1px solid var(--line);padding-bottom:2rem;font-size:.92rem}
        @media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
        .blank{display:inline-block;min-width:10rem;border-bottom:1px solid currentColor}
        @media print{.packet{break-before:page}@page{size:A4;margin:16mm 14mm}body{font-size:10pt;background:#fff;color:#000}\
        nav,.skip{display:none}h2,h3,h4{break-after:avoid}.finding,tr,.figures li{break-inside:avoid}\
        thead{display:table-header-group}.scroll{overflow:visible}a[href^="http"]::after{content:" (" attr(href) ")";\
        font-size:.85em}}
        """
}
