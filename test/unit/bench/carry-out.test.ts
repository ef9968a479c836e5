import { expect, it } from 'vitest';
import { carryOut } from '../../../bench/load/carry-out.ts';

it('counts an answer only when Slack would take it and it says what is expected', async () => {
  const answers = [
    { acked: true, how: '200', body: 'Accepted #1' },
    { acked: true, how: '200', body: "I can't check who you are" },
    { acked: false, how: '500', body: 'Accepted, they said' },
    new Error('socket hang up'),
  ];
  const load = {
    content: { kind: 'forms' as const, forms: ['0', '1', '2', '3'] },
    expect: '^Accepted',
    perSecond: 500,
    count: 4,
  };
  const form = (_: unknown, n: number): string => String(n);
  const result = await carryOut(load, form, async (body) => {
    const answer = answers[Number(body)];
    if (answer instanceof Error) throw answer;
    return answer ?? { acked: false, how: 'none', body: '' };
  });
  expect(result).toMatchObject({ wrong: 3, firstWrong: "200 I can't check who you are" });
  expect(result.ms).toHaveLength(1);
  expect(result.late).toHaveLength(4);
});
