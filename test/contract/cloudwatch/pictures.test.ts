import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudWatchSandbox, startCloudWatchSandbox } from '../../../sandbox/cloudwatch/sandbox.ts';
import { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import { metricPictures } from '../../../src/aws/cloudwatch/metric-pictures.ts';
import { hours, minutes } from '../../../src/domain/clock.ts';
import type { AlarmPlace } from '../../../src/domain/ports/alarms.ts';
import { suiteAccount, suiteNow, suiteSeeds } from './alarms.suite.ts';

const place: AlarmPlace = { account: suiteAccount, region: 'us-east-1' };
const span = { from: suiteNow - hours(3), to: suiteNow, marks: [suiteNow - hours(1)] };

const [METRIC, THRESHOLD, DEPLOYED] = ['1f77b4', 'd62728', '7f7f7f'];

let cloudwatch: CloudWatchSandbox;
let pictures: ReturnType<typeof metricPictures>;

beforeEach(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  cloudwatch = await startCloudWatchSandbox(
    new AlarmBoard(suiteAccount, () => suiteNow, suiteSeeds),
    () => suiteNow,
  );
  pictures = metricPictures({ endpoint: cloudwatch.url, requestTimeoutMs: 2_000 });
});
afterEach(async () => {
  pictures.destroy();
  await cloudwatch.stop();
});

const drawn = async (name: string, more: Partial<typeof span> = {}): Promise<PNG> => {
  const picture = await pictures.draw(place, { name, ...span, ...more });
  if (!picture.ok) throw new Error(`a fault came: ${JSON.stringify(picture.fault)}`);
  return PNG.sync.read(Buffer.from(picture.value));
};

/** How many dots of a colour are in a row, and in a column. */
const dots = ({ width, height, data }: PNG, colour = ''): { rows: number[]; columns: number[] } => {
  const wanted = Buffer.from(colour, 'hex');
  const rows = Array.from({ length: height }, () => 0);
  const columns = Array.from({ length: width }, () => 0);
  for (let at = 0; at < width * height; at += 1) {
    if (!data.subarray(at * 4, at * 4 + 3).equals(wanted)) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    rows[y] = (rows[y] ?? 0) + 1;
    columns[x] = (columns[x] ?? 0) + 1;
  }
  return { rows, columns };
};

describe('the picture of an alarm’s metric', () => {
  it('shows the metric, its threshold from left to right, and a deployment from top to bottom', async () => {
    cloudwatch.set('us-east-1', 'cpu-high', 'ALARM');
    const png = await drawn('cpu-high');
    expect([png.width, png.height]).toEqual([800, 300]);
    expect(Math.max(...dots(png, METRIC).columns)).toBeGreaterThan(0);
    expect(Math.max(...dots(png, THRESHOLD).rows)).toBeGreaterThan(500);
    const marks = dots(png, DEPLOYED).columns.flatMap((count, x) => (count > 80 ? [x] : []));
    // Two of three hours from the left.
    expect(marks.length).toBeGreaterThan(0);
    for (const x of marks) expect(x / 800).toBeCloseTo(0.68, 1);
  });

  it('marks only what was deployed within its time', async () => {
    const png = await drawn('cpu-high', { marks: [span.from - 1, span.to + minutes(1)] });
    expect(dots(png, DEPLOYED).columns.filter((count) => count > 80)).toEqual([]);
  });

  it.each(['error-rate', 'odd-latency'])(
    'is there of metric maths and anomaly detection: %s',
    async (name) => {
      const png = await drawn(name);
      expect(Math.max(...dots(png, METRIC).columns)).toBeGreaterThan(0);
      expect(dots(png, DEPLOYED).columns.some((count) => count > 80)).toBe(true);
    },
  );

  it.each(['all-of-it', 'nobody-s'])('isn’t there of a composite alarm, or of none: %s', async (name) => {
    expect(await pictures.draw(place, { name, ...span })).toMatchObject({
      fault: { kind: 'missing', what: `the metric of ${name}` },
    });
    expect(cloudwatch.record).toHaveLength(1);
  });

  it('is asked for again when CloudWatch throttles, and then that is told', async () => {
    cloudwatch.faults.next('GetMetricWidgetImage', { kind: 'throttle' });
    await drawn('cpu-high');
    cloudwatch.faults.next('GetMetricWidgetImage', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    expect(await pictures.draw(place, { name: 'cpu-high', ...span })).toMatchObject({
      fault: { kind: 'throttled', call: 'cloudwatch:GetMetricWidgetImage' },
    });
  });

  it('that may not be drawn names the permission as IAM names it', async () => {
    cloudwatch.faults.next('GetMetricWidgetImage', { kind: 'deny' });
    expect(await pictures.draw(place, { name: 'cpu-high', ...span })).toMatchObject({
      fault: { kind: 'denied', action: 'cloudwatch:GetMetricWidgetImage' },
    });
  });

  it('that nobody answers for is told so', async () => {
    cloudwatch.away(true);
    expect(await pictures.draw(place, { name: 'cpu-high', ...span })).toMatchObject({
      fault: { kind: 'unanswered' },
    });
  });
});
