/// The style sheet of HTML reports: light and dark, 320 pixels and up, A4.
enum ReportStyle {
    static let sheet: StaticString = """
        :root{--ink:#1c2127;--soft:#4a535e;--paper:#fff;--wash:#f3f5f7;--line:#c3cad1;--link:#0b4f9e;--bad:#a3151f;\
        --warn:#7a4a00;--good:#14612f;color-scheme:light dark}
        @media (prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#b4bcc5;--paper:#14181c;--wash:#1f252b;\
        --line:#4a545e;--link:#8ec1ff;--bad:#ff9b9b;--warn:#f0c26b;--good:#8fd6a5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC",\
        "PingFang SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}
        :lang(en) body{font-family:Arial,"Liberation Sans","Noto Sans",system-ui,"Noto Sans CJK SC",\
        "Source Han Sans SC",sans-serif}
        a{color:var(--link);text-underline-offset:.15em}
        a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-200vw}
        .skip:focus{position:static;display:inline-block;padding:.75rem 1rem}
        header,main,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
        header{padding-top:1.5rem;border-bottom:.25rem solid var(--link)}
        h1{font-size:1.7rem;line-height:1.3;margin:.3rem 0}
        h2{font-size:1.35rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
        main>section:first-child>h2{border-top:0;margin-top:1rem;padding-top:0}
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
        th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top;max-width:26rem;min-width:4em;\
        overflow-wrap:break-word}
        thead th{background:var(--wash);word-break:keep-all}
        td strong{display:block;font-size:1.3rem;line-height:1.3;white-space:nowrap}
        td.short,td code{white-space:nowrap}
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
        figure{margin:.8rem 0}
        figcaption{font-size:.92rem;color:var(--soft);max-width:52rem}
        figcaption ul{margin:.2rem 0;padding-inline-start:1.2rem}
        svg{width:100%;max-width:30rem;height:auto;display:block;margin-bottom:.4rem}
        svg text{font-size:12px;fill:var(--ink)}
        svg .on{fill:var(--paper)}
        .bar-bad,.bar-failed{fill:var(--bad)}
        .bar-cantTell{fill:var(--warn)}
        .bar-passed{fill:var(--good)}
        .bar-untested{fill:var(--soft)}
        .bar-inapplicable{fill:var(--wash);stroke:var(--soft)}
        .spot-critical,.spot-serious{fill:var(--bad)}
        .spot-moderate,.spot-minor{fill:var(--warn)}
        .untested,.inapplicable{color:var(--soft)}
        .how{font-size:.85rem;color:var(--soft);margin:.3rem 0 0}
        .photo img{max-width:100%;height:auto;border:1px solid var(--line)}
        details{margin:.4rem 0}
        summary{cursor:pointer;padding:.4rem 0;min-height:1.5rem}
        .filter{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center}
        .filter input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);\
        border-radius:.3rem;padding:.4rem .6rem;min-height:2.75rem;max-width:100%}
        th button{font:inherit;font-weight:inherit;color:inherit;background:none;border:0;padding:.2rem 0;\
        min-height:1.5rem;min-width:1.5rem;text-align:inherit;cursor:pointer;text-decoration:underline dotted}
        th[aria-sort=ascending] button::after{content:" \\2191"}
        th[aria-sort=descending] button::after{content:" \\2193"}
        th button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        footer{margin-top:3rem;border-top:1px solid var(--line);padding-bottom:2rem;font-size:.92rem}
        @media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}th{min-width:7.5em}td{min-width:11em}\
        th.number,td.number,th.short,td.short{min-width:0}}
        .blank{display:inline-block;min-width:10rem;border-bottom:1px solid currentColor}
        @media print{:root{--ink:#000;--soft:#333;--paper:#fff;--wash:#f3f5f7;--line:#999;--link:#0b4f9e;--bad:#a3151f;\
        --warn:#7a4a00;--good:#14612f;color-scheme:light}.packet,.page{break-before:page}@page{size:A4;margin:16mm 14mm}\
        body{font-size:10pt;line-height:1.35;background:#fff;color:#000}\
        nav,.skip,.filter{display:none}table{font-size:7.5pt;margin:.2rem 0}th,td{padding:.08rem .3rem;min-width:3em}\
        td a,th a{overflow-wrap:anywhere}.lead{font-size:10pt;margin:.1rem 0}\
        td strong{font-size:10pt}thead th{word-break:normal}.figures{gap:2mm;grid-template-columns:repeat(4,1fr)}\
        .figures li{padding:2mm}.figures strong{font-size:13pt}.how{font-size:7.5pt}p{margin:.25rem 0}\
        h1{font-size:16pt}h2{font-size:13pt;margin:.6rem 0 .2rem}h3{font-size:11pt;margin:.5rem 0 .1rem}\
        caption{break-after:avoid;padding:.1rem 0}header{padding-top:0}th button{text-decoration:none;min-height:0;padding:0}details::details-content{content-visibility:visible;\
        display:block;block-size:auto}\
        h2,h3,h4{break-after:avoid}.finding,tr,.figures li{break-inside:avoid}\
        thead{display:table-header-group}.scroll{overflow:visible}figure,svg{break-inside:avoid}}
        """
}
