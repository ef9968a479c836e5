import type { Reviews } from '../../src/domain/ports/reviews.ts';

/** Nothing waits for a review. */
export const noReviews: Reviews = { open: async () => [], close: async () => 'none' };
