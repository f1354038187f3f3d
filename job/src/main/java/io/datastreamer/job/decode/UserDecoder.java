package io.datastreamer.job.decode;

import io.datastreamer.job.record.User;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes the user of a portal or API operation. */
final class UserDecoder {
    private enum Member {
        ID,
        USERNAME,
        NAME
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.of(Member.ID, Member.USERNAME));

    private UserDecoder() {}

    static User decode(RecordReader reader) throws MalformedRecord {
        long id = 0;
        String username = "";
        @Nullable String name = null;
        reader.enterObject();
        Value value = reader.value();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case ID -> id = value.number();
                case USERNAME -> username = value.text();
                case NAME -> name = value.text();
            }
        }
        return new User(id, username, name);
    }
}
