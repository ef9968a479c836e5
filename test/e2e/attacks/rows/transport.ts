import { CHANNEL, OPERATOR, TEAM } from '../../../support/values.ts';
import type { Attack, Theme } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { FORM, JSON_TYPE, signedWith } from '../post.ts';

const WRONG_TIME = /a time that is too far from mine/;
const NOBODY =
  'anybody on the internet can send it, and nobody known did: entries of it would bury the others';
/** A request that isn't taken for Slack's. */
const unsigned = {
  told: { status: 401, answer: 'nothing' },
  leaves: { counted: 'signature', unaudited: NOBODY },
} as const;
const unreadable = {
  told: { status: 400, answer: 'nothing' },
  leaves: { counted: 'unreadable', unaudited: NOBODY },
} as const;
const nowhere = {
  told: { status: 404, answer: 'nothing' },
  leaves: { counted: 'no-such-path', unaudited: NOBODY },
} as const;
const malformed = {
  told: { status: 200, answer: /isn't as Slack makes them/ },
  leaves: { audited: 'malformed' },
} as const;

/** A whole command of the operator's, which would restart the registry. */
const wish = async (ground: Ground): Promise<string> =>
  new URLSearchParams({ ...(await ground.commandForm()), text: 'restart registry' }).toString();

/** The wish with other headers than Slack's. */
const withHeaders = (
  name: string,
  headers: (ground: Ground, body: string) => Record<string, string | string[]>,
  expected: Pick<Attack, 'told' | 'leaves'> = unsigned,
): Attack => ({
  name,
  async send(ground) {
    const body = await wish(ground);
    return ground.send({ body, headers: { ...FORM, ...headers(ground, body) } });
  },
  ...expected,
});

const sign = ({ world }: Ground, body: string, aheadS = 0): Record<string, string> =>
  world.sandbox.slack.sign(body, Math.floor(Date.now() / 1000) + aheadS);

/** The wish in a header that stands twice. */
const twice = (
  headers: Record<string, string>,
  name: string,
  other: string,
): Record<string, string | string[]> => ({
  ...headers,
  [name]: [headers[name] ?? '', other],
});

const attacks: readonly Attack[] = [
  withHeaders('no signature at all', () => ({})),
  withHeaders('a signature without its time', (ground, body) => ({
    'x-slack-signature': sign(ground, body)['x-slack-signature'] ?? '',
  })),
  withHeaders('a time without a signature', () => ({
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
  })),
  withHeaders('a signature by another secret', (_, body) => signedWith('guessed', body)),
  withHeaders('a signature by an empty secret', (_, body) => signedWith('', body)),
  withHeaders('the signature of another body', (ground, body) =>
    sign(ground, body.replace('restart', 'status')),
  ),
  withHeaders('a signature of a version that there isn’t', (ground, body) => {
    const headers = sign(ground, body);
    return { ...headers, 'x-slack-signature': headers['x-slack-signature']?.replace('v0', 'v1') ?? '' };
  }),
  withHeaders('half of the right signature', (ground, body) => {
    const headers = sign(ground, body);
    return { ...headers, 'x-slack-signature': headers['x-slack-signature']?.slice(0, 35) ?? '' };
  }),
  withHeaders('the right signature twice', (ground, body) => {
    const headers = sign(ground, body);
    return twice(headers, 'x-slack-signature', headers['x-slack-signature'] ?? '');
  }),
  withHeaders('two times, of which one is right', (ground, body) =>
    twice(sign(ground, body), 'x-slack-request-timestamp', '1'),
  ),
  withHeaders('a time that is no number', (ground, body) => ({
    ...sign(ground, body),
    'x-slack-request-timestamp': 'now',
  })),
  withHeaders('a request of ten minutes ago', (ground, body) => sign(ground, body, -600)),
  withHeaders('a command dated an hour ahead', (ground, body) => sign(ground, body, 3_600), {
    told: { status: 200, answer: WRONG_TIME },
    leaves: { audited: 'wrong-time' },
  }),
  {
    name: 'a mention dated an hour ahead, to be said again later',
    send: (ground) =>
      ground.event({ type: 'app_mention', user: OPERATOR, text: '<@U0WHEEL> restart registry' }, {}, 3_600),
    told: { status: 200, answer: 'nothing' },
    leaves: { audited: 'wrong-time' },
  },
  {
    name: 'a click dated an hour ahead',
    send: (ground) => ground.click('restart registry', { aheadS: 3_600 }),
    told: { status: 200, whisper: WRONG_TIME, to: OPERATOR },
    leaves: { audited: 'wrong-time' },
  },
  {
    name: 'a handed in form dated an hour ahead',
    async send(ground) {
      const view = { id: 'V1', callback_id: 'form', private_metadata: '', state: { values: {} } };
      return ground.payload({ type: 'view_submission', user: { id: OPERATOR, team_id: TEAM }, view }, 3_600);
    },
    told: { status: 200, answer: WRONG_TIME },
    leaves: { audited: 'wrong-time' },
  },
  {
    name: 'a command that was answered already, byte for byte',
    send: async ({ send, prepared }) => send(prepared.byWords.request),
    told: { status: 200, answer: /#1/ },
    leaves: { unaudited: 'it is the very request that was accepted as #1' },
  },
  {
    name: 'an old unfreeze, after the stack was frozen again',
    send: async ({ send, prepared }) => send(prepared.unfreeze.request),
    told: { status: 200, answer: /already/ },
    leaves: { unaudited: 'it is the very request that was done already' },
  },
  {
    name: 'a body of two megabytes',
    send: ({ signed }) => signed(`text=${'x'.repeat(2_000_000)}`, FORM),
    told: { status: 413, answer: 'nothing' },
    leaves: { counted: 'too-large', unaudited: NOBODY },
  },
  {
    name: 'a signed form that says it is plain text',
    send: async (ground) => ground.signed(await wish(ground), { 'content-type': 'text/plain' }),
    ...unreadable,
  },
  {
    name: 'a signed form with a charset of its own',
    send: async (ground) =>
      ground.signed(await wish(ground), {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-7',
      }),
    ...unreadable,
  },
  {
    name: 'a payload that is no JSON',
    send: ({ form }) => form([['payload', '{"type":']]),
    ...unreadable,
  },
  {
    name: 'a command as JSON in place of a form',
    send: async (ground) =>
      ground.signed(JSON.stringify({ ...(await ground.commandForm()), text: 'restart registry' }), JSON_TYPE),
    ...malformed,
  },
  {
    name: 'an event as a form in place of JSON',
    send: ({ payload }) =>
      payload({
        type: 'event_callback',
        team_id: TEAM,
        event: {
          type: 'app_mention',
          user: OPERATOR,
          channel: CHANNEL,
          ts: '1.1',
          text: '<@U0WHEEL> restart registry',
        },
      }),
    told: { status: 200, answer: 'nothing' },
    leaves: { audited: 'malformed' },
  },
  {
    name: 'a command and a payload in one form',
    send: async ({ form, commandForm }) =>
      form([
        ...Object.entries({ ...(await commandForm()), text: 'restart registry' }),
        [
          'payload',
          JSON.stringify({
            type: 'block_actions',
            user: { id: OPERATOR, team_id: TEAM },
            team: { id: TEAM },
            actions: [{ action_id: 'say/restart/0' }],
          }),
        ],
      ]),
    told: { status: 200, answer: 'nothing' },
    leaves: { audited: 'malformed' },
  },
  {
    name: 'a click of nobody',
    send: ({ payload }) => payload({ type: 'block_actions', actions: [{ action_id: 'say/restart/0' }] }),
    told: { status: 500, answer: 'nothing' },
    leaves: { counted: 'broken', unaudited: 'Bolt gives up before anybody reads who it says to be' },
  },
  {
    name: 'a command that says it only checks TLS, unsigned',
    send: async (ground) => ground.send({ body: `ssl_check=1&${await wish(ground)}`, headers: FORM }),
    told: { status: 200, answer: 'nothing' },
    leaves: { unaudited: 'Slack’s own check of the certificate, of which nothing else is read' },
  },
  {
    name: 'a signed command that says it only checks TLS',
    send: async (ground) => ground.signed(`ssl_check=1&${await wish(ground)}`, FORM),
    told: { status: 200, answer: 'nothing' },
    leaves: { unaudited: 'Slack’s own check of the certificate, of which nothing else is read' },
  },
  {
    name: 'an unsigned challenge',
    send: ({ send }) =>
      send({ body: JSON.stringify({ type: 'url_verification', challenge: 'x' }), headers: JSON_TYPE }),
    ...unsigned,
  },
  {
    name: 'a signed challenge with a command and a foreign token in it',
    send: ({ signed }) =>
      signed(
        JSON.stringify({
          type: 'url_verification',
          token: 'foreign',
          challenge: 'x',
          command: '/ops',
          text: 'restart',
        }),
        JSON_TYPE,
      ),
    told: { status: 200, answer: /^\{"challenge":"x"\}$/ },
    leaves: { unaudited: 'the challenge is said back, and nothing else is read' },
  },
  {
    name: 'the events’ path by GET',
    send: ({ send }) => send({ method: 'GET', body: '' }),
    ...nowhere,
  },
  {
    name: 'a path that looks like the events’',
    send: async (ground) => {
      const body = await wish(ground);
      return ground.send({ path: '/slack/Events', body, headers: { ...FORM, ...sign(ground, body) } });
    },
    ...nowhere,
  },
  ...['/slack/../slack/events', '/%2e/slack/events', 'http://elsewhere.example/slack/events'].map(
    (path): Attack => ({
      name: `an unsigned command by another way to the events’ path: ${path}`,
      send: async (ground) => ground.send({ path, body: await wish(ground), headers: FORM }),
      ...unsigned,
    }),
  ),
  {
    name: 'the operators’ metrics by the public port',
    send: ({ send }) => send({ method: 'GET', path: '/metrics', body: '' }),
    ...nowhere,
  },
  {
    name: 'a path that climbs out',
    send: ({ send }) => send({ method: 'GET', path: '/healthz/../../readyz', body: '' }),
    ...nowhere,
  },
];

/** Requests that aren't Slack's, or aren't of now. */
export const transport: Theme = { theme: 'Transport', attacks };
