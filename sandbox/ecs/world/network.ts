import type { TaskState } from './state.ts';

/** The port that every container listens on. */
export const PORT = 8080;

/** A running task's own address (network mode awsvpc). It follows from the task's id. */
export const addressOf = ({ id }: Pick<TaskState, 'id'>): string =>
  `10.${[0, 2, 4].map((at) => Number.parseInt(id.slice(at, at + 2), 16)).join('.')}`;
