import type { Config } from '../config/config.ts';
import { type Redactor, redactor } from '../domain/redaction/redactor.ts';

/** The process's one redactor: it knows the values that the configuration marks secret. */
export const redactorOf = ({ secrets }: Pick<Config, 'secrets'>): Redactor =>
  redactor({ secrets: secrets.map((secret) => secret.reveal()) });
