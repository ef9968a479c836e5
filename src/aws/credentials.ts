import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Credentials couldn't be had, so the call itself was never sent. Kept apart from the call's own errors: a reset
 * while STS answered must not look like a reset of the call.
 */
export class NoCredentials extends Error {
  /** The role that was to be assumed; absent: the process's own identity. */
  readonly role: string | undefined;

  constructor(role: string | undefined, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'NoCredentials';
    this.role = role;
  }
}

/** What the SDK hands to a credential provider, and what it wants back. */
type Provider = ReturnType<typeof fromTemporaryCredentials>;

const marked =
  (provider: Provider, role: string | undefined): Provider =>
  async (properties) => {
    try {
      return await provider(properties);
    } catch (error) {
      throw new NoCredentials(role, error);
    }
  };

/** Whose credentials: of a role, assumed by a profile or by the process itself, or of one of these alone. */
export interface Identity {
  readonly role: string | undefined;
  readonly region: string;
  readonly profile: string | undefined;
}

/**
 * Credentials for calls in an account: of the role when there is one (IAM: sts:AssumeRole on it), else the profile's
 * or the process's own by the SDK's usual chain. A provider that fails throws NoCredentials.
 */
export const credentialsFor = (
  { role, region, profile }: Identity,
  requestHandler: NodeHttpHandler,
): Provider => {
  const own = profile === undefined ? undefined : fromNodeProviderChain({ profile });
  if (role === undefined) return marked(own ?? fromNodeProviderChain(), undefined);
  return marked(
    fromTemporaryCredentials({
      ...(own === undefined ? {} : { masterCredentials: own }),
      params: { RoleArn: role, RoleSessionName: 'wheelhouse' },
      clientConfig: { region, requestHandler },
    }),
    role,
  );
};
