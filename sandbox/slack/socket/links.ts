import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { SocketOptions } from '../options.ts';
import { LINK_PATH } from './envelope.ts';
import type { DisconnectReason } from './greetings.ts';
import { disconnect, hello, MAX_CONNECTIONS } from './greetings.ts';
import type { Tickets } from './tickets.ts';

/** The Socket Mode connections of the app. */
export interface Links {
  /** How many take envelopes now. */
  open(): number;
  /** Sends a frame over one of them, in turn; false when there is none. Which one Slack takes isn't promised. */
  send(frame: string): boolean;
  /** Takes a request to become a connection; refuses one without a good ticket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every connection that it will be closed soon. */
  warn(): void;
  /** Asks every connection to leave, gives it no more envelopes, and closes it after `graceMs`. */
  retire(reason: DisconnectReason, graceMs: number): void;
  /** Destroys the TCP connection of all, or of the oldest; returns of how many. */
  cut(which: 'all' | 'oldest'): number;
}

interface Link {
  socket: WebSocket;
  state: 'open' | 'retired';
  /** Pings that weren't answered yet. */
  unanswered: number;
}

const PINGS_UNANSWERED_MAX = 3;

/** No connections yet. `frame` is called with what the app sends, `changed` when one comes or goes. */
export const links = (
  tickets: Tickets,
  { pingMs, lingerMs }: SocketOptions,
  on: { frame: (text: string) => void; changed: () => void },
): Links => {
  /** Tells that it is closing as soon as either side says so, and lets its TCP connection linger then. */
  class LinkSocket extends WebSocket {
    override close(code?: number, data?: string | Buffer): void {
      super.close(code, data);
      const lingering = setTimeout(() => this.terminate(), lingerMs);
      this.once('close', () => clearTimeout(lingering));
      on.changed();
    }
  }
  const server = new WebSocketServer({ noServer: true, clientTracking: false, WebSocket: LinkSocket });
  /** Also those that are closing, or were turned away, as long as their TCP connection is there. */
  const sockets = new Set<WebSocket>();
  let all: Link[] = [];
  const open = () =>
    all.filter(({ state, socket }) => state === 'open' && socket.readyState === WebSocket.OPEN);

  const greet = (socket: WebSocket): void => {
    sockets.add(socket);
    // An error is followed by a close, which is what matters.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (open().length >= MAX_CONNECTIONS) {
      socket.send(disconnect('too_many_websockets'));
      socket.close();
      return;
    }
    const link: Link = { socket, state: 'open', unanswered: 0 };
    all.push(link);
    const pinging = setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (link.unanswered >= PINGS_UNANSWERED_MAX) socket.terminate();
      link.unanswered += 1;
      socket.ping();
    }, pingMs);
    socket.on('pong', () => {
      link.unanswered = 0;
    });
    socket.on('message', (data: Buffer) => on.frame(data.toString('utf8')));
    socket.on('close', () => {
      clearInterval(pinging);
      all = all.filter((one) => one !== link);
      on.changed();
    });
    socket.send(hello(open().length));
    on.changed();
  };

  return {
    open: () => open().length,
    send: (frame) => {
      const link = open()[0];
      if (link === undefined) return false;
      // The next one takes the next.
      all = [...all.filter((one) => one !== link), link];
      link.socket.send(frame);
      return true;
    },
    upgrade: (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
      if (pathname !== LINK_PATH || !tickets.redeem(searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      // Slack leaves the TCP connection open after the closing handshake; LinkSocket ends it later.
      if (lingerMs > 0) socket.end = () => socket;
      server.handleUpgrade(request, socket, head, greet);
    },
    warn: () => {
      for (const { socket } of open()) socket.send(disconnect('warning'));
    },
    retire: (reason, graceMs) => {
      for (const link of open()) {
        link.state = 'retired';
        link.socket.send(disconnect(reason));
        const closing = setTimeout(() => link.socket.close(), graceMs);
        link.socket.once('close', () => clearTimeout(closing));
      }
      on.changed();
    },
    cut: (which) => {
      const open = which === 'all' ? all : all.slice(0, 1);
      for (const socket of which === 'all' ? sockets : open.map((link) => link.socket)) socket.terminate();
      return open.length;
    },
  };
};
