"""The import's page: what every column of a list will be used for, before anything is recorded."""
