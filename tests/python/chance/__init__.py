"""Replays by chance.

`trial` is the whole of it: a contract by chance (`invented`), executions of its
workflows on a real server (`record`), edited versions of it (`edits`), replays of what
was recorded with each (`replay`), and what `tempoc breaking` says of the version
(`verdict`). What workflows do is a script (`scripts`) that the code of every version
follows (`program`).
"""
