"""Makes a workbook as an office keeps it, with everything that openpyxl can write: make.py <file>"""

import datetime
import io
import sys

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from PIL import Image as Picture

HEADER = ["เลขประจำตัวประชาชน", "ชื่อ", "รหัสพื้นที่", "วันที่สำรวจ", "จำนวนหลัก"]
PEOPLE = [
    ("3000000000013", "สมหญิง", "420101"),
    ("3000000000014", "สมชาย", "999999"),
    ("3000000000021", "สมศรี & คณะ <ก>", "420101"),
    ("", "ไม่มีเลข", "420101"),
    ("3000000000031", "=1+1", "420102"),
]

book = Workbook()
note = book.active
note.title = "คำชี้แจง"
note["A1"] = "กรอกทุกช่อง"
sheet = book.create_sheet("ข้อมูล")
thin = Side(style="thin", color="FF808080")
border = Border(left=thin, right=thin, top=thin, bottom=thin)
body = Font(name="TH SarabunPSK", size=16)

sheet["A1"] = "แบบสำรวจครัวเรือน"
sheet["A1"].font = Font(name="TH SarabunPSK", size=20, bold=True)
sheet.merge_cells("A1:E1")
sheet.row_dimensions[1].height = 30
for at, name in enumerate(HEADER, 1):
    cell = sheet.cell(3, at, name)
    cell.font = Font(name="TH SarabunPSK", size=16, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor="FF1F4E78")
    cell.border = border
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
sheet.row_dimensions[3].height = 42
for at, (citizen_id, name, area) in enumerate(PEOPLE, 4):
    values = [citizen_id or None, name, area, datetime.date(2026, 5, 7), f"=LEN(A{at})"]
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column, value)
        cell.font = body
        cell.border = border
    sheet.cell(at, 2).data_type = "s"
    sheet.cell(at, 1).number_format = "@"
    sheet.cell(at, 1).protection = Protection(locked=False)
    sheet.cell(at, 3).fill = PatternFill("solid", fgColor="FFDDEBF7")
    sheet.cell(at, 4).number_format = "[$-D070000]d/mm/yyyy;@"
last = len(PEOPLE) + 3
for letter, width in zip("ABCDE", (24, 22, 14, 16, 12)):
    sheet.column_dimensions[letter].width = width
sheet.freeze_panes = "B4"
sheet.auto_filter.ref = f"A3:E{last}"
choice = DataValidation(type="list", formula1='"420101,420102"', allow_blank=True)
choice.add(f"C4:C{last}")
sheet.add_data_validation(choice)
sheet.conditional_formatting.add(
    f"E4:E{last}", CellIsRule(operator="lessThan", formula=["13"], fill=PatternFill(bgColor="FFFFC000"))
)
sheet["A3"].comment = Comment("เลข 13 หลัก", "สำนักงาน")
sheet.page_setup.orientation = "landscape"
sheet.page_setup.paperSize = 9
sheet.page_setup.fitToHeight = 0
sheet.sheet_properties.pageSetUpPr.fitToPage = True
sheet.print_title_rows = "3:3"
sheet.oddFooter.center.text = "หน้า &P จาก &N"
picture = io.BytesIO()
Picture.new("RGB", (60, 40), "#1F4E78").save(picture, "PNG")
sheet.add_image(Image(picture), "G10")

choices = book.create_sheet("รายการ")
choices["A1"], choices["B1"] = "รหัส", "ตำบล"
choices["A2"], choices["B2"] = "420101", "กุดป่อง"
choices.add_table(Table(displayName="areas", ref="A1:B2", tableStyleInfo=TableStyleInfo(name="TableStyleMedium2")))
choices.sheet_state = "hidden"
book.save(sys.argv[1])
