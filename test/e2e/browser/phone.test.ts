import { describeInBrowser } from '../../support/browser.ts';
import { restartSuite } from './restart.suite.ts';
import { PHONE } from './scene.ts';

describeInBrowser('a new user with a phone restarts a service', () => restartSuite(PHONE));
