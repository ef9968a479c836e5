import { describeInBrowser } from '../../support/browser.ts';
import { deploySuite } from './deploy.suite.ts';
import { PHONE } from './scene.ts';

describeInBrowser('a new user deploys', () => deploySuite());
describeInBrowser('a new user with a phone deploys', () => deploySuite(PHONE));
