package io.datastreamer.job.decode;

import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes the change of a SIM's status. */
record SimStatus(@Nullable String from, @Nullable String to) {
    static final SimStatus UNKNOWN = new SimStatus(null, null);

    private enum Member {
        FROM,
        TO
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.noneOf(Member.class));

    static SimStatus decode(RecordReader reader) throws MalformedRecord {
        @Nullable String from = null;
        @Nullable String to = null;
        reader.enterObject();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case FROM -> from = reader.value().text();
                case TO -> to = reader.value().text();
            }
        }
        return new SimStatus(from, to);
    }
}
