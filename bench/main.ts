import { closeSync, openSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, ratioOf, verdictOf } from './figures/figure.ts';
import { table } from './figures/table.ts';
import { ack } from './measures/ack.ts';
import { ackRates } from './measures/ack-rates.ts';
import { ackSocket } from './measures/ack-socket.ts';
import { choose } from './measures/choose.ts';
import { handOver } from './measures/hand-over.ts';
import type { Measure } from './measures/measure.ts';
import { memory } from './measures/memory.ts';
import { ready } from './measures/ready.ts';
import { resume } from './measures/resume.ts';
import { runs } from './measures/runs.ts';
import { storm } from './measures/storm.ts';
import { typeahead } from './measures/typeahead.ts';
import { waiting } from './measures/waiting.ts';
import { builtMain } from './world/build.ts';

const measures: readonly Measure[] = [
  ack,
  ackRates,
  ackSocket,
  typeahead,
  runs,
  waiting,
  resume,
  handOver,
  ready,
  memory,
  storm,
];

const USAGE = `usage: npm run bench [-- NAME… --json FILE]

${measures.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

Without a name all are measured, in about fifteen minutes. Leave the machine alone meanwhile.`;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Exit codes: 0 everything was measured, whether met or missed; 1 something couldn't be; 2 nothing was begun. */
const WRONG = 2;

function asJson(figures: readonly Figure[]): string {
  const machine = {
    node: process.version,
    platform: process.platform,
    cpus: availableParallelism(),
    memoryMb: Math.round(totalmem() / 1e6),
  };
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), verdict: verdictOf(figure) }));
  return `${JSON.stringify({ at: new Date().toISOString(), machine, figures: rows }, null, 2)}\n`;
}

/** Measures one after the other; what can't be measured is said and doesn't keep the others from it. */
async function measureAll(
  chosen: readonly Measure[],
): Promise<{ figures: readonly Figure[]; failed: boolean }> {
  const figures: Figure[] = [];
  let failed = false;
  for (const measure of chosen) {
    const began = performance.now();
    console.error(`${measure.name}: ${measure.summary} …`);
    try {
      figures.push(...(await measure.run((line) => console.error(line))));
      console.error(`${measure.name}: measured in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    } catch (error) {
      failed = true;
      console.error(`${measure.name}: could not be measured: ${wordsOf(error)}`);
    }
  }
  return { figures, failed };
}

async function main(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n${USAGE}`);
    return WRONG;
  }
  try {
    await builtMain();
  } catch (error) {
    console.error(wordsOf(error));
    return 1;
  }
  const { figures, failed } = await measureAll(parsed.measures);
  if (figures.length > 0) console.log(`\n${table(figures)}`);
  if (parsed.json !== undefined) writeFileSync(parsed.json, asJson(figures));
  return failed ? 1 : 0;
}

/** What to do, or what is wrong with the arguments. */
function readArguments(
  args: readonly string[],
): { readonly measures: readonly Measure[]; readonly json: string | undefined } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'string' } },
      allowPositionals: true,
    });
    const choice = choose(measures, positionals);
    if (choice.kind === 'unknown') return `There is nothing to measure called ${choice.names.join(', ')}.`;
    // Found out now, not after fifteen minutes.
    if (values.json !== undefined) closeSync(openSync(values.json, 'a'));
    return { measures: choice.measures, json: values.json };
  } catch (error) {
    return wordsOf(error);
  }
}

// Only an exit runs what ends the processes that were started.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.exit(await main(process.argv.slice(2)));
