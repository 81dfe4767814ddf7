/** Texts of the API's document (property-texts.ts): figures, runs and packages. In alphabetical order. */
import type { Text } from './text.ts';

export const FIGURES_TEXTS: Readonly<Record<string, Text>> = {
  MpiDimensions: [
    'ตัวชี้วัดของแต่ละมิติ ตัวชี้วัดหนึ่งอยู่ได้เพียงมิติเดียว',
    'The indicators of each dimension; an indicator belongs to one.',
  ],
  'MpiDimensions.health': ['ตัวชี้วัดของมิติสุขภาพ', 'Indicators of the dimension health.'],
  'MpiDimensions.living': ['ตัวชี้วัดของมิติความเป็นอยู่', 'Indicators of the dimension living.'],
  'MpiDimensions.education': ['ตัวชี้วัดของมิติการศึกษา', 'Indicators of the dimension education.'],
  'MpiDimensions.income': ['ตัวชี้วัดของมิติรายได้', 'Indicators of the dimension income.'],
  'MpiDimensions.access': ['ตัวชี้วัดของมิติการเข้าถึงบริการรัฐ', 'Indicators of the dimension access.'],
  'MpiProfile.dimensions': ['ตัวชี้วัดของแต่ละมิติ', 'The indicators of each dimension.'],
  'NewMpiProfile.dimensions': ['ตัวชี้วัดของแต่ละมิติ', 'The indicators of each dimension.'],
  MpiProfile: ['เกณฑ์ตัวชี้วัด MPI ฉบับหนึ่ง', 'One version of a profile of the MPI.'],
  'MpiProfile.createdAt': ['เวลาที่สร้าง; null คือเกณฑ์ที่มากับระบบ', 'When it was made; null when it is built in.'],
  'MpiProfile.framework': ['ชุดตัวชี้วัด', 'The set of indicators.'],
  'MpiProfile.id': ['ชื่อและฉบับ', 'Name and version.'],
  'MpiProfile.name': ['ชื่อเกณฑ์', 'Name of the profile.'],
  'MpiProfile.version': ['ฉบับที่', 'Version, from 1.'],
  NewMpiProfile: ['เกณฑ์ตัวชี้วัด MPI ที่จะสร้าง', 'A profile of the MPI to be made.'],
  'NewMpiProfile.framework': ['ชุดตัวชี้วัด', 'The set of indicators.'],
  'NewMpiProfile.name': [
    'ชื่อเกณฑ์ หากมีอยู่แล้วจะเป็นฉบับใหม่ของเกณฑ์นั้น',
    'Name; when there is such a profile, a new version of it is made.',
  ],
  AgencyRow: [
    'ตัวเลขของหน่วยงานหนึ่งในเดือน; agency null คือความช่วยเหลือที่ไม่ระบุหน่วยงาน',
    'The figures of one agency in the month; agency null is help whose agency is not known.',
  ],
  'AgencyRow.agency': [
    'รหัสหน่วยงาน; null คือความช่วยเหลือที่ไม่ระบุหน่วยงาน',
    'Slug of the agency; null is help whose agency is not known.',
  ],
  'listHouseholdsBehind.agency': [
    'รหัสหน่วยงาน; none คือไม่ระบุหน่วยงาน total คือแถวรวมและฐาน',
    'Slug of the agency; none is help without an agency, total is the total row and the baseline.',
  ],
  'listHouseholdsBehind.list': [
    'รหัสบัญชีเป้าหมาย คั่นด้วยจุลภาค ไม่เกิน 20 บัญชี; ไม่ระบุคือทุกบัญชีที่เผยแพร่',
    'Ids of target lists, joined by commas, at most 20; absent: every published one.',
  ],
  'listHouseholdsBehind.revision': [
    'ฉบับของรายงาน; ไม่ระบุคือฉบับล่าสุด หรือเดือนถึงวันนี้ก่อนปิดรอบ',
    'Revision of the report; absent: the newest, or the month to date before its close.',
  ],
  NewStatisticsRun: [
    'การประมวลผลที่ขอ: month, quarter หรือ fiscalYear เพียงอย่างเดียว',
    'The run that is asked for: exactly one of month, quarter and fiscalYear.',
  ],
  'NewStatisticsRun.fiscalYear': [
    'ปีงบประมาณ พ.ศ.: สี่ไตรมาสและชุดรายงานประจำปี',
    'Fiscal year B.E.: its four quarters and the yearly package.',
  ],
  'NewStatisticsRun.month': ['เดือน ค.ศ.: รายงาน A และ C', 'Month, C.E.: Reports A and C.'],
  'NewStatisticsRun.quarter': ['ปีงบประมาณ พ.ศ. และไตรมาส: รายงาน B', 'Fiscal year B.E. and quarter: Report B.'],
  PublishedReport: ['ชุดรายงานที่เผยแพร่หนึ่งชุด', 'One published package of reports.'],
  'PublishedReport.id': ['รหัสชุดรายงาน', 'Id of the package.'],
  'readAgencyStatistics.list': [
    'รหัสบัญชีเป้าหมาย คั่นด้วยจุลภาค ไม่เกิน 20 บัญชี; ไม่ระบุคือทุกบัญชีที่เผยแพร่',
    'Ids of target lists, joined by commas, at most 20; absent: every published one.',
  ],
  'readAgencyStatistics.revision': [
    'ฉบับของรายงาน; ไม่ระบุคือฉบับล่าสุด หรือเดือนถึงวันนี้ก่อนปิดรอบ',
    'Revision of the report; absent: the newest, or the month to date before its close.',
  ],
  ReportA: ['รายงานสถิติการได้รับความช่วยเหลือรายหน่วยงานรายเดือน', 'Report A: help by agency in one month.'],
  'ReportA.baseline': ['จำนวนครัวเรือนฐานของร้อยละ', 'The households that percents are taken of.'],
  'ReportA.list': [
    'รหัสบัญชีเป้าหมายที่นับ คั่นด้วยจุลภาค; null คือทุกบัญชีที่เผยแพร่',
    'Ids of the target lists that count, joined by commas; null is every published one.',
  ],
  'ReportA.rows': [
    'หนึ่งแถวต่อหน่วยงาน แถวที่ไม่ระบุหน่วยงานอยู่ท้ายสุด',
    'One row for each agency; help without an agency comes last.',
  ],
  'ReportA.total': ['ตัวเลขรวม ครัวเรือนหนึ่งนับครั้งเดียว', 'All agencies together; a household counts once.'],
  ReportFile: ['ไฟล์หนึ่งไฟล์ของชุดรายงาน', 'One file of a package of reports.'],
  'ReportFile.name': ['ชื่อไฟล์', 'Name of the file.'],
  ReportPackage: ['ชุดรายงานหนึ่งชุดพร้อมลิงก์ดาวน์โหลด', 'A package of reports with links to its files.'],
  'ReportPackage.archive': [
    'ไฟล์ทั้งชุดกับ manifest ใน ZIP เดียว ชุดที่เผยแพร่ก่อนธันวาคม 2569 ไม่มี',
    'All files with the manifest in one zip; null for packages published before December 2026.',
  ],
  'ReportPackage.id': ['รหัสชุดรายงาน', 'Id of the package.'],
  StatisticsRun: ['การประมวลผลหนึ่งครั้ง', 'One run of the statistics.'],
  'StatisticsRun.fiscalYear': ['ปีงบประมาณ พ.ศ. ที่ขอ; null คือไม่ใช่ทั้งปี', 'Fiscal year B.E. that was asked for, else null.'],
  'StatisticsRun.id': ['รหัสการประมวลผล', 'Id of the run.'],
  'StatisticsRun.month': [
    'เดือน ค.ศ.; ของไตรมาสและปีงบประมาณคือเดือนสุดท้าย',
    'Month, C.E.; of a quarter and of a fiscal year its last.',
  ],
  'StatisticsRun.quarter': ['ไตรมาสที่ขอ; null คือไม่ใช่ไตรมาส', 'Quarter that was asked for, else null.'],
  'StatisticsRun.revision': [
    'ฉบับล่าสุดหลังประมวลผล; null คือยังไม่เสร็จหรือเดือนยังไม่ปิดรอบ',
    'The newest revision after the run; null while it runs or when the month is not closed.',
  ],
  SummedRows: [
    'ผลรวมของทุกแถว ครัวเรือนที่หลายหน่วยงานช่วยถูกนับซ้ำ',
    'The plain sum of all rows; households that several agencies helped count several times.',
  ],
  TotalRow: [
    'ตัวเลขรวมของทุกหน่วยงาน ครัวเรือนหนึ่งนับครั้งเดียว',
    'The figures of all agencies together; a household counts once.',
  ],
};
