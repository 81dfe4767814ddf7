import type { BlindIndex } from '#shared/sealing/sealer.ts';

/** An address as it is compared and kept: one person is not invited twice by other capitals. */
export function sameEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** The tag by which the account of an address is found without the address being stored. */
export function tagOfEmail(index: Pick<BlindIndex, 'fingerprint'>, email: string): string {
  return index.fingerprint('email', sameEmail(email));
}
