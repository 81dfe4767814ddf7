/** The parts of an envelope against vectors that others published. */
import { createSecretKey } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { decrypt, encrypt } from './aes-gcm.ts';
import { deriveRecordKeys } from './record-keys.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The Galois/Counter Mode of Operation, McGrew and Viega, appendix B: test cases 13 to 16, those of 256 bits with a nonce of 96. */
const GCM = [
  {
    name: 'test case 13, nothing',
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    authenticated: '',
    plain: '',
    ciphertext: '',
    tag: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    name: 'test case 14, one block',
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    authenticated: '',
    plain: '00'.repeat(16),
    ciphertext: 'cea7403d4d606b6e074ec5d3baf39d18',
    tag: 'd0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: 'test case 15, four blocks',
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    authenticated: '',
    plain:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
    ciphertext:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad',
    tag: 'b094dac5d93471bdec1a502270e3cc6c',
  },
  {
    name: 'test case 16, authenticated data beside it',
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    authenticated: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    plain:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    ciphertext:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    tag: '76fc6ece0f4e1768cddf8853bb2d551b',
  },
];

describe('AES-256-GCM', () => {
  it.each(GCM)('is that of $name', ({ key, iv, authenticated, plain, ciphertext, tag }) => {
    const secret = createSecretKey(bytes(key));
    const beside = bytes(authenticated);
    // In two parts, as an envelope authenticates its header and its context.
    const parts = [beside.subarray(0, 7), beside.subarray(7)];
    expect(encrypt(secret, bytes(iv), parts, bytes(plain)).map((part) => part.toString('hex'))).toEqual([
      ciphertext,
      tag,
    ]);
    expect(decrypt(secret, bytes(iv), parts, bytes(ciphertext), bytes(tag))?.toString('hex')).toBe(plain);
    const other = bytes(tag);
    other[15]! ^= 1;
    expect(decrypt(secret, bytes(iv), parts, bytes(ciphertext), other)).toBeUndefined();
  });
});

/** RFC 5869, appendix A: the cases with SHA-256. Their input keys and infos are bytes, of which ours are these lengths or less. */
const HKDF = [
  {
    name: 'A.1',
    from: '0b'.repeat(22),
    salt: '000102030405060708090a0b0c',
    info: 'f0f1f2f3f4f5f6f7f8f9',
    out: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    name: 'A.3, without salt and info',
    from: '0b'.repeat(22),
    salt: '',
    info: '',
    out: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  },
];

describe('the derivation of keys', () => {
  it.each(HKDF)('is HKDF-SHA-256, as RFC 5869 $name has it', ({ from, salt, info, out }) => {
    const { key, commitment } = deriveRecordKeys(createSecretKey(bytes(from)), bytes(salt), bytes(info));
    const derived = Buffer.concat([key.export(), commitment]).toString('hex');
    expect(derived.slice(0, out.length)).toBe(out);
  });
});
