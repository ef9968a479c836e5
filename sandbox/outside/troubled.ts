import type { Trouble } from '../ecs/http/faults.ts';

/** An answer that is ready to be sent. */
export interface Ready {
  readonly status: number;
  readonly body: string;
}

/** What becomes of a request with this trouble. `perform` has its effect, and says how it is answered without any. */
export async function troubled(trouble: Trouble | undefined, perform: () => Ready): Promise<Ready | 'cut'> {
  switch (trouble?.kind) {
    case undefined:
      return perform();
    case 'throttle':
      return { status: 429, body: '' };
    case 'deny':
      return { status: 403, body: '' };
    case 'garbage':
      return { ...perform(), body: '<html>a proxy says hello</html>' };
    case 'status':
      if (trouble.when === 'after') perform();
      return { status: trouble.status, body: '' };
    case 'reset':
      if (trouble.when === 'after') perform();
      return 'cut';
    case 'hold': {
      const done = trouble.when === 'after' ? perform() : undefined;
      trouble.reached();
      await trouble.released;
      return done ?? perform();
    }
  }
}
