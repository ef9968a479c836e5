/** Hears the ids that the other side gives to calls that change something. */
export interface CallIds {
  /** Does it, and tells the ids of the calls that were answered meanwhile, in order. Rejects as it does. */
  during<T>(act: () => Promise<T>): Promise<{ readonly value: T; readonly ids: readonly string[] }>;
}

/** Where nobody listens for ids. */
export const noCallIds: CallIds = { during: async (act) => ({ value: await act(), ids: [] }) };
