/** Words of the codes of organisations, committee units and places. In alphabetical order. */
import type { LocalAuthorityKind, ProjectPlan } from '../../domain/catalogue/catalogue.ts';
import type { OrganisationLevel, Sector } from '../../domain/organisation/organisation.ts';
import type { UnitKind } from '../../domain/committee/units.ts';
import { codes, type CodeList, type Words } from './code-list.ts';

/** Reference data of areas: what a place is. */
const AREA_LEVELS = {
  PROVINCE: ['จังหวัด', 'Province'],
  DISTRICT: ['อำเภอหรือเขต', 'District'],
  SUBDISTRICT: ['ตำบลหรือแขวง', 'Sub-district'],
} as const satisfies Record<string, Words>;

export const ORGANISATION_CODES: Readonly<Record<string, CodeList>> = {
  AreaLevel: codes(['ระดับพื้นที่', 'Level of a place'], { COUNTRY: ['ประเทศ', 'Country'], ...AREA_LEVELS }),
  AreaLevelBelowCountry: codes(['ระดับพื้นที่ภายในประเทศ', 'Level of a place within the country'], AREA_LEVELS),
  LocalAuthorityKind: codes<LocalAuthorityKind>(['ชนิดขององค์กรปกครองส่วนท้องถิ่น', 'Kind of a local authority'], {
    PAO: ['องค์การบริหารส่วนจังหวัด', 'Provincial administrative organisation'],
    CITY_MUN: ['เทศบาลนคร', 'City municipality'],
    TOWN_MUN: ['เทศบาลเมือง', 'Town municipality'],
    TAMBON_MUN: ['เทศบาลตำบล', 'Sub-district municipality'],
    TAO: ['องค์การบริหารส่วนตำบล', 'Sub-district administrative organisation'],
    PATTAYA: ['เมืองพัทยา', 'Pattaya'],
    BMA: ['กรุงเทพมหานคร', 'Bangkok'],
  }),
  OrganisationLevel: codes<OrganisationLevel>(['ระดับของหน่วยงาน', 'Level of an organisation'], {
    NATIONAL: ['ส่วนกลาง', 'Of the whole country'],
    PROVINCE: ['จังหวัด', 'Of a province'],
    DISTRICT: ['อำเภอ', 'Of a district'],
    LAO: ['องค์กรปกครองส่วนท้องถิ่น', 'A local authority'],
    TAMBON: ['ตำบล', 'Of a sub-district'],
    NON_STATE: ['นอกภาครัฐ', 'Outside the state'],
  }),
  ProjectPlan: codes<ProjectPlan>(['แผนที่บรรจุโครงการ', 'Plan that holds a project'], {
    FIVE_YEAR: ['แผนปฏิบัติราชการราย 5 ปี', 'Five-year plan'],
    ANNUAL: ['แผนปฏิบัติราชการรายปี', 'Annual plan'],
  }),
  Sector: codes<Sector>(['ภาคีเจ็ดภาคส่วน', 'The seven partner sectors'], {
    STATE: ['ภาครัฐ', 'The state, with local authorities'],
    ACADEMIC: ['นักวิชาการ', 'Universities and scholars'],
    RELIGION: ['ภาคศาสนา', 'Religion'],
    PRIVATE: ['ภาคเอกชน', 'Private business'],
    PEOPLE: ['ภาคประชาชน', 'People and their groups'],
    CIVIL_SOCIETY: ['ภาคประชาสังคม', 'Civil society'],
    MEDIA: ['ภาคสื่อมวลชน', 'The media'],
  }),
  UnitKind: codes<UnitKind>(['ชนิดของหน่วยของ ศจพ.', 'Kind of a unit of the committees'], {
    PROVINCE: ['ศจพ. จังหวัด', 'Of a province'],
    DISTRICT: ['ศจพ. อำเภอ', 'Of a district'],
    CITY_MUN: ['ศจพ. เทศบาลนคร', 'Of a city municipality'],
    TOWN_MUN: ['ศจพ. เทศบาลเมือง', 'Of a town municipality'],
    PATTAYA: ['ศจพ. เมืองพัทยา', 'Of Pattaya'],
    FIELD_TEAM: ['ทีมปฏิบัติการในพื้นที่', 'A field team; part of the unit that covers its place'],
  }),
};
