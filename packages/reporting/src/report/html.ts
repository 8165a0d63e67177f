/** Text that is markup already. Everything else is escaped on its way into `html`. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Content[];

/** A template that escapes what is put into it, so that a name from a file can never become a tag. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return {markup: strings.reduce((out, string, i) => out + textOf(contents[i - 1]) + string)};
}

/** Numbers keep their unit on their line where there is little room, as on paper. */
export function unbroken(numbers: string): string {
  return numbers.replace(/ (?=(bn|m)\b)/g, '\u00a0');
}

export const nothing: Markup = {markup: ''};

/** Text in which addresses become links; the rest is escaped. A link asks for nothing until it is clicked. */
export function linked(text: string): Markup {
  const pieces = text.split(/(https:\/\/[^\s;,()"<>]*[^\s;,()"<>.])/);
  return html`${pieces.map((piece, i) => (i % 2 === 0 ? piece : html`<a href="${piece}">${shortLink(piece)}</a>`))}`;
}

function shortLink(address: string): string {
  const bare = address.replace('https://', '').replace(/^www\./, '');
  return bare.length > 48 ? `${bare.slice(0, 47)}…` : bare;
}

function textOf(content: Content): string {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeHtml(content);
  return 'markup' in content ? content.markup : content.map(textOf).join('');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
