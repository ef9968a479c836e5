import { showComposer, startComposer } from './channel/composer.js';
import { showHeader, startHeader } from './channel/header.js';
import { showLog, startLog } from './channel/log.js';
import { showSidebar } from './channel/sidebar.js';
import { byId } from './dom.js';
import { session } from './session.js';
import { showHome } from './views/home.js';
import { showModal, startModal } from './views/modal.js';
import { showWorld, startWorld } from './world/panel.js';

const connection = byId('connection', HTMLElement);

const show = () => {
  const { state } = session;
  if (state === undefined) return;
  session.user ||= state.directory.users[0]?.id ?? '';
  showSidebar(state);
  showHeader(state);
  showLog(state);
  showComposer(state);
  showHome();
  showModal();
  showWorld(state);
};
session.changed = show;

startHeader();
startComposer();
startLog();
startModal();
startWorld();

window.addEventListener('hashchange', () => {
  session.threadTs = undefined;
  show();
});

const guide = await fetch('/guide');
session.guide = await guide.json();

const events = new EventSource('/events');
events.addEventListener('message', ({ data }) => {
  session.state = JSON.parse(data);
  connection.textContent = '';
  show();
});
events.addEventListener('error', () => {
  connection.textContent = 'Connection lost: trying again…';
});
