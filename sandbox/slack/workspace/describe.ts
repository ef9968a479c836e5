import type { Message } from './message.ts';
import type { Workspace } from './workspace.ts';

const brief = (text: string): string => {
  const line = text.replaceAll('\n', ' ⏎ ');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
};

const words = (message: Pick<Message, 'text' | 'blocks'>): string => {
  if (message.text !== '') return brief(message.text);
  return message.blocks.length === 0 ? '(empty)' : brief(JSON.stringify(message.blocks));
};

/** The open modals, a line for each of their views. */
const modals = ({ directory, views }: Workspace): string[] =>
  directory.users.flatMap(({ id }) =>
    views
      .stack(id)
      .map(
        ({ view, errors, trouble }) =>
          `modal of ${id}: ${JSON.stringify({ title: view.title.text, errors, trouble })}`,
      ),
  );

/** What the channels show, as lines for an error message: roots, threads, what only one person sees, open modals. */
export const describeWorkspace = (workspace: Workspace): string => {
  const { channels, users } = workspace.directory;
  const shown = channels.flatMap(({ id, name }) => {
    const roots = workspace
      .roots(id)
      .flatMap((root) => [
        `  ${root.ts} ${root.user}: ${words(root)}`,
        ...root.thread.map((reply) => `    ↳ ${reply.ts} ${reply.user}: ${words(reply)}`),
      ]);
    const whispers = users.flatMap((user) =>
      workspace
        .ephemerals(user.id, id)
        .map((one) => `  ${one.ts} ${one.from} to ${user.id} only: ${words(one)}`),
    );
    return [
      `#${name} (${id})`,
      ...(roots.length + whispers.length === 0 ? ['  (empty)'] : roots),
      ...whispers,
    ];
  });
  return [...shown, ...modals(workspace)].join('\n');
};
