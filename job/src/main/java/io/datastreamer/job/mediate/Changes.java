package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds what an update has changed: by default, only updates that change something become events. */
final class Changes {
    private Changes() {}

    /** The names of members that differ, in alphabetical order. */
    static List<String> between(Bearer before, Bearer after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        Cell one = before.cell();
        Cell other = after.cell();
        add(one.ci() != other.ci(), "ci", names);
        add(one.eci() != other.eci(), "eci", names);
        add(!Objects.equals(before.ggsnAddress(), after.ggsnAddress()), "ggsn_control_plane_ip_address", names);
        add(one.lac() != other.lac(), "lac", names);
        add(one.nci() != other.nci(), "nci", names);
        add(!Objects.equals(before.plmn(), after.plmn()), "plmn", names);
        add(one.rac() != other.rac(), "rac", names);
        add(before.ratType() != after.ratType(), "rat_type", names);
        add(one.sac() != other.sac(), "sac", names);
        add(!Objects.equals(before.sgsnAddress(), after.sgsnAddress()), "sgsn_control_plane_ip_address", names);
        add(one.tac() != other.tac(), "tac", names);
        add(!Objects.equals(before.ueIpAddress(), after.ueIpAddress()), "ue_ip_address", names);
        return names;
    }

    private static void add(boolean differs, String name, List<String> names) {
        if (differs) {
            names.add(name);
        }
    }
}
