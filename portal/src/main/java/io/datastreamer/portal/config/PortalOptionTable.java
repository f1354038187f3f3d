package io.datastreamer.portal.config;

import io.datastreamer.options.HelpText;

/** Shows all options: for the terminal, and as the table of {@code docs/portal.md}. */
public final class PortalOptionTable {
    private PortalOptionTable() {}

    /** All options for the terminal. */
    public static String help() {
        StringBuilder help = new StringBuilder("Options: --KEY VALUE or --KEY=VALUE, or in the file of --config\n");
        for (PortalOptions.Area area : PortalOptions.AREAS) {
            help.append('\n').append(area.title()).append('\n');
            for (PortalOption<?> option : area.options()) {
                help.append("  --").append(option.key()).append(' ').append(option.value());
                if (hasDefault(option)) {
                    help.append(" (default ").append(option.byDefault()).append(')');
                }
                help.append('\n');
                HelpText.describe(option.description(), help);
            }
        }
        help.append("\nPassed on\n  --").append(PortalOptions.KAFKA).append("* VALUE\n");
        HelpText.describe(PortalOptions.KAFKA_DESCRIPTION, help);
        return help.toString();
    }

    /** All options as tables of Markdown. */
    static String tables() {
        StringBuilder page = new StringBuilder();
        for (PortalOptions.Area area : PortalOptions.AREAS) {
            page.append("**").append(area.title()).append("**\n\n");
            page.append("| option | value | default | |\n| --- | --- | --- | --- |\n");
            for (PortalOption<?> option : area.options()) {
                page.append("| `").append(option.key()).append("` | ");
                page.append(option.value().replace("|", " \\| ")).append(" | ");
                page.append(hasDefault(option) ? "`" + option.byDefault() + "`" : "")
                        .append(" | ");
                page.append(option.description()).append(" |\n");
            }
            page.append('\n');
        }
        page.append("**Passed on**\n\n| options | |\n| --- | --- |\n| `")
                .append(PortalOptions.KAFKA)
                .append("*` | ");
        page.append(PortalOptions.KAFKA_DESCRIPTION).append(" |\n");
        return page.toString();
    }

    private static boolean hasDefault(PortalOption<?> option) {
        return option.byDefault() != null && !option.byDefault().isEmpty();
    }
}
