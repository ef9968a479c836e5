/** One thing that is wrong with the configuration. Its message says what is wrong and what to write instead. */
export type ConfigFault =
  | { readonly where: 'environment'; readonly name: string; readonly message: string }
  | {
      readonly where: 'file';
      readonly file: string;
      /** Where in the file, such as `stacks.prod-us-east-1.region`; empty for the file as a whole. */
      readonly path: string;
      /** Counted from 1; absent when the file couldn't be read. */
      readonly line?: number;
      readonly column?: number;
      readonly message: string;
    };

const TOKEN_LIKE = /xox[a-z]-|xapp-|:\/\/[^/]*@/i;
const PLAIN = /^[\w./@-]{1,80}$/;

/**
 * A name that came from outside (a key, a file's path) as a message may show it: on one line, short, and masked
 * when somebody seems to have put a token in its place. Values are never shown at all.
 */
export function shown(name: string): string {
  if (TOKEN_LIKE.test(name)) return '[secret]';
  return PLAIN.test(name) ? name : JSON.stringify(name.slice(0, 80));
}

/** A place in the YAML as people read it: `access.may-start[0]`. */
export const pathName = (path: readonly PropertyKey[]): string =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${shown(String(key))}`))
    .join('');

const inOrder = (a: ConfigFault, b: ConfigFault): number =>
  a.where === 'file' && b.where === 'file'
    ? (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || a.path.localeCompare(b.path)
    : 0;

/** A file's faults from top to bottom. */
export const sorted = (faults: readonly ConfigFault[]): ConfigFault[] => [...faults].sort(inOrder);

const describe = (fault: ConfigFault): string => {
  if (fault.where === 'environment') return `environment ${fault.name}: ${fault.message}`;
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
  return `${place}${fault.path && ` ${fault.path}`}: ${fault.message}`;
};

/**
 * One line a fault, for a terminal or a log, in the given order:
 * `wheelhouse.yaml:12:5 stacks.prod-us-east-1.region: …`. Shows no value of the environment.
 */
export const describeFaults = (faults: readonly ConfigFault[]): string => faults.map(describe).join('\n');
