/**
 * The house rules of imports, as errors. A room may use what is listed for it and nothing else of ours.
 * Only wiring and main.ts know several rooms; nothing in src knows the sandbox or the tests.
 */
const room = (name, own, packages) => [
  {
    name: `${name}-own`,
    comment: `src/${name} may import only: itself, ${own.join(', ') || 'nothing else of ours'}`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: {
      path: '^(src|sandbox|test|tools|bench|infra)/',
      pathNot: [`^src/${name}/`, ...own.map((o) => `^src/${o}/`)],
    },
  },
  {
    name: `${name}-packages`,
    comment: `src/${name} may use only these packages: ${packages.join(', ')}`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: {
      path: 'node_modules/',
      pathNot: [...packages.map((p) => `node_modules/${p}(/|$)`), 'node_modules/@types/node'],
    },
  },
];

module.exports = {
  forbidden: [
    ...room('domain', [], ['zod', 'fastest-levenshtein']),
    ...room('config', ['domain'], ['zod', 'yaml']),
    ...room('views', ['domain'], ['@slack/types']),
    ...room('handlers', ['domain', 'views'], ['@slack/bolt', '@slack/types', 'ulid']),
    ...room('slack', ['domain', 'views'], ['@slack/web-api', '@slack/types']),
    ...room('jobs', ['domain'], ['bullmq', 'ioredis', 'ulid', 'zod']),
    ...room('aws', ['domain'], ['@aws-sdk', '@smithy']),
    ...room('health', ['domain'], []),
    ...room('signing', ['domain'], []),
    ...room('paging', ['domain'], []),
    {
      name: 'views-types-only',
      comment: 'views take the types of @slack/types and no code',
      severity: 'error',
      from: { path: '^src/views/' },
      to: { path: 'node_modules/@slack/types', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-alone',
      comment: 'the product knows nothing of its sandbox, tests, tools or benches',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|test|tools|bench|infra)/' },
    },
    {
      name: 'wiring-is-the-top',
      comment: 'only main.ts imports wiring',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(wiring/|main\\.ts)' },
      to: { path: '^src/(wiring/|main\\.ts)' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.d.ts'],
    },
  },
};
