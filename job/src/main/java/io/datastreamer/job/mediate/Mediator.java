package io.datastreamer.job.mediate;

import io.datastreamer.job.mediate.Counters.Growth;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of sessions together, one after the other, in whichever order they come.
 *
 * <ul>
 *   <li>Usage is the growth of counters beyond the highest seen. A record with lower counters adds nothing.
 *   <li>A session begins and ends once. What comes after its end is billed, and never opens it again.
 *   <li>What a record does not say is taken from the session's earlier records.
 * </ul>
 *
 * Not thread-safe.
 */
public final class Mediator {
    // by this much an element's clock and its durations in whole seconds may disagree
    private static final long ROUNDING_MS = 2_000;
    // a start within this time is a repeated start of the same session, by an element that does not say when it began
    private static final long SAME_START_MS = 60_000;

    private static final String NO_PLMN =
            "plmn: is missing, so that the usage has no visited network; set the source's plmn";

    private final MediateSettings settings;
    private final RecordIds ids = new RecordIds();

    public Mediator(MediateSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a record.
     *
     * @param sessions those of the record's shard
     * @param nowMillis the present, milliseconds since the epoch
     */
    public void take(SessionRecord record, Sessions sessions, long nowMillis, MediateOutput out) {
        switch (record.event()) {
            case LOCATION -> location(record, out);
            case MESSAGE -> message(record, out);
            case RESTART -> restart(record, sessions, out);
            case START, UPDATE, STOP, USAGE -> ofSession(record, sessions, nowMillis, out);
        }
    }

    /**
     * Ends sessions without a record for too long. The event has what was known last, including the time.
     *
     * @param nowMillis the present, milliseconds since the epoch
     */
    public void endIdle(Sessions sessions, long nowMillis, MediateOutput out) {
        long before = nowMillis - settings.sessionIdle().toMillis();
        for (Map.Entry<String, Session> entry : sessions.open()) {
            Session session = entry.getValue();
            if (session.arrivedMillis() <= before) {
                long time = session.lastMillis();
                Origin origin = new Origin("mediate", 0, nowMillis, new byte[0]);
                String key = entry.getKey() + SessionRecord.SEPARATOR + "idle" + SessionRecord.SEPARATOR + time;
                end(entry.getKey(), session, time, session.format(), key, origin, sessions, out);
            }
        }
    }

    private void location(SessionRecord record, MediateOutput out) {
        Bearer bearer = record.bearer();
        NetworkRecord network = network(
                ids.id(record, RecordIds.Kind.UPDATE),
                record.timeMillis(),
                EventType.UPDATE_GPRS_LOCATION,
                bearer,
                record.sgsn(),
                bearer.sgsnAddress(),
                null,
                Absent.NUMBER,
                Absent.NUMBER);
        out.network(network, bearer.cell(), List.of(), record.origin());
    }

    private void message(SessionRecord record, MediateOutput out) {
        if (!record.bills()) {
            out.unused("its source's messages are not billed", record.origin());
        } else if (record.bearer().plmn() == null) {
            out.reject(Reason.MEMBER_MISSING, NO_PLMN, record.origin());
        } else {
            Volume volume = record.volume();
            BillingRecord billing = billing(
                    record, record.bearer(), BillingRecord.Service.SMS, record.timeMillis(), volume.rx(), volume.tx());
            out.billing(billing, record.origin());
        }
    }

    private void restart(SessionRecord record, Sessions sessions, MediateOutput out) {
        Restart restart = new Restart(record.format(), record.key(), record.timeMillis());
        boolean any = false;
        for (Map.Entry<String, Session> entry : sessions.open()) {
            if (restart.ends(entry.getValue())) {
                end(entry.getKey(), entry.getValue(), restart, record.origin(), sessions, out);
                any = true;
            }
        }
        Restarts before = sessions.restarts();
        Restarts after = before.with(restart);
        if (!after.equals(before)) {
            sessions.restarted(after);
        }
        if (!any) {
            out.unused("the element has restarted, and no session of it is open", record.origin());
        }
    }

    private void end(String session, Session open, Restart by, Origin origin, Sessions sessions, MediateOutput out) {
        String key = by.key() + SessionRecord.SEPARATOR + session;
        end(session, open, by.timeMillis(), by.format(), key, origin, sessions, out);
    }

    private void end(
            String session,
            Session open,
            long time,
            String format,
            String key,
            Origin origin,
            Sessions sessions,
            MediateOutput out) {
        Bearer bearer = open.bearer();
        NetworkRecord network = network(
                ids.id(format, key, RecordIds.Kind.DELETE),
                time,
                EventType.DELETE_PDP_CONTEXT,
                bearer,
                null,
                null,
                bearer.toPdpContext(open.createdMillis()),
                open.counters().tx(),
                open.counters().rx());
        out.network(network, bearer.cell(), List.of(), origin);
        sessions.put(session, open, open.closedAt(time));
    }

    private void ofSession(SessionRecord record, Sessions sessions, long nowMillis, MediateOutput out) {
        String key = ids.sessionKey(record);
        @Nullable Session known = sessions.get(key);
        long fingerprint = RecordIds.fingerprint(record);
        if (known != null && known.remembers(fingerprint)) {
            out.duplicate("the same record was there before", record.origin());
            return;
        }
        if (known == null && sessions.areFull()) {
            out.reject(
                    Reason.TOO_MANY_SESSIONS,
                    "record: its element has as many sessions as are kept (mediate.max-sessions)",
                    record.origin());
            return;
        }
        boolean anew = known != null && beginsAnew(record, known);
        Session before = known == null ? Session.unseen(record.format()) : anew ? known.anew(record.format()) : known;
        Bearer bearer = bearer(record, before);
        Growth growth = before.counters().with(record);
        String lack = lack(record, bearer, growth);
        if (lack != null) {
            out.reject(Reason.MEMBER_MISSING, lack, record.origin());
            return;
        }
        if (anew && !Objects.requireNonNull(known).isClosed()) {
            String ending = record.key() + SessionRecord.SEPARATOR + "before";
            end(key, known, known.lastMillis(), record.format(), ending, record.origin(), sessions, out);
            known = known.closedAt(known.lastMillis());
        }
        long created = created(record, before);
        boolean told = event(record, before, bearer, created, growth, out);
        told |= usage(record, before, bearer, created, growth, out);
        if (growth.wraps() > 0) {
            out.wrapped(growth.wraps());
        }
        account(record, growth, told, out);
        Session after = after(record, before, bearer, created, growth, fingerprint, nowMillis);
        sessions.put(key, known, after);
        // the first record of a session may come after the restart that ended it
        Restart restart =
                before.isUnseen() && !after.isClosed() ? sessions.restarts().thatEnded(after) : null;
        if (restart != null) {
            end(key, after, restart, record.origin(), sessions, out);
        }
    }

    // the session's key is used for another session if its beginning is after everything that was known
    private static boolean beginsAnew(SessionRecord record, Session known) {
        long start = startOf(record);
        if (start == PdpContext.NO_TIME) {
            return false;
        }
        boolean another = start > known.createdMillis() + ROUNDING_MS;
        if (known.isClosed()) {
            return another
                    ? start >= known.closedMillis()
                    : record.event() == Event.START && start > known.closedMillis();
        }
        if (record.event() == Event.START) {
            return start > known.lastMillis() && start > known.createdMillis() + SAME_START_MS;
        }
        // durations and counters only rise within a session
        boolean fell = record.seconds() < known.counters().seconds()
                || known.counters().with(record).late();
        return another && fell && start > known.lastMillis();
    }

    private static long startOf(SessionRecord record) {
        if (record.volume().kind() == Volume.Kind.PART) {
            return record.event() == Event.START ? record.timeMillis() : PdpContext.NO_TIME;
        }
        if (record.startMillis() != PdpContext.NO_TIME) {
            return record.startMillis();
        }
        return record.seconds() == Absent.NUMBER ? PdpContext.NO_TIME : record.timeMillis() - record.seconds() * 1000;
    }

    // an older record does not remove what a newer one has said
    private static Bearer bearer(SessionRecord record, Session before) {
        return before.isUnseen() ? record.bearer() : record.bearer().completedBy(before.bearer());
    }

    private static @Nullable String lack(SessionRecord record, Bearer bearer, Growth growth) {
        if (bearer.imsi() == null) {
            return "imsi: is missing, and no record of the session before has told it";
        }
        boolean billed = record.bills() && growth.usedTx() + growth.usedRx() > 0;
        if (billed && bearer.plmn() == null) {
            return NO_PLMN;
        }
        return null;
    }

    private static long created(SessionRecord record, Session before) {
        if (record.event() == Event.START || before.createdMillis() == PdpContext.NO_TIME) {
            long start = startOf(record);
            return start == PdpContext.NO_TIME ? before.createdMillis() : start;
        }
        return before.createdMillis();
    }

    private boolean event(
            SessionRecord record, Session before, Bearer bearer, long created, Growth growth, MediateOutput out) {
        List<String> changed = List.of();
        EventType type;
        RecordIds.Kind kind;
        long tx = Absent.NUMBER;
        long rx = Absent.NUMBER;
        switch (record.event()) {
            case START -> {
                if (before.began()) {
                    return false;
                }
                type = EventType.CREATE_PDP_CONTEXT;
                kind = RecordIds.Kind.CREATE;
            }
            case STOP -> {
                if (before.isClosed()) {
                    return false;
                }
                type = EventType.DELETE_PDP_CONTEXT;
                kind = RecordIds.Kind.DELETE;
                tx = growth.after().tx();
                rx = growth.after().rx();
            }
            case USAGE -> {
                return false;
            }
            default -> {
                changed = before.isUnseen() || before.isClosed() ? List.of() : Changes.between(before.bearer(), bearer);
                boolean news = before.isUnseen() || !changed.isEmpty();
                if (!news && !settings.allUpdates()) {
                    return false;
                }
                type = EventType.UPDATE_PDP_CONTEXT;
                kind = RecordIds.Kind.UPDATE;
                tx = growth.tx();
                rx = growth.rx();
            }
        }
        NetworkRecord network = network(
                ids.id(record, kind),
                record.timeMillis(),
                type,
                bearer,
                null,
                null,
                bearer.toPdpContext(created),
                tx,
                rx);
        out.network(network, bearer.cell(), changed, record.origin());
        return true;
    }

    private boolean usage(
            SessionRecord record, Session before, Bearer bearer, long created, Growth growth, MediateOutput out) {
        if (!record.bills() || growth.usedTx() + growth.usedRx() == 0) {
            return false;
        }
        long start = before.counters().untilMillis();
        if (record.volume().kind() == Volume.Kind.PART && record.startMillis() != PdpContext.NO_TIME) {
            start = record.startMillis();
        } else if (start == PdpContext.NO_TIME) {
            start = created;
        }
        BillingRecord billing = billing(
                record,
                bearer,
                BillingRecord.Service.DATA,
                start == PdpContext.NO_TIME ? record.timeMillis() : Math.min(start, record.timeMillis()),
                growth.usedRx(),
                growth.usedTx());
        out.billing(billing, record.origin());
        return true;
    }

    private BillingRecord billing(
            SessionRecord record, Bearer bearer, BillingRecord.Service service, long start, long rx, long tx) {
        return new BillingRecord(
                ids.id(record, RecordIds.Kind.USAGE),
                Objects.requireNonNull(bearer.imsi()),
                start,
                record.timeMillis(),
                service,
                rx,
                tx,
                Objects.requireNonNull(bearer.plmn()),
                Absent.NUMBER,
                Absent.NUMBER,
                null,
                Absent.NUMBER,
                null);
    }

    // every record is accounted for: one that became neither event nor usage is reported
    private static void account(SessionRecord record, Growth growth, boolean told, MediateOutput out) {
        if (growth.late() && growth.usedTx() + growth.usedRx() == 0 && record.event() != Event.START) {
            out.late("its counters are older than what was there before", record.origin());
        } else if (!told) {
            String why = switch (record.event()) {
                case START -> "the session has begun already";
                case STOP -> "the session has ended already";
                default -> "nothing has changed, and nothing was used";
            };
            if (record.event() == Event.START) {
                out.duplicate(why, record.origin());
            } else {
                out.unused(why, record.origin());
            }
        }
    }

    private static Session after(
            SessionRecord record,
            Session before,
            Bearer bearer,
            long created,
            Growth growth,
            long fingerprint,
            long nowMillis) {
        boolean older = !before.isUnseen() && record.timeMillis() < before.lastMillis();
        Session session = new Session(
                record.format(),
                older ? before.bearer().completedBy(record.bearer()) : bearer,
                growth.after(),
                created,
                Math.max(before.lastMillis(), record.timeMillis()),
                before.closedMillis(),
                nowMillis,
                before.began() || record.event() == Event.START,
                record.bills(),
                before.recentWith(fingerprint, record.volume().kind() == Volume.Kind.PART));
        if (before.isClosed()) {
            return session.closedAt(before.closedMillis());
        }
        return record.event() == Event.STOP ? session.closedAt(record.timeMillis()) : session;
    }

    private static NetworkRecord network(
            long id,
            long timeMillis,
            EventType type,
            Bearer bearer,
            @Nullable String sgsn,
            @Nullable String sgsnIp,
            @Nullable PdpContext context,
            long tx,
            long rx) {
        Plmn plmn = bearer.plmn();
        return new NetworkRecord(
                id,
                timeMillis,
                type,
                bearer.imsi(),
                Absent.NUMBER,
                plmn,
                null,
                sgsn,
                sgsnIp,
                context,
                rx,
                tx,
                null,
                null,
                null,
                null,
                Absent.NUMBER,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
