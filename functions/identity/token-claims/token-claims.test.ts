import { describe, expect, it } from 'vitest';
import { scopeClaims } from './token-claims.ts';

describe('claims of the scope', () => {
  it('carries area and agency', () => {
    expect(scopeClaims({ 'custom:area': '4201', 'custom:agency': 'cdd' })).toEqual({ area: '4201', agency: 'cdd' });
    expect(scopeClaims({ 'custom:agency': '42-k7m2q9x4tb' })).toEqual({ agency: '42-k7m2q9x4tb' });
  });

  it.each(['', '4', '420', '42; 31', 'TH', '*', '42010101'])('gives no scope for the area %j', (area) => {
    expect(scopeClaims({ 'custom:area': area })).toEqual({});
  });

  it.each(['', 'CDD', 'no such agency', 'cdd,opm'])('gives no scope for the agency %j', (agency) => {
    expect(scopeClaims({ 'custom:agency': agency })).toEqual({});
  });

  it('gives nothing for an account without attributes', () => {
    expect(scopeClaims({})).toEqual({});
  });
});
