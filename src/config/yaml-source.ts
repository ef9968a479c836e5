import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';

/** Where something stands in the text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong with the text itself. */
interface SourceFault extends Position {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A text read as YAML. */
export type YamlSource =
  | { readonly kind: 'broken'; readonly faults: readonly SourceFault[] }
  | {
      readonly kind: 'read';
      readonly value: unknown;
      /** Keys written twice: the last one counts, so the rest can still be checked. */
      readonly faults: readonly SourceFault[];
      /** Where a key (or a list's item) stands; of what is missing, where it would belong. */
      readonly at: (path: readonly PropertyKey[]) => Position;
    };

/** Own words, because the parser's quote the text, which may hold what mustn't be shown. */
const advice: Record<ErrorCode, string> = {
  ALIAS_PROPS: 'an alias takes no anchor or tag: write only *name',
  BAD_ALIAS: 'not a usable alias: write *name, and &name before it',
  BAD_COLLECTION_TYPE: 'the tag does not fit: remove the !tag',
  BAD_DIRECTIVE: 'not a directive that is known: remove the line that starts with %',
  BAD_DQ_ESCAPE: 'not an escape in double quotes: use single quotes, or \\\\ for a backslash',
  BAD_INDENT: 'the indentation is wrong, or a bracket is not closed: indent by two spaces a level',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place: write it right before the value',
  BAD_SCALAR_START: 'a value cannot start with this character: put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two keys on one line: write each on its own line',
  BLOCK_IN_FLOW: 'inside { } or [ ] write everything in braces and brackets too',
  DUPLICATE_KEY: 'is written twice: keep one',
  IMPOSSIBLE: 'cannot be read as YAML: look at this line and the one before it',
  KEY_OVER_1024_CHARS: 'the key is too long: a colon or a quote may be missing',
  MISSING_CHAR: 'something is missing here: a colon and a space, a comma, or a closing quote or bracket',
  MULTILINE_IMPLICIT_KEY: 'a key stands on more than one line: a colon may be missing',
  MULTIPLE_ANCHORS: 'more than one anchor: keep one',
  MULTIPLE_DOCS: 'more than one document: keep one, and remove the --- between',
  MULTIPLE_TAGS: 'more than one tag: remove the !tag',
  NON_STRING_KEY: 'a key must be plain text: write name: value',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read: remove levels',
  TAB_AS_INDENT: 'a tab indents here: use spaces',
  TAG_RESOLVE_FAILED: 'the tag is not known: remove the !tag',
  UNEXPECTED_TOKEN: 'does not belong here: look for a quote, bracket or indentation that is off',
};

/**
 * Reads a text as YAML 1.2. A syntax error makes the whole text `broken`, since what it means is then a guess;
 * all of the parser's errors are given.
 */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    uniqueKeys: false,
  });
  const index = indexOf(document, position);
  const broken = [
    ...[...document.errors, ...document.warnings].map(({ code, pos }) => ({
      ...position(pos[0]),
      path: [],
      message: advice[code],
    })),
    ...index.danglingAliases,
  ];
  if (broken.length > 0) return { kind: 'broken', faults: broken };
  try {
    const value: unknown = document.toJS();
    return { kind: 'read', value, faults: index.duplicates, at: index.nearest };
  } catch (error) {
    // The parser's guard against aliases of aliases, which would blow a short text up without bound.
    if (!(error instanceof ReferenceError)) throw error;
    const message = 'aliases repeat too much: write some of them out';
    return { kind: 'broken', faults: [{ line: 1, column: 1, path: [], message }] };
  }
}

function indexOf(document: Document.Parsed, position: (offset: number) => Position) {
  const places = new Map<string, Position>();
  const duplicates: SourceFault[] = [];
  const danglingAliases: SourceFault[] = [];
  const nameOf = (path: readonly PropertyKey[]): string => JSON.stringify(path);

  const walk = (node: unknown, path: readonly PropertyKey[], offset: number): void => {
    if (isAlias(node) && node.resolve(document) === undefined) {
      const message = 'no anchor of that name comes before it: write &name at what *name repeats';
      danglingAliases.push({ ...position(offset), path, message });
    } else if (isSeq(node)) {
      node.items.forEach((item, at) => {
        const start = offsetOf(item) ?? offset;
        places.set(nameOf([...path, at]), position(start));
        walk(item, [...path, at], start);
      });
    } else if (isMap(node)) {
      const here = new Map<string, number>();
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const inner = [...path, String(key.value)];
        const start = offsetOf(key) ?? offset;
        const first = here.get(String(key.value));
        if (first !== undefined) {
          const message = `is already on line ${position(first).line}: keep one of the two`;
          duplicates.push({ ...position(start), path: inner, message });
        }
        here.set(String(key.value), first ?? start);
        places.set(nameOf(inner), position(start));
        walk(value, inner, start);
      }
    }
  };
  walk(document.contents, [], 0);

  const nearest = (path: readonly PropertyKey[]): Position =>
    places.get(nameOf(path)) ?? (path.length > 0 ? nearest(path.slice(0, -1)) : { line: 1, column: 1 });
  return { nearest, duplicates, danglingAliases };
}

/** Where a node starts, when it has text of its own. */
const offsetOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
