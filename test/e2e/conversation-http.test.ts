import { describe } from 'vitest';
import { conversationSuite } from './conversation.suite.ts';

describe('the conversation over HTTP', () => {
  conversationSuite('http');
});
