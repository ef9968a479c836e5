/** So many open incidents are looked at for an answer: more than any list shows. */
export const OPEN = 500;
