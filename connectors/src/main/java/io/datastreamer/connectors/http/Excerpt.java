package io.datastreamer.connectors.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Makes short texts for people out of what strangers sent. */
public final class Excerpt {
    private static final int LONGEST_BODY = 200;

    private Excerpt() {}

    /**
     * Returns the beginning of an answer's body, on one line.
     *
     * @param answer the answer
     * @param secrets secrets to hide: a body that repeats one of them is not shown at all
     * @return empty when the body is not text or repeats a secret
     */
    public static String of(HttpAnswer answer, Collection<String> secrets) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
        return of(text, secrets);
    }

    /** Does the same with a text. */
    public static String of(String text, Collection<String> secrets) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            return "";
        }
        return repeats(text, secrets) ? "" : oneLine(text, LONGEST_BODY);
    }

    /** Whether a text repeats a secret. */
    static boolean repeats(String text, Collection<String> secrets) {
        // servers that echo a header in JSON may escape it
        String unescaped = text.replace("\\", "");
        return secrets.stream()
                .anyMatch(secret -> text.contains(secret) || unescaped.contains(secret.replace("\\", "")));
    }

    /** Returns the text on one line, without invisible characters, cut to a length. */
    static String oneLine(String text, int longest) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() < longest; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = line.length() > 0;
            } else if (isVisible(c)) {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(c);
            }
        }
        if (line.length() < longest) {
            return line.toString();
        }
        int end = Character.isHighSurrogate(line.charAt(line.length() - 1)) ? line.length() - 1 : line.length();
        return line.substring(0, end) + "…";
    }

    private static boolean isVisible(char c) {
        // control characters, and those that change the direction of writing
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }
}
