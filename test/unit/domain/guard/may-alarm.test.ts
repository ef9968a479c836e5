import { describe, expect, it } from 'vitest';
import type { AutomaticRemedy } from '../../../../src/domain/alarm/alarm-policy.ts';
import { mayStill } from '../../../../src/domain/guard/may-still.ts';
import type { Catalog } from '../../../../src/domain/target/catalog.ts';
import { letting } from '../../../support/access.ts';
import { inEnvironment } from '../../../support/alarms.ts';
import { OPERATOR, registry, TEAM } from '../../../support/values.ts';

const catalog: Catalog = { services: [registry], channelStacks: new Map() };
const rule: AutomaticRemedy = {
  remedy: 'restart',
  match: { alarms: ['*-cpu-high'], where: inEnvironment('production'), severities: ['critical'] },
  countdown: 1,
  perDay: 1,
};
const operationOf = (remedy: string): string | undefined =>
  ({ restart: 'restart', 'roll-back': 'rollback' })[remedy];
const request = {
  actor: { kind: 'alarm', name: 'mcp-gateway-v2-registry-cpu-high' },
  operation: 'restart',
  target: registry,
} as const;
const said = (
  automatic: readonly AutomaticRemedy[],
  asked: object = {},
  access = letting([OPERATOR], { team: TEAM }),
): string => mayStill(access, catalog, { ...request, ...asked }, 'restart', { automatic, operationOf }).kind;

describe('what an alarm began, a worker goes on with', () => {
  it('where its own configuration lets that remedy begin by itself for that alarm there', () => {
    expect(said([rule])).toBe('yes');
  });

  it.each<[string, readonly AutomaticRemedy[], object]>([
    ['no remedy begins by itself', [], {}],
    ['another remedy does', [{ ...rule, remedy: 'roll-back' }], {}],
    ['another alarm', [rule], { actor: { kind: 'alarm', name: 'mcp-gateway-v2-alb-5xx-errors' } }],
    ['somewhere else', [{ ...rule, match: { where: inEnvironment('staging') } }], {}],
    ['a service that the configuration doesn’t know', [rule], { target: { ...registry, cluster: 'other' } }],
    ['nobody, who says to be the system', [rule], { actor: { kind: 'system' } }],
  ])('but not: %s', (_what, automatic, asked) => {
    expect(said(automatic, asked)).toBe('no');
  });

  it('but not while everything is read-only', () => {
    expect(said([rule], {}, letting([OPERATOR], { team: TEAM, mode: 'read-only' }))).toBe('no');
  });
});
