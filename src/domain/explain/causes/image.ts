import { type CauseRule, imageIn, rule } from '../cause-rule.ts';

/**
 * Why an image can't be pulled (ECS developer guide, "CannotPullContainerError task errors"), from the most telling.
 * None of these is mended by trying again, the registry's limit excepted.
 */
export const imageCauses: readonly CauseRule[] = [
  rule({
    cause: 'image-architecture',
    back: 'may-help',
    sign: /CannotPullContainerError[\s\S]*(?:does not contain descriptor matching platform|no matching manifest)[^'\n]*'?([a-z]+\/[a-z0-9]+)?/i,
    say: ({ input, 1: platform }) =>
      `${imageIn(input)} isn't built for the architecture that the task runs on${platform ? ` (${platform})` : ''}`,
    mend: "Build it for that platform, or set the task definition's cpuArchitecture to what it was built for.",
  }),
  rule({
    cause: 'image-registry-limit',
    sign: /CannotPullContainerError[\s\S]*(?:toomanyrequests|pull rate limit)/i,
    say: ({ input }) => `${imageIn(input)} can't be pulled for now: the registry limits pulls`,
    mend: 'It heals by itself; an image in ECR has no such limit.',
    again: 'may-work',
  }),
  rule({
    cause: 'image-disk',
    back: 'may-help',
    sign: /CannotPullContainerError[\s\S]*no space left on device/i,
    say: ({ input }) => `${imageIn(input)} doesn't fit into the task's storage`,
    mend: "Raise the task definition's ephemeral storage, or make the image smaller.",
  }),
  rule({
    cause: 'image-denied',
    sign: /(?:CannotPullContainerError|unable to pull (?:secrets or )?registry auth)[\s\S]*(?:403 Forbidden|pull access denied|no basic auth credentials|not authorized to perform: ecr:|AccessDeniedException[\s\S]*\becr:|authorization failed)/i,
    say: ({ input }) =>
      `${imageIn(input)} can't be pulled: the task's execution role isn't let in by the registry`,
    mend: 'Give the execution role ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, and look at the policy of the repository.',
  }),
  rule({
    cause: 'image-unreachable',
    sign: /CannotPullContainerError[\s\S]*(?:i\/o timeout|dial tcp|request canceled|context deadline exceeded|connection refused|no such host|TLS handshake timeout)|unable to pull registry auth from Amazon ECR: There is a connection issue/i,
    say: ({ input }) => `${imageIn(input)} can't be pulled: the task doesn't reach the registry`,
    mend: 'Its subnet needs a NAT gateway or the endpoints ecr.api, ecr.dkr and S3, and its security group must let 443 out.',
  }),
  rule({
    cause: 'image-missing',
    back: 'may-help',
    sign: /(?:CannotPullContainerError|couldn'?t pull image)[\s\S]*(?:not found|manifest unknown|does not exist|failed to resolve ref)/i,
    say: ({ input }) => `${imageIn(input)} isn't in the registry`,
    mend: "Push it, or deploy a tag that is there. If it is there, look at the account, the region and the repository in the task definition's image.",
  }),
  rule({
    cause: 'image-pull',
    back: 'may-help',
    sign: /CannotPull(?:ECR)?ContainerError|couldn'?t pull image/i,
    say: ({ input }) => `${imageIn(input)} can't be pulled`,
    mend: 'The error of the registry stands below. Trying again pulls the same image.',
  }),
];
