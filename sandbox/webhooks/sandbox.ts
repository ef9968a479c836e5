import { type Faults, faults } from '../ecs/http/faults.ts';
import { type Posted, startPostServer } from '../outside/post-server.ts';

/** Somebody else's addresses, to which is posted: of a webhook, or of a watch that listens for a heartbeat. */
export interface WebhookSandbox {
  /** An address of that name. */
  urlOf(name: string): string;
  /** What came to it, oldest first. */
  posted(name: string): readonly Posted[];
  /** By the names of the addresses. */
  readonly faults: Faults;
  stop(): Promise<void>;
}

/** Starts them on 127.0.0.1. Every post is answered with 200. */
export async function startWebhookSandbox(): Promise<WebhookSandbox> {
  const troubles = faults();
  const all: Posted[] = [];
  const server = await startPostServer({
    callOf: ({ path }) => path.slice(1),
    perform: (posted) => {
      all.push(posted);
      return { status: 200, body: '{}' };
    },
    faults: troubles,
  });
  return {
    urlOf: (name) => `${server.url}/${name}`,
    posted: (name) => all.filter(({ path }) => path === `/${name}`),
    faults: troubles,
    stop: () => server.stop(),
  };
}
