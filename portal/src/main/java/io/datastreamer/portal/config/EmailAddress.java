package io.datastreamer.portal.config;

import java.util.regex.Pattern;

/**
 * Validates e-mail addresses: in the form that browsers accept (HTML, 4.10.5.1.5), with a domain of at least two
 * labels. No comments, quotes, groups or line breaks, so that an address is a single address wherever it is written.
 */
public final class EmailAddress {
    /** The longest address that SMTP accepts (RFC 5321, 4.5.3.1.3, without the angle brackets). */
    public static final int LONGEST = 254;

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern FORM =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+");

    private EmailAddress() {}

    /** Whether a text is an address. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
