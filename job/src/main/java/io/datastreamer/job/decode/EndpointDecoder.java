package io.datastreamer.job.decode;

import io.datastreamer.job.record.Sim;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes the device that a SIM is in. */
final class EndpointDecoder {
    private enum Member {
        ID,
        NAME,
        IP_ADDRESS,
        TAGS,
        IMEI
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.of(Member.ID));

    private EndpointDecoder() {}

    static Sim.Endpoint decode(RecordReader reader) throws MalformedRecord {
        long id = 0;
        @Nullable String name = null;
        @Nullable String ipAddress = null;
        @Nullable String tags = null;
        @Nullable String imei = null;
        reader.enterObject();
        Value value = reader.value();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case ID -> id = value.number();
                case NAME -> name = value.text();
                case IP_ADDRESS -> ipAddress = value.text();
                case TAGS -> tags = value.text();
                case IMEI -> imei = value.text();
            }
        }
        return new Sim.Endpoint(id, name, ipAddress, tags, imei);
    }
}
