import {html, type Markup} from './html.ts';
import type {ReportInput} from './input.ts';

/** How the numbers were made, in the order in which they are. */
export function methodSection({plan}: ReportInput): Markup {
  const decided =
    plan === undefined
      ? `by merit order: the ZIPs that own vans reach most cheaply against USPS go first, until USPS carries what the
scenario says`
      : `in ${plan.scenario} by the plan, with a proven bound; elsewhere by merit order`;
  return html`<section><h2>Method</h2><ol>
<li><b>Ways.</b> From every fulfillment center to every last building the cheapest way, and the cheapest that keeps
each promise of days.</li>
<li><b>Plan.</b> Who carries which part of each ZIP is decided ${decided}. A ZIP's light or heavy packages change sides
together, because density makes each further package cheaper.</li>
<li><b>Books.</b> Day by day, at full volume, in whole packages: what a full station turns away, moves on to USPS or
keeps for tomorrow. Demanded and backlog equal delivered and backlog on every day, in every ZIP.</li>
<li><b>Packages.</b> Origin, weight, promise and lateness of each are drawn from a hash of its number and the seed.</li>
<li><b>Money.</b> Counts times rates, once: whole trailers, sorting, own vans by density and distance (continuous
approximation, Daganzo 1984), postage by entry and weight, other carriers, fixed cost, missing volume. Ranges are the
same counts at the low and the high of each number.</li>
</ol></section>`;
}
