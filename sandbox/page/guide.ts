/** A flag of a verb. */
export interface GuideFlag {
  /** As typed, without dashes. */
  flag: string;
  takes: 'value' | 'nothing';
  description: string;
}

/** A verb of the bot and what comes after it. */
export interface GuideVerb {
  name: string;
  summary: string;
  takes: 'target' | 'run' | 'nothing';
  /** The words that may follow what it takes: `happened`. */
  answers: string[];
  flags: GuideFlag[];
}

/** A service that can be named. */
export interface GuideTarget {
  stack: string;
  service: string;
  environment: string;
}

/** A shortcut of the app: from the composer, or from the menu of a message. */
export interface GuideShortcut {
  kind: 'global' | 'message';
  name: string;
  callbackId: string;
  description: string;
}

/** Something to try first. */
export interface GuideTry {
  /** What is typed. */
  line: string;
  /** What comes of it, and what to do meanwhile. */
  what: string;
}

/** What the page knows of the bot beside what Slack shows: it completes what is typed. */
export interface Guide {
  /** The slash command, with its slash. */
  command: string;
  description: string;
  verbs: GuideVerb[];
  targets: GuideTarget[];
  /** Channel id → the stack that a bare service name means there. */
  channelStacks: Record<string, string>;
  shortcuts: GuideShortcut[];
  /** User id → what they are, in a few words. */
  people: Record<string, string>;
  /** Shown where nothing was said yet. */
  tries: GuideTry[];
}

/** A page that knows the command and no more. */
export const bareGuide: Guide = {
  command: '/ops',
  description: '',
  verbs: [],
  targets: [],
  channelStacks: {},
  shortcuts: [],
  people: {},
  tries: [],
};
