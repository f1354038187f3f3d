package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Kinds of damage to records: each breaks a rule of the data contract. */
enum Damage {
    CUT_SHORT {
        @Override
        String apply(ObjectNode record, Chance chance) {
            String whole = record.toString();
            return whole.substring(0, chance.between(1, whole.length() - 1));
        }
    },
    WITHOUT_ID {
        @Override
        String apply(ObjectNode record, Chance chance) {
            return record.without("record_id").toString();
        }
    },
    TEXT_FOR_ID {
        @Override
        String apply(ObjectNode record, Chance chance) {
            return record.put("record_id", "unknown").toString();
        }
    },
    NEGATIVE_VOLUME {
        @Override
        String apply(ObjectNode record, Chance chance) {
            return record.put("rx_bytes", -1).toString();
        }
    },
    BROKEN_IMSI {
        @Override
        String apply(ObjectNode record, Chance chance) {
            return record.put("imsi", "00101-0000000001").toString();
        }
    };

    private static final List<Damage> ALL = List.of(values());

    abstract String apply(ObjectNode record, Chance chance);

    /** Returns the record, damaged in one way or another. */
    static String of(ObjectNode record, Chance chance) {
        return chance.oneOf(ALL).apply(record, chance);
    }
}
