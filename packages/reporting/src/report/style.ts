/** The look of the report: one column, tabular figures, light and dark by the reader's setting, paper by print. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fff; --card: #f6f7f9; --ink: #191d22; --soft: #5a6472; --line: #dfe3e8; --land: #eef0f3; --border: #c6ccd4;
  --own: #2462a8; --own-soft: #86b4e0; --usps: #cf6a1f; --usps-soft: #f0b183; --usps-deep: #8a3d0c;
  --other: #7667b4; --none: #b5217b; --warn: #a33b16; --good: #1d7a4c; --more: #cf6a1f; --less: #2462a8; --net: #39424e;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #13161a; --card: #1b1f25; --ink: #e9ebee; --soft: #9ba5b1; --line: #2a3038; --land: #1e2329;
    --border: #3a424c; --own: #5ea3ea; --own-soft: #35608c; --usps: #ef8f45; --usps-soft: #8a5730;
    --usps-deep: #ffc79b; --other: #a396e6; --none: #f06ab8; --warn: #f2976f; --good: #5fc796; --more: #ef8f45;
    --less: #5ea3ea; --net: #c3cad3;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 71rem; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased;
}
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.3rem; letter-spacing: -.01em; margin: 3.2rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
p { margin: .4rem 0 .9rem; max-width: 46rem; }
a { color: var(--own); text-decoration-thickness: 1px; text-underline-offset: 2px; }
.soft { color: var(--soft); }
.lead { font-size: 1.12rem; }
.marks { max-width: none; margin-bottom: 0; }
.mark {
  display: inline-block; margin: 0 .5rem .5rem 0; padding: .18rem .6rem; border-radius: 1rem;
  border: 1px solid var(--warn); color: var(--warn); font-size: .82rem; font-weight: 600;
}
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .75rem; margin:
1.4rem 0; }
.card { display: flex; flex-direction: column; padding: .9rem 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.card.base { border-color: var(--net); }
.card h3 { margin: 0; font-size: .95rem; }
.card p { flex: 1; margin: .1rem 0 .6rem; font-size: .82rem; line-height: 1.4; color: var(--soft); }
.card b { display: block; font-size: 1.5rem; letter-spacing: -.02em; line-height: 1.2; }
.card small { display: block; color: var(--soft); font-size: .76rem; font-weight: 400; white-space: nowrap; }
.card .against { margin-top: .55rem; padding-top: .5rem; border-top: 1px solid var(--line); font-weight: 600; }
figure { margin: 1.2rem 0; }
figcaption { color: var(--soft); font-size: .85rem; margin-top: .4rem; max-width: 52rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font-size: 13px; }
svg .soft { fill: var(--soft); }
svg text.small { font-size: 11px; }
svg .axis { stroke: var(--line); fill: none; }
svg .zero { stroke: var(--soft); fill: none; }
.land { fill: var(--land); }
.borders { fill: none; stroke: var(--page); stroke-width: 2; stroke-linejoin: round; opacity: .75; }
.dots { fill: none; stroke-linecap: round; stroke-linejoin: round; stroke-width: 4.2; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .85rem; }
ul.legend { list-style: none; padding: 0; margin: .4rem 0; }
.legend i { display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .4rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1.2rem 2rem; }
.pair figure { margin: .4rem 0; }
.wide { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.35; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
th, td { padding: .3rem .55rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { font-weight: 600; }
tbody th { font-weight: 500; }
thead th { color: var(--soft); vertical-align: bottom; white-space: normal; border-bottom-color: var(--border); }
th:first-child, .text { text-align: left; }
td.text { white-space: normal; min-width: 9rem; }
tr.begins > * { border-top: 2px solid var(--border); }
tr.strong > * { font-weight: 700; }
tr.sub > :first-child { padding-left: 1.6rem; font-weight: 400; color: var(--soft); }
.dense table { font-size: .78rem; }
.dense th, .dense td { padding: .25rem .35rem; }
.ok { color: var(--good); font-weight: 600; }
.bad { color: var(--warn); font-weight: 700; }
details { margin: .8rem 0; }
summary { cursor: pointer; color: var(--own); font-weight: 600; }
.codes { font-size: .82rem; columns: 3; column-gap: 2rem; }
.codes p { margin: 0 0 .6rem; break-inside: avoid-column; max-width: none; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
footer { color: var(--soft); font-size: .82rem; }
footer p { max-width: none; overflow-wrap: anywhere; }
.brief h2 { margin-top: 1.4rem; }
.brief td { white-space: normal; }
.brief ul { margin: .4rem 0; padding-left: 1.1rem; font-size: .88rem; line-height: 1.45; }
.brief li { margin-bottom: .35rem; }
@media print {
  @page { margin: 14mm 13mm; }
  @page sheet { size: landscape; margin: 10mm; }
  .sheet { page: sheet; }
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; zoom: .82; }
  .brief { break-after: page; }
  header h1 { font-size: 16pt; }
  h2 { font-size: 12pt; margin-top: 1.6rem; }
  .brief h2 { margin-top: .6rem; }
  .brief ul, .brief p, .cards p, header .soft, figcaption { font-size: 8pt; line-height: 1.35; }
  .brief .wide { margin: .3rem 0 .6rem; }
  .lead { font-size: 11pt; line-height: 1.4; }
  .mark { margin-bottom: .2rem; font-size: 7.5pt; }
  .cards { margin: .7rem 0; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
  .card { padding: .5rem .6rem; }
  .card b { font-size: 12pt; }
  .card h3 { font-size: 9pt; }
  .brief li { margin-bottom: .15rem; }
  figure { margin: .6rem 0; }
  figure:has(.dots) svg { max-height: 98mm; }
  .card small { white-space: normal; }
  h2, h3, caption, summary { break-after: avoid; }
  thead { display: table-header-group; }
  figure, .card, tr, ol { break-inside: avoid; }
  .wide:not(:has(tr:nth-child(16))) { break-inside: avoid; }
  .wide { overflow: visible; }
  .pair { grid-template-columns: 1fr 1fr; }
  table { font-size: 7pt; }
  th, td { padding: .12rem .2rem; }
  th, td { white-space: normal; }
  .dense table { font-size: 6pt; }
  .dense tbody th, .dense td.text { white-space: nowrap; }
  .sheet table { font-size: 6.5pt; }
  .dense th, .dense td { padding: .1rem .15rem; }
  td.text { min-width: 0; }
  .text { overflow-wrap: break-word; }
  .text a { overflow-wrap: anywhere; }
  .brief table { font-size: 7.5pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { color: inherit; }
}
`;
