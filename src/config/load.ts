import { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../domain/result.ts';
import type { KnownRemedy } from './alarm-faults.ts';
import { alarmSecrets, alarmVariables } from './alarm-variables.ts';
import type { Config, FileConfig } from './config.ts';
import { type Environment, parseEnvironment } from './environment.ts';
import { type ConfigFault, shown } from './fault.ts';
import { parseConfigFile } from './file.ts';
import { deepFreeze } from './frozen.ts';
import { secretValues, unprotected } from './secret-values.ts';
import { signingConfig } from './signing.ts';

export { type ConfigFault, describeFaults } from './fault.ts';
export { parseConfigFile } from './file.ts';

/** Reads a whole file as text; throws when it can't. */
export type ReadFile = (path: string) => string;

/** Why a file couldn't be read, as far as the system says: `ENOENT`. */
const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';

function parseFile(
  env: Environment,
  readFile: ReadFile,
  remedies: readonly KnownRemedy[] | undefined,
): Result<FileConfig, ConfigFault[]> {
  const path = env['WHEELHOUSE_CONFIG']?.trim() || 'wheelhouse.yaml';
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    const message = `can't be read${reason(error)}: copy wheelhouse.example.yaml there, or set WHEELHOUSE_CONFIG`;
    return err([{ where: 'file', file: shown(path), path: '', message }]);
  }
  return parseConfigFile(text, path, remedies);
}

/** The pinned certificate that stands in for the one that SNS messages name. */
function pinnedCertificate(env: Environment, readFile: ReadFile): Result<string | undefined, ConfigFault[]> {
  const path = env['SNS_SIGNING_CERT_FILE']?.trim();
  if (!path) return ok(undefined);
  try {
    return ok(new X509Certificate(readFile(path)).toString());
  } catch (error) {
    const message = `isn't a certificate that can be read${reason(error)}: write the path of a PEM file, or leave it unset`;
    return err([{ where: 'environment', name: 'SNS_SIGNING_CERT_FILE', message }]);
  }
}

/** Consent that anybody who can write to Redis could give in other people's names is none. */
function unsignedApprovals(
  file: Result<FileConfig, ConfigFault[]>,
  signing: Result<Config['signing'], readonly ConfigFault[]>,
): ConfigFault[] {
  if (!file.ok || !signing.ok || signing.value.kind !== 'none') return [];
  const { mode, approvals } = file.value.access;
  if (mode === 'read-only' || approvals.length === 0) return [];
  const message =
    'is missing, and the file asks for approvals, which must be signed: make a key as docs/signing.md says, or write signing: { kms-key: … } into the file. Workers take WHEELHOUSE_VERIFY_KEYS instead';
  return [{ where: 'environment', name: 'WHEELHOUSE_SIGNING_KEY', message }];
}

/**
 * Builds the configuration from the environment and the YAML file that it names. Gives a valid, deeply frozen value,
 * or every fault of both together: first the environment's, then the file's from top to bottom. Pure apart from
 * `readFile`. No fault shows a value of the environment. `remedies`: those that there are; without them what may begin by
 * itself isn't checked.
 */
export function loadConfig(
  env: Environment,
  readFile: ReadFile,
  remedies?: readonly KnownRemedy[],
): Result<Config, ConfigFault[]> {
  const environment = parseEnvironment(env);
  const certificate = pinnedCertificate(env, readFile);
  const file = parseFile(env, readFile, remedies);
  const named = file.ok ? file.value.secretVariables : [];
  const exposed = unprotected(env, named);
  const alarms = file.ok ? file.value.alarms : undefined;
  const called = alarmSecrets(env, alarms);
  const signing = signingConfig(env, file.ok ? file.value.signing : undefined);
  const unsigned = unsignedApprovals(file, signing);
  if (
    !environment.ok ||
    !signing.ok ||
    !certificate.ok ||
    !called.ok ||
    !file.ok ||
    exposed.length > 0 ||
    unsigned.length > 0
  ) {
    return err([
      ...(environment.ok ? [] : environment.fault),
      ...(signing.ok ? [] : signing.fault),
      ...unsigned,
      ...exposed,
      ...(called.ok ? [] : called.fault),
      ...(certificate.ok ? [] : certificate.fault),
      ...(file.ok ? [] : file.fault),
    ]);
  }
  const { secretVariables: _, ...fromFile } = file.value;
  return ok(
    deepFreeze({
      ...fromFile,
      ...environment.value,
      slack: { ...fromFile.slack, ...environment.value.slack },
      redis: { ...fromFile.redis, ...environment.value.redis },
      signing: signing.value,
      alarmSecrets: called.value,
      secrets: secretValues(env, [...named, ...alarmVariables(alarms).map(({ name }) => name)]),
      ...(certificate.value !== undefined && { snsSigningCertificate: certificate.value }),
    }),
  );
}
