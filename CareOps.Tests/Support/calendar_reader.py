"""Reads an iCalendar file from standard input with Python's icalendar and prints what it says as JSON.

A test must not check our writer against a reader of ours.
"""

import json
import sys

from icalendar import Calendar

raw = sys.stdin.buffer.read()
calendar = Calendar.from_ical(raw)
(event,) = calendar.walk("VEVENT")


def text(part, name):
    value = part.get(name)
    return None if value is None else str(value)


def moment(name):
    return event.decoded(name).isoformat()


print(json.dumps({
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
}))
