import { z } from 'zod';
import { Decided } from '../approval/change.ts';
import { Subject } from '../approval/subject.ts';
import { HookGate } from '../rollout/pause-hooks.ts';
import { PausedHook } from '../rollout/service-deployment.ts';

/** Words that a person may say with a click, and what the button is called: at most 30 characters. */
export const Offer = z.object({
  label: z.string(),
  /** What follows the slash command. */
  words: z.string(),
  style: z.enum(['primary', 'danger']).exactOptional(),
});
export type Offer = z.infer<typeof Offer>;

/** An answer that a question takes, by `resume RUN ANSWER`, and what its button is called. */
const Choice = z.object({
  answer: z.string().regex(/^[a-z]+$/),
  label: z.string(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  /** What Slack asks the person before the click counts. */
  confirm: z.string().exactOptional(),
});
export type Choice = z.infer<typeof Choice>;

/** A PAUSE hook at which consent is asked for: of which service deployment, and what ECS does there by itself, and when. */
export const AwaitedHook = PausedHook.extend({ deployment: z.string(), stage: z.string().optional() });
export type AwaitedHook = z.infer<typeof AwaitedHook>;

/** Why no hook holds what a run is about to do. `no-deployment`: ECS makes no deployment of it that a hook could hold. */
export const EarlyReason = z.enum([...HookGate.exclude(['holds']).options, 'no-deployment']);
export type EarlyReason = z.infer<typeof EarlyReason>;

/** What consent is asked for, and from whom. */
export const Approval = z.object({
  subject: Subject,
  decided: Decided,
  /** How many people must consent, and the roles that they are of. */
  people: z.number(),
  from: z.array(z.string()),
  /** The Slack groups of these roles, to be told. */
  groups: z.array(z.string()),
  /** Who has, by their user ids. */
  by: z.array(z.string()),
  /** Until when, and from when on it can be done without: epoch milliseconds. */
  until: z.number(),
  glassFrom: z.number(),
  /** Present: ECS holds what was begun at this hook meanwhile. */
  hook: AwaitedHook.exactOptional(),
  /** Present: it was to be asked at a hook, and why it is asked before anything is begun. */
  early: EarlyReason.exactOptional(),
});
export type Approval = z.infer<typeof Approval>;

/**
 * What a run asks while it goes on waiting. Unlike a parked run it goes on by itself when nobody answers, and its text
 * says how. At most one question is open at a time; whoever answers first decides.
 */
export const Question = z.object({
  /** Tells this question from every other of the run, across restarts. */
  key: z.string(),
  text: z.string(),
  /** When it was first asked, epoch milliseconds: a countdown runs from here, since from here on it can be seen. */
  at: z.number(),
  choices: z.array(Choice),
  /** What one may do instead of answering. */
  offers: z.array(Offer),
  /** Present: it asks for other people's consent, which isn't given by an answer (approval/decision.ts). */
  approval: Approval.exactOptional(),
});
export type Question = z.infer<typeof Question>;
