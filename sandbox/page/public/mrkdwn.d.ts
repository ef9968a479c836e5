/** A piece of mrkdwn, as mrkdwn.js describes it. */
export type Mrkdwn =
  | { type: 'text' | 'code' | 'pre'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic' | 'strike' | 'quote'; children: Mrkdwn[] }
  | { type: 'link'; url: string; label: string }
  | { type: 'user' | 'channel' | 'broadcast'; id: string; label: string }
  | { type: 'date'; at: number; format: string; fallback: string };

export declare const parseMrkdwn: (text: string) => Mrkdwn[];
export declare const withEmoji: (text: string) => string;
