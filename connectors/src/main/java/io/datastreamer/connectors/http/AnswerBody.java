package io.datastreamer.connectors.http;

/**
 * The use of the bodies of a receiver's answers, which decides how long a body is waited for and how much of it is
 * read.
 */
public enum AnswerBody {
    /** For people to read: only the status matters. A body gets a second. */
    FOR_PEOPLE,
    /** Distinguishes errors. The body of a 2xx gets a second. */
    TELLS_ERRORS,
    /** Reports the result of each document: more of it is read, and it is waited for until the deadline. */
    TELLS_DOCUMENTS;

    private static final int LONGEST_ABOUT_DOCUMENTS = 1 << 20;

    /** Whether a body after this status cannot change anything. */
    boolean isSettledBy(int status) {
        return switch (this) {
            case FOR_PEOPLE -> true;
            case TELLS_ERRORS -> status >= 200 && status < 300;
            case TELLS_DOCUMENTS -> false;
        };
    }

    /** How much is read at most, given the operator's limit for ordinary answers. */
    int longest(int ordinary) {
        return this == TELLS_DOCUMENTS ? LONGEST_ABOUT_DOCUMENTS : ordinary;
    }
}
