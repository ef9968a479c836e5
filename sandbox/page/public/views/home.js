import { post, tell } from '../api.js';
import { byId, h, showList } from '../dom.js';
import { isAtHome, session } from '../session.js';
import { fillingOf, handsOf } from './doing.js';
import { showErrors, viewBlocks } from './view-blocks.js';

/** Who looked last: the app is told each time somebody opens it. */
let visitor = '';

/** Shows the app's Home while it is looked at, and tells the app of each visit. */
export const showHome = () => {
  const { state, user } = session;
  const place = byId('home', HTMLElement);
  place.hidden = !isAtHome();
  if (!isAtHome() || state === undefined) {
    visitor = '';
    return;
  }
  if (visitor !== user) {
    visitor = user;
    void post('/open-home', { user }).then((told) => {
      if (told.error !== undefined) tell(told);
    });
  }
  const seen = state.homes[user];
  const does = {
    filling: fillingOf('home', new Map()),
    hands: handsOf('home', () => session.state?.homes[session.user]),
  };
  showList(place, [
    seen === undefined
      ? {
          key: `nothing ${user}`,
          shown: '',
          make: () => h('p', { class: 'nothing' }, 'The app has shown nothing here yet.'),
        }
      : {
          key: `home ${user}`,
          shown: seen.view.hash,
          make: () => h('div', { class: 'home-blocks' }, ...viewBlocks(state.directory, seen, does)),
        },
  ]);
  if (seen) showErrors(place, seen.errors);
};
