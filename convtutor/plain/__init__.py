"""convtutor on lines: the debugger on lines, the whole lesson printed, tables and reports."""
