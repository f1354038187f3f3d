package io.datastreamer.connectors.http;

/** What the bodies of a receiver's answers are good for: how long one is waited for, and how much of it is read. */
public enum AnswerBody {
    /** For people to read: the status says all that counts. A body gets a second. */
    FOR_PEOPLE,
    /** Tells errors apart. The body of a 2xx gets a second. */
    TELLS_ERRORS,
    /** Tells of each document what became of it: a longer one is read, and waited for until the deadline. */
    TELLS_DOCUMENTS;

    private static final int LONGEST_ABOUT_DOCUMENTS = 1 << 20;

    /** Whether nothing that counts can follow this status. */
    boolean isSettledBy(int status) {
        return switch (this) {
            case FOR_PEOPLE -> true;
            case TELLS_ERRORS -> status >= 200 && status < 300;
            case TELLS_DOCUMENTS -> false;
        };
    }

    /** How much is read at most, where that is the operator's bound for ordinary answers. */
    int longest(int ordinary) {
        return this == TELLS_DOCUMENTS ? LONGEST_ABOUT_DOCUMENTS : ordinary;
    }
}
