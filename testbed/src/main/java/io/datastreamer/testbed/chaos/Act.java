package io.datastreamer.testbed.chaos;

import io.datastreamer.testbed.storage.StorageFault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A disturbance of the job or of what it depends on. Each act leaves everything repaired, and the job running. */
enum Act {
    KILL_TASK_MANAGER("kill -9 of a TaskManager") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long before = scene.job().restored();
            killTaskManager(scene, random);
            scene.job().awaitRestored(before);
            return Duration.ZERO;
        }
    },
    KILL_WHILE_RESTORING("kill -9 of a TaskManager, and of another one while the job is restored") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long before = scene.job().restored();
            killTaskManager(scene, random);
            scene.job().awaitRestart();
            killTaskManager(scene, random);
            scene.job().awaitRestored(before);
            return Duration.ZERO;
        }
    },
    KILL_ALL_TASK_MANAGERS("kill -9 of all TaskManagers") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long before = scene.job().restored();
            for (String name : scene.cluster().taskManagers()) {
                scene.cluster().killTaskManager(name);
            }
            for (int i = 0; i < Scene.TASK_MANAGERS; i++) {
                scene.cluster().startTaskManager();
            }
            scene.job().awaitRestored(before);
            return Duration.ZERO;
        }
    },
    KILL_JOB_MANAGER("kill -9 of the JobManager") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            scene.cluster().killJobManager();
            scene.cluster().startJobManager();
            scene.job().awaitRestored(0);
            scene.cluster().awaitTaskManagers();
            return Duration.ZERO;
        }
    },
    KILL_BOTH("kill -9 of JobManager and a TaskManager") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            String victim = oneWithTasks(scene, random);
            scene.cluster().killJobManager();
            scene.cluster().killTaskManager(victim);
            scene.cluster().startTaskManager();
            scene.cluster().startJobManager();
            scene.job().awaitRestored(0);
            scene.cluster().awaitTaskManagers();
            return Duration.ZERO;
        }
    },
    BROKER_AWAY("kill -9 of the broker, away for 3 s") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long from = System.nanoTime();
            scene.broker().kill();
            sleep(AWAY);
            scene.broker().start();
            Duration away = since(from);
            scene.job().awaitRunning();
            return away;
        }
    },
    STORAGE_FAILS("checkpoints cannot be written for 6 s") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            scene.storage(StorageFault.FAILS);
            scene.job().awaitFailedCheckpoints(2);
            sleep(LONGER);
            scene.storage(StorageFault.NONE);
            scene.job().awaitCheckpoint();
            return Duration.ZERO;
        }
    },
    STORAGE_FAILS_AND_KILL("checkpoints cannot be written, and kill -9 of a TaskManager") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long before = scene.job().restored();
            scene.storage(StorageFault.FAILS);
            scene.job().awaitFailedCheckpoints(2);
            long from = System.nanoTime();
            killTaskManager(scene, random);
            sleep(AWAY);
            scene.storage(StorageFault.NONE);
            Duration away = since(from);
            scene.job().awaitRestored(before);
            scene.job().awaitCheckpoint();
            return away;
        }
    },
    STORAGE_SLOW_AND_KILL("checkpoints are slow to write, and kill -9 of a TaskManager") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            long before = scene.job().restored();
            scene.storage(StorageFault.slow(SLOW));
            sleep(LONGER);
            killTaskManager(scene, random);
            scene.job().awaitRestored(before);
            scene.storage(StorageFault.NONE);
            scene.job().awaitCheckpoint();
            return Duration.ZERO;
        }
    },
    RESCALE("stop with a savepoint, start with another parallelism") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            scene.job().start(scene.job().stop(), otherParallelism(scene, random));
            scene.job().awaitRunning();
            return Duration.ZERO;
        }
    },
    KILL_WHILE_STOPPING("kill -9 of a TaskManager while the job is stopped with a savepoint") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            FutureTask<String> stop = new FutureTask<>(scene.job()::stop);
            Thread thread = new Thread(stop, "stop-with-savepoint");
            thread.setDaemon(true);
            thread.start();
            // about the time that Flink's command line needs before it stops the job
            sleep(Duration.ofMillis(2000 + random.nextInt(2000)));
            killTaskManager(scene, random);
            String savepoint = "";
            try {
                savepoint = stop.get();
            } catch (ExecutionException e) {
                // it could not be stopped, and continues
            }
            if (!savepoint.isEmpty()) {
                scene.job().start(savepoint, otherParallelism(scene, random));
            }
            scene.job().awaitRunning();
            return Duration.ZERO;
        }
    },
    CHANGE_SETTINGS("other settings of data streams") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            for (SimulatedStream subscription : CHANGEABLE) {
                scene.receivers().change(subscription);
            }
            return Duration.ZERO;
        }
    },
    PAUSE_AND_RESUME("a data stream is paused, and resumed") {
        @Override
        Duration perform(Scene scene, SplittableRandom random) throws Exception {
            SimulatedStream subscription = CHANGEABLE.get(random.nextInt(CHANGEABLE.size()));
            scene.receivers().pause(subscription);
            long giveUp = System.nanoTime() + TAKES_EFFECT_WITHIN.toNanos();
            while (!scene.told().state(subscription).equals("PAUSED")) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(subscription.streamId() + " is not PAUSED "
                            + TAKES_EFFECT_WITHIN.toSeconds() + " s after it was paused");
                }
                sleep(Duration.ofMillis(200));
            }
            sleep(AWAY);
            scene.receivers().resume(subscription);
            return Duration.ZERO;
        }
    };

    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration LONGER = Duration.ofSeconds(4);
    private static final Duration SLOW = Duration.ofMillis(400);
    private static final Duration TAKES_EFFECT_WITHIN = Duration.ofMinutes(3);
    private static final List<SimulatedStream> CHANGEABLE =
            List.of(SimulatedStream.LOGISTICS_SINGLE, SimulatedStream.METERING, SimulatedStream.VENDING);

    private final String description;

    Act(String description) {
        this.description = description;
    }

    /**
     * Performs the act, and returns when everything is repaired.
     *
     * @return how long something that the job cannot work without was away
     */
    abstract Duration perform(Scene scene, SplittableRandom random) throws Exception;

    /** The act in words, for people. */
    String description() {
        return description;
    }

    /** The act's name in reports for programs. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void killTaskManager(Scene scene, SplittableRandom random) throws Exception {
        scene.cluster().killTaskManager(oneWithTasks(scene, random));
        scene.cluster().startTaskManager();
    }

    private static int otherParallelism(Scene scene, SplittableRandom random) {
        int now = scene.job().parallelism();
        int most = Scene.TASK_MANAGERS * Scene.SLOTS;
        return 1 + (now + random.nextInt(most - 1)) % most;
    }

    // all tasks may be at one of them; and a lost one may still seem to have some
    private static String oneWithTasks(Scene scene, SplittableRandom random) throws Exception {
        List<String> running = scene.cluster().taskManagers();
        List<String> busy = scene.cluster().rest().busyTaskManagers().stream()
                .filter(running::contains)
                .toList();
        List<String> candidates = busy.isEmpty() ? running : busy;
        return candidates.get(random.nextInt(candidates.size()));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    }
}
