/** Quotation marks that phones, word processors and other languages make of the two that are typed. */
const DOUBLE = /[“”„‟«»″]/g;
const SINGLE = /[‘’‚‛‹›′]/g;

/** What phones make of two hyphens before a flag: one long dash, or a long dash and a hyphen. */
const DASHES = /(^|\s)(?:[—–―]-?|-[—–])(?=[A-Za-z])/g;

/** Characters without width, which come along when text is copied. */
const UNSEEN = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** Slack makes links of what looks like one: `<http://host|host>`, `<mailto:a@b|a@b>` (Slack: formatting text). */
const LINK = /<(?:(?:https?|mailto):[^|>\s]*\|([^>]*)|((?:https?):[^|>\s]*))>/g;

/** What every text has in which there is something to undo. Most have nothing. */
const STRANGE = /[<&]|[^ -~\t\n\r]/;

/** What a person meant by what Slack sends: typed quotes and dashes, links as text, and Slack's escapes undone. */
export function plain(text: string): string {
  if (!STRANGE.test(text)) return text;
  return text
    .replace(LINK, (_link, label: string | undefined, address: string | undefined) => label ?? address ?? '')
    .replace(UNSEEN, '')
    .replace(DOUBLE, '"')
    .replace(SINGLE, "'")
    .replace(DASHES, '$1--')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
