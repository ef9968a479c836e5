/** The map `Attributes` of a call: `Attributes.entry.1.key`, `Attributes.entry.1.value` (AWS query protocol). */
export const attributesOf = (input: URLSearchParams): Map<string, string> =>
  new Map(
    [...input]
      .filter(([name]) => /^Attributes\.entry\.\d+\.key$/.test(name))
      .map(([name, key]) => [key, input.get(name.replace(/key$/, 'value')) ?? '']),
  );
