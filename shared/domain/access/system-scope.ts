/** Tokens that systems get by client credentials name the API that they are for. The record of the client says to which organisation it belongs. */
export const RESOURCE_SERVER = 'poverty-logbook';

/** The one scope of that server: Cognito gives no such token without a scope. */
export const SYSTEM_SCOPE_NAME = 'system';
export const SYSTEM_SCOPE = `${RESOURCE_SERVER}/${SYSTEM_SCOPE_NAME}`;
