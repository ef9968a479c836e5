import { z } from 'zod';

/** What Alertmanager lists (api/v2/openapi.yaml, `gettableAlerts`), as far as it is needed. */
const AlertList = z.array(z.object({ fingerprint: z.string() }));

/**
 * Whether a list of alerts that Alertmanager answered holds one; undefined where it isn't such a list. It lists none whose
 * end has passed (api/v2/api.go, `alertFilter`). Never throws.
 */
export function listsAlert(answer: string, fingerprint: string): boolean | undefined {
  try {
    const { data } = AlertList.safeParse(JSON.parse(answer));
    return data?.some((one) => one.fingerprint === fingerprint);
  } catch {
    return undefined;
  }
}
