package io.datastreamer.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a benchmark has found: tables, targets, remarks, and the circumstances. */
public final class Report {
    private final String benchmark;
    private final String command;
    private final Machine before = Machine.now();
    private final List<Table> tables = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param command how to measure again
     */
    public Report(String benchmark, String command) {
        this.benchmark = benchmark;
        this.command = command;
    }

    /** Begins a table. */
    public Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /** Enters a promise that is kept when so much is measured, or more. */
    public void atLeast(String what, double limit, double measured) {
        targets.add(new Target(what, true, limit, measured));
    }

    /** Enters a promise that is kept when so much is measured, or less. */
    public void atMost(String what, double limit, Number measured) {
        targets.add(new Target(what, false, limit, measured.doubleValue()));
    }

    /** Adds a remark. */
    public void note(String text) {
        notes.add(text);
    }

    /** Enters the targets of another one, which has been printed. */
    public void include(Report other) {
        other.targets.forEach(each -> targets.add(
                new Target(other.benchmark + ": " + each.what(), each.atLeast(), each.limit(), each.measured())));
    }

    /** How many targets are met. */
    public int targetsMet() {
        return (int) targets.stream().filter(Target::isMet).count();
    }

    /** How many targets are missed. */
    public int targetsMissed() {
        return targets.size() - targetsMet();
    }

    /** Whether all targets are met, of which there is one at least. */
    public boolean isMet() {
        return !targets.isEmpty() && targets.stream().allMatch(Target::isMet);
    }

    /** Writes it for people. */
    public void print(PrintStream out) {
        out.println();
        tables.forEach(table -> table.print(out));
        notes.forEach(note -> out.println("  " + note));
        targets.forEach(target -> out.println("  " + target));
        out.println();
        out.println(command);
        out.println("before: " + before);
        out.println("after:  " + Machine.now());
    }

    /** Writes it as JSON. */
    public void writeJson(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode();
        json.put("benchmark", benchmark).put("command", command).put("met", isMet());
        put(json.putObject("machine_before"), before);
        put(json.putObject("machine_after"), Machine.now());
        ArrayNode targetNodes = json.putArray("targets");
        for (Target target : targets) {
            targetNodes
                    .addObject()
                    .put("what", target.what())
                    .put(target.atLeast() ? "at_least" : "at_most", target.limit())
                    .put("measured", target.measured())
                    .put("met", target.isMet());
        }
        ArrayNode tableNodes = json.putArray("tables");
        for (Table table : tables) {
            ObjectNode node = tableNodes.addObject().put("title", table.title());
            ArrayNode rows = node.putArray("rows");
            for (List<Object> row : table.rows()) {
                ObjectNode rowNode = rows.addObject();
                for (int i = 0; i < row.size(); i++) {
                    rowNode.putPOJO(table.columns().get(i), row.get(i));
                }
            }
        }
        notes.forEach(json.putArray("notes")::add);
        mapper.writeValue(file.toFile(), json);
    }

    private static void put(ObjectNode json, Machine machine) {
        json.put("processors", machine.processors())
                .put("memory_bytes", machine.memoryBytes())
                .put("java", machine.java())
                .put("system", machine.system())
                .put("load", machine.load())
                .put("time", machine.time().toString());
    }
}
