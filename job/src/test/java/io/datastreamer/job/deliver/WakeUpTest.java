package io.datastreamer.job.deliver;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class WakeUpTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final BlockingQueue<Runnable> mails = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final WakeUp wakeUp = new WakeUp(mails::add, calls::incrementAndGet);

    @AfterEach
    void close() {
        wakeUp.close();
    }

    private void runNextMail() throws InterruptedException {
        Runnable mail = mails.poll(2, TimeUnit.MINUTES);
        assertThat(mail).as("a mail").isNotNull();
        mail.run();
    }

    @Test
    void aTimeThatIsAskedForOnceMoreIsNotLost() throws InterruptedException {
        long now = System.nanoTime();
        wakeUp.at(now);
        runNextMail();
        wakeUp.at(now);
        runNextMail();
        assertThat(calls).hasValue(2);
    }

    @Test
    void anEarlierTimeTakesThePlaceOfALaterOne() throws InterruptedException {
        long now = System.nanoTime();
        wakeUp.at(now + HOUR);
        wakeUp.at(now);
        runNextMail();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aLaterTimeDoesNotTakeThePlaceOfAnEarlierOne() throws InterruptedException {
        long now = System.nanoTime();
        wakeUp.at(now);
        wakeUp.at(now + HOUR);
        runNextMail();
        assertThat(calls).hasValue(1);
    }
}
