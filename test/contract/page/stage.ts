import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Page } from '../../../sandbox/page/page.ts';
import { startPage } from '../../../sandbox/page/page.ts';
import type { WorldPanel } from '../../../sandbox/page/world-panel.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { listen, startWorkspace, stopped } from '../slack/workspace.ts';

/** A world with one service and one fault, changed by hand. */
export interface HandWorld extends WorldPanel {
  run(running: number): void;
}

const handWorld = (): HandWorld => {
  const listeners = new Set<() => void>();
  let running = 2;
  let on = false;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    run: (tasks) => {
      running = tasks;
      changed();
    },
    view: () => ({
      services: [
        {
          stack: 'dev-us-east-1',
          name: 'registry',
          desired: 2,
          running,
          pending: 2 - running,
          revision: 'registry:42',
          deployments: [],
          tasks: [],
          lastEvent: '',
        },
      ],
    }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    faults: () => [
      { id: 'unhealthy', label: 'New tasks fail their health check', group: 'New tasks', how: 'switch', on },
    ],
    setFault: (id, turned) => {
      if (id !== 'unhealthy') throw new Error(`No fault ${id}`);
      on = turned;
    },
  };
};

/** Something that was sent to the bot: a command's text, or a payload. */
export interface Heard {
  readonly text: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the stand-in bot answers to a request; nothing acknowledges it. */
export type Answer = (heard: Heard) => string | object | undefined | Promise<string | object | undefined>;

/** A page on a workspace with a bot of the test's own. */
export interface Stage {
  readonly slack: SlackSandbox;
  readonly world: HandWorld;
  readonly page: Page;
  /** Everything that the bot was sent, oldest first. */
  readonly heard: Heard[];
  /** From now on the bot answers so. */
  answer(next: Answer): void;
  stop(): Promise<void>;
}

/** Sets a stage. The bot answers a command with `on it`, and acknowledges all else. */
export const stage = async (): Promise<Stage> => {
  const slack = await startWorkspace();
  const world = handWorld();
  const page = await startPage({ slack, world });
  const heard: Heard[] = [];
  let answer: Answer = ({ text: words }) => (words === undefined ? undefined : 'on it');
  const bot: Server = createServer((incoming, response) => {
    void text(incoming)
      .then((body) => {
        const one = heardIn(body);
        heard.push(one);
        return answer(one);
      })
      .then((said) => {
        if (typeof said === 'object') response.setHeader('content-type', 'application/json');
        response.end(typeof said === 'object' ? JSON.stringify(said) : said);
      });
  });
  slack.connect(await listen(bot));
  return {
    slack,
    world,
    page,
    heard,
    answer: (next) => {
      answer = next;
    },
    stop: async () => {
      await page.stop();
      await slack.stop();
      await stopped(bot);
    },
  };
};

const heardIn = (body: string): Heard => {
  if (body.startsWith('{')) return { text: undefined, payload: objectIn(body) };
  const form = new URLSearchParams(body);
  return { text: form.get('text') ?? undefined, payload: objectIn(form.get('payload') ?? '{}') };
};

const objectIn = (json: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
};
