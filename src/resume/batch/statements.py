"""What is asked of the SQLite file that a ledger is."""

from typing import Final

VERSION: Final = 2
SCHEMA: Final = f"""
CREATE TABLE runner (number INTEGER PRIMARY KEY AUTOINCREMENT, begun REAL NOT NULL);
CREATE TABLE source (
  number INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE COLLATE NOCASE, file TEXT NOT NULL, folder TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE wish (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE job (
  number INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, theme TEXT NOT NULL, variant TEXT NOT NULL,
  language TEXT NOT NULL, formats TEXT NOT NULL, wish TEXT NOT NULL REFERENCES wish, digest TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0, after REAL NOT NULL DEFAULT 0,
  lease INTEGER NOT NULL DEFAULT 0, runner INTEGER, until REAL, seconds REAL, said TEXT NOT NULL DEFAULT '[]',
  UNIQUE (source, theme, variant, language, formats)
);
CREATE INDEX job_by_state ON job (state, after);
CREATE TABLE output (
  path TEXT PRIMARY KEY, job INTEGER NOT NULL REFERENCES job, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX output_by_job ON output (job);
PRAGMA user_version = {VERSION};
"""
ASKED: Final = """
CREATE TEMP TABLE asked (job INTEGER PRIMARY KEY);
CREATE TEMP TABLE placed (source INTEGER PRIMARY KEY);
DROP VIEW mine;
CREATE TEMP VIEW mine AS SELECT * FROM job WHERE +number IN (SELECT job FROM asked);
"""
"""What a run asks for: the jobs, of which `mine` are those, and the sources that have their places in it."""

ENLIST: Final = """
INSERT INTO job (source, theme, variant, language, formats, wish, digest) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, theme, variant, language, formats) DO UPDATE
SET wish = excluded.wish, digest = excluded.digest, state = 'waiting', attempts = 0, after = 0
WHERE digest != excluded.digest
"""
OTHERWISE: Final = """
SELECT 1 FROM job WHERE source = ? AND theme = ? AND variant = ? AND language = ? AND formats = ? AND wish != ?
AND state IN ('waiting', 'running')
"""
ASK: Final = """
INSERT OR IGNORE INTO asked
SELECT number FROM job WHERE source = ? AND theme = ? AND variant = ? AND language = ? AND formats = ?
"""
MOVE: Final = """
UPDATE source SET place = ?, file = ?, folder = ?, content = ?
WHERE number = ? AND (place COLLATE BINARY, file, folder, content) != (?, ?, ?, ?)
"""
NEXT: Final = """
SELECT job.number, lease, attempts, theme, variant, language, text, place, file, folder, content
FROM job JOIN source ON source.number = job.source JOIN wish ON wish.digest = job.wish
WHERE job.number = (SELECT number FROM mine WHERE state = 'waiting' AND after <= ? ORDER BY after, number LIMIT 1)
"""
TAKE: Final = "UPDATE job SET state = 'running', lease = ?, attempts = ?, runner = ?, until = ? WHERE number = ?"
FREE: Final = "UPDATE job SET state = 'waiting', attempts = attempts - 1, runner = NULL WHERE state = 'running' AND"
"""A job whose run was ended has not failed."""
SETTLE: Final = """
UPDATE job SET state = ?, after = ?, said = ?, seconds = ?, runner = NULL
WHERE number = ? AND state = 'running' AND lease = ?
"""
ENTRIES: Final = """
SELECT job.number, file, place, theme, variant, language, formats, state, attempts, seconds, said
FROM mine AS job JOIN source ON source.number = job.source WHERE job.number > ? ORDER BY job.number LIMIT ?
"""
OUTPUTS: Final = "SELECT path, sha256, bytes FROM output WHERE job = ? ORDER BY path"
