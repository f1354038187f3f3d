package io.datastreamer.helm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions that the project's pom names. */
final class Versions {
    private static final String POM = Repository.text("pom.xml");

    private Versions() {}

    /** The project's own. */
    static String project() {
        return found("<artifactId>data-streamer</artifactId>\\s*<version>([^<]+)</version>");
    }

    /** That of a property, such as {@code flink.version}. */
    static String of(String property) {
        return found("<" + Pattern.quote(property) + ">([^<]+)</");
    }

    private static String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(POM);
        if (!matcher.find()) {
            throw new AssertionError("the pom has no " + pattern);
        }
        return matcher.group(1);
    }
}
