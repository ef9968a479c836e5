import type { Config } from '../config/config.ts';
import type { Environment } from '../config/environment.ts';
import { secretValues } from '../config/secret-values.ts';
import { type Redactor, redactor } from '../domain/redaction/redactor.ts';

/** The process's one redactor: it knows the values that the configuration marks secret. */
export const redactorOf = ({ secrets }: Pick<Config, 'secrets'>): Redactor =>
  redactor({ secrets: secrets.map((secret) => secret.reveal()) });

/** The redactor of a process that has no configuration yet: it knows what the variables hold that are always secret. */
export const redactorOfEnvironment = (env: Environment): Redactor =>
  redactorOf({ secrets: secretValues(env, []) });
