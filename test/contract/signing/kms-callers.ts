import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BOT_KEY = 'AKIDBOT0000000000000';
/** The worker's access key, in a test of KMS. */
export const WORKER_KEY = 'AKIDWORKER0000000000';

/**
 * Has the AWS SDK of this process find two identities in a file of that folder, by the profiles `bot` and `worker`.
 * To be called before the SDK first looks.
 */
export function useProfiles(folder: string): void {
  const path = join(folder, 'credentials');
  writeFileSync(
    path,
    [
      ['bot', BOT_KEY],
      ['worker', WORKER_KEY],
    ]
      .map(([name, id]) => `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = sandbox\n`)
      .join('\n'),
  );
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = path;
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
}
