import { brief, type CauseRule, rule } from '../cause-rule.ts';

const inTheLog = { from: ['log'], next: ['logs', 'status'] } as const;

/** What a failing task's own log says is wrong: signs of the seeds' systems and of the libraries they are made of. */
export const applicationCauses: readonly CauseRule[] = [
  rule({
    ...inTheLog,
    cause: 'port-in-use',
    back: 'may-help',
    sign: /address already in use|EADDRINUSE|port is already allocated/i,
    say: () => 'Its port is taken already, within the same task',
    mend: 'Two processes or containers of the task listen on the same port.',
  }),
  rule({
    ...inTheLog,
    cause: 'name-not-found',
    sign: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)\s+(\S+)|(?:Name or service not known|could not translate host name|Temporary failure in name resolution|UnknownHostException|no such host)[: "']*([\w.-]+\.[a-z]{2,})?/i,
    say: (found) => {
      const host = found[1] ?? found[2];
      return `The application can't find a host by its name${host === undefined ? '' : ` (${brief(host)})`}`;
    },
    mend: 'Look at the name in its environment and at the DNS of the VPC. A new name takes some minutes to be known.',
    again: 'may-work',
  }),
  rule({
    ...inTheLog,
    cause: 'certificate',
    sign: /certificate verify failed|SSL certificate problem|unable to (?:get local issuer|verify the first) certificate|PKIX path building failed|certificate has expired/i,
    say: () => 'The application refuses the certificate of what it calls',
    mend: "Look whether the certificate is valid by now and for that name, and whether its issuer is in the image's trust store.",
  }),
  rule({
    ...inTheLog,
    cause: 'database-credentials',
    sign: /password authentication failed|Access denied for user|Authentication failed[\s\S]*(?:mongo|18\b)|invalid (?:username|user name)[/\s]*(?:or )?password|role "[^"]+" does not exist/i,
    say: () => "The database refuses the application's credentials",
    mend: 'Compare the secret with the database. Tasks read a secret only when they start: after a rotation they need a restart.',
  }),
  rule({
    ...inTheLog,
    cause: 'database-pool',
    sign: /connection pool (?:is )?(?:exhausted|full|timeout)|too many connections|remaining connection slots|QueuePool limit/i,
    say: () => 'The application has no connection to its database left',
    mend: 'Look for what holds them: more tasks than before, slow queries, a pool or a database that is too small.',
    again: 'may-work',
  }),
  rule({
    ...inTheLog,
    cause: 'own-memory',
    back: 'may-help',
    sign: /heap out of memory|java\.lang\.OutOfMemoryError|\bMemoryError\b|\bout of memory\b/i,
    say: () => 'The application ran out of the memory that it allows itself',
    mend: "Raise its own limit (heap size) with the task definition's memory, or look for what grew.",
    again: 'may-work',
  }),
  rule({
    ...inTheLog,
    cause: 'file-permission',
    back: 'may-help',
    sign: /(?:EACCES|permission denied)(?:[^\n]{0,40}?['"`](\/[^'"`\s]+))?/i,
    say: (found) =>
      `The application may not read or write a file${found[1] === undefined ? '' : ` (${brief(found[1])})`}`,
    mend: 'Look at the user that the image runs as, and at the owner of the files or of the EFS access point.',
  }),
  rule({
    ...inTheLog,
    cause: 'database-unreachable',
    sign: /(?:Communications link failure|could not connect to server|ServerSelectionTimeoutError|OperationalError|Unable to acquire JDBC|JDBCConnectionException|:(?:3306|5432|27017|6379)\b[\s\S]*refused|(?:database|postgres\w*|mysql|mongo\w*|documentdb|redis|aurora)[^\n]{0,80}(?:refused|timed? ?out|unreachable|unavailable|failed)|(?:ECONNREFUSED|connection refused)[^\n]{0,40}:(?:3306|5432|27017|6379)\b)/i,
    say: () => "The application doesn't reach its database",
    mend: 'Look whether the database runs, at the endpoint in the environment, and at the security groups on both sides.',
    again: 'may-work',
  }),
  rule({
    ...inTheLog,
    cause: 'unauthorized',
    sign: /\b401\b[^\n]{0,20}Unauthori[sz]ed|invalid_(?:client|grant)|unauthorized_client|invalid client credentials|\bauthentication failed\b/i,
    say: () => 'Something that the application calls refuses its credentials',
    mend: 'Compare the client secret with Keycloak. After the secret was rotated both registry and auth need a restart.',
  }),
  rule({
    ...inTheLog,
    cause: 'permission',
    sign: /(?:AccessDenied[^\n]*)?is not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)|AccessDenied(?:Exception)?\b/,
    say: (found) =>
      `The task's role lacks a permission that the application needs${found[1] ? `: ${brief(found[1])}` : ''}`,
    mend: "Allow it to the task role; that isn't the execution role.",
  }),
  rule({
    ...inTheLog,
    cause: 'environment',
    back: 'may-help',
    sign: /(?:KeyError: '([A-Z][A-Z0-9_]{2,})'|(?:environment variable|env(?:ironment)? var|setting|option)s?:? ["'`]?([A-Z][A-Z0-9_]{2,})?["'`]?[^\n]{0,40}(?:not set|missing|required|undefined|invalid|must be)|missing required (?:environment|configuration)[^\n]*?([A-Z][A-Z0-9_]{2,})?|validation errors? for \w*Settings)/i,
    say: (found) => {
      const name = found[1] ?? found[2] ?? found[3];
      return `An environment variable is missing or wrong${name === undefined ? '' : ` (${brief(name)})`}`;
    },
    mend: "Compare the task definition's environment with the last revision that worked.",
  }),
  rule({
    ...inTheLog,
    cause: 'unreachable',
    sign: /ECONNREFUSED\s+(\S+)|connection (?:to (\S+) )?(?:was )?refused|connect(?:ion)? (?:ETIMEDOUT|timed out)/i,
    say: (found) => {
      const where = found[1] ?? found[2];
      return `The application doesn't reach something it needs${where === undefined ? '' : ` (${brief(where)})`}`;
    },
    mend: 'Look whether that runs, and at the security groups on both sides.',
    again: 'may-work',
  }),
];
