import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { signatureHeaders } from '../../sandbox/slack/delivery/signature.ts';
import { slashCommandForm } from '../../sandbox/slack/delivery/slash-command.ts';
import { serve } from '../children/serve.ts';
import { Load, type LoadResult } from './load.ts';
import { openLoop } from './open-loop.ts';

/** As many connections as needed, kept open between commands: whether Slack does so isn't known. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 });
const run = randomBytes(4).toString('hex');
let commands = 0;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Signs the body now and sends it. */
const post = (load: Load, body: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      ...signatureHeaders(load.signingSecret, body, Math.floor(Date.now() / 1000)),
    };
    request(load.eventsUrl, { method: 'POST', agent, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    })
      .on('error', reject)
      .end(body);
  });

const nth = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** A command that nobody has typed before. */
function form(load: Load, n: number): string {
  commands += 1;
  const user = nth(load.users, n);
  return slashCommandForm(
    {
      team: { id: load.team, name: 'bench' },
      responseUrl: 'http://127.0.0.1:9/unused',
      triggerId: `${run}.${commands}`,
    },
    { id: user, name: user.toLowerCase() },
    { id: load.channel, name: 'bench', botIsMember: true },
    { command: '/ops', text: nth(load.texts, n) },
  );
}

serve(Load, async (load): Promise<LoadResult> => {
  const good = new RegExp(load.expect);
  const ms: number[] = [];
  const late: number[] = [];
  const wrong: string[] = [];
  await openLoop(load, async (n, due) => {
    late.push(performance.now() - due);
    const answer = await post(load, form(load, n)).catch((error: unknown): Answer => {
      return { status: 0, body: String(error) };
    });
    if (answer.status === 200 && good.test(answer.body)) ms.push(performance.now() - due);
    else wrong.push(`${answer.status} ${answer.body.slice(0, 300)}`);
  });
  const [firstWrong] = wrong;
  return { ms, late, wrong: wrong.length, ...(firstWrong === undefined ? {} : { firstWrong }) };
});
