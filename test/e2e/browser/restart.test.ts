import { describeInBrowser } from '../../support/browser.ts';
import { restartSuite } from './restart.suite.ts';

describeInBrowser('a new user at a desk restarts a service', () => restartSuite());
