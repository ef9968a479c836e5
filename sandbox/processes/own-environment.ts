/**
 * What every process that is started here has of this one's environment: where programs are, and where Node keeps what it
 * has compiled (Node.js, "Module compile cache"), if it is told to.
 */
export function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
}
