import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signatureHeaders } from '../../sandbox/slack/delivery/signature.ts';
import { serve } from '../children/serve.ts';
import { type Answer, carryOut } from './carry-out.ts';
import { formMaker } from './content.ts';
import { HttpLoad } from './load.ts';

/** As many connections as needed, kept open between requests: whether Slack does so isn't known. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 });

/** Signs the form now and sends it. */
const post = ({ eventsUrl, signingSecret }: HttpLoad, form: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
      ...signatureHeaders(signingSecret, form, Math.floor(Date.now() / 1000)),
    };
    request(eventsUrl, { method: 'POST', agent, headers }, (response) => {
      const { statusCode } = response;
      text(response).then(
        (body) => resolve({ acked: statusCode === 200, how: String(statusCode), body }),
        reject,
      );
    })
      .on('error', reject)
      .end(form);
  });

const form = formMaker(randomBytes(4).toString('hex'));

serve(HttpLoad, (load) =>
  carryOut(
    load,
    (content, n) => form(content, n, load.slackUrl),
    (body) => post(load, body),
  ),
);
