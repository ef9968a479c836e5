import { literalForms, SHORTEST_LITERAL } from './literal-forms.ts';
import { cutOf, type Finder, type Span } from './span.ts';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const headOf = (form: string): string => form.slice(0, SHORTEST_LITERAL);

/** The longest beginning of a form with which the text ends at the cut, if it tells more than a few characters. */
function beginningAtCut(text: string, form: string, cut: number): Span | undefined {
  const first = headOf(form);
  const from = Math.max(0, cut - form.length + 1);
  for (
    let at = text.indexOf(first, from);
    at >= 0 && at <= cut - first.length;
    at = text.indexOf(first, at + 1)
  ) {
    if (form.startsWith(text.slice(at, cut))) return { start: at, end: cut };
  }
  return undefined;
}

/** Finds given values, in each of their forms, and the beginning of one where the text is cut. */
export function literalFinder(secrets: readonly string[]): Finder {
  const forms = [...new Set(secrets.flatMap(literalForms))];
  const heads = [...new Set(forms.map(headOf))].map(escaped);
  // Most texts hold the beginning of none of them, and are done after one look.
  const anyHead = heads.length === 0 ? undefined : new RegExp(heads.join('|'));
  return (text) => {
    if (!anyHead?.test(text)) return [];
    const cut = cutOf(text);
    return forms.flatMap((form) => {
      const spans: Span[] = [];
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        spans.push({ start: at, end: at + form.length });
      }
      const beginning = beginningAtCut(text, form, cut);
      return beginning ? [...spans, beginning] : spans;
    });
  };
}
