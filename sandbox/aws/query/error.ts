/** What a service of the query protocol refuses, by its code (its API reference, "Common errors" and each action's). */
export class QueryError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
