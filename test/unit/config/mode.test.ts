import { describe, expect, test } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { describeMode } from '../../../src/config/mode.ts';
import { changed, faultsOf, VALID } from './files.ts';

/** The valid file without its grants. */
const UNGRANTED = changed('access:\n  may-start: [U0ONE, W0TWO]\n', '');

function accessOf(text: string) {
  const parsed = parseConfigFile(text, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value.access;
}

describe('whether anything may be changed', () => {
  test.each([
    ['says nothing about people', UNGRANTED, 'read-only'],
    ['has an empty access section', `${UNGRANTED}access:\n`, 'read-only'],
    ['lists nobody', `${UNGRANTED}access: { may-start: [] }\n`, 'read-only'],
    ['lists somebody', VALID, 'operate'],
    ['lists somebody and says operate', `${VALID}mode: operate\n`, 'operate'],
    ['lists somebody and says read-only', `${VALID}mode: read-only\n`, 'read-only'],
    ['says read-only and lists nobody', `${UNGRANTED}mode: read-only\n`, 'read-only'],
  ])('a file that %s', (_, text, mode) => {
    expect(accessOf(text).mode).toBe(mode);
  });

  test('a stop leaves the list as it is, so that one line switches back', () => {
    expect(accessOf(`${VALID}mode: read-only\n`).roles).toEqual(accessOf(VALID).roles);
    expect(accessOf(VALID).roles).toMatchObject([{ users: ['U0ONE', 'W0TWO'] }]);
  });

  test('is said in a sentence', () => {
    const said = (text: string) => describeMode(accessOf(text));
    expect(said(`${VALID}mode: read-only\n`)).toBe(
      'read-only: it answers, and changes nothing, whoever asks',
    );
    expect(said(changed(', W0TWO', ''))).toBe('operate: 1 person may start operations');
    expect(said(VALID)).toBe('operate: 2 people may start operations');
    const roles =
      'roles: { on-call: { groups: [S0ONCALL] } }\nrules: [{ role: on-call, may: [restart], in: all }]\n';
    expect(said(`${UNGRANTED}${roles}`)).toBe('operate: 1 rule says what roles may do');
    expect(said(`${VALID}${roles}`)).toBe(
      'operate: 2 people may start operations; 1 rule says what roles may do',
    );
  });
});

describe('a file that is refused', () => {
  test('says operate, and lets nobody do it', () => {
    expect(faultsOf(`mode: operate\n${UNGRANTED}`)).toEqual([
      'wheelhouse.yaml:1:1 mode: is operate, but nobody may start anything: list people in access: may-start, or write roles and rules, or take this out',
    ]);
  });

  test.each(['write', 'readonly', 'true', '', '[operate]'])('says another mode: %j', (written) => {
    expect(faultsOf(`mode: ${written}\n${VALID}`)).toEqual([
      "wheelhouse.yaml:1:1 mode: isn't valid: write read-only or operate",
    ]);
  });
});
