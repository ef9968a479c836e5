/** Where a form's parts are in the modal, and so where their errors are shown (Slack: block_id). */
export const TARGET_BLOCK = 'target';
/** The channel that a run is told in, where the form wasn't opened from one. */
export const PLACE_BLOCK = 'place';
/** The choice of an operation. */
export const OPERATION_BLOCK = 'operation';

/** The block of a field of the input. */
export const fieldBlock = (name: string): string => `field/${name}`;

/** Where somebody says why they go on without an approval. */
export const DECISION_REASON_BLOCK = 'decision-reason';
