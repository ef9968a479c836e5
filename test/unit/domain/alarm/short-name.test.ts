import { expect, it } from 'vitest';
import { shortAlarmName } from '../../../../src/domain/alarm/short-name.ts';

it.each([
  ['mcp-gateway-v2-registry-cpu-high', 'mcp-gateway-v2-registry', 'cpu-high'],
  ['mcp-gateway-v2-alb-5xx-errors', 'mcp-gateway-v2-registry', 'alb-5xx-errors'],
  ['database-slow', 'mcp-gateway-v2-registry', 'database-slow'],
  ['registry', 'registry', 'registry'],
  ['registry-cpu', 'registry', 'cpu'],
])('%s of %s is called %s', (name, service, short) => {
  expect(shortAlarmName(name, service)).toBe(short);
});
