/** What an XML answer is made of: nested elements, lists of `member`s, and texts. */
export type Xml =
  | string
  | number
  | boolean
  | readonly Xml[]
  | { readonly [element: string]: Xml | undefined };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isList = (value: Xml): value is readonly Xml[] => Array.isArray(value);

/** The value as XML. An element without a value is left out. */
export function xmlOf(value: Xml): string {
  if (isList(value)) return value.map((one) => `<member>${xmlOf(one)}</member>`).join('');
  if (typeof value !== 'object') return escaped(String(value));
  return Object.entries(value)
    .map(([name, one]) => (one === undefined ? '' : `<${name}>${xmlOf(one)}</${name}>`))
    .join('');
}
