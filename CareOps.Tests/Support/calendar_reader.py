"""Reads an iCalendar file from standard input with Python's icalendar and prints what it says as JSON.

A test must not check our writer against a reader of ours.
"""

import json
import sys

from icalendar import Calendar
from icalendar.prop import vDuration

raw = sys.stdin.buffer.read()
calendar = Calendar.from_ical(raw)


def text(part, name):
    value = part.get(name)
    return None if value is None else str(value)


def read(event):
    def moment(name):
        return event.decoded(name).isoformat()

    return {
        "method": text(calendar, "METHOD"),
        "version": text(calendar, "VERSION"),
        "uid": text(event, "UID"),
        "sequence": int(event["SEQUENCE"]),
        "stamp": moment("DTSTAMP"),
        "start": moment("DTSTART"),
        "end": moment("DTEND"),
        "summary": text(event, "SUMMARY"),
        "description": text(event, "DESCRIPTION"),
        "location": text(event, "LOCATION"),
        "url": text(event, "URL"),
        "organizer": text(event, "ORGANIZER"),
        "organizerName": str(event["ORGANIZER"].params["CN"]),
        "status": text(event, "STATUS"),
        "errors": [str(error) for error in getattr(event, "errors", [])],
    }


refresh = calendar.get("REFRESH-INTERVAL")
print(json.dumps({
    "name": text(calendar, "NAME"),
    "shownName": text(calendar, "X-WR-CALNAME"),
    "refreshMinutes": None if refresh is None else vDuration.from_ical(str(refresh)).total_seconds() / 60,
    "publishedTtl": text(calendar, "X-PUBLISHED-TTL"),
    "events": [read(event) for event in calendar.walk("VEVENT")],
}))
