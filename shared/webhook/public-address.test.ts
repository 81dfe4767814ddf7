import { describe, expect, it } from 'vitest';

import { isPublicAddress } from './public-address.ts';

const PUBLIC = [
  '8.8.8.8',
  '203.150.1.1',
  '99.255.255.255',
  '100.128.0.1',
  '172.32.0.1',
  '2404:6800:4001::1',
  '2001:4860:4860::8888',
];
const NOT_PUBLIC = [
  ['this network', '0.0.0.0'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['shared', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['metadata', '169.254.169.254'],
  ['link-local', '169.254.0.1'],
  ['protocols', '192.0.0.1'],
  ['documents', '192.0.2.1'],
  ['benchmarks', '198.19.0.1'],
  ['documents', '203.0.113.9'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['loopback', '::1'],
  ['unspecified', '::'],
  ['mapped loopback', '::ffff:127.0.0.1'],
  ['mapped metadata', '::ffff:a9fe:a9fe'],
  ['mapped public', '::ffff:8.8.8.8'],
  ['compatible', '::127.0.0.1'],
  ['translated', '64:ff9b::a9fe:a9fe'],
  ['6to4 of a private', '2002:a00:1::'],
  ['Teredo', '2001:0:1::1'],
  ['unique local', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['multicast', 'ff02::1'],
  ['documents', '2001:db8::1'],
  ['a name', 'localhost'],
  ['a number', '2130706433'],
  ['octal', '0177.0.0.1'],
  ['nothing', ''],
] as const;

describe('an address of the public internet', () => {
  it.each(PUBLIC)('is %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(NOT_PUBLIC)('is not %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});
