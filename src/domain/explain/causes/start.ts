import { brief, type CauseRule, rule } from '../cause-rule.ts';

const SECRET = /(?:arn:aws[\w-]*:(?:secretsmanager|ssm):[^\s,'"]*[^\s,'".:])|(?<=secret )\/[\w/.-]+/;

/** The secret that a sentence of ECS names, by its name alone. */
function secretIn(text: string): string {
  const arn = SECRET.exec(text)?.[0];
  const name = arn?.split(/:secret:|:parameter/).at(-1);
  return name === undefined ? 'A secret of the task' : `The secret ${brief(name)}`;
}

/**
 * What stops a task before its container runs (ECS developer guide, "Stopped task error messages":
 * ResourceInitializationError, CannotStartContainerError and their like), from the most telling.
 */
export const startCauses: readonly CauseRule[] = [
  rule({
    cause: 'key-denied',
    sign: /ResourceInitializationError[\s\S]*(?:kms:Decrypt|KMS[\s\S]*(?:AccessDenied|not allowed)|Access to KMS is not allowed)/i,
    say: ([text]) => `${secretIn(text)} can't be decrypted: the execution role may not use its KMS key`,
    mend: "Give the execution role kms:Decrypt on the key, in its own policy and in the key's.",
  }),
  rule({
    cause: 'secret-key-missing',
    sign: /did not contain json key (\S+)[\s\S]*/i,
    say: (found) => `A secret of the task lacks the key ${brief(found[1] ?? '')}`,
    mend: "Write the key into the secret's JSON, or correct the key in the task definition.",
  }),
  rule({
    cause: 'secret-missing',
    sign: /(?:ResourceInitializationError|unable to (?:pull|retrieve) secrets?)[\s\S]*(?:can't find the specified secret|marked (?:for deletion|deleted)|scheduled for deletion|ParameterNotFound|invalid (?:ssm )?parameters)[\s\S]*/i,
    say: ([text]) =>
      /deletion|deleted/i.test(text)
        ? `${secretIn(text)} is being deleted`
        : `${secretIn(text)} isn't there: deleted, or named wrong in the task definition`,
    mend: 'Restore or create the secret, or correct its ARN in the task definition. A deleted secret keeps its name through its recovery window.',
  }),
  rule({
    cause: 'secret-unreachable',
    sign: /(?:ResourceInitializationError|unable to (?:pull|retrieve) secrets?)[\s\S]*(?:secret|asm|ssm)[\s\S]*(?:context deadline exceeded|RequestCanceled|i\/o timeout|connection issue|dial tcp)/i,
    say: () => "The task doesn't reach Secrets Manager, so it gets no secrets",
    mend: 'Its subnet needs a NAT gateway or the secretsmanager endpoint, and its security group must let 443 out.',
  }),
  rule({
    cause: 'secret-denied',
    sign: /(?:ResourceInitializationError|unable to (?:pull|retrieve) secrets?)[\s\S]*(?:not authorized to perform: (?:secretsmanager:GetSecretValue|ssm:GetParameters?)|secret[\s\S]*AccessDenied(?:Exception)?)[\s\S]*/i,
    say: ([text]) => `${secretIn(text)} is refused to the task's execution role`,
    mend: 'Give the execution role secretsmanager:GetSecretValue (ssm:GetParameters for a parameter) on it.',
  }),
  rule({
    cause: 'log-group',
    sign: /(?:failed to validate logger args|failed to initialize logging driver|cannot find the Amazon CloudWatch log group)[\s\S]*?(?:log group does not exist|log group defined|logs:Create\w+|AccessDenied|$)/i,
    say: ([text]) =>
      /AccessDenied|not authorized|logs:Create/i.test(text)
        ? "The task's execution role may not write to its log group"
        : "The task's log group isn't there, or can't be reached",
    mend: 'Create the log group that the task definition names, or give the execution role logs:CreateLogStream and logs:PutLogEvents on it.',
  }),
  rule({
    cause: 'role-missing',
    sign: /unable to assume (?:the )?role\s*'?(arn:\S+?)?['\s.]/i,
    say: (found) =>
      `ECS can't assume the task's role${found[1] ? ` ${brief(found[1].split('/').at(-1) ?? '')}` : ''}`,
    mend: 'The role is gone, or its trust policy lacks ecs-tasks.amazonaws.com.',
  }),
  rule({
    cause: 'file-system',
    sign: /failed to invoke EFS utils|failed to (?:mount|create) volume|CannotCreateVolumeError|mount\.nfs4/i,
    say: () => "A file system of the task can't be mounted",
    mend: 'Look at the EFS mount targets in its subnets, at port 2049 in the security groups, and at the access point.',
  }),
  rule({
    cause: 'network-interface',
    sign: /network interface|\bENI\b[\s\S]*(?:timeout|attach)|Timeout waiting for network/i,
    say: () => "The task's network interface couldn't be made",
    mend: 'Look at the subnets and security groups of the service: they may be gone.',
    again: 'may-work',
  }),
  rule({
    cause: 'wrong-architecture',
    back: 'may-help',
    from: ['task', 'log'],
    sign: /exec format error/i,
    say: () => "The image isn't built for the architecture that the task runs on",
    mend: "Build it for that platform, or set the task definition's cpuArchitecture to what it was built for.",
  }),
  rule({
    cause: 'command',
    back: 'may-help',
    sign: /executable file not found|no such file or directory: unknown|exited with (?:126|127)\b/i,
    say: () => "The container's command isn't in the image, or can't be executed",
    mend: "Look at the command and entry point of the task definition and of the image's Dockerfile.",
    next: ['logs', 'tasks'],
  }),
  rule({
    cause: 'container-start',
    back: 'may-help',
    sign: /(Cannot(?:Start|Create|Inspect)ContainerError|ContainerRuntime(?:Timeout)?Error)/,
    say: (found) => `The container can't be started (${found[1]})`,
    mend: "ECS's own words stand below.",
  }),
  rule({
    cause: 'task-resources',
    sign: /ResourceInitializationError/,
    say: () => "What the task needs couldn't be prepared",
    mend: "ECS's own words stand below: secrets, logs or network.",
  }),
];
