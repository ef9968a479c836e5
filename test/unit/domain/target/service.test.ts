import { expect, it } from 'vitest';
import { ResolvedService } from '../../../../src/domain/target/service.ts';
import { registry } from '../../../support/values.ts';

it('a service as earlier builds stored it is read: it lists no alarms and names no endpoint', () => {
  const { alarms: _, ...stored } = registry;
  expect(ResolvedService.parse(stored)).toEqual({ ...stored, alarms: [] });
});
