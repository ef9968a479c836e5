import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Attack } from '../../e2e/attacks/attack.ts';
import { alarmsTheme } from '../../e2e/attacks/rows/alarms.ts';
import { approvals, unread } from '../../e2e/attacks/rows/approvals.ts';
import { brokenGlass } from '../../e2e/attacks/rows/broken-glass.ts';
import { readOnly } from '../../e2e/attacks/rows/read-only.ts';
import { themes } from '../../e2e/attacks/themes.ts';

const page = readFileSync(new URL('../../../docs/security.md', import.meta.url), 'utf8');

/** The words of the page's table, by theme. */
function documented(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  let theme = '';
  for (const [, first = '', why = ''] of page.matchAll(/^\| ?([\w-]*) \| .* \| `([a-z-]+)` \|$/gm)) {
    theme = first === '' ? theme : first;
    found.set(theme, (found.get(theme) ?? new Set()).add(why));
  }
  return found;
}

interface Left {
  readonly theme: string;
  readonly attacks: readonly Pick<Attack, 'leaves'>[];
}

/** The words that a theme's attacks leave. */
const played = ({ attacks }: Left): Set<string> =>
  new Set(
    attacks.flatMap(({ leaves }) =>
      'audited' in leaves ? [leaves.audited] : 'counted' in leaves ? [leaves.counted] : [],
    ),
  );

describe('docs/security.md', () => {
  it('says of every theme why its attacks are refused, and nothing that none is refused for', () => {
    const ofApprovals = { ...approvals, attacks: [...approvals.attacks, ...unread.attacks] };
    const all: readonly Left[] = [...themes, ofApprovals, brokenGlass, alarmsTheme, readOnly];
    expect(documented()).toEqual(new Map(all.map((theme) => [theme.theme, played(theme)])));
  });
});
