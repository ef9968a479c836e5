import { fillIds } from '../blocks/fill-ids.ts';
import { MessageForms } from '../fields/message-forms.ts';
import type { Directory, SandboxChannel, SandboxUser } from '../options.ts';
import { Views } from '../views/views.ts';
import type { SharedFile } from './files.ts';
import { Files } from './files.ts';
import type { Content, Ephemeral, Message, Metadata, RootMessage } from './message.ts';
import { timestamps } from './timestamps.ts';
import { UserGroups } from './user-groups.ts';

/** Where a message stands: a root, or a reply under its root. */
export interface Found {
  message: Message;
  root: RootMessage;
}

/** What a change of a message replaces; what is absent stays. */
export interface Edit {
  text?: string;
  blocks?: Content['blocks'];
  metadata?: Metadata | 'remove';
}

/**
 * What is in the workspace: channels, messages, threads, ephemerals. It holds no rule of the Web API:
 * who calls has checked already. Every change calls `changed`.
 */
export class Workspace {
  readonly directory: Directory;
  readonly files: Files;
  readonly groups: UserGroups;
  readonly views: Views;
  readonly forms = new MessageForms();
  readonly #changed: () => void;
  readonly #newTs: () => string;
  readonly #roots = new Map<string, RootMessage[]>();
  readonly #channels: SandboxChannel[];
  #ephemerals: Ephemeral[] = [];
  #ids = 0;

  constructor(directory: Directory, now: () => number, changed: () => void, fileProcessingMs = 0) {
    this.files = new Files(now, fileProcessingMs);
    this.#channels = [...directory.channels];
    this.groups = new UserGroups(directory.groups, now, changed);
    this.directory = { ...directory, channels: this.#channels, groups: this.groups.all() };
    this.#changed = changed;
    this.views = new Views(now, changed);
    this.#newTs = timestamps(now);
    for (const { id } of directory.channels) this.#roots.set(id, []);
  }

  channel(id: string): SandboxChannel | undefined {
    return this.directory.channels.find((channel) => channel.id === id);
  }

  /** The bot's direct messages with a person: made the first time, then always the same. */
  directWith({ id, name }: SandboxUser): SandboxChannel {
    const known = this.#channels.find(({ direct }) => direct === id);
    if (known !== undefined) return known;
    const channel = { id: `D${id.slice(1)}`, name: `direct-${name}`, botIsMember: true, direct: id };
    this.#channels.push(channel);
    this.#roots.set(channel.id, []);
    this.#changed();
    return channel;
  }

  /** Changes what a channel is, and gives it back. Throws where there is no such channel. */
  alter(id: string, change: Partial<Omit<SandboxChannel, 'id' | 'direct'>>): SandboxChannel {
    const channel = this.channel(id);
    if (channel === undefined) throw new Error(`No channel ${id} in the sandbox`);
    Object.assign(channel, change);
    this.#changed();
    return channel;
  }

  /** The user ids of the people in a channel; the bot isn't among them. */
  members({ direct, members }: SandboxChannel): readonly string[] {
    if (direct !== undefined) return [direct];
    const active = this.directory.users.filter(({ kind }) => kind !== 'deactivated');
    return members ?? active.map(({ id }) => id);
  }

  user(id: string): SandboxUser | undefined {
    return this.directory.users.find((user) => user.id === id);
  }

  /** Root messages of a channel, oldest first. The live objects: callers copy before they hand them out. */
  roots(channel: string): RootMessage[] {
    return this.#roots.get(channel) ?? [];
  }

  find(channel: string, ts: string): Found | undefined {
    for (const root of this.roots(channel)) {
      if (root.ts === ts) return { message: root, root };
      const reply = root.thread.find((message) => message.ts === ts);
      if (reply !== undefined) return { message: reply, root };
    }
    return undefined;
  }

  /** Adds a message to the channel, or to the thread of `under`. */
  post(
    channel: string,
    said: Content & { user: string; metadata?: Metadata; files?: SharedFile[] },
    under?: RootMessage,
  ): Found {
    const message: Message = {
      ...structuredClone(said),
      blocks: this.#withIds(said.blocks),
      ts: this.#newTs(),
    };
    const root = under ?? { ...message, thread: [] };
    if (under === undefined) this.roots(channel).push(root);
    else under.thread.push(message);
    this.#changed();
    return { message: under === undefined ? root : message, root };
  }

  edit(message: Message, by: string, edit: Edit): void {
    if (edit.text !== undefined) message.text = edit.text;
    if (edit.blocks !== undefined) message.blocks = this.#withIds(edit.blocks);
    if (edit.metadata === 'remove') delete message.metadata;
    else if (edit.metadata !== undefined) message.metadata = structuredClone(edit.metadata);
    message.edited = { user: by, ts: this.#newTs() };
    this.#changed();
  }

  /** Puts an emoji under a message, or takes it away. False when it was so already. */
  react(message: Message, name: string, user: string, what: 'add' | 'remove'): boolean {
    const reactions = message.reactions ?? [];
    const there = reactions.find((reaction) => reaction.name === name);
    if ((there?.users.includes(user) ?? false) === (what === 'add')) return false;
    if (there === undefined) reactions.push({ name, users: [user] });
    else if (what === 'add') there.users.push(user);
    else there.users = there.users.filter((one) => one !== user);
    message.reactions = reactions.filter(({ users }) => users.length > 0);
    this.#changed();
    return true;
  }

  /** Removes a message; a root goes with its thread. */
  remove(channel: string, ts: string): void {
    const roots = this.roots(channel).filter((root) => root.ts !== ts);
    for (const root of roots) root.thread = root.thread.filter((reply) => reply.ts !== ts);
    this.#roots.set(channel, roots);
    this.#changed();
  }

  ephemerals(user: string, channel?: string): Ephemeral[] {
    return this.#ephemerals.filter(
      (one) => one.user === user && (channel === undefined || one.channel === channel),
    );
  }

  whisper(said: Omit<Ephemeral, 'ts'>): Ephemeral {
    const ephemeral = { ...structuredClone(said), blocks: this.#withIds(said.blocks), ts: this.#newTs() };
    this.#ephemerals.push(ephemeral);
    this.#changed();
    return ephemeral;
  }

  replaceEphemeral(ephemeral: Ephemeral, content: Content): void {
    ephemeral.text = content.text;
    ephemeral.blocks = this.#withIds(content.blocks);
    this.#changed();
  }

  removeEphemeral(ts: string): void {
    this.#ephemerals = this.#ephemerals.filter((one) => one.ts !== ts);
    this.#changed();
  }

  #withIds(blocks: Content['blocks']): Content['blocks'] {
    return fillIds(structuredClone(blocks), () => {
      this.#ids += 1;
      return `b${this.#ids.toString(36)}`;
    });
  }
}
