import fc from 'fast-check';

const ALNUM = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const from = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

const base64url = (minLength: number, maxLength: number) => from(`${ALNUM}-_`, minLength, maxLength);
const base64 = (minLength: number, maxLength: number) => from(`${ALNUM}+/`, minLength, maxLength);

/** A secret, and a text that holds it in the way in which it is recognised. */
export interface Planted {
  readonly secret: string;
  readonly text: string;
}

const alone = (secrets: fc.Arbitrary<string>): fc.Arbitrary<Planted> =>
  secrets.map((secret) => ({ secret, text: secret }));

/** What a person or a program may choose as a password, and that is no word of a sentence. */
const password = fc
  .tuple(from(ALNUM, 1), from(`${ALNUM}!#$*+/:?@^_~.-=`, 4, 24), from('0123456789', 2))
  .map((parts) => parts.join(''))
  .filter((text) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(text));
const anyPassword = fc
  .tuple(fc.string({ minLength: 4, maxLength: 24 }), from('0123456789', 3))
  .map((p) => p.join(''));

const keys = fc.constantFrom(
  'password',
  'PASSWORD',
  'passwd',
  'secret',
  'token',
  'api_key',
  'apiKey',
  'X-Api-Key',
  'aws_secret_access_key',
  'SecretAccessKey',
  'SessionToken',
  'aws_session_token',
  'x-amz-security-token',
  'KEYCLOAK_ADMIN_PASSWORD',
  'clientSecret',
  'authorization',
);

const pair = (form: (key: string, value: string) => string, values = password): fc.Arbitrary<Planted> =>
  fc.record({ key: keys, secret: values }).map(({ key, secret }) => ({ secret, text: form(key, secret) }));

const pemBody = fc.array(base64(40, 64), { minLength: 2, maxLength: 6 });
const label = fc.constantFrom('PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY');

const pem = (newline: string, whole: boolean): fc.Arbitrary<Planted> =>
  fc.tuple(label, pemBody).map(([name, lines]) => ({
    secret: lines[0] ?? '',
    text: [`-----BEGIN ${name}-----`, ...lines, ...(whole ? [`-----END ${name}-----`] : [])].join(newline),
  }));

const user = from(ALNUM, 0, 8);

/** Every kind of secret, by its name. */
export const kinds: Readonly<Record<string, fc.Arbitrary<Planted>>> = {
  'an access key id': alone(
    fc.tuple(fc.constantFrom('AKIA', 'ASIA'), from(UPPER, 16)).map((p) => p.join('')),
  ),
  'a session token': alone(base64(80, 200).map((rest) => `IQoJb3JpZ2luX2Vj${rest}==`)),
  'a Slack token': alone(
    fc
      .tuple(
        fc.constantFrom('xoxb-', 'xoxp-', 'xoxe-', 'xoxe.xoxp-1-', 'xapp-1-A0'),
        from(`${ALNUM}-`, 20, 60),
      )
      .map((p) => p.join('')),
  ),
  'a webhook of Slack': from(ALNUM, 24).map((secret) => ({
    secret,
    text: `https://hooks.slack.com/services/T0ABC/B0ABC/${secret}`,
  })),
  'a response URL': from(ALNUM, 24).map((secret) => ({
    secret,
    text: `"https:\\/\\/hooks.slack.com\\/commands\\/T0ABC\\/123\\/${secret}"`,
  })),
  'a GitHub token': alone(
    fc.tuple(fc.constantFrom('ghp_', 'gho_', 'ghs_', 'github_pat_'), from(ALNUM, 36)).map((p) => p.join('')),
  ),
  'a JWT': alone(
    fc.tuple(base64url(20, 60), base64url(20, 60), base64url(20, 60)).map((p) => `eyJ${p.join('.')}`),
  ),
  'a private key': pem('\n', true),
  'a private key with Windows line ends': pem('\r\n', true),
  'a private key escaped for JSON': pem('\\n', true),
  'a private key that is cut': pem('\n', false),
  'a password in an address': fc
    .tuple(fc.constantFrom('redis', 'postgres', 'https'), user, from(`${ALNUM}!$%&*+:;=~-_.`, 12, 24))
    .map(([scheme, name, secret]) => ({ secret, text: `${scheme}://${name}:${secret}@db.internal:5432/x` })),
  'k=v': pair((key, value) => `${key}=${value} `),
  'k: v': pair((key, value) => `${key}: ${value} `),
  'k = v': pair((key, value) => `${key} = ${value} `),
  'k="v"': pair((key, value) => `${key}="${value}"`),
  '--k v': pair((key, value) => `--${key} ${value} `),
  'a query': pair((key, value) => `/path?${key}=${encodeURIComponent(value)}&page=2`),
  JSON: pair((key, value) => JSON.stringify({ [key]: value, next: 1 }), anyPassword).map(asInJson),
  'indented JSON': pair((key, value) => JSON.stringify({ [key]: value, next: 1 }, null, 2), anyPassword).map(
    asInJson,
  ),
  'JSON in JSON': pair((key, value) => JSON.stringify({ body: JSON.stringify({ [key]: value, next: 1 }) })),
  YAML: pair((key, value) => `config:\n  ${key}: ${value}\n  next: 1`),
  'a YAML block': pair((key, value) => `config:\n  ${key}: |\n    ${value}\n  next: 1`),
  'an ECS environment': pair((key, value) => JSON.stringify([{ name: key, value }])),
  XML: pair((key, value) => `<${key}>${value}</${key}>`),
  'Slack text': pair((key, value) => `*${key}:* \`${value}\``),
  'a header': from(ALNUM, 20, 60).map((secret) => ({ secret, text: `Authorization: Bearer ${secret}` })),
  'a header escaped': base64(20, 60).map((secret) => ({
    secret,
    text: `\\"authorization\\":\\"Basic ${secret}\\"`,
  })),
  'a key after its name': base64(40, 40).map((secret) => ({
    secret,
    text: `the secret access key is ${secret}`,
  })),
};

function asInJson({ secret, text }: Planted): Planted {
  return { secret: JSON.stringify(secret).slice(1, -1), text };
}

/** Words that a channel or a log is full of, and that are no secret. */
const hexDigits = '0123456789abcdef';
const ulid = from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 26);
// No name begins like a token of Slack, nor means a password.
const name = fc.stringMatching(/^[a-z]{2,10}(-[a-z0-9]{1,8}){0,3}$/).filter((text) => !/xox|pwd/.test(text));
const account = from('0123456789', 12);

const ordinaryWord: fc.Arbitrary<string> = fc.oneof(
  name,
  ulid,
  from(hexDigits, 32),
  from(hexDigits, 40),
  from(hexDigits, 64).map((digest) => `sha256:${digest}`),
  fc
    .tuple(account, name, from(hexDigits, 32))
    .map(([a, n, t]) => `arn:aws:ecs:us-east-1:${a}:task/${n}/${t}`),
  fc.tuple(account, name).map(([a, n]) => `arn:aws:secretsmanager:us-east-1:${a}:secret:${n}-AbC123`),
  fc.tuple(account, name).map(([a, n]) => `${a}.dkr.ecr.eu-central-1.amazonaws.com/${n}:v1.2.3`),
  fc.nat().map((n) => `ecs-svc/${n}`),
  fc.nat().map((n) => `<!date^${n}^{time}|12:00 UTC>`),
  fc.integer({ min: 1, max: 9999 }).map((n) => `#${n}`),
  fc.tuple(name, fc.nat({ max: 65535 })).map(([n, p]) => `http://${n}.internal:${p}/health?page=2`),
  name.map((n) => `<https://example.com/${n}|${n}>`),
  fc.constantFrom(
    '2026-11-21T01:02:03.456Z',
    '`registry`',
    '*prod-us-east-1/registry*',
    '<@U0OPERATOR>',
    '&lt;none&gt;',
    'key=value',
    'status: 200',
    '{"level":"info","run":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}',
    "--reason 'memory leak'",
    'clientToken=01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'nextToken: abcdef123456',
    'the token is expired.',
    'token: expired,',
    '"token": null',
    'DB_PASSWORD_FILE=/run/secrets/db',
    'unable to retrieve secret from asm:',
    'secret: ResourceNotFoundException: gone',
    'tokens: 4096',
    `password=\${DB_PASSWORD}`,
    'Basic information',
    'bearer of news',
    '-----BEGIN CERTIFICATE-----',
    'docker://registry:latest',
    'http://localhost:4873/@scope/package',
    'https://token.example.com:443/keys',
    'xoxb-…',
    'AKIA',
    'eyJ',
    'ghp_',
  ),
);

/** Ordinary text: a few such words. */
export const ordinaryText: fc.Arbitrary<string> = fc
  .array(ordinaryWord, { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' '));
