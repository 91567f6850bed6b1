"""The user's own rows of the word tables: kept in the data folder, shown, and asked why a name means what it means."""
