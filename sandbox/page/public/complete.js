/**
 * One thing that can be put in place of the word before the caret. `caret`: how far back from its end the caret goes.
 * @typedef {{ label: string, note: string, insert: string, caret?: number }} Completion
 *
 * What is typed where.
 * @typedef {{ line: string, caret: number, guide: import('../guide.ts').Guide, channel: string, isThread: boolean,
 *   isBotHere: boolean, bot: string, people: string[], runs: { number: string, note: string }[] }} Typing
 *
 * What can be put between `from` and `to`. `isEager`: a word has been begun, so Enter takes the first one.
 * @typedef {{ from: number, to: number, options: Completion[], isEager: boolean }} Completions
 */

const SHOWN = 30;

/** @param {string} name */
const spaced = (name) => `${name} `;

/**
 * Those that begin with the word before those that hold it.
 * @param {Completion[]} options
 * @param {string} word
 * @param {(option: Completion) => string[]} [names] what it can be found by, besides its label
 */
const fitting = (options, word, names = () => []) => {
  const wanted = word.toLowerCase();
  /** @param {Completion} option */
  const all = (option) => [option.label, ...names(option)].map((name) => name.toLowerCase());
  const begins = options.filter((option) => all(option).some((name) => name.startsWith(wanted)));
  const holds = options.filter(
    (option) => !begins.includes(option) && all(option).some((name) => name.includes(wanted)),
  );
  return [...begins, ...holds].slice(0, SHOWN);
};

/** @param {Typing} typing */
const commands = ({ guide, bot, isBotHere }) => [
  { label: guide.command, note: guide.description, insert: spaced(guide.command) },
  ...(isBotHere
    ? []
    : [{ label: `/invite @${bot}`, note: 'let the bot into this channel', insert: `/invite @${bot}` }]),
];

/**
 * Services by the shortest name that means them here: the channel's own stack first.
 * @param {Typing} typing
 */
const targets = ({ guide, channel }) => {
  const home = guide.channelStacks[channel];
  const ours = guide.targets.filter(({ stack }) => stack === home);
  const others = guide.targets.filter(({ stack }) => stack !== home);
  return [
    ...ours.map(({ service, stack }) => ({ label: service, note: stack, insert: spaced(service) })),
    ...others.map(({ service, stack, environment }) => {
      const name = `${stack}/${service}`;
      return { label: name, note: environment, insert: spaced(name) };
    }),
  ];
};

/**
 * @param {import('../guide.ts').GuideFlag[]} flags
 * @param {string[]} said the words before
 */
const flagOptions = (flags, said) =>
  flags
    .filter(({ flag }) => !said.includes(`--${flag}`))
    .map(({ flag, takes, description }) =>
      takes === 'value'
        ? { label: `--${flag}`, note: description, insert: `--${flag} ""`, caret: 1 }
        : { label: `--${flag}`, note: description, insert: spaced(`--${flag}`) },
    );

/**
 * What may follow these words after the command or the mention.
 * @param {Typing} typing
 * @param {string[]} said whole words
 * @param {string} word the one that is begun
 * @returns {Completion[]}
 */
const following = (typing, said, word) => {
  const { guide, runs } = typing;
  const [first, ...rest] = said;
  if (first === undefined) {
    return fitting(
      guide.verbs.map(({ name, summary }) => ({ label: name, note: summary, insert: spaced(name) })),
      word,
    );
  }
  const verb = guide.verbs.find(({ name }) => name === first.toLowerCase());
  if (verb === undefined) return [];
  const last = rest.at(-1);
  if (verb.flags.some(({ flag, takes }) => takes === 'value' && last === `--${flag}`)) return [];
  if (word.startsWith('-')) return fitting(flagOptions(verb.flags, rest), word);
  const plain = rest.filter((one) => !one.startsWith('-')).length;
  if (plain === 0 && verb.takes === 'target')
    return fitting(targets(typing), word, ({ label }) => label.split('/').slice(1));
  if (plain === 0 && verb.takes === 'run') {
    return runs
      .filter(({ number }) => number.startsWith(word.replace('#', '')))
      .slice(0, SHOWN)
      .map(({ number, note }) => ({ label: `#${number}`, note, insert: spaced(number) }));
  }
  if (plain === 1 && verb.answers.length > 0) {
    return fitting(
      verb.answers.map((answer) => ({ label: answer, note: '', insert: spaced(answer) })),
      word,
    );
  }
  return word === ''
    ? flagOptions(verb.flags, rest).filter(({ label }) => label !== '--help' || plain === 0)
    : [];
};

/**
 * @param {Typing} typing
 * @param {string[]} said
 * @param {string} word
 */
const optionsFor = (typing, said, word) => {
  const { guide, bot, people, isThread } = typing;
  const [first] = said;
  if (first === undefined && word.startsWith('/')) return isThread ? [] : fitting(commands(typing), word);
  if (first === guide.command || first === `@${bot}`) return following(typing, said.slice(1), word);
  if (!word.startsWith('@') || first?.startsWith('/')) return [];
  const names = [bot, ...people].map((name) => ({
    label: `@${name}`,
    note: name === bot ? 'the bot: ask it in words' : '',
    insert: spaced(`@${name}`),
  }));
  return fitting(names, word);
};

/**
 * What can be put where the caret is. Nothing inside of quotes, in the middle of a word, and where the word is whole.
 * @param {Typing} typing
 * @returns {Completions | undefined}
 */
export const completions = (typing) => {
  const { line, caret } = typing;
  const before = line.slice(0, caret);
  if (/\S/.test(line.charAt(caret)) || (before.match(/"/g)?.length ?? 0) % 2 === 1) return undefined;
  const said = before.split(/\s+/);
  const word = said.pop() ?? '';
  const options = optionsFor(
    typing,
    said.filter((one) => one !== ''),
    word,
  );
  const isWhole = options.some(({ label }) => label === word || label === `#${word}`);
  if (options.length === 0 || isWhole) return undefined;
  return { from: caret - word.length, to: caret, options, isEager: word !== '' };
};
