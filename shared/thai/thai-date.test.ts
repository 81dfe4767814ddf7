import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, bangkokDay, daysBetween } from './bangkok-time.ts';
import { thaiDigits } from './thai-text.ts';
import { formatThaiDate, isMadeDate, isZeroDate, readThaiDate } from './thai-date.ts';

const TODAY = '2026-06-10';

const read = (raw: string, birth = false): string => {
  const reading = readThaiDate(raw, { today: TODAY, birth });
  return reading.ok ? `${reading.date ?? reading.year} ${reading.precision}` : reading.code;
};

const remark = (raw: string): string | undefined => {
  const reading = readThaiDate(raw, { today: TODAY });
  return reading.ok ? reading.remark?.code : reading.code;
};

describe('readThaiDate', () => {
  it.each([
    '7/5/2569',
    '07/05/2569',
    '7-5-2569',
    '7.5.2569',
    '7 / 5 / 2569',
    '7 5 2569',
    '7/5/69',
    '7-5-69',
    '7.5.69',
    '7/5/2026',
    '๗/๕/๒๕๖๙',
    '๗ พ.ค. ๖๙',
    '7 พ.ค. 2569',
    '7 พค 69',
    '7พ.ค.69',
    '7-พ.ค.-69',
    '7 พฤษภาคม 2569',
    '7พฤษภาคม2569',
    '๗ พฤษภาคม ๒๕๖๙',
    '7 พฤษภาคม พ.ศ. 2569',
    'วันที่ 7 เดือน พฤษภาคม พ.ศ. 2569',
    'วันพฤหัสบดีที่ 7 พฤษภาคม 2569',
    '7 พฤษภาคม ค.ศ. 2026',
    '7 May 2026',
    '7-May-2026',
    '07052569',
    '7052569',
    '25690507',
    '20260507',
    '๐๗๐๕๒๕๖๙',
    '2026-05-07',
    '2569-05-07',
    '2569/05/07',
    '2026-5-7',
    '46149',
    '46149.0',
    '46149.604166667',
    '2026-05-07T00:00:00',
    '2026-05-07T00:00:00.000Z',
    '2026-05-07T09:30:00+07:00',
    '2026-05-06T17:00:00.000Z',
    '2026-05-07 14:30',
    '7/5/2569 14:30 น.',
    '7/5/2569 0:00:00',
    '7/5/69 00:00:00',
    '7 พ.ค. 2569 เวลา 14.30 น.'.replace(' เวลา', ''),
    "'7/5/2569",
    '\u00a07/5/2569 ',
    '7/5/2569.',
    'พ.ค. 7, 2569',
    'พฤษภาคม 7 2569',
    'May 7th, 2026',
    '7th May 2026',
    '7/5/2569 02:28 หลังเที่ยง',
    '7/5/2569 8:28:00 AM',
    '7/5/2569 2 p.m.',
    '7/5/2569 9 น.',
    '7/5/2569 น.',
    '7/5/2569 เวลา 14.30 น.',
    '7/5/2569 14:30 นาฬิกา',
    '7/5/2026, 9:15:30',
    '7/5/2569 24:00',
    '20260507 09:15',
    '2026/05/07 9:15:30 AM GMT+7',
    'วันพฤหัสบดีที่ 7 พฤษภาคม พุทธศักราช 2569',
    'พฤ. 7 พ.ค. 69',
    'พฤ 7 พ.ค. 2569',
    'Thursday, May 7, 2026',
    'Thu, 07 May 2026 00:00:00 GMT',
    'Thu May 07 2026 00:00:00 GMT+0700 (Indochina Time)',
    'Thu May  7 09:15:30 2026',
    'Thu May 07 09:15:30 ICT 2026',
  ])('%s is 7 May 2026', (raw) => {
    expect(read(raw)).toBe('2026-05-07 DAY');
  });

  it.each([
    ['00/00/2490', '1947 YEAR'],
    ['0/0/2490', '1947 YEAR'],
    ['-/-/2490', '1947 YEAR'],
    ['--/--/2490', '1947 YEAR'],
    ['?/?/2490', '1947 YEAR'],
    ['xx/xx/2490', '1947 YEAR'],
    ['15/00/2490', '1947 YEAR'],
    ['00002490', '1947 YEAR'],
    ['24900000', '1947 YEAR'],
    ['2490', '1947 YEAR'],
    ['พ.ศ. 2490', '1947 YEAR'],
    ['1947', '1947 YEAR'],
    ['00/05/2490', '1947 MONTH'],
    ['05/2490', '1947 MONTH'],
    ['2490-05', '1947 MONTH'],
    ['พ.ค. 2490', '1947 MONTH'],
    ['เดือนพฤษภาคม 2490', '1947 MONTH'],
    ['29/2/2567', '2024-02-29 DAY'],
  ])('%s is %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it.each([
    '31/4/2569',
    '29/2/2569',
    '32/1/2569',
    '1/13/2569',
    '5/13/2026',
    '30022569',
    '2026-02-30',
    '7/5',
    '7//2569',
    '/5/2569',
    '7/5-2569',
    '70',
    '690507',
    '070569',
    '1/1/1500',
    '1/1/256',
    '12345',
    '19999',
    '60001',
    '7-May-26',
    '7 พฤษภาคม',
    '7 พฤกษาคม 2569',
    '7//5//2569',
    'May 7, 26',
    '7 xyz 2569',
    'abc',
    'ไม่ทราบ',
    '-',
    '',
    '123456789',
  ])('%j cannot be read', (raw) => {
    expect(read(raw)).toBe('date-unreadable');
  });

  it.each([
    '11/6/2569',
    '7/5/2570',
    '2570',
    '07/2569',
    '7/5/99',
    '60000',
    '1/1/2399',
    '2026-06-10T17:00:00Z',
    '7 พ.ค. 2666',
  ])('%s lies in the future', (raw) => {
    expect(read(raw)).toBe('date-in-future');
  });

  it.each([
    ['2026-05-06T17:00:00Z', '2026-05-07'],
    ['2026-05-06T17:00:00.000Z', '2026-05-07'],
    ['2026-05-06T17:00:00z', '2026-05-07'],
    ['2026-05-06T17:00Z', '2026-05-07'],
    ['2026-05-06 17:00:00+00:00', '2026-05-07'],
    ['2026-05-06 17:00:00 +0000', '2026-05-07'],
    ['2026-05-06T17:00:00+00', '2026-05-07'],
    ['2026-05-06T17:00:00-00:00', '2026-05-07'],
    ['2026-05-06 17:00:00 UTC', '2026-05-07'],
    ['2026-05-06 17:00:00 utc', '2026-05-07'],
    ['2026-05-06 17:00:00 GMT', '2026-05-07'],
    ['2026-05-06 17:00:00 GMT+0', '2026-05-07'],
    ['6/5/2569 17:00 UTC', '2026-05-07'],
    ['6 พ.ค. 2569 17:00:00Z', '2026-05-07'],
    ['๖/๕/๒๕๖๙ ๑๗:๐๐ UTC', '2026-05-07'],
    ['2026-05-06T18:30:00Z', '2026-05-07'],
    ['2026-05-06T23:59:59.999Z', '2026-05-07'],
    ['2026-05-06T16:59:59.999Z', '2026-05-06'],
    ['2026-05-07T00:00:00Z', '2026-05-07'],
    ['2026-05-06T24:00:00Z', '2026-05-07'],
    ['2026-05-07T00:00:00+07:00', '2026-05-07'],
    ['2026-05-07T23:59:59.999+07:00', '2026-05-07'],
    ['2026-05-07 00:00:00 GMT+7', '2026-05-07'],
    ['2026-05-07T09:15:30.123+0700', '2026-05-07'],
    ['2026-05-07T01:59:59+09:00', '2026-05-06'],
    ['2026-05-07T00:00:00+09:00', '2026-05-06'],
    ['2026-05-07T02:00:00+09:00', '2026-05-07'],
    ['2026-05-06T12:00:00-05:00', '2026-05-07'],
    ['2026-05-06T12:00:00\u221205:00', '2026-05-07'],
    ['2026-05-06T22:30:00+05:30', '2026-05-07'],
    ['2026-04-30T17:00:00Z', '2026-05-01'],
    ['2025-12-31T17:00:00+00:00', '2026-01-01'],
    ['2024-02-28T17:00:00Z', '2024-02-29'],
  ])('%s is one moment, and has one day in Bangkok: %s', (raw, day) => {
    expect(read(raw)).toBe(`${day} DAY`);
    expect(remark(raw)).toBeUndefined();
  });

  it.each(['2026-05-06T25:00:00Z', '2026-05-06T17:60:00Z', '2026-05-06T17:00:00+15:00', '2026-05-06T17:00:00+07:60'])(
    '%s is no moment',
    (raw) => {
      expect(read(raw)).toBe('date-unreadable');
    },
  );

  it.each([
    ['46148.7083333333', '2026-05-06'],
    ['46148.708333333336', '2026-05-06'],
    ['46148.75', '2026-05-06'],
    ['46148.9999537037', '2026-05-06'],
    ['2026-05-06 17:00:00', '2026-05-06'],
    ['2026-05-06T17:00:00.000', '2026-05-06'],
    ['2026-05-06 23:59:56', '2026-05-06'],
    ['6/5/2569 5:00 PM', '2026-05-06'],
    ['6/5/2569 11:59:56 หลังเที่ยง', '2026-05-06'],
  ])('%s is read as it is shown, and may be the next day', (raw, day) => {
    expect(read(raw)).toBe(`${day} DAY`);
    expect(remark(raw)).toBe('date-near-midnight');
  });

  it.each([
    ['46149', '2026-05-07'],
    ['46149.0', '2026-05-07'],
    ['46149.604166667', '2026-05-07'],
    ['46149.70', '2026-05-07'],
    ['2026-05-07 00:00:00', '2026-05-07'],
    ['2026-05-07 18:30', '2026-05-07'],
    ['7/5/2569 17:00 น.', '2026-05-07'],
    // Excel shows it as midnight: only the noise of binary fractions is missing.
    ['46148.9999999999', '2026-05-07'],
  ])('%s leaves no doubt of its day', (raw, day) => {
    expect(read(raw)).toBe(`${day} DAY`);
    expect(remark(raw)).toBeUndefined();
  });

  it('gives every moment the same day, whatever offset it is written with', () => {
    const moments = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2026-06-09T16:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, minutes) => {
        const there = new Date(moment.getTime() + minutes * 60_000).toISOString();
        const two = (value: number): string => String(value).padStart(2, '0');
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const sign = minutes < 0 ? '-' : '+';
        for (const raw of [
          `${there.slice(0, -1)}${sign}${two(hours)}:${two(rest)}`,
          `${there.slice(0, 10)} ${there.slice(11, 19)} ${sign}${two(hours)}${two(rest)}`,
          moment.toISOString(),
          `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
        ])
          expect([raw, read(raw)]).toEqual([raw, `${bangkokDay(moment)} DAY`]);
      }),
    );
  });

  it('accepts today, this month and this year', () => {
    expect(read('10/6/2569')).toBe('2026-06-10 DAY');
    expect(read('6/2569')).toBe('2026 MONTH');
    expect(read('2569')).toBe('2026 YEAR');
  });

  it('counts births of January to March before B.E. 2484 in the year that began in April', () => {
    expect(read('1/2/2480', true)).toBe('1938-02-01 DAY');
    expect(read('31 มีนาคม 2482', true)).toBe('1940-03-31 DAY');
    expect(read('1/4/2482', true)).toBe('1939-04-01 DAY');
    expect(read('31/12/2483', true)).toBe('1940-12-31 DAY');
    expect(read('1/1/2484', true)).toBe('1941-01-01 DAY');
    expect(read('29/2/2474', true)).toBe('1932-02-29 DAY');
    expect(read('00/02/2480', true)).toBe('1938 MONTH');
    expect(read('00/00/2480', true)).toBe('1937 YEAR');
    expect(read('1/2/2483', true)).toBe('date-unreadable');
    expect(read('1/2/1938', true)).toBe('1938-02-01 DAY');
    expect(read('1/2/2480', false)).toBe('1937-02-01 DAY');
  });

  it('accepts older serial numbers for births only', () => {
    expect(read('15000', true)).toBe('1941-01-24 DAY');
    expect(read('15000', false)).toBe('date-unreadable');
    expect(read('20000')).toBe('1954-10-03 DAY');
  });

  const pastDay = fc
    .integer({ min: 0, max: daysBetween('1941-01-01', TODAY) })
    .map((count) => addDays('1941-01-01', count));

  it('reads every day in every spelling as that day', () => {
    const names = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
    fc.assert(
      fc.property(pastDay, fc.boolean(), (date, birth) => {
        const [year = '', month = '', day = ''] = date.split('-');
        const be = String(Number(year) + 543);
        const spellings = [
          date,
          `${be}-${month}-${day}`,
          `${day}/${month}/${be}`,
          `${Number(day)}/${Number(month)}/${be}`,
          `${day}${month}${be}`,
          `${be}${month}${day}`,
          `${year}${month}${day}`,
          `${Number(day)} ${names[Number(month) - 1]} ${be}`,
          formatThaiDate(date),
          thaiDigits(formatThaiDate(date)),
          `${date}T00:00:00.000Z`,
        ];
        if (Number(be) >= 2500) spellings.push(`${day}/${month}/${be.slice(2)}`);
        const serial = daysBetween('1899-12-30', date);
        if (serial >= 20_000) spellings.push(String(serial));
        for (const spelling of spellings)
          expect([spelling, readThaiDate(spelling, { today: TODAY, birth })]).toEqual([
            spelling,
            { ok: true, date, year: Number(year), precision: 'DAY' },
          ]);
      }),
    );
  });

  it('throws for nothing and never answers with a day after today', () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 40 }).map(String),
      fc.integer({ min: 1850, max: 2620 }).map(String),
    );
    const between = fc.constantFrom('/', '-', '.', ' ', '', ' พ.ค. ', 'T', ':', '//');
    const dateLike = fc.tuple(part, between, part, between, part).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof({ arbitrary: fc.string(), weight: 1 }, { arbitrary: dateLike, weight: 4 }), (raw) => {
        const reading = readThaiDate(raw, { today: TODAY, birth: true });
        const { year, date, precision } = reading.ok ? reading : { year: 2026, date: TODAY, precision: 'DAY' };
        expect(year).toBeLessThanOrEqual(2026);
        expect(date === null).toBe(precision !== 'DAY');
        const day = date ?? TODAY;
        expect(day <= TODAY && addDays(day, 0) === day).toBe(true);
        expect(readThaiDate(thaiDigits(raw), { today: TODAY, birth: true })).toEqual(reading);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('isMadeDate', () => {
  it.each([
    '12-มี.ค.',
    '3-ธ.ค.',
    '12-Mar',
    'Jan-05',
    'มี.ค.-2',
    '12 มี.ค. 69',
    '12-มี.ค.-69',
    '3 ธันวาคม 2569',
    'Mar 12, 2026',
    '1/2/2004',
    '12/3/2569',
    '12/3/2569 0:00:00',
    '2026-03-12',
    '2569/03/12',
    '2026-03-12T00:00:00',
  ])('%s was a number', (text) => {
    expect(isMadeDate(text)).toBe(true);
  });

  it.each([
    '46093',
    '12/3',
    '12/3/4',
    '99/12/3',
    '12/3/69',
    '10-1',
    '12/2560',
    '12ก',
    '12 มีนา',
    'บ้านมีนา',
    '5 (บ้านโนน)',
    'ม.5',
    '',
  ])('%s is what was typed', (text) => {
    expect(isMadeDate(text)).toBe(false);
  });
});

describe('isZeroDate', () => {
  it.each([
    '0',
    '0.0',
    '๐',
    '00/00/0000',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00/00/00',
    '1900-01-00',
    '1/0/1900',
    '0001-01-01',
  ])('%s says that there is none', (text) => {
    expect(isZeroDate(text)).toBe(true);
  });

  it.each(['00/00/2490', '31/12/2443', '1/1/1900', '05/2490', '00002490', '10/10/2000', '-', ''])(
    '%s does not',
    (text) => {
      expect(isZeroDate(text)).toBe(false);
    },
  );
});

describe('formatThaiDate', () => {
  it('writes day, short month and B.E. year', () => {
    expect(formatThaiDate('2026-05-07')).toBe('7 พ.ค. 2569');
    expect(formatThaiDate('2025-12-31')).toBe('31 ธ.ค. 2568');
  });
});
