package io.datastreamer.connectors;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds all faults in settings. An integration reports only the first fault. So each member is validated together with
 * valid values of the others (and with the members on which it depends), and finally all of them together.
 */
final class SettingsCheck {
    private final Integration integration;
    private final StreamConfiguration stream;
    private final Map<String, Object> given;
    private final Map<String, SettingsFault> faults = new LinkedHashMap<>();

    private SettingsCheck(Integration integration, StreamConfiguration stream) {
        this.integration = integration;
        this.stream = stream;
        this.given = stream.settings().members();
    }

    /**
     * Returns the faults, at most one for each member, in the order of the integration's fields.
     *
     * @param stream with its secrets in clear
     */
    static List<SettingsFault> faults(Integration integration, StreamConfiguration stream) {
        SettingsCheck check = new SettingsCheck(integration, stream);
        check.run();
        return List.copyOf(check.faults.values());
    }

    private void run() {
        Set<String> known = new HashSet<>();
        Set<String> replaced = new HashSet<>();
        for (SettingsField field : integration.fields()) {
            known.add(field.member());
            if (isGiven(field.member())) {
                replaced.addAll(field.insteadOf());
            }
        }
        for (SettingsField field : integration.fields()) {
            if (!replaced.contains(field.member())) {
                checkAlone(field, replaced);
            }
        }
        for (String member : given.keySet()) {
            if (!known.contains(member)) {
                add(new SettingsFault(member, "there is no such setting for " + integration.apiType()));
            }
        }
        SettingsFault together = fault(stream);
        if (together != null) {
            add(together);
        }
    }

    private void checkAlone(SettingsField field, Set<String> replaced) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SettingsField other : integration.fields()) {
            if (other.required() && !replaced.contains(other.member())) {
                members.put(other.member(), other.example());
            }
        }
        for (String other : field.beside()) {
            Object theirs = given.get(other);
            if (theirs != null && !faults.containsKey(other)) {
                members.put(other, theirs);
            }
        }
        members.remove(field.member());
        Object value = given.get(field.member());
        if (value != null) {
            members.put(field.member(), value);
        }
        SettingsFault fault =
                fault(stream.withStreamType(StreamType.USAGE_AND_EVENTS).withSettings(new Settings(members)));
        if (fault != null && fault.member().equals(field.member())) {
            add(fault);
        }
    }

    private @Nullable SettingsFault fault(StreamConfiguration candidate) {
        try {
            integration.validate(candidate);
            return null;
        } catch (SettingsException e) {
            return SettingsFault.of(e);
        }
    }

    private boolean isGiven(String member) {
        Object value = given.get(member);
        return value != null && !(value instanceof String text && text.isBlank());
    }

    private void add(SettingsFault fault) {
        faults.putIfAbsent(fault.member(), fault);
    }

    /** The members that name the place and differ between two versions of the settings. */
    static List<String> changedTarget(Collection<SettingsField> fields, Settings before, Settings after) {
        List<String> changed = new ArrayList<>();
        for (SettingsField field : fields) {
            if (field.target() && !valueOf(field, before).equals(valueOf(field, after))) {
                changed.add(field.member());
            }
        }
        return changed;
    }

    private static Object valueOf(SettingsField field, Settings settings) {
        Object value = settings.get(field.member());
        if (value != null && !(value instanceof String text && text.isBlank())) {
            return value;
        }
        return field.byDefault() == null ? "" : field.byDefault();
    }
}
