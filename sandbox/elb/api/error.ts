/** What Elastic Load Balancing refuses, by its code (Elastic Load Balancing API, "Common errors" and each action's). */
export class ElbError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
