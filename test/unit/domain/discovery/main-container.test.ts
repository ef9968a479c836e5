import { expect, test } from 'vitest';
import { mainContainer } from '../../../../src/domain/discovery/main-container.ts';

const proxy = { name: 'proxy', essential: true };
const app = { name: 'app', essential: true };
const shipper = { name: 'log-shipper', essential: false };

test.each([
  ['the one behind the load balancer', [shipper, proxy, app], ['app'], 'app'],
  ['the first that is essential, without a load balancer', [shipper, app, proxy], [], 'app'],
  ['the first that is essential, where the load balancer names another', [shipper, proxy], ['gone'], 'proxy'],
  ['the first, where none is essential', [shipper], [], 'log-shipper'],
  ['none, where there are none', [], ['app'], undefined],
])('a service is about %s', (_, containers, balanced, name) => {
  expect(mainContainer({ containers, balanced })?.name).toBe(name);
});
