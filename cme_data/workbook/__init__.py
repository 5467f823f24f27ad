"""A workbook as a service sends it: bytes to sheets, headings to columns, cells to values."""
