// @ts-check
// Written by `npm run columns` from shared/domain/statistics/report-a/columns.ts.

/** @typedef {{ key: string, format: 'count' | 'baht' | 'percent' | 'days', group?: string, name: string }} Column */

/** What an agency is called that is on the order and silent. */
export const SILENT = 'ไม่รายงาน';

/** @type {readonly { key: string, name: string, columns: readonly Column[] }[]} */
export const LOOKS = [
  {
    "key": "summary",
    "name": "ภาพรวม",
    "columns": [
      {
        "key": "households",
        "format": "count",
        "name": "ครัวเรือนที่ช่วยเหลือ"
      },
      {
        "key": "newHouseholds",
        "format": "count",
        "name": "ครัวเรือนใหม่"
      },
      {
        "key": "persons",
        "format": "count",
        "name": "คนที่ระบุชื่อ"
      },
      {
        "key": "assistances",
        "format": "count",
        "name": "จำนวนครั้ง"
      },
      {
        "key": "integratedHouseholds",
        "format": "count",
        "name": "ครัวเรือน\u200bบู\u2060รณา\u2060การ"
      },
      {
        "key": "sinceListHouseholds",
        "format": "count",
        "name": "สะสมตั้งแต่เปิดบัญชี"
      },
      {
        "key": "percentOfFrozen",
        "format": "percent",
        "name": "ร้อยละของเป้าหมาย"
      },
      {
        "key": "outsideList",
        "format": "count",
        "name": "นอกบัญชี"
      }
    ]
  },
  {
    "key": "dimensions",
    "name": "ห้ามิติ",
    "columns": [
      {
        "key": "households",
        "format": "count",
        "name": "ครัวเรือนที่ช่วยเหลือ"
      },
      {
        "key": "byDimension.health",
        "format": "count",
        "group": "ครัวเรือนแยกตามมิติ (ซ้ำกันได้)",
        "name": "สุขภาพ"
      },
      {
        "key": "byDimension.living",
        "format": "count",
        "group": "ครัวเรือนแยกตามมิติ (ซ้ำกันได้)",
        "name": "ความเป็นอยู่"
      },
      {
        "key": "byDimension.education",
        "format": "count",
        "group": "ครัวเรือนแยกตามมิติ (ซ้ำกันได้)",
        "name": "การศึกษา"
      },
      {
        "key": "byDimension.income",
        "format": "count",
        "group": "ครัวเรือนแยกตามมิติ (ซ้ำกันได้)",
        "name": "รายได้"
      },
      {
        "key": "byDimension.access",
        "format": "count",
        "group": "ครัวเรือนแยกตามมิติ (ซ้ำกันได้)",
        "name": "การเข้าถึงบริการรัฐ"
      }
    ]
  },
  {
    "key": "value",
    "name": "มูลค่า",
    "columns": [
      {
        "key": "assistances",
        "format": "count",
        "name": "จำนวนครั้ง"
      },
      {
        "key": "cashBaht",
        "format": "baht",
        "group": "บาท",
        "name": "เงินสด"
      },
      {
        "key": "inKindBaht",
        "format": "baht",
        "group": "บาท",
        "name": "สิ่งของ (ประมาณ)"
      },
      {
        "key": "withoutValue",
        "format": "count",
        "name": "ครั้งที่ไม่มีมูลค่า"
      },
      {
        "key": "extra.adviceOnlyHouseholds",
        "format": "count",
        "name": "ครัวเรือนที่ได้แต่คำปรึกษา"
      }
    ]
  },
  {
    "key": "needs",
    "name": "ปัญหาและการส่งต่อ",
    "columns": [
      {
        "key": "needsTouched",
        "format": "count",
        "group": "สภาพปัญหา",
        "name": "ได้รับการดำเนินการ"
      },
      {
        "key": "needsResolved",
        "format": "count",
        "group": "สภาพปัญหา",
        "name": "แก้ไขแล้วเสร็จ"
      },
      {
        "key": "referrals.received",
        "format": "count",
        "group": "การส่งต่อ",
        "name": "รับเข้า"
      },
      {
        "key": "referrals.accepted",
        "format": "count",
        "group": "การส่งต่อ",
        "name": "รับดำเนินการ"
      },
      {
        "key": "referrals.completed",
        "format": "count",
        "group": "การส่งต่อ",
        "name": "เสร็จ"
      },
      {
        "key": "referrals.rejected",
        "format": "count",
        "group": "การส่งต่อ",
        "name": "ปฏิเสธ"
      },
      {
        "key": "referrals.overdue",
        "format": "count",
        "group": "การส่งต่อ",
        "name": "เกินกำหนด"
      },
      {
        "key": "referrals.medianDays",
        "format": "days",
        "group": "การส่งต่อ",
        "name": "มัธยฐาน (วัน)"
      }
    ]
  },
  {
    "key": "progress",
    "name": "สะสมและการรายงาน",
    "columns": [
      {
        "key": "fiscalYearHouseholds",
        "format": "count",
        "group": "ครัวเรือนสะสม",
        "name": "ปีงบประมาณ"
      },
      {
        "key": "sinceListHouseholds",
        "format": "count",
        "group": "ครัวเรือนสะสม",
        "name": "ตั้งแต่เปิดบัญชี"
      },
      {
        "key": "percentOfFrozen",
        "format": "percent",
        "group": "ร้อยละ",
        "name": "ของเป้าหมาย"
      },
      {
        "key": "percentOfAdjusted",
        "format": "percent",
        "group": "ร้อยละ",
        "name": "ของเป้าหมายที่ปรับแล้ว"
      },
      {
        "key": "recordedOnTime",
        "format": "percent",
        "group": "ร้อยละ",
        "name": "บันทึกภายใน 7 วัน"
      },
      {
        "key": "extra.recordedAfterClose",
        "format": "count",
        "name": "บันทึกหลังปิดรอบ (ครั้ง)"
      }
    ]
  }
];
