package io.datastreamer.tools.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of a {@link ChildJvm}: runs another main class, and ends the process as soon as its standard input
 * ends, which happens when the parent ends in any way.
 */
public final class Tethered {
    private static final int PARENT_IS_GONE = 143;

    private Tethered() {}

    /**
     * Runs the other main class.
     *
     * @param args the main class to run, then its arguments
     */
    public static void main(String[] args) throws Throwable {
        Thread tether = new Thread(() -> endWith(System.in), "tether");
        tether.setDaemon(true);
        tether.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void endWith(InputStream in) {
        try {
            while (in.read() >= 0) {
                // nobody writes; only the end matters
            }
        } catch (IOException e) {
            // this is an end, too
        }
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }
}
