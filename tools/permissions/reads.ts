/** Something that only reads, and the IAM actions that it takes. */
export interface Read {
  /** What one types, or what works by itself. */
  readonly what: string;
  readonly needs: readonly string[];
  /** What becomes of it where they lack. */
  readonly without: string;
}

const REFUSED = 'it says so, and which action lacks';

/** Everything that reads outside of runs. */
export const reads: readonly Read[] = [
  { what: '`status SERVICE`', needs: ['ecs:DescribeServices'], without: REFUSED },
  {
    what: '`status SERVICE`, of its image',
    needs: ['ecs:DescribeServiceRevisions', 'ecr:DescribeImages', 'ecr:BatchGetImage'],
    without: "the image is unknown, and it says so; that its tag has moved isn't said",
  },
  {
    what: '`status SERVICE`, of autoscaling',
    needs: ['application-autoscaling:DescribeScalableTargets'],
    without: "that it is outside its range isn't said",
  },
  {
    what: '`status STACK`',
    needs: ['ecs:DescribeServices', 'ecs:DescribeServiceRevisions', 'ecs:ListTasks', 'ecs:DescribeTasks'],
    without: REFUSED,
  },
  {
    what: '`status`, of alarms',
    needs: ['cloudwatch:DescribeAlarms'],
    without: 'the alarms are unknown, and it says so',
  },
  {
    what: 'messages of alarms, of the picture',
    needs: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricWidgetImage'],
    without: 'they have no picture, and the log says so',
  },
  {
    what: 'messages of alarms, of facts and remedies',
    needs: [
      'cloudwatch:DescribeAlarms',
      'ecs:DescribeServices',
      'ecs:ListTasks',
      'ecs:DescribeTasks',
      'logs:FilterLogEvents',
      'elasticloadbalancing:DescribeTargetHealth',
      'elasticloadbalancing:DescribeTargetGroups',
      'application-autoscaling:DescribeScalableTargets',
    ],
    without: 'they say what is unknown; a remedy is proposed only where CloudWatch confirms the alarm',
  },
  {
    what: '`tasks`',
    needs: ['ecs:DescribeServices', 'ecs:ListTasks', 'ecs:DescribeTasks'],
    without: REFUSED,
  },
  {
    what: '`tasks` and `explain`, of load balancers',
    needs: ['elasticloadbalancing:DescribeTargetHealth', 'elasticloadbalancing:DescribeTargetGroups'],
    without: 'what load balancers find is unknown, and it says so',
  },
  { what: '`logs`', needs: ['logs:FilterLogEvents'], without: REFUSED },
  { what: '`logs --follow`', needs: ['logs:StartLiveTail'], without: REFUSED },
  {
    what: '`explain`',
    needs: ['ecs:DescribeServices', 'ecs:ListTasks', 'ecs:DescribeTasks', 'logs:FilterLogEvents'],
    without: 'it explains from what it may read, and says what it may not',
  },
  {
    what: '`explain`, of secrets',
    needs: ['ecs:DescribeTaskDefinition', 'secretsmanager:DescribeSecret', 'ssm:GetParameters'],
    without: 'whether secrets are newer than tasks is unknown',
  },
  {
    what: '`explain`, and the menu of images in forms',
    needs: ['ecr:DescribeImages'],
    without: 'the newest tags are unknown, and it says so',
  },
  {
    what: 'the memory of deployments',
    needs: [
      'ecs:DescribeServices',
      'ecs:ListTasks',
      'ecs:DescribeTasks',
      'ecs:ListServiceDeployments',
      'ecs:DescribeServiceDeployments',
      'ecs:DescribeServiceRevisions',
    ],
    without: 'less is known to roll back to, and the log says so',
  },
  {
    what: 'as which service Wheelhouse itself runs, on Fargate',
    needs: ['ecs:DescribeTasks'],
    without: 'the log says so: list it under `own`, so that nothing is done to it',
  },
  { what: '`wheelhouse doctor`', needs: ['ecs:DescribeServices'], without: REFUSED },
  {
    what: '`wheelhouse discover`, as you',
    needs: ['ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices', 'ecs:DescribeTaskDefinition'],
    without: REFUSED,
  },
  {
    what: 'a stack with a `role`',
    needs: ['sts:AssumeRole'],
    without: 'nothing of that stack can be read or changed',
  },
];

/** What keeping the audit's heads in S3 takes, by who does it: always Wheelhouse's own identity, or yours. */
export const headNeeds: readonly Read[] = [
  {
    what: 'workers, to keep a head',
    needs: ['s3:PutObject', 's3:PutObjectRetention', 's3:ListBucket', 's3:GetObject'],
    without: 'the head is not kept, and the log says so',
  },
  {
    what: '`wheelhouse doctor`',
    needs: ['s3:GetBucketObjectLockConfiguration'],
    without: "it says so, and doesn't know whether the bucket locks",
  },
  {
    what: '`wheelhouse audit verify --head s3://…` and `audit repair`, as you',
    needs: ['s3:ListBucketVersions', 's3:GetObjectVersion'],
    without: REFUSED,
  },
];
