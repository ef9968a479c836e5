import type { Theme } from './attack.ts';
import { authority } from './rows/authority.ts';
import { clicksTheme } from './rows/clicks.ts';
import { identity } from './rows/identity.ts';
import { modals } from './rows/modals.ts';
import { transport } from './rows/transport.ts';
import { words } from './rows/words.ts';

/** Every attack that is played on one bot and one worker. A new theme is a file in `rows/` and a line here. */
export const themes: readonly Theme[] = [transport, identity, clicksTheme, modals, words, authority];
