package io.datastreamer.job;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads JSON as strictly as possible, without any of the program's own code: UTF-8 only, no white space, no member
 * twice, no unnecessary escape, integers and decimals without exponent, superfluous zeros and sign of zero. Objects are
 * {@code Map}, arrays {@code List}, strings {@code String}; numbers stay as they are written.
 */
final class StrictJson {
    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    /** A number as it is written. */
    record Decimal(String text) {
        boolean isInteger() {
            return text.indexOf('.') < 0;
        }

        int decimals() {
            return isInteger() ? 0 : text.length() - text.indexOf('.') - 1;
        }
    }

    /** The literal null. */
    enum Null {
        NULL
    }

    /**
     * Reads a text that is one value.
     *
     * @throws IllegalArgumentException at the first character that is not as it should be
     */
    static Object read(byte[] json) {
        try {
            StrictJson reader = new StrictJson(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
            Object value = reader.value();
            if (reader.at != reader.text.length()) {
                throw reader.wrong("the end");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", Null.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                take(',');
            }
            String name = string();
            take(':');
            if (members.put(name, value()) != null) {
                throw wrong("no second " + name);
            }
        }
        take('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        take('[');
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                take(',');
            }
            elements.add(value());
        }
        take(']');
        return elements;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw wrong("an escape before");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char c = next();
        int simple = "\"\\bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw wrong("an escape before");
        }
        char escaped = (char) Integer.parseInt(text.substring(at, at + 4), 16);
        at += 4;
        if (escaped >= ' ' && escaped != 0x7F) {
            throw wrong("no needless escape before");
        }
        return escaped;
    }

    private Decimal number() {
        int start = at;
        while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\\.[0-9]*[1-9])")) {
            throw wrong("a plain number before");
        }
        return new Decimal(number);
    }

    private Object literal(String literal, Object value) {
        if (!text.startsWith(literal, at)) {
            throw wrong(literal);
        }
        at += literal.length();
        return value;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void take(char expected) {
        if (next() != expected) {
            throw wrong("'" + expected + "' before");
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("expected " + expected + " at character " + at + " of " + text);
    }
}
