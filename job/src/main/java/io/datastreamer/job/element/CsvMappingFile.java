package io.datastreamer.job.element;

import io.datastreamer.job.element.CsvMapping.BadMapping;
import io.datastreamer.job.element.CsvMapping.EventOf;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a {@link CsvMapping} from YAML; each mistake is reported with its line and column. */
final class CsvMappingFile {
    static final String UNIX_SECONDS = "unix-seconds";
    static final String UNIX_MILLIS = "unix-millis";

    private static final Set<String> KEYS =
            Set.of("separator", "quote", "columns", "volumes", "session", "key", "event", "members");
    private static final Map<String, BigDecimal> SIZES = Map.of(
            "bytes", BigDecimal.ONE,
            "kB", BigDecimal.valueOf(1_000),
            "MB", BigDecimal.valueOf(1_000_000),
            "GB", BigDecimal.valueOf(1_000_000_000),
            "KiB", BigDecimal.valueOf(1 << 10),
            "MiB", BigDecimal.valueOf(1 << 20),
            "GiB", BigDecimal.valueOf(1 << 30));
    private static final Map<String, BigDecimal> TIMES = Map.of(
            "ms",
            new BigDecimal("0.001"),
            "s",
            BigDecimal.ONE,
            "min",
            BigDecimal.valueOf(60),
            "h",
            BigDecimal.valueOf(3600));

    private static final Pattern ZONE_NAME = Pattern.compile("\\s*z{1,4}$");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    private final Path file;
    private final List<String> columns = new ArrayList<>();

    CsvMappingFile(Path file) {
        this.file = file;
    }

    CsvMapping mapping() throws BadMapping {
        MappingNode root = root();
        Map<String, Node> top = members(root, KEYS);
        for (Node column : list(required(root, top, "columns"))) {
            String name = text(column);
            if (columns.contains(name)) {
                throw wrong(column, "the column " + name + " is there twice");
            }
            columns.add(name);
        }
        Node volumes = top.get("volumes");
        boolean parts = volumes != null && oneOf(volumes, "counters", "parts").equals("parts");
        Map<String, Node> event =
                top.containsKey("event") ? members(top.get("event"), Set.of("column", "values", "default")) : Map.of();
        EnumMap<CsvMember, CsvMapping.Source> members = sources(required(root, top, "members"));
        for (CsvMember member : List.of(CsvMember.TIME, CsvMember.IMSI)) {
            if (!members.containsKey(member)) {
                throw wrong(required(root, top, "members"), member.key() + " is missing");
            }
        }
        Map<String, EventOf> events = new HashMap<>();
        if (event.containsKey("values")) {
            for (Map.Entry<String, Node> value :
                    members(event.get("values"), null).entrySet()) {
                events.put(value.getKey(), event(value.getValue()));
            }
        }
        Node eventColumn = event.get("column");
        EventOf byDefault = eventColumn == null ? EventOf.UPDATE : null;
        Node defaultNode = event.get("default");
        if (defaultNode != null) {
            byDefault = event(defaultNode);
        }
        return new CsvMapping(
                character(top.get("separator"), ','),
                character(top.get("quote"), '"'),
                List.copyOf(columns),
                parts,
                places(required(root, top, "session")),
                places(required(root, top, "key")),
                eventColumn == null ? -1 : place(eventColumn),
                Map.copyOf(events),
                byDefault,
                members);
    }

    private MappingNode root() throws BadMapping {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return mapping;
            }
            throw new BadMapping(file + ": must hold KEY: VALUE, with "
                    + String.join(", ", KEYS.stream().sorted().toList()) + '.');
        } catch (NoSuchFileException e) {
            throw new BadMapping(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new BadMapping(file + ": cannot be read: " + e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw new BadMapping(file + ": is not valid YAML: " + e.getMessage(), e);
        }
    }

    private EnumMap<CsvMember, CsvMapping.Source> sources(Node node) throws BadMapping {
        EnumMap<CsvMember, CsvMapping.Source> sources = new EnumMap<>(CsvMember.class);
        for (Map.Entry<String, Node> entry :
                members(node, Set.copyOf(CsvMember.keys())).entrySet()) {
            CsvMember member = CsvMember.ofKey(entry.getKey());
            if (member != null) {
                sources.put(member, source(member, entry.getValue()));
            }
        }
        return sources;
    }

    private CsvMapping.Source source(CsvMember member, Node node) throws BadMapping {
        if (node instanceof ScalarNode) {
            return new CsvMapping.Source(place(node), null, BigDecimal.ONE, null, null, Map.of());
        }
        Map<String, Node> parts = members(
                node,
                switch (member.kind()) {
                    case TEXT -> Set.of("column", "constant", "values");
                    case NUMBER -> Set.of("column", "constant", "values");
                    case TIME -> Set.of("column", "pattern", "zone");
                    case DURATION, VOLUME -> Set.of("column", "unit");
                });
        if (parts.containsKey("column") == parts.containsKey("constant")) {
            throw wrong(
                    node,
                    member.key() + " must have a column" + (parts.containsKey("column") ? " or" : ", or")
                            + " a constant" + (parts.containsKey("column") ? ", not both" : ""));
        }
        Map<String, String> values = new HashMap<>();
        if (parts.containsKey("values")) {
            for (Map.Entry<String, Node> value :
                    members(parts.get("values"), null).entrySet()) {
                values.put(value.getKey(), text(value.getValue()));
            }
        }
        Node column = parts.get("column");
        Node constant = parts.get("constant");
        Node pattern = parts.get("pattern");
        Node zone = parts.get("zone");
        return new CsvMapping.Source(
                column == null ? -1 : place(column),
                constant == null ? null : text(constant),
                factor(member, parts.get("unit")),
                pattern == null ? null : pattern(pattern),
                zone == null ? null : zone(zone),
                Map.copyOf(values));
    }

    private BigDecimal factor(CsvMember member, @Nullable Node unit) throws BadMapping {
        if (unit == null) {
            return BigDecimal.ONE;
        }
        Map<String, BigDecimal> units = member.kind() == CsvMember.Kind.VOLUME ? SIZES : TIMES;
        BigDecimal factor = units.get(text(unit));
        if (factor == null) {
            throw wrong(
                    unit,
                    "the unit " + text(unit) + " is none of "
                            + String.join(", ", units.keySet().stream().sorted().toList()));
        }
        return factor;
    }

    private String pattern(Node node) throws BadMapping {
        String pattern = text(node);
        if (!pattern.equals(UNIX_SECONDS) && !pattern.equals(UNIX_MILLIS)) {
            try {
                var unused = DateTimeFormatter.ofPattern(withoutZoneName(pattern), Locale.ENGLISH);
                if (QUOTED.matcher(withoutZoneName(pattern)).replaceAll("").indexOf('z') >= 0) {
                    throw wrong(node, "the name of a zone (z) must stand at the pattern's end");
                }
            } catch (IllegalArgumentException e) {
                throw wrong(
                        node,
                        "the pattern is none of Java's DateTimeFormatter, nor " + UNIX_SECONDS + " nor " + UNIX_MILLIS
                                + ": " + e.getMessage());
            }
        }
        return pattern;
    }

    /** A pattern without the zone's name at its end; the pattern itself if there is none. */
    static String withoutZoneName(String pattern) {
        return ZONE_NAME.matcher(pattern).replaceFirst("");
    }

    private ZoneId zone(Node node) throws BadMapping {
        String zone = text(node);
        if (!zone.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw wrong(node, zone + " is no time zone such as Europe/Berlin");
        }
        return ZoneId.of(zone);
    }

    private EventOf event(Node node) throws BadMapping {
        return EventOf.valueOf(oneOf(node, "start", "update", "stop", "ignore").toUpperCase(Locale.ROOT));
    }

    private List<Integer> places(Node node) throws BadMapping {
        List<Integer> places = new ArrayList<>();
        for (Node column : list(node)) {
            places.add(place(column));
        }
        if (places.isEmpty()) {
            throw wrong(node, "at least one column is needed");
        }
        return List.copyOf(places);
    }

    private int place(Node node) throws BadMapping {
        int place = columns.indexOf(text(node));
        if (place < 0) {
            throw wrong(node, text(node) + " is none of the columns");
        }
        return place;
    }

    private String oneOf(Node node, String... words) throws BadMapping {
        String text = text(node);
        if (!List.of(words).contains(text)) {
            throw wrong(node, text + " is none of " + String.join(", ", words));
        }
        return text;
    }

    private char character(@Nullable Node node, char byDefault) throws BadMapping {
        if (node == null) {
            return byDefault;
        }
        String text = text(node);
        if (text.length() != 1 || text.charAt(0) >= 0x80) {
            throw wrong(node, "must be one character of ASCII");
        }
        return text.charAt(0);
    }

    private Map<String, Node> members(@Nullable Node node, @Nullable Set<String> known) throws BadMapping {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "must be KEY: VALUE");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (known != null && !known.contains(key)) {
                throw wrong(
                        tuple.getKeyNode(),
                        key + " is not known; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
            if (members.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), key + " is there twice");
            }
        }
        return members;
    }

    private Node required(Node parent, Map<String, Node> members, String key) throws BadMapping {
        Node node = members.get(key);
        if (node == null) {
            throw wrong(parent, key + " is missing");
        }
        return node;
    }

    private List<Node> list(Node node) throws BadMapping {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(node, "must be a list");
        }
        return sequence.getValue();
    }

    private String text(@Nullable Node node) throws BadMapping {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(node, "must be a text");
        }
        return scalar.getValue();
    }

    private BadMapping wrong(@Nullable Node node, String what) {
        Optional<Mark> mark = node == null ? Optional.empty() : node.getStartMark();
        String where = mark.map(m -> ", line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                .orElse("");
        return new BadMapping(file + where + ": " + what + ".");
    }
}
