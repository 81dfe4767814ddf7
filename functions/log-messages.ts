/**
 * All that functions say in their logs: a stable code each, and fields that are never personal. What each code means and
 * what to do about it: docs/runbook.md, which a test holds to this list.
 */
export const LOG_MESSAGES = {
  answered: { messageCode: 'API-001', message: 'Call answered' },
  unexpected: { messageCode: 'API-500', message: 'Unexpected failure' },
  sealBroken: { messageCode: 'API-520', message: 'Sealed record not opened' },
  signOfLifeLost: { messageCode: 'API-510', message: 'Sign of life of an agency not recorded' },
  sessionLost: { messageCode: 'API-511', message: 'Session of an account not kept' },
  stepEnded: { messageCode: 'INGEST-001', message: 'Step of an import ended' },
  imported: { messageCode: 'INGEST-002', message: 'Import finished' },
  stepBroke: { messageCode: 'INGEST-500', message: 'Step of an import broke' },
  evaluated: { messageCode: 'STAT-001', message: 'Province evaluated' },
  finished: { messageCode: 'STAT-002', message: 'Run finished' },
  published: { messageCode: 'STAT-003', message: 'Figures made public' },
  broken: { messageCode: 'STAT-500', message: 'Run or a province of it failed' },
  rebuilt: { messageCode: 'REBUILD-001', message: 'Documents of a province rebuilt' },
  documentsDiffer: { messageCode: 'REBUILD-500', message: 'Documents differ from their entries' },
  stepOfRebuildBroke: { messageCode: 'REBUILD-510', message: 'Step of a rebuild broke' },
  stepOfTargetingEnded: { messageCode: 'TARGET-001', message: 'Step of a run over target lists ended' },
  stepOfTargetingBroke: { messageCode: 'TARGET-500', message: 'Step of a run over target lists broke' },
  duplicatesSearched: { messageCode: 'DUP-001', message: 'Province searched for duplicates' },
  searchBroke: { messageCode: 'DUP-500', message: 'Search for duplicates broke' },
  deliveryBroke: { messageCode: 'EVENTS-500', message: 'Round of deliveries to webhooks broke' },
  stepOfRunBroke: { messageCode: 'STAT-510', message: 'Step of a run broke' },
} as const;
