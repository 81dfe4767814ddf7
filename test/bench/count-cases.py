"""Counts figures of Reports B and C from a file of facts with DuckDB on one thread; prints them, CPU seconds and the peak of memory as JSON."""

import json
import resource
import sys
import time

import duckdb

SINCE, BEFORE, DAY = "2025-10-01", "2026-03-31", "2026-06-30"
REACHED = {
    "ASSIGNED": "kind = 'mentor' and word <> ''",
    "VISITED": "kind in ('visit', 'survey', 'follow-up')",
    "SURVEYED": "kind = 'survey'",
    "PLANNED": "kind = 'plan'",
    "ASSISTED": "kind = 'assistance'",
}

began = time.perf_counter()
db = duckdb.connect(config={"threads": 1, "memory_limit": "512MB"})
db.execute(
    "create table facts as select * from read_csv(?, header = true, all_varchar = true, nullstr = '~')", [sys.argv[1]]
)


def one(query: str) -> int:
    return db.execute(query).fetchone()[0]


def rows(query: str) -> dict[str, int]:
    return dict(db.execute(query).fetchall())


since = f"day between '{SINCE}' and '{DAY}'"
quarter = f"kind = 'assistance' and day > '{BEFORE}' and day <= '{DAY}'"
figures = {
    step: one(f"select count(distinct household) from facts where {reached} and {since}")
    for step, reached in REACHED.items()
}
resolved = "select household, min(day) as day from facts where kind = 'need-status' and word = 'RESOLVED' group by 1"
figures["SOLVED"] = one(f"select count(*) from ({resolved}) where day <= '{DAY}'")
figures["FOLLOWED"] = one(f"""
    with first_help as (select household, min(day) as day from facts where kind = 'assistance' and {since} group by 1)
    select count(distinct household) from facts join first_help using (household)
    where kind = 'follow-up' and facts.day >= first_help.day and facts.day <= '{DAY}'""")
figures |= rows(f"""
    select 'ASSISTED ' || substr(area, 1, 4), count(distinct household) from facts
    where kind = 'assistance' and {since} group by 1""")
figures["needsClosed"] = one(f"select count(*) from ({resolved}) where day > '{BEFORE}' and day <= '{DAY}'")
figures["needsOpen"] = one(f"select count(*) from facts where kind = 'need' and day <= '{DAY}'") - figures["SOLVED"]
figures["helped"] = one(f"select count(distinct household) from facts where {quarter}")
figures["records"] = one(f"select count(*) from facts where {quarter}")
figures |= rows(f"select 'helped ' || word, count(distinct household) from facts where {quarter} group by 1")
figures["noContact31Days"] = one(f"""
    with contact as (
        select household, max(day) as day from facts
        where day <= '{DAY}' and (kind in ('survey', 'follow-up') or (kind = 'visit' and word = 'MET')) group by 1),
    gone as (select household from facts where kind = 'target-state' and word = 'NOT_POOR' and day <= '{DAY}')
    select count(*) from facts left join contact using (household)
    where kind = 'listed' and household not in (from gone)
      and coalesce(contact.day, '{SINCE}') < strftime(date '{DAY}' - 31, '%Y-%m-%d')""")
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 2),
            "seconds": round(time.perf_counter() - began, 2),
            "peakRssMb": round(usage.ru_maxrss / 1024),
            "figures": figures,
        }
    )
)
