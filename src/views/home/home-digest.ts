import { createHash } from 'node:crypto';
import type { HomeReader } from '../../domain/guard/home-reader.ts';
import type { HomeFacts } from '../../domain/home/home-facts.ts';
import { homeView } from './home-view.ts';

/** What tells one Home from another, whenever it is shown: a Home with the same digest needn't be published again. */
export const homeDigest = (facts: HomeFacts, reader: HomeReader): string =>
  createHash('sha256')
    .update(JSON.stringify(homeView(facts, reader, 0)))
    .digest('hex')
    .slice(0, 16);
