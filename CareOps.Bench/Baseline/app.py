"""The baseline: the booking service most teams would write first, and write decently.

FastAPI, SQLAlchemy, PostgreSQL, row locks. It does what a CareOps booking does to its data (contact, conversation,
booking, outbox event, one durable commit) and none of the rest: no antiforgery, no form, no page, no rate limit. Where a
choice was open, the faster one was taken: ids are made here, so one flush writes a booking; the connection is a Unix
socket; the access log is off; contention is spread over many members.

    python3 app.py prepare MEMBERS [BOOKINGS [DAYS]]   creates the tables, the members, and bookings spread over days from tomorrow on
    python3 -m uvicorn app:app          serves

Environment: BASELINE_DATABASE (SQLAlchemy address), BASELINE_POOL (connections per worker; of 5, 10, 20 and
32 the default was fastest on two cores).
"""

import datetime as dt
import os
import sys
import uuid

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, constr
from sqlalchemy import (
    JSON, BigInteger, Column, DateTime, ForeignKey, Identity, Index, Integer, String, Text, create_engine, func, select,
)
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, declarative_base, relationship, sessionmaker

OPENS, CLOSES = dt.time(9), dt.time(17)
LENGTH = dt.timedelta(minutes=30)
UTC = dt.timezone.utc

engine = create_engine(
    os.environ["BASELINE_DATABASE"],
    pool_size=int(os.environ.get("BASELINE_POOL", "20")),
    max_overflow=0,
    pool_timeout=120,
)
SessionLocal = sessionmaker(engine, expire_on_commit=False)
Base = declarative_base()


def key(**options):
    return Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4, **options)


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    name = Column(String(200), nullable=False)


class Contact(Base):
    __tablename__ = "contact"
    id = key()
    email = Column(String(320), nullable=False, unique=True)
    name = Column(String(200), nullable=False)
    phone = Column(String(40))
    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())


class Conversation(Base):
    __tablename__ = "conversation"
    id = key()
    contact_id = Column(ForeignKey("contact.id"), nullable=False, unique=True)
    last_message_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    contact = relationship(Contact)


class Booking(Base):
    __tablename__ = "booking"
    id = key()
    member_id = Column(ForeignKey("member.id"), nullable=False)
    contact_id = Column(ForeignKey("contact.id"), nullable=False)
    conversation_id = Column(ForeignKey("conversation.id"), nullable=False)
    starts_at = Column(DateTime(timezone=True), nullable=False)
    ends_at = Column(DateTime(timezone=True), nullable=False)
    notes = Column(Text)
    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    contact = relationship(Contact)
    conversation = relationship(Conversation)
    __table_args__ = (Index("ix_booking_member_start", "member_id", "starts_at"),)


class OutboxEvent(Base):
    __tablename__ = "outbox_event"
    id = Column(BigInteger, Identity(), primary_key=True)
    kind = Column(String(100), nullable=False)
    subject_id = Column(UUID(as_uuid=True), nullable=False)
    body = Column(JSON, nullable=False)
    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())


class BookingRequest(BaseModel):
    member: int
    start: dt.datetime
    name: constr(min_length=1, max_length=200)
    email: constr(regex=r"^[^@\s]+@[^@\s]+$", max_length=320)
    phone: constr(max_length=40) = ""
    notes: constr(max_length=2000) = ""


app = FastAPI(docs_url=None, redoc_url=None)


@app.post("/bookings", status_code=201)
def book(request: BookingRequest):
    # Sessions are opened in the body: as a dependency each would cost two more hops through the thread pool.
    with SessionLocal() as session:
        try:
            return commit_booking(request, session)
        except IntegrityError:
            # Two first bookings of one email met: the other one made the contact, so find it this time.
            session.rollback()
            return commit_booking(request, session)


def commit_booking(request: BookingRequest, session: Session):
    start = request.start.astimezone(UTC)
    end = start + LENGTH
    # The lock: two bookings of one member wait for each other here, so the check below can be trusted.
    member = session.get(Member, request.member, with_for_update=True)
    if member is None:
        raise HTTPException(404, "There is no such member.")

    overlap = select(Booking.id).where(
        Booking.member_id == member.id,
        Booking.starts_at < end,
        Booking.starts_at > start - dt.timedelta(days=1),
        Booking.ends_at > start,
    )
    if session.execute(overlap.limit(1)).first() is not None:
        raise HTTPException(409, "This time has just been taken.")

    contact = session.execute(select(Contact).where(Contact.email == request.email)).scalar_one_or_none()
    if contact is None:
        contact = Contact(id=uuid.uuid4(), email=request.email, name=request.name, phone=request.phone)
        conversation = Conversation(id=uuid.uuid4(), contact=contact)
    else:
        conversation = session.execute(
            select(Conversation).where(Conversation.contact_id == contact.id)).scalar_one()

    booking = Booking(
        id=uuid.uuid4(), member_id=member.id, contact=contact, conversation=conversation,
        starts_at=start, ends_at=end, notes=request.notes)
    event = OutboxEvent(
        kind="BookingCreated", subject_id=booking.id, body={"booking": str(booking.id), "contact": str(contact.id)})
    session.add_all([booking, event])
    session.commit()
    return {"id": str(booking.id), "start": start.isoformat(), "end": end.isoformat()}


@app.get("/slots")
def slots(day: dt.date, days: int = 7):
    """The free starts of every member, from the given day on."""
    first = dt.datetime.combine(day, dt.time(0), UTC)
    last = first + dt.timedelta(days=days)
    booked = select(Booking.member_id, Booking.starts_at, Booking.ends_at).where(
        Booking.starts_at < last, Booking.starts_at > first - dt.timedelta(days=1), Booking.ends_at > first)
    with SessionLocal() as session:
        members = session.execute(select(Member.id, Member.name).order_by(Member.id)).all()
        taken = {member.id: [] for member in members}
        for member_id, starts_at, ends_at in session.execute(booked):
            taken[member_id].append((starts_at, ends_at))

    return [
        {"member": member.id, "name": member.name, "slots": [
            start.isoformat() for start in starts(day, days)
            if not any(begin < start + LENGTH and end > start for begin, end in taken[member.id])]}
        for member in members]


def starts(day: dt.date, days: int):
    for offset in range(days):
        start = dt.datetime.combine(day + dt.timedelta(days=offset), OPENS, UTC)
        closes = dt.datetime.combine(day + dt.timedelta(days=offset), CLOSES, UTC)
        while start + LENGTH <= closes:
            yield start
            start += LENGTH


@app.get("/health")
def health():
    with SessionLocal() as session:
        session.execute(select(1))
    return {"status": "ok"}


@app.get("/counts")
def counts():
    """What is stored, so that the benchmark can hold it against what was acknowledged."""
    with SessionLocal() as session:
        return {table.__tablename__: session.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (Contact, Conversation, Booking, OutboxEvent)}


def prepare(members: int, bookings: int = 0, days: int = 60):
    Base.metadata.create_all(engine)
    first = dt.datetime.combine(dt.datetime.now(UTC).date() + dt.timedelta(days=1), OPENS, UTC)
    a_day = int((dt.datetime.combine(first, CLOSES) - dt.datetime.combine(first, OPENS)) / LENGTH)
    with SessionLocal.begin() as session:
        session.add_all([Member(id=number, name=f"Member {number}") for number in range(1, members + 1)])
        session.flush()
        contact = Contact(id=uuid.uuid4(), email="regular@bench.example", name="A regular")
        conversation = Conversation(id=uuid.uuid4(), contact=contact)
        session.add_all([contact, conversation])
        # Day by day, member by member, each from the morning on.
        each = -(-bookings // (members * days))
        for number in range(bookings):
            place, slot = divmod(number, each)
            day, member = divmod(place, members)
            start = first + dt.timedelta(days=day) + (slot % a_day) * LENGTH
            session.add(Booking(
                id=uuid.uuid4(), member_id=member + 1, contact=contact, conversation=conversation,
                starts_at=start, ends_at=start + LENGTH))


if __name__ == "__main__" and sys.argv[1:2] == ["prepare"]:
    prepare(*map(int, sys.argv[2:]))
