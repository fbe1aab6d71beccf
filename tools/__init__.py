"""Programs for those who build convtutor; nothing here is shipped."""
