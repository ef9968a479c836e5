import { EcsError } from '../../ecs/api/errors.ts';

/** A parameter is wrong: the query API's code for it (CloudWatch API, "Common errors"). */
export const validationError = (message: string): EcsError => new EcsError('ValidationError', message);
