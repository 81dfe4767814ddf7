"""Prints what openpyxl sees of a workbook, as JSON: dump.py <file>"""

import json
import sys

from openpyxl import load_workbook


def plain(thing):
    """An object of openpyxl as text, without what says where it is in memory."""
    return repr(thing)


def colour_of(fill):
    return fill.fgColor.rgb if fill.fill_type == "solid" else plain(fill)


def cell_of(cell):
    return {
        "value": str(cell.value),
        "fill": colour_of(cell.fill),
        "style": "\n".join(map(plain, (cell.font, cell.border, cell.number_format, cell.protection, cell.alignment))),
        "wrap": bool(cell.alignment.wrap_text),
    }


def sheet_of(sheet):
    rules = {
        str(rules.sqref): [(rule.type, rule.operator, rule.formula) for rule in rules.rules]
        for rules in sheet.conditional_formatting
    }
    return {
        "cells": {cell.coordinate: cell_of(cell) for row in sheet.iter_rows() for cell in row if cell.has_style or cell.value is not None},
        "more": {
            "state": sheet.sheet_state,
            "freeze": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "merged": sorted(map(str, sheet.merged_cells.ranges)),
            "choices": [(one.type, one.formula1, str(one.sqref)) for one in sheet.data_validations.dataValidation],
            "rules": rules,
            "notes": {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment},
            "page": plain(sheet.page_setup),
            "margins": plain(sheet.page_margins),
            "titles": sheet.print_title_rows,
            "footer": sheet.oddFooter.center.text,
            "pictures": len(sheet._images),
            "tables": dict(sheet.tables.items()),
            "protected": sheet.protection.sheet,
            "heights": {str(at): row.height for at, row in sheet.row_dimensions.items() if row.height is not None},
        },
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
    }


book = load_workbook(sys.argv[1])
json.dump({sheet.title: sheet_of(sheet) for sheet in book.worksheets}, sys.stdout, default=str)
