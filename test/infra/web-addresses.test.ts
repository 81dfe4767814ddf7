/** What the content network does with addresses and headers of the faces, in the templates. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#infra/content-security-policy.ts';
import { type Json, ofType } from './templates.ts';

describe('addresses of the faces', () => {
  const [edgeFunction] = ofType('prod', 'AWS::CloudFront::Function');

  /** Runs the code that is deployed, as the content network does. */
  function served(uri: string): string {
    const code = `${edgeFunction?.properties['FunctionCode']}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`;
    return String(runInNewContext(code));
  }

  it.each([
    ['/officer', '/officer/index.html'],
    ['/officer/', '/officer/index.html'],
    ['/officer/today', '/officer/index.html'],
    ['/officer/h/0f1e2d/visit', '/officer/index.html'],
    ['/officer/worker.js', '/officer/worker.js'],
    ['/officer/manifest.webmanifest', '/officer/manifest.webmanifest'],
    ['/officer/assets/index-Br6zN4gp.js', '/officer/assets/index-Br6zN4gp.js'],
    ['/officers', '/officers'],
    ['/', '/'],
    ['/settings.json', '/settings.json'],
    ['/page/0123456789abcdef/api-reference.js', '/page/0123456789abcdef/api-reference.js'],
  ])('%s is %s', (asked, given) => {
    expect(served(asked)).toBe(given);
  });

  it('are changed for files alone: the API answers its own 403 and 404', () => {
    const [distribution] = ofType('prod', 'AWS::CloudFront::Distribution');
    const config: Json = distribution?.properties['DistributionConfig'];
    expect(config.DefaultCacheBehavior.FunctionAssociations).toEqual([
      { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [edgeFunction?.id, 'FunctionARN'] } },
    ]);
    expect(config.CustomErrorResponses).toBeUndefined();
    for (const behaviour of config.CacheBehaviors) expect(behaviour.FunctionAssociations).toBeUndefined();
  });
});

describe('the content security policy', () => {
  it('is the same as on one machine, but for the hosts of sign-in and files', () => {
    const [headers] = ofType('prod', 'AWS::CloudFront::ResponseHeadersPolicy');
    const config: Json = headers?.properties['ResponseHeadersPolicyConfig'];
    const deployed: Json = config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
    const text: string = deployed['Fn::Join'][1].map((part: Json) => (typeof part === 'string' ? part : '*')).join('');
    expect(text.replace(/ https:\/\/\S+(?= https:| *;)/gu, '')).toBe(contentSecurityPolicy([]));
  });

  it('lets the faces be installed, run their worker and make no script of text', () => {
    for (const rule of [
      "manifest-src 'self'",
      "worker-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
    ])
      expect(contentSecurityPolicy([]).split('; ')).toContain(rule);
    expect(contentSecurityPolicy([])).not.toContain('unsafe');
  });
});
