/** What functions say in their logs: a stable code each, and fields that are never personal. */
export const LOG_MESSAGES = {
  answered: { messageCode: 'API-001', message: 'Call answered' },
  unexpected: { messageCode: 'API-500', message: 'Unexpected failure' },
  signOfLifeLost: { messageCode: 'API-510', message: 'Sign of life of an agency not recorded' },
} as const;
