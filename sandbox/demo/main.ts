import { parseArgs } from 'node:util';
import { startDemo } from './demo.ts';
import { choose, playTour, stories } from './tour.ts';

const USAGE = `usage: npm run demo                        starts everything and prints the address of the page
       npm run demo -- --tour [STORY…]    plays the main jobs without a person: ${stories.map((s) => s.name).join(' ')}
       npm run demo -- --socket           Slack reaches the bot by Socket Mode; also with --tour`;

/** Starts the demo, and plays the tour or waits for Ctrl-C. Answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { tour: { type: 'boolean', default: false }, socket: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const choice = choose(positionals);
  if ('unknown' in choice || (positionals.length > 0 && !values.tour)) {
    const what = 'unknown' in choice ? choice.unknown : positionals.join(' ');
    console.error(`"${what}" is no story that can be played.\n${USAGE}`);
    return 2;
  }
  const say = (line: string): void => console.log(line);
  const demo = await startDemo(say, values.socket ? 'socket' : 'http');
  try {
    if (values.tour) return (await playTour(demo, choice.chosen, say)) ? 0 : 1;
    say(`\nOpen ${demo.page.url}\n`);
    say('It is a Slack workspace with a bot in it. Type: /ops deploy registry --image v2');
    say(
      'Beside it is the ECS that the bot steers, with switches that break things. Ctrl-C stops everything.',
    );
    await new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    return 0;
  } finally {
    await demo.stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  },
);
