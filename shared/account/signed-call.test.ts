import { expect, it } from 'vitest';

import { signedHeaders } from './signed-call.ts';

/** Credentials and moment of the examples that AWS publishes for Signature Version 4. */
const example = {
  host: 'example.amazonaws.com',
  region: 'us-east-1',
  service: 'service',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  now: new Date('2015-08-30T12:36:00.000Z'),
};

it('signs the published examples as they are published', () => {
  expect(signedHeaders({ ...example, headers: {}, body: '' })['authorization']).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  );
  expect(
    signedHeaders({
      ...example,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Param1=value1',
    })['authorization'],
  ).toContain('Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a');
});

it('signs the token of a session', () => {
  const credentials = { ...example.credentials, sessionToken: 'token' };
  const headers = signedHeaders({ ...example, credentials, headers: {}, body: '{}' });
  expect(headers).toMatchObject({ 'x-amz-security-token': 'token', 'x-amz-date': '20150830T123600Z' });
  expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
});
