"""Reads a portal's status with programs that were not written for it, and prints what they understood as JSON."""

import json
import os
import sys
import tempfile
import urllib.request

os.chdir(tempfile.mkdtemp())

import feedparser
import icalendar
from discordstatus import DiscordStatus
from statuspage_prometheus_exporter.service_checker import check_status_page_service

base = sys.argv[1]


def read(path):
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return answer.read()


found = check_status_page_service("portal", {"name": "Portal", "url": base + "/api/v2/summary.json"})
client = DiscordStatus()
client.base_target = base + "/api/v2"
answers = {
    name: getattr(client, name)
    for name in (
        "summary",
        "status",
        "components",
        "unresolved_incidents",
        "all_incidents",
        "upcoming_maintenances",
        "active_maintenances",
        "all_maintenances",
    )
}
feeds = {}
for kind in ("atom", "rss"):
    feed = feedparser.parse(read("/history." + kind))
    feeds[kind] = {
        "bad": bool(feed.bozo),
        "version": feed.version,
        "entries": [{"id": entry.id, "title": entry.title, "link": entry.link} for entry in feed.entries],
    }
calendar = icalendar.Calendar.from_ical(read("/maintenance.ics"))
events = [
    {
        "uid": str(event["UID"]),
        "summary": str(event["SUMMARY"]),
        "start": event["DTSTART"].dt.isoformat(),
        "end": event["DTEND"].dt.isoformat(),
    }
    for event in calendar.walk("VEVENT")
]
print(json.dumps({"statuspage": found, "client": answers, "feeds": feeds, "events": events}))
