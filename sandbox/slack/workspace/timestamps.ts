/**
 * Message timestamps as Slack makes them: `seconds.microseconds`, an id that also orders.
 * Each is greater than the one before, however the clock moves.
 */
export const timestamps = (now: () => number): (() => string) => {
  let last = 0;
  return () => {
    last = Math.max(now() * 1000, last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(Math.floor(last % 1_000_000)).padStart(6, '0')}`;
  };
};

/** Orders two timestamps: negative when `a` is the older. Compares as text: a float can't hold them. */
export const byTs = (a: string, b: string): number => {
  const [aWhole = '', aPart = ''] = a.split('.');
  const [bWhole = '', bPart = ''] = b.split('.');
  return Number(aWhole) - Number(bWhole) || Number(aPart.padEnd(6, '0')) - Number(bPart.padEnd(6, '0'));
};
