import { readFileSync } from 'node:fs';
import type { KnownRemedy } from '../../config/alarm-faults.ts';
import type { Config } from '../../config/config.ts';
import { type ConfigFault, describeFaults, loadConfig } from '../../config/load.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { redactorOf, redactorOfEnvironment } from '../redactor.ts';

/** Exit codes: 0 done, 1 it broke, 2 what was given isn't right (nothing was started), 3 done, and somebody should look. */
const BROKE = 1;
const WRONG = 2;
const LOOK = 3;

/** A command's way to the person who typed it. What it complains of passes the redactor. */
export interface Terminal {
  /** The outcome, on stdout, as it is. */
  print(text: string): void;
  /** On stderr. */
  complain(text: string): void;
  /** What was given isn't right. */
  refuse(why: string): void;
  refuseFaults(faults: readonly ConfigFault[]): void;
  /** It was right, and broke. */
  fail(why: string): void;
  /** It was right and went well, and yet somebody should look at it. */
  warn(what: string): void;
  /**
   * The configuration that the environment names; undefined: it is faulty, which has been said. What may begin by itself is
   * checked against these remedies, where they are given.
   */
  configured(remedies?: readonly KnownRemedy[]): Config | undefined;
  /** A file's text; undefined where it can't be read. */
  readFile(path: string): string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** This process's terminal. */
export function processTerminal(): Terminal {
  // Once the configuration is read it knows what that names secret, too.
  let safe = redactorOfEnvironment(process.env);
  const read = (path: string): string => readFileSync(path, 'utf8');
  const complain = (text: string): void => console.error(safe.text(text));
  const refuseFaults = (faults: readonly ConfigFault[]): void => {
    // Each part passes the redactor alone: a variable's name with its fault behind it looks like a secret's.
    console.error(describeFaults(redacted(safe, faults)));
    process.exitCode = WRONG;
  };
  return {
    print: (text) => console.log(text),
    complain,
    refuse(why) {
      complain(why);
      process.exitCode = WRONG;
    },
    refuseFaults,
    fail(why) {
      complain(why);
      process.exitCode = BROKE;
    },
    warn(what) {
      complain(what);
      process.exitCode = LOOK;
    },
    configured(remedies) {
      const loaded = loadConfig(process.env, read, remedies);
      if (!loaded.ok) {
        refuseFaults(loaded.fault);
        return undefined;
      }
      safe = redactorOf(loaded.value);
      return loaded.value;
    },
    readFile(path) {
      try {
        return read(path);
      } catch {
        return undefined;
      }
    },
    environment: process.env,
  };
}
