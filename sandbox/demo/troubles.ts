import type { FaultSwitch } from '../page/world-panel.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';
import type { Seat } from './seat.ts';

/** Something that can be made to go wrong. */
export interface Trouble extends Omit<FaultSwitch, 'on'> {
  isOn(): boolean;
  /** Turns it on or off; resolves when it has happened. */
  set(on: boolean): void | Promise<void>;
}

/** Long enough to be seen, short enough to wait for. */
const RETRY_AFTER_S = 5;

/** A process that is killed, and started again when the switch goes off. */
export const killed = (id: string, label: string, seat: Seat): Trouble => ({
  id,
  label,
  group: 'Wheelhouse',
  how: 'switch',
  isOn: () => seat.isEmpty(),
  set: (on) => (on ? seat.kill() : seat.fill()),
});

/** Slack's own troubles; its sockets can be cut only while there are any. */
export function troubles(slack: SlackSandbox): Trouble[] {
  let isAway = false;
  let isBusy = false;
  return [
    {
      id: 'slack-429',
      label: 'Slack answers 429 to every call',
      group: 'Slack',
      how: 'switch',
      isOn: () => isBusy,
      set: (on) => {
        isBusy = on;
        slack.faults.clear();
        if (on)
          slack.faults.next(
            '*',
            { kind: 'rate-limited', retryAfterS: RETRY_AFTER_S },
            Number.POSITIVE_INFINITY,
          );
      },
    },
    {
      id: 'slack-away',
      label: "Slack can't be reached",
      group: 'Slack',
      how: 'switch',
      isOn: () => isAway,
      set: (on) => {
        isAway = on;
        slack.away(on);
      },
    },
  ];
}

/** Cuts every connection of Socket Mode once. */
export const socketCut = (slack: SlackSandbox): Trouble => ({
  id: 'socket-cut',
  label: 'Cut the sockets',
  group: 'Slack',
  how: 'push',
  isOn: () => false,
  set: () => {
    slack.socket.cut();
  },
});
