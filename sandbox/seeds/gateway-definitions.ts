import type { ResolvedService } from '../../src/domain/target/service.ts';
import type { ServiceSeed } from '../ecs/world/options.ts';

/** What a service's container is given: variables, and secrets by where they come from. */
export type Given = Required<Pick<ServiceSeed, 'environment' | 'secrets'>>;

/** The six characters that Secrets Manager adds to a name (Secrets Manager user guide, "What's in a secret"). */
const SUFFIX = 'AbCdEf';

/**
 * What the Terraform of the MCP Gateway Registry gives a service's container, with its names: the registry and auth
 * read Keycloak's client secrets by their JSON keys and DocumentDB's credentials, Keycloak its database's secret and
 * its administrator's password, which is an SSM parameter. Others get variables only.
 */
export function givenTo({ service, region, account, environment }: ResolvedService): Given {
  const secret = (name: string, key?: string): string =>
    `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${SUFFIX}${key === undefined ? '' : `:${key}::`}`;
  const parameter = (name: string): string => `arn:aws:ssm:${region}:${account}:parameter${name}`;
  const address = `https://registry.${environment}.example.com`;
  const keycloak = {
    KEYCLOAK_URL: `https://keycloak.${environment}.example.com`,
    KEYCLOAK_REALM: 'mcp-gateway',
    KEYCLOAK_CLIENT_ID: 'mcp-gateway-web',
    KEYCLOAK_M2M_CLIENT_ID: 'mcp-gateway-m2m',
  };
  const clients = {
    KEYCLOAK_CLIENT_SECRET: secret('mcp-gateway-keycloak-client-secret', 'client_secret'),
    KEYCLOAK_M2M_CLIENT_SECRET: secret('mcp-gateway-keycloak-m2m-client-secret', 'client_secret'),
  };
  switch (service) {
    case 'registry':
      return {
        environment: {
          AUTH_PROVIDER: 'keycloak',
          REGISTRY_URL: address,
          ...keycloak,
          STORAGE_BACKEND: 'file',
        },
        secrets: {
          ...clients,
          ADMIN_PASSWORD: secret('mcp-gateway-v2-admin-password'),
          DOCUMENTDB_USERNAME: secret('mcp-gateway/documentdb/credentials', 'username'),
          DOCUMENTDB_PASSWORD: secret('mcp-gateway/documentdb/credentials', 'password'),
          DOCUMENTDB_HOST: parameter('/mcp-gateway/documentdb/endpoint'),
        },
      };
    case 'auth':
      return {
        environment: { AUTH_PROVIDER: 'keycloak', AUTH_SERVER_URL: `${address}/auth`, ...keycloak },
        secrets: clients,
      };
    case 'keycloak':
      return {
        environment: {
          KC_HOSTNAME: `keycloak.${environment}.example.com`,
          KC_DB: 'mysql',
          KC_HEALTH_ENABLED: 'true',
        },
        secrets: {
          KC_DB_USERNAME: secret('keycloak/database', 'username'),
          KC_DB_PASSWORD: secret('keycloak/database', 'password'),
          KEYCLOAK_ADMIN_PASSWORD: parameter('/keycloak/admin_password'),
        },
      };
    default:
      return { environment: { REGISTRY_BASE_URL: address }, secrets: {} };
  }
}
