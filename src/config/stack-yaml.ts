import { stringify } from 'yaml';

/** A service as it is to stand in the file, with what a reader should know about it. */
export interface DraftService {
  readonly name: string;
  readonly cluster: string;
  readonly service: string;
  readonly container: string;
  readonly logGroup: string;
  /** Its ECR repository, where it has one; the account and the region only where they aren't the stack's. */
  readonly repository?: { readonly name: string; readonly account?: string; readonly region?: string };
  readonly remarks: readonly string[];
}

/** One system and one stack of it. Names are such as the file takes. */
export interface StackDraft {
  readonly system: string;
  readonly stack: string;
  readonly environment: 'production' | 'staging' | 'development';
  readonly environmentRemark?: string;
  readonly account: string;
  readonly role?: string;
  readonly region: string;
  readonly services: readonly DraftService[];
}

/** A value on one line, in quotes where it would read as something else than text. JSON's quotes are YAML's too. */
const scalar = (value: string): string =>
  stringify(value, { lineWidth: 0 }).trim() === value ? value : JSON.stringify(value);

const remark = (text: string): string => `# ${text.replaceAll(/\s+/g, ' ')}`;

const indented = (levels: number, lines: readonly string[]): string[] =>
  lines.map((line) => `${'  '.repeat(levels)}${line}`);

const repositoryLines = (repository: DraftService['repository']): string[] =>
  repository === undefined
    ? []
    : [
        'image:',
        ...indented(1, [
          `repository: ${scalar(repository.name)}`,
          ...(repository.account === undefined ? [] : [`account: "${repository.account}"`]),
          ...(repository.region === undefined ? [] : [`region: ${repository.region}`]),
        ]),
      ];

const serviceLines = ({
  name,
  cluster,
  service,
  container,
  logGroup,
  repository,
  remarks,
}: DraftService): string[] => [
  ...remarks.map(remark),
  `${scalar(name)}:`,
  ...indented(1, [
    `cluster: ${scalar(cluster)}`,
    `service: ${scalar(service)}`,
    `container: ${scalar(container)}`,
    `log-group: ${scalar(logGroup)}`,
    ...repositoryLines(repository),
  ]),
];

/**
 * The sections `systems` and `stacks` of a configuration file: what `parseConfigFile` takes once `version` and `slack`
 * stand above them.
 */
export function stackYaml(draft: StackDraft): string {
  const { system, stack, environment, environmentRemark, account, role, region, services } = draft;
  const lines = [
    'systems:',
    ...indented(1, [`${scalar(system)}:`]),
    ...indented(2, ['services:']),
    ...indented(3, services.flatMap(serviceLines)),
    '',
    'stacks:',
    ...indented(1, [`${scalar(stack)}:`]),
    ...indented(2, [
      `system: ${scalar(system)}`,
      ...(environmentRemark === undefined ? [] : [remark(environmentRemark)]),
      `environment: ${environment}`,
      'platform: ecs',
      `account: "${account}"`,
      role === undefined
        ? remark("Without a role Wheelhouse's own identity is used. To have one assumed: role: ITS-ARN")
        : `role: ${scalar(role)}`,
      `region: ${region}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
