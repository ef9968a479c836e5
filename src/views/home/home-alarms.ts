import type { KnownBlock } from '@slack/types';
import { byHaste } from '../../domain/alarm/by-haste.ts';
import type { Incident } from '../../domain/alarm/incident.ts';
import { incidentLine } from '../alarm/incident-words.ts';
import { section } from '../message.ts';
import { channelMention } from '../place-note.ts';
import { homeButtons } from './home-runs.ts';

/** More are counted: a section of Slack holds 3,000 characters. */
const OPEN = 8;

/** The open alarms, the worst first, a line each. They are acted on in their channels, where everybody reads that. */
export function openAlarms(alarms: readonly Incident[]): KnownBlock[] {
  if (alarms.length === 0) return [];
  const lines = byHaste(alarms)
    .slice(0, OPEN)
    .map((one) => `${incidentLine(one)} · ${channelMention(one.channel)}`);
  const more = alarms.length > OPEN ? [`… and ${alarms.length - OPEN} more`] : [];
  return [section([...lines, ...more].join('\n')), ...homeButtons([{ label: 'Alarms', words: 'alarms' }])];
}
