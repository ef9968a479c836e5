import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import type { Config } from '../config/config.ts';
import { AnnouncementId } from '../domain/announcement/announcement.ts';
import { authorityOf } from '../domain/audit/authority.ts';
import type { AuditLine, ChainHead } from '../domain/audit/chain.ts';
import { repairAudit } from '../jobs/audit/repair.ts';
import { sha256 } from '../jobs/audit/sealed.ts';
import { headTrouble, lookAtChain, type SeenChain } from '../jobs/audit/see-chain.ts';
import { headsOf } from './audit-heads.ts';
import { verified } from './audit-verify.ts';
import { redactorOf } from './redactor.ts';
import { withRedis } from './redis-at-hand.ts';

/** What became of a repair. `whole`: there was nothing to mend, and nothing was done. */
export type Mended =
  | { readonly kind: 'whole'; readonly words: string }
  | {
      readonly kind: 'mended';
      readonly found: string;
      readonly file: string;
      readonly entry: AuditLine;
      readonly announced: readonly string[];
    }
  | { readonly kind: 'failed'; readonly why: string };

/** Looks at the chain, keeps what it found in a file of the folder, and lets the chain go on from there. */
export async function mendAudit(config: Config, reason: string, folder: string): Promise<Mended> {
  const redactor = redactorOf(config);
  const done = await withRedis<Mended>(config, async (redis, keys) => {
    const exported = (await Promise.all(headsOf(config).map((heads) => heads.all()))).flat();
    const seen = await lookAtChain(redis, keys);
    const found = troubleOf(seen, exported);
    if (found === undefined)
      return { kind: 'whole', words: 'the audit is whole: there is nothing to repair' };
    const text = fileText(seen, exported, found);
    const file = `${folder}/wheelhouse-audit-broken-${new Date().toISOString().replaceAll(':', '-')}.jsonl`;
    // Before anything is written in Redis: what was there must not be lost.
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
    const by = `${userInfo().username}@${hostname()}`;
    const channels = authorityOf(config).announcedIn;
    const what = { kind: 'audit-repaired', by, reason, found } as const;
    const announcement =
      channels.length === 0
        ? undefined
        : {
            id: AnnouncementId.parse(`audit-repaired/${randomUUID()}`),
            to: channels.map((channel) => ({ kind: 'channel', channel }) as const),
            what,
          };
    const said = { by, reason, found, digest: sha256(text) };
    const entry = await repairAudit({ redis, keys, redactor }, seen, exported, said, announcement);
    return entry
      ? { kind: 'mended', found, file, entry, announced: channels }
      : { kind: 'failed', why: 'somebody wrote into the audit meanwhile: run it again' };
  });
  return done.ok ? done.value : { kind: 'failed', why: done.fault };
}

/** What is wrong, in words: with the head, with the links, with what was exported. */
function troubleOf(seen: SeenChain, exported: readonly ChainHead[]): string | undefined {
  const isFresh = seen.texts.length === 0 && exported.length === 0;
  const links = isFresh ? undefined : verified(seen.texts.join('\n'), exported);
  const all = [headTrouble(seen), links?.kind === 'broken' ? links.words : undefined];
  const words = all.filter((one) => one !== undefined).join('; ');
  return words === '' ? undefined : words;
}

/** Everything as it is: a line of facts, then each entry of the stream with its id. */
function fileText(seen: SeenChain, exported: readonly ChainHead[], found: string): string {
  const { type, newestId, head, raw } = seen;
  const facts = { found, type, newestId, head: { seq: head[0], hash: head[1] }, exported };
  return [facts, ...raw].map((one) => `${JSON.stringify(one)}\n`).join('');
}
