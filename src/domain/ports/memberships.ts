import type { MembershipOf } from '../guard/standing.ts';

/** Who is in the user groups that the policy names, as Slack says. Nothing throws: what isn't told is `unknown`. */
export interface Memberships {
  /** Somebody's memberships as of now. Of a group that the policy doesn't name nothing is known. */
  of(user: string): Promise<MembershipOf>;
  /** Who is in a group may have changed: it is asked anew. */
  forget(group: string): void;
}
