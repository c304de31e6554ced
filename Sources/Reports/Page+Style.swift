extension Page {
    /// One style for all pages: screen, telephone and A4; no colour is the only carrier.
    static let style = """
        :root { --ink: #1d2530; --mid: #566070; --faint: #8c95a3; --line: #d7dce3; --wash: #f3f5f8;
          --accent: #17498a; --accent-mid: #7c9fcd; --accent-pale: #cddbee;
          --idle: #2f74b5; --idle-near: #d6e5f3; --idle-far: #abcae7; --full: #e2e4e8;
          --heavy: #c7610a; --heavy-near: #fbe2c8; --heavy-far: #f3bd8a; --finding: #b3261e; }
        * { box-sizing: border-box; }
        html { color-scheme: light; -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 62rem; padding: 1.25rem 1.5rem 3rem; color: var(--ink);
          background: #fff; font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC",
          "Microsoft YaHei", "PingFang SC", sans-serif; font-variant-numeric: tabular-nums;
          overflow-wrap: anywhere; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        h1, h2, h3, p { margin: 0; }
        h1 { font-size: 1.9rem; line-height: 1.25; font-weight: 700; }
        h2 { font-size: 1.2rem; line-height: 1.35; margin: 2.6rem 0 .7rem; padding-top: .45rem;
          border-top: 2px solid var(--accent); }
        h2 > b { color: var(--accent); margin-right: .5em; }
        h3 { font-size: .95rem; margin: 1.3rem 0 .35rem; }
        h4 { font-size: .8rem; font-weight: 400; color: var(--mid); margin: .5rem 0 .35rem; }
        a { color: var(--accent); text-decoration-color: var(--accent-pale); }
        small, .note { font-size: .8rem; color: var(--mid); }
        .note { margin: .3rem 0 .5rem; }
        .note.above { margin: 1.1rem 0 .2rem; break-after: avoid; }
        .t { padding-left: .9rem; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; }
        .kicker { color: var(--accent); font-weight: 700; font-size: .88rem; }
        .meta { color: var(--mid); font-size: .85rem; margin-top: .3rem; }
        nav { margin-top: .7rem; padding: .35rem 0; border-top: 1px solid var(--line);
          border-bottom: 1px solid var(--line); font-size: .82rem; }
        nav a { text-decoration: none; margin-right: 1em; white-space: nowrap; }
        .lead { margin: 1rem 0 0; font-size: 1.04rem; display: grid; grid-template-columns: 4.2em 1fr; gap: .35rem .8rem; }
        .lead dt { font-weight: 700; color: var(--accent); }
        .lead dd { margin: 0; text-wrap: pretty; }
        .cards { display: grid; grid-template-columns: repeat(6, 1fr); gap: .8rem; margin-top: 1rem; }
        .card { border: 1px solid var(--line); border-radius: 3px; padding: .55rem .75rem .65rem;
          grid-column: span 2; min-width: 0; }
        .card.wide { grid-column: span 3; }
        .card h3 { margin: 0; font-size: .8rem; font-weight: 400; color: var(--mid); }
        .big { font-size: 1.75rem; line-height: 1.25; font-weight: 700; color: var(--accent); }
        .big small { font-size: .85rem; font-weight: 400; color: var(--ink); margin-left: .3em; }
        .rows { display: grid; grid-template-columns: max-content 1fr max-content;
          gap: .1rem .6rem; align-items: center; font-size: .82rem; margin-top: .25rem; }
        .rows > :nth-child(3n) { text-align: right; }
        .two { display: grid; grid-template-columns: 20rem 1fr; gap: 0 1.6rem; align-items: center; }
        .halves { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.6rem; }
        .cards + table { margin-top: .8rem; }
        .unit { font-size: .72rem; color: var(--mid); margin-left: .2em; }
        svg { display: block; width: 100%; overflow: visible; }
        svg text { font-size: .78rem; fill: var(--mid); }
        svg.limit-axis text, svg.months text { font-size: .68rem; }
        svg.radar { width: 20rem; max-width: 100%; margin: 0 auto; }
        svg.wide { min-width: 46rem; }
        .scroll { overflow-x: auto; }
        .scroll > table.wide { min-width: 40rem; }
        .dot { fill: var(--accent); stroke: #fff; stroke-width: 1; }
        .cloud { fill: none; stroke: var(--accent); stroke-width: 5; stroke-linecap: round;
          stroke-opacity: .35; }
        .old { fill: #fff; stroke: var(--accent); stroke-width: 1.5; }
        .span { fill: var(--accent-pale); }
        .flow { stroke: var(--accent-mid); stroke-opacity: .45; }
        .curve { stroke: var(--accent); stroke-width: 2; }
        .median { stroke: var(--ink); stroke-width: 1.5; }
        .axis { stroke: var(--line); stroke-width: 1; fill: none; }
        .bar { fill: var(--accent); }
        .bar.soft { fill: var(--accent-mid); }
        .bar.rest { fill: var(--full); }
        .grade0 { fill: #e6e9ee; } .grade1 { fill: #f1f3f6; }
        .idle1 { fill: var(--idle-near); } .idle2 { fill: var(--idle-far); }
        .full0 { fill: var(--full); }
        .heavy1 { fill: var(--heavy-near); } .heavy2 { fill: var(--heavy-far); }
        .limits { position: relative; display: flex; font-size: .72rem; color: var(--mid);
          line-height: 1.25; }
        .limits span { text-align: center; min-width: 0; padding: 0 1px; overflow-wrap: normal; }
        .strip { height: 16px;
          background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat; }
        .strip:has(.h) { background-position: 0 14px; }
        .strip path { fill: none; vector-effect: non-scaling-stroke; stroke: var(--faint);
          stroke-width: 1; }
        .strip .h { fill: #c3c9d2; stroke: none; }
        .strip .m { stroke: var(--ink); stroke-width: 1.5; }
        .strip .o { stroke: var(--accent); stroke-width: 9; stroke-linecap: round; }
        .strip .y { stroke: var(--accent); stroke-width: 9; stroke-linecap: round; }
        .strip .yi { stroke: #fff; stroke-width: 6; stroke-linecap: round; }
        .strip .s { stroke: var(--accent-pale); stroke-width: 7; }
        table { border-collapse: collapse; width: 100%; font-size: .84rem; line-height: 1.45; }
        caption { text-align: left; font-size: .8rem; color: var(--mid); padding: 0 0 .3rem; }
        th, td { text-align: left; vertical-align: top; padding: .26rem .5rem .26rem 0;
          font-weight: 400; }
        th:last-child, td:last-child { padding-right: 0; }
        th[scope=row] { min-width: 6.5em; }
        .rules th[scope=row] { min-width: 13em; }
        thead th { font-size: .78rem; color: var(--mid); border-bottom: 1px solid var(--mid);
          vertical-align: bottom; }
        tbody { border-bottom: 1px solid var(--line); }
        tbody.each tr + tr { border-top: 1px solid var(--line); }
        .n { text-align: right; white-space: nowrap; }
        .problems td:nth-child(2) { width: 13rem; } .problems td:nth-child(3) { width: 8rem; }
        .problems td:nth-child(4) { width: 8.5rem; }
        mark { background: #f9d4d0; color: #7d1710; padding: 0 .2em; }
        .graph { width: 11rem; padding-left: .6rem; } .graph.long { width: 40%; }
        .code, th > em { color: var(--mid); margin-right: .35em; font-style: normal; }
        .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .72rem;
          word-break: break-all; }
        .why td { padding-top: 0; font-size: .76rem; color: var(--mid); line-height: 1.45; }
        .why b { font-weight: 400; color: var(--faint); margin-right: .3em; }
        .level1 { background: var(--wash); font-weight: 700; }
        .level1 th, .level1 td { font-weight: 700; }
        .level2 th, .level2 td { font-weight: 700; font-size: .8rem; }
        .absent { color: var(--mid); font-style: normal; }
        .tag { display: inline-block; border: 1px solid var(--line); border-radius: 2px;
          padding: 0 .3em; font-size: .72rem; line-height: 1.5; color: var(--mid);
          white-space: nowrap; }
        .finding, .finding b { color: var(--finding); }
        .tag.finding { border-color: var(--finding); }
        .advice { border-left: 3px solid var(--accent); padding: .1rem 0 .1rem .8rem; margin: .6rem 0; }
        .advice p + p { margin-top: .15rem; }
        ul { margin: .2rem 0; padding-left: 1.2em; }
        .best { fill: none; stroke: var(--faint); stroke-width: 1; }
        .middle { fill: none; stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 4 3; }
        .own { fill: var(--accent); fill-opacity: .14; stroke: var(--accent); stroke-width: 2; }
        svg text .value { font-weight: 700; fill: var(--accent); }
        .gap { fill: #fff; }
        .peer { fill: var(--faint); fill-opacity: .45; }
        .peers { fill: none; stroke: var(--faint); stroke-opacity: .45; stroke-width: 8;
          stroke-linecap: round; vector-effect: non-scaling-stroke; }
        .share { height: 6px; background: var(--full); }
        .course { fill: none; stroke: var(--accent-mid); stroke-width: 1.5;
          vector-effect: non-scaling-stroke; }
        .answers th { width: 30%; min-width: 6.5em; }
        .answers td:last-child { width: 4em; text-align: right; white-space: nowrap; }
        .answers p { display: flex; height: 15px; margin: 1px 0; overflow: hidden;
          text-align: center; font-size: 10.5px; line-height: 15px; color: #17202b; }
        .answers i { min-width: 0; font-style: normal; white-space: nowrap; }
        .answers i + i { border-left: 1px solid #fff; }
        .answers i:nth-child(1), .answers .l0 { background: #17498a; color: #fff; }
        .answers i:nth-child(2), .answers .l1 { background: #6f97c8; color: inherit; }
        .answers i:nth-child(3), .answers .l2 { background: #d3dae3; color: inherit; }
        .answers i:nth-child(4), .answers .l3 { background: #9aa3af; color: inherit; }
        .answers i:nth-child(5), .answers .l4 { background: #4b5360; color: #fff; }
        .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .9em;
          vertical-align: -.05em; }
        .k0 { background: #17498a; } .k1 { background: #6f97c8; } .k2 { background: #d3dae3; }
        .k3 { background: #9aa3af; } .k4 { background: #4b5360; }
        .heat td.h { text-align: center; padding: .22rem .2rem; border: 1px solid #fff; }
        .h0 { background: #f4f6f9; } .h1 { background: #e3eaf3; } .h2 { background: #cfdcec; }
        .h3 { background: #b3c8e1; } .h4 { background: #8eaed3; }
        .h5 { background: #5c88bd; color: #fff; } .h6 { background: #17498a; color: #fff; }
        svg.quadrants text { font-size: 12px; }
        svg.quadrants .label { font-size: 11px; fill: var(--ink); }
        svg.quadrants .policy { font-weight: 700; fill: var(--accent); }
        @media (max-width: 46rem) {
          body { padding: .9rem .9rem 2rem; font-size: 15px; }
          h1 { font-size: 1.5rem; }
          .lead, .two, .halves { grid-template-columns: minmax(0, 1fr); }
          .lead { gap: 0; } .lead dd { margin-bottom: .5rem; }
          .card, .card.wide { grid-column: span 6; }
          .fold thead { position: absolute; left: -99rem; }
          .fold tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 .6rem;
            padding: .3rem 0; }
          .fold.five tr { grid-template-columns: repeat(5, minmax(0, 1fr)); }
          .fold .graph { order: 1; padding: .25rem 0; }
          .fold th, .fold td { display: block; padding: .05rem 0; text-align: left;
            white-space: normal; }
          .fold .n::before { content: attr(data-label) " "; color: var(--faint); font-size: .72rem;
            display: block; }
          .heads .n::before { content: var(--head) " "; }
          .heads td:nth-child(2) { --head: var(--c2); }
          .heads td:nth-child(3) { --head: var(--c3); }
          .heads td:nth-child(4) { --head: var(--c4); }
          .heads td:nth-child(5) { --head: var(--c5); }
          .heads td:nth-child(6) { --head: var(--c6); }
          .heads td:nth-child(7) { --head: var(--c7); }
          .fold th, .fold .graph, .fold .why td, .fold .whole { grid-column: 1 / -1; width: auto; }
          th[scope=row], .rules th[scope=row], .answers th { min-width: 0; }
          .fold .empty { display: none; }
          .problems thead { position: absolute; left: -99rem; }
          .problems tr { display: block; padding: .4rem 0; }
          .problems td { display: inline; padding: 0 .4rem 0 0; }
          .problems td:empty { display: none; }
          .problems td:last-child { display: block; padding-top: .2rem; }
        }
        @page { size: A4 portrait; margin: 13mm 12mm 15mm;
          @bottom-left { font: 8pt "Noto Sans CJK SC", sans-serif; color: #566070; }
          @bottom-right { font: 8pt "Noto Sans CJK SC", sans-serif; color: #566070; } }
        @media print {
          html { font-size: 12.3px; }
          body { max-width: none; padding: 0 1px; font-size: 12.3px; line-height: 1.5; }
          nav, .skip { display: none; }
          a { color: inherit; text-decoration: none; }
          .front { break-after: page; min-height: 262mm; display: flex; flex-direction: column;
            justify-content: space-between; }
          .front h2 { margin-top: .6rem; }
          .front .two { grid-template-columns: 25rem 1fr; }
          .front .radar { width: 25rem; }
          .front .two .rows { row-gap: .5rem; }
          h2, h3 { break-after: avoid; }
          h2 { margin-top: 1.6rem; }
          thead { display: table-header-group; }
          tr, .keep, .advice, .card { break-inside: avoid; }
          .advice + .note { break-before: avoid; }
          tbody.one, .whole-rows tbody { break-inside: avoid; }
          .scroll { overflow: visible; }
          svg.wide { min-width: 0; }
        }
        """
}
