import { expect, it } from 'vitest';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';

it('no two households of the made-up survey share an address, so that each claims a place of its own', () => {
  const address = ['บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่'].map((name) => SURVEY_HEADER.findIndex((header) => header === name));
  const households = 20_000;
  const addresses = Array.from({ length: households }, (_, household) => {
    const cells = surveyRow(household * 4);
    return address.map((at) => cells[at]).join(' ');
  });
  expect(new Set(addresses).size).toBe(households);
});
