/** What a process of a role is given of an environment: everything, but a worker never the key that signs. */
export function envFor(
  role: 'bot' | 'worker' | 'all',
  { WHEELHOUSE_SIGNING_KEY, ...others }: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return role === 'worker' || WHEELHOUSE_SIGNING_KEY === undefined
    ? others
    : { ...others, WHEELHOUSE_SIGNING_KEY };
}
