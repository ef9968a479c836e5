import type { AlertPayload, EventAction, PagerDutyEvent } from './check-event.ts';

/** An alert, which pages somebody when it comes: an incident of PagerDuty's. */
export interface Alert extends AlertPayload {
  readonly key: string;
  readonly state: 'triggered' | 'acknowledged' | 'resolved';
  /** All that was said of it, oldest first. */
  readonly told: readonly EventAction[];
}

/** The alerts of a service. */
export class Alerts {
  #alerts: readonly Alert[] = [];
  #made = 0;

  /** All that there were, oldest first. */
  all(): readonly Alert[] {
    return this.#alerts;
  }

  /**
   * Takes an event in, and answers the key of its alert. A trigger of an alert that isn't resolved is noted in it and pages
   * nobody anew; what is said of none that is open does nothing (Events API v2, "Event action").
   */
  take({ action, key = this.#newKey(), payload }: PagerDutyEvent): string {
    const open = this.#alerts.find((one) => one.key === key && one.state !== 'resolved');
    if (!open) {
      if (payload) this.#alerts = [...this.#alerts, { ...payload, key, state: 'triggered', told: [action] }];
      return key;
    }
    const after: Alert = { ...open, state: stateAfter(open, action), told: [...open.told, action] };
    this.#alerts = this.#alerts.map((one) => (one === open ? after : one));
    return key;
  }

  #newKey(): string {
    this.#made += 1;
    return `made-up-${this.#made}`;
  }
}

function stateAfter({ state }: Alert, action: EventAction): Alert['state'] {
  switch (action) {
    case 'trigger':
      return state;
    case 'acknowledge':
      return 'acknowledged';
    case 'resolve':
      return 'resolved';
  }
}
