import { parseDocument } from 'yaml';

/** A configuration with these limits in place of its own or of the defaults. */
export function withLimits(configuration: string, limits: Readonly<Record<string, string>>): string {
  const document = parseDocument(configuration);
  for (const [name, value] of Object.entries(limits)) document.setIn(['limits', name], value);
  return document.toString();
}
