package io.datastreamer.portal.page;

import com.sun.net.httpserver.HttpServer;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.portal.Answer;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.TestPortal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser, as customers use it, on the portal itself and a real broker. {@link SmallJob} reports what the
 * job does with a stream.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageITCase {
    private static final long ORGANISATION = 100_101;
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & <b>bold</b>";

    /**
     * Random histories of the page's store: three portals read what was written, each up to some point; one of them
     * sends it live, all of them answer requests, and answers arrive at any time. When everything has arrived, the
     * store must show the current state.
     */
    private static final String STORE_LIVES = """
            const done = arguments[arguments.length - 1];
            import(new URL('app/store.js', location.href)).then(({Store}) => {
              for (let seed = 1; seed <= 300; seed++) {
                let state = seed;
                const random = below => (state = (state * 48271) % 2147483647) % below;
                const store = new Store();
                const written = [];
                const portals = [0, 1, 2].map(() => ({streams: new Map(), statuses: new Map(), read: 0}));
                const ids = [];
                const live = [];
                const answers = [];
                const write = entry => written.push(entry);
                const view = (portal, id) =>
                  portal.streams.has(id) ? {id, etag: `"${portal.streams.get(id)}"`, status: portal.statuses.get(id) ?? null} : null;
                const read = portal => {
                  const entry = written[portal.read++];
                  const {id, status, deleted} = entry;
                  if (deleted) {
                    portal.streams.delete(id);
                    portal.statuses.delete(id);
                  } else if (status) {
                    portal.statuses.set(id, {state: status, version: portal.read, delivered: 0});
                  } else {
                    portal.streams.set(id, portal.read);
                  }
                  if (portal === portals[0]) {
                    const value = view(portal, id);
                    live.push(value ? {value} : {id, version: portal.read});
                  }
                };
                const hear = () => {
                  const {value, id, version} = live.shift();
                  value ? store.told(value) : store.remove(id, version);
                };
                const arrive = () => answers.splice(random(answers.length), 1)[0]();
                for (let step = 0; step < 300; step++) {
                  const id = ids[random(ids.length + 1)];
                  const portal = portals[random(3)];
                  const kind = random(10);
                  if (kind === 0 && ids.length < 4) {
                    ids.push(`s${seed}-${step}`);
                    write({id: ids.at(-1)});
                  } else if (kind === 1 && id) {
                    write({id});
                  } else if (kind === 2 && id) {
                    write({id, status: `told ${step}`});
                  } else if (kind === 3 && id && portal.read === written.length) {
                    const last = portal.streams.get(id);
                    ids.splice(ids.indexOf(id), 1);
                    write({id, deleted: true});
                    answers.push(() => store.remove(id, last + 1));
                  } else if (kind === 4) {
                    const items = [...portal.streams.keys()].map(each => view(portal, each));
                    const version = portal.read;
                    answers.push(() => {
                      store.take(items);
                      store.settle(new Set(items.map(each => each.id)), version);
                    });
                  } else if (kind === 5 && id && view(portal, id)) {
                    const value = view(portal, id);
                    answers.push(() => store.put(value));
                  } else if (kind === 6 && answers.length > 0) {
                    arrive();
                  } else if (kind === 7 && live.length > 0) {
                    hear();
                  } else if (portal.read < written.length) {
                    read(portal);
                  }
                }
                portals.forEach(portal => {
                  while (portal.read < written.length) {
                    read(portal);
                  }
                });
                while (live.length + answers.length > 0) {
                  if (live.length > 0 && (answers.length === 0 || random(2) === 0)) {
                    hear();
                  } else {
                    arrive();
                  }
                }
                const shown = all => JSON.stringify(all.map(({id, etag, status}) => [id, etag, status]).sort());
                const is = [...portals[0].streams.keys()].map(id => view(portals[0], id));
                if (shown(store.all()) !== shown(is)) {
                  done(`life ${seed}: shows ${shown(store.all())}, is ${shown(is)}`);
                  return;
                }
              }
              done('');
            }, problem => done(String(problem)));
            """;

    private ChromeDriver browser;
    private TestPortal portal;
    private SmallJob job;
    private HttpServer receiver;
    private Page page;
    private String loginPlace;

    /** Saves a screenshot of the page when a test fails. */
    @RegisterExtension
    final AfterTestExecutionCallback picture = test -> {
        if (test.getExecutionException().isPresent()) {
            Path file =
                    Path.of("target", "page-failures", test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-") + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        }
    };

    /** A kind of stream: how its form is filled, and the resulting target. */
    record Kind(String apiType, List<String> fields, String target) {
        void fill(Page page) {
            for (int i = 0; i < fields.size(); i += 2) {
                page.fill(fields.get(i), fields.get(i + 1));
            }
        }

        @Override
        public String toString() {
            return apiType;
        }
    }

    @BeforeAll
    void start() throws Exception {
        browser = Chromium.start();
        browser.manage().window().setSize(new Dimension(1360, 900));
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().contains("busy") ? 503 : 200, -1);
            exchange.close();
        });
        receiver.start();
        portal = TestPortal.start(
                "--login.links=" + ORGANISATION,
                "--limits.streams=100",
                "--limits.tests-per-minute=1000",
                "--egress.allow=127.0.0.0/8");
        job = new SmallJob(portal.broker().address(), portal.topics());
        page = new Page(browser, portal.url());
        String link = portal.loginLinks().get(0);
        loginPlace = link.substring(link.indexOf("#/login/"));
        page.open(loginPlace);
        page.seesHeading("Data streams");
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.quit();
        }
        for (AutoCloseable part :
                Stream.of(job, portal).filter(Objects::nonNull).toList()) {
            part.close();
        }
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @BeforeEach
    void begin() {
        page.go("#/");
        page.seesHeading("Data streams");
        page.sees("Live");
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("RestAPI", List.of("API callback URL", "http://127.0.0.1:4/a"), "http://127.0.0.1:4/a"),
                new Kind(
                        "RestAPI in Bulk", List.of("API callback URL", "http://127.0.0.1:4/b"), "http://127.0.0.1:4/b"),
                new Kind(
                        "AWS Kinesis",
                        List.of(
                                "AWS Access Key",
                                "AKIAEXAMPLE",
                                "AWS Secret Key",
                                "secret-of-kinesis",
                                "AWS Region",
                                "eu-central-1",
                                "Stream Name",
                                "sim-data"),
                        "sim-data"),
                new Kind(
                        "AWS S3",
                        List.of(
                                "AWS Access Key",
                                "AKIAEXAMPLE",
                                "AWS Secret Key",
                                "secret-of-s3",
                                "S3 Bucket",
                                "sim-data-bucket"),
                        "sim-data-bucket"),
                new Kind("keen.io", List.of("Project Key", "5f3c9a", "Write Key", "secret-of-keen"), "5f3c9a"),
                new Kind(
                        "DataDog",
                        List.of("API Key", "secretofdatadog1", "Application Key", "secretofdatadog2"),
                        "datadoghq.com"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void createsAStreamOfEachKindThatRunsThen(Kind kind) {
        String name = "New " + kind.apiType();

        page.press("New data stream");
        page.fill("Name", name);
        page.choose(kind.apiType());
        kind.fill(page);
        page.press("Create data stream");

        page.seesHeading(name);
        page.eventually(
                () -> assertThat(page.find(By.className("pill")).getText()).isEqualTo("Running"));
        assertThat(page.place()).isEqualTo("#/streams/" + job.idOf(name));
        page.press("All data streams");
        page.eventually(() -> assertThat(page.row(name).getText())
                .contains(kind.apiType(), kind.target(), "Usage Data", "Running", "200"));
    }

    @Test
    void loginLinkIsGoodOnceAndLeavesTheAddress() {
        Set<Cookie> session = browser.manage().getCookies();
        assertThat(session).allMatch(Cookie::isHttpOnly);
        try {
            browser.manage().deleteAllCookies();
            page.load(loginPlace);

            page.sees("This token or link is not valid (any more).");
            assertThat(page.place()).isEqualTo("#/");
        } finally {
            session.forEach(browser.manage()::addCookie);
            page.load("#/");
        }
    }

    @Test
    void tokenLogsInToo() {
        Set<Cookie> session = browser.manage().getCookies();
        try {
            browser.manage().deleteAllCookies();
            page.load("#/");
            page.seesHeading("Please sign in");
            page.fill("Access token", "not.a.token");
            page.press("Sign in");
            page.sees("This token or link is not valid (any more).");

            page.fill("Access token", TestKeys.token(ORGANISATION + 1));
            page.press("Sign in");

            page.sees("Organisation " + (ORGANISATION + 1));
            page.sees("No data streams yet");
            page.press("Sign out");
            page.seesHeading("Please sign in");
        } finally {
            browser.manage().deleteAllCookies();
            session.forEach(browser.manage()::addCookie);
            page.load("#/");
        }
    }

    @Test
    void operatorSeesAndNamesTheOrganisation() {
        create("Seen by the operator");
        Set<Cookie> session = browser.manage().getCookies();
        try {
            browser.manage().deleteAllCookies();
            page.load("#/");
            page.fill("Access token", TestKeys.operator());
            page.press("Sign in");
            page.sees("Operator: all organisations");
            page.eventually(() ->
                    assertThat(page.row("Seen by the operator").getText()).contains(String.valueOf(ORGANISATION)));

            page.press("New data stream");
            page.fill("API callback URL", receiverUrl("documents"));
            page.press("Create data stream");
            assertThat(page.error("Organisation")).isEqualTo("Please fill in this field.");
            page.fill("Organisation", "100777");
            page.fill("Name", "Made by the operator");
            page.press("Create data stream");

            page.seesHeading("Made by the operator");
            page.press("All data streams");
            page.eventually(
                    () -> assertThat(page.row("Made by the operator").getText()).contains("100777"));
        } finally {
            browser.manage().deleteAllCookies();
            session.forEach(browser.manage()::addCookie);
            page.load("#/");
        }
    }

    @Test
    void whatWasEnteredSurvives() {
        page.press("New data stream");
        page.fill("Name", "Typed once");
        page.choose("keen.io");
        page.fill("Project Key", "5f3c9a");
        page.fill("Write Key", "typed-secret");

        browser.navigate().back();
        page.seesNoDialog();
        browser.navigate().forward();
        seesTyped("typed-secret");
        Set<Cookie> session = browser.manage().getCookies();
        browser.manage().deleteAllCookies();
        page.press("Create data stream");
        page.seesHeading("Your session has ended");
        page.fill("Access token", TestKeys.token(ORGANISATION));
        page.press("Sign in");
        seesTyped("typed-secret");
        browser.navigate().refresh();
        seesTyped("");
        assertThat((String) page.script("return sessionStorage.getItem('streamer.drafts')"))
                .contains("5f3c9a")
                .doesNotContain("typed-secret");
        browser.manage().deleteAllCookies();
        session.forEach(browser.manage()::addCookie);
        page.fill("Write Key", "typed-secret");
        page.press("Create data stream");

        page.seesHeading("Typed once");
        page.press("All data streams");
        page.press("New data stream");
        assertThat(page.field("Name").getDomProperty("value")).isEmpty();
        page.press("Cancel");
        page.seesNoDialog();
    }

    private void seesTyped(String secret) {
        page.eventually(
                () -> assertThat(page.field("Name").getDomProperty("value")).isEqualTo("Typed once"));
        assertThat(page.field("Project Key").getDomProperty("value")).isEqualTo("5f3c9a");
        assertThat(page.field("Write Key").getDomProperty("value")).isEqualTo(secret);
    }

    @Test
    void ofTwoChangesNeitherIsLost() {
        create("Two authors");
        String path = "/api/v1/streams/" + job.idOf("Two authors");
        page.press(By.linkText("Two authors"));
        page.press("Edit");
        page.fill("Name", "Mine");
        page.choose("Events");
        String token = TestKeys.token(ORGANISATION);
        portal.patch(
                path, token, "*", "{\"name\": \"Theirs\", \"settings\": {\"url\": \"" + receiverUrl("theirs") + "\"}}");

        page.press("Save");
        page.sees("Somebody else has changed this data stream meanwhile.");
        assertThat(page.field("Name").getDomProperty("value")).isEqualTo("Mine");
        assertThat(page.field("API callback URL").getDomProperty("value")).isEqualTo(receiverUrl("theirs"));
        assertThat(page.shown(By.className("conflict"))).hasSize(1);
        page.press(By.xpath("//label[contains(@class, 'conflict-option')][contains(., 'Theirs')]"));
        assertThat(page.field("Name").getDomProperty("value")).isEqualTo("Theirs");
        page.press(By.xpath("//label[contains(@class, 'conflict-option')][contains(., 'Mine')]"));
        page.press("Save");

        page.seesHeading("Mine");
        Answer both = portal.get(path, token);
        assertThat(both.text("/stream_type")).isEqualTo("EVENTS");
        assertThat(both.text("/settings/url")).isEqualTo(receiverUrl("theirs"));
    }

    @Test
    void nothingIsDoneInTheNameOfWhomAnotherTabLoggedIn() {
        long other = ORGANISATION + 7;
        page.press("New data stream");
        page.fill("Name", "For one only");
        page.fill("API callback URL", receiverUrl("documents"));
        Set<Cookie> session = browser.manage().getCookies();
        try {
            // like another tab
            browser.executeAsyncScript(
                    "const done = arguments[arguments.length - 1]; fetch('api/v1/session', {method: 'POST', headers:"
                            + " {'X-Portal-Client': 'page', 'Content-Type': 'application/json'}, body: JSON.stringify({token:"
                            + " arguments[0]})}).then(answer => done(answer.status))",
                    TestKeys.token(other));
            page.press("Create data stream");

            page.seesHeading("Somebody else is signed in now");
            assertThat(portal.get("/api/v1/streams", TestKeys.token(other)).text("/total"))
                    .isEqualTo("0");
            page.press("Go on as “Organisation " + other + "”");
            page.sees("Organisation " + other);
        } finally {
            browser.manage().deleteAllCookies();
            session.forEach(browser.manage()::addCookie);
            page.load("#/new");
        }
        page.eventually(
                () -> assertThat(page.field("Name").getDomProperty("value")).isEqualTo("For one only"));
        page.press("Create data stream");
        page.seesHeading("For one only");
    }

    @Test
    void loginLinkOpensInALoadedTab() {
        String link = portal.loginLinks().get(0);

        page.go(link.substring(link.indexOf("#/login/")));

        page.eventually(() -> assertThat(page.place()).isEqualTo("#/"));
        page.seesHeading("Data streams");
        page.find(By.linkText("New data stream"));
        page.sees("Live");
    }

    @Test
    void attemptsThatWereMissedAreReadAgain() {
        create("With a gap");
        page.press(By.linkText("With a gap"));
        page.sees("No attempts yet.");

        // the connection is lost, and something happens meanwhile
        page.script("dispatchEvent(new Event('pagehide')); return 0");
        job.attempts(SmallJob.attempt(Objects.requireNonNull(job.idOf("With a gap")), 4711));
        page.eventually(() -> assertThat(portal.get(
                                "/api/v1/streams/" + job.idOf("With a gap") + "/attempts", TestKeys.token(ORGANISATION))
                        .json()
                        .get("items"))
                .isNotEmpty());
        page.script("dispatchEvent(new Event('pageshow')); return 0");

        page.sees("4,711 events");
    }

    @Test
    void tenThousandStreamsAreDrawnAsFarAsTheyAreSeen() throws Exception {
        Set<Cookie> session = browser.manage().getCookies();
        browser.manage().deleteAllCookies();
        try (TestPortal large = TestPortal.startOn("large" + System.nanoTime())) {
            large.broker().sendAll(large.streamsTopic(), ManyStreams.configurations(10_000));
            Page operator = new Page(browser, large.url());
            operator.open("#/");
            operator.fill("Access token", TestKeys.operator());
            operator.press("Sign in");
            operator.eventually(() -> assertThat(
                            operator.find(By.cssSelector(".segments .count")).getText())
                    .isEqualTo("10,000"));

            large.broker().sendAll(large.topics() + "-status", ManyStreams.statuses(10_000));
            @SuppressWarnings("unchecked")
            Map<String, Object> seen =
                    (Map<String, Object>) Objects.requireNonNull(browser.executeAsyncScript(ManyStreams.SCROLLS));
            // durations are printed, not asserted
            System.out.println("scrolling through 10,000 data streams: " + seen);
            assertThat((Long) seen.get("nodes")).isLessThan(6_000);
            assertThat((Long) seen.get("empty")).isZero();
            assertThat(seen.get("last")).isEqualTo("Stream 9999");

            operator.find(By.cssSelector("input[type=search]")).sendKeys("300007");
            operator.eventually(() -> assertThat(operator.shown(By.cssSelector(".streams tbody tr:not(.space)")))
                    .hasSize(10)
                    .allSatisfy(row -> assertThat(row.getText()).contains("300007")));
            operator.eventually(
                    () -> assertThat(operator.row("Stream 0007").getText()).contains("1,007"));
        } finally {
            page.open("#/");
            browser.manage().deleteAllCookies();
            session.forEach(browser.manage()::addCookie);
            page.load("#/");
        }
    }

    @Test
    void offlineIsSaidAndEndsByItself() {
        page.script("dispatchEvent(new Event('offline')); return 0");
        page.eventually(() -> assertThat(page.find(By.className("live")).getDomAttribute("data-state"))
                .isIn("off", "offline"));

        page.eventually(() -> assertThat(page.find(By.className("live")).getDomAttribute("data-state"))
                .isEqualTo("on"));
    }

    @Test
    void endedSessionIsSaidInTheViewsPlace() {
        create("Out of time");
        Set<Cookie> session = browser.manage().getCookies();
        try {
            browser.manage().deleteAllCookies();
            page.pressInRow("Out of time", "Pause");

            page.seesHeading("Your session has ended");
        } finally {
            session.forEach(browser.manage()::addCookie);
            page.load("#/");
        }
    }

    @Test
    void pausesAndResumesFromTheTable() {
        create("Off and on");

        page.pressInRow("Off and on", "Pause");
        page.seesState("Off and on", "Paused");
        page.sees("“Off and on” will pause.");
        page.pressInRow("Off and on", "Resume");
        page.seesState("Off and on", "Running");
    }

    @Test
    void answersThatComeLateTakeNothingBack() {
        assertThat(browser.executeAsyncScript(STORE_LIVES)).isEqualTo("");
    }

    @Test
    void showsStreamThatIsMadeAfterItsPageWasOpened() throws Exception {
        page.load("#/streams/made-late");
        page.seesHeading("This data stream does not exist (any more).");

        String stream = "{\"id\": \"made-late\", \"organisation_id\": " + ORGANISATION + ", \"name\": \"Made late\","
                + " \"stream_type\": \"USAGE\", \"api_type\": \"REST_API\","
                + " \"settings\": {\"url\": \"http://127.0.0.1:4/late\"}}";
        portal.broker().send(portal.streamsTopic(), "made-late", stream.getBytes(StandardCharsets.UTF_8));

        page.seesHeading("Made late");
    }

    @Test
    void showsWhatTheJobSaysWithoutAReload() {
        create("Watched");

        job.happens("Watched", status -> SmallJob.delivered(status, 4321));
        page.eventually(() -> assertThat(page.row("Watched").getText()).contains("4,321"));
        job.happens(
                "Watched",
                status -> SmallJob.with(status, State.FAILING, 503, "POST to the place: connection refused"));

        page.seesState("Watched", "Failing");
        page.press(By.linkText("Watched"));
        page.sees("503 Not reachable");
        page.sees("No answer: nobody accepts connections at the address");
        page.sees("POST to the place: connection refused");
        page.sees("Next attempt in");
        job.happens("Watched", status -> SmallJob.with(status, State.CATCHING_UP, 200, null));
        page.sees("Delivers older documents first: 48,210 are waiting.");
        job.happens("Watched", status -> SmallJob.losing(status, 7_190));
        page.sees("The first documents that wait are lost in 2 h.");
        page.sees("There is nothing at this address.");
        Instant ends = Instant.now().plus(Duration.ofDays(20));
        job.happens("Watched", status -> SmallJob.certified(status, ends));
        page.sees("The client certificate ends on");
        job.happens("Watched", status -> SmallJob.certified(status, ends.minus(Duration.ofDays(25))));
        page.sees("The client certificate has ended on");
    }

    @Test
    void certificatesAndKeysAreEnteredInLines() {
        HeldCertificate mine = new HeldCertificate.Builder().build();
        page.press("New data stream");
        page.fill("Name", "Mutual");
        page.fill("API callback URL", "https://example.com/data");
        page.script("document.querySelectorAll('dialog details').forEach(each => (each.open = true)); return 0");
        page.fill("Client certificate", mine.certificatePem());
        page.press("Create data stream");
        page.eventually(
                () -> assertThat(page.error("Key of the client certificate")).contains("is missing"));
        assertThat(page.field("Key of the client certificate").getDomAttribute("class"))
                .contains("is-masked");
        page.fill("Key of the client certificate", mine.privateKeyPkcs8Pem());
        page.press("Create data stream");
        page.seesHeading("Mutual");
        page.sees("One certificate");
    }

    @Test
    void editKeepsSecretsUnlessTheyAreReplaced() {
        page.press("New data stream");
        page.fill("Name", "To be edited");
        page.choose("keen.io");
        page.fill("Project Key", "before");
        page.fill("Write Key", "first-secret");
        page.press("Create data stream");
        page.seesHeading("To be edited");

        page.press("Edit");
        assertThat(page.field("Write Key").getText()).isEqualTo("Replace");
        page.fill("Name", "Edited");
        page.press("Save");
        page.seesHeading("Edited");
        page.press("Edit");
        page.fill("Project Key", "after");
        page.press("Save");
        page.eventually(() -> assertThat(page.error("Write Key")).isNotEmpty());
        page.fill("Write Key", "second-secret");
        page.press("Save");

        page.seesNoDialog();
        page.eventually(() -> assertThat(page.find(By.className("settings")).getText())
                .contains("after")
                .doesNotContain("secret-", "second-secret"));
    }

    @Test
    void deletionAsksFirst() {
        create("Short-lived");

        page.pressInRow("Short-lived", "Delete");
        page.sees("“Short-lived” stops sending at once");
        page.press("Cancel");
        page.seesNoDialog();
        assertThat(page.hasRow("Short-lived")).isTrue();
        page.pressInRow("Short-lived", "Delete");
        page.press("Delete data stream");

        page.eventually(() -> assertThat(page.hasRow("Short-lived")).isFalse());
    }

    @Test
    void replayIsFromAChosenTime() {
        create("Told twice");
        page.press(By.linkText("Told twice"));

        page.press("Replay");
        page.press("Last 24 hours");
        page.press("Start the replay");

        page.seesNoDialog();
        page.sees("“Told twice” sends again from");
        page.eventually(
                () -> assertThat(page.find(By.className("settings")).getText()).contains("Replayed from"));
    }

    @Test
    void whatTheServiceRefusesStandsAtItsField() {
        page.press("New data stream");
        page.press("Create data stream");
        assertThat(page.error("API callback URL")).isEqualTo("Please fill in this field.");

        page.fill("API callback URL", "http://10.0.0.1/private");
        page.press("Create data stream");

        page.eventually(() -> assertThat(page.error("API callback URL")).contains("10.0.0.1"));
        WebElement url = page.field("API callback URL");
        assertThat(url.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.switchTo().activeElement()).isEqualTo(url);
        url.sendKeys(Keys.ESCAPE);
        page.sees("Discard what you have entered?");
        page.press("Discard");
        page.seesNoDialog();
        assertThat(page.place()).isEqualTo("#/");
    }

    @Test
    void testDeliveryShowsTheAnswer() {
        page.press("New data stream");
        page.fill("API callback URL", receiverUrl("busy"));
        page.press("Test delivery");
        page.sees("Not taken: 503 Unavailable");

        page.fill("API callback URL", receiverUrl("documents"));
        page.press("Test delivery");
        page.sees("Taken: your side answered 200 OK");
        page.fill("Name", "Tried out");
        page.press("Create data stream");
        page.seesHeading("Tried out");
        page.press("Test delivery");
        page.press("Send a sample");

        page.sees("Taken: your side answered 200 OK");
        page.press("Close");
        page.seesNoDialog();
    }

    @Test
    void keyboardIsEnough() {
        page.tabTo("New data stream");
        page.type(Keys.ENTER);
        page.find(By.cssSelector("dialog[open]"));
        page.type("By hand", Keys.TAB, Keys.ARROW_RIGHT, Keys.TAB, Keys.ARROW_RIGHT);
        page.tabTo("API callback URL");
        page.type("http://127.0.0.1:4/keys", Keys.ENTER);
        page.seesHeading("By hand");
        page.eventually(
                () -> assertThat(page.find(By.className("page-lead")).getText()).contains("RestAPI in Bulk", "Events"));

        page.tabTo("Pause");
        page.type(Keys.SPACE);
        page.eventually(
                () -> assertThat(page.find(By.className("pill")).getText()).isEqualTo("Paused"));
        page.tabTo("Delete");
        page.type(Keys.ENTER);
        page.sees("Delete data stream?");
        page.type(Keys.ESCAPE);
        page.seesNoDialog();
        page.eventually(() -> assertThat(page.focused()).contains("Delete"));
        page.type(Keys.ENTER);
        page.tabTo("Delete data stream");
        page.type(Keys.ENTER);

        page.seesHeading("Data streams");
        assertThat(page.hasRow("By hand")).isFalse();
    }

    @Test
    void nameIsTextWhateverStandsInIt() {
        page.press("New data stream");
        page.fill("Name", HOSTILE);
        page.fill("API callback URL", "http://127.0.0.1:4/<script>");
        page.press("Create data stream");

        page.seesHeading(HOSTILE);
        page.press("Delete");
        page.sees("<b>bold</b>");
        page.press("Cancel");
        page.press("All data streams");
        page.eventually(() -> assertThat(
                        (Boolean)
                                page.script(
                                        "return [...document.querySelectorAll('.stream-name')].some(a => a.textContent.startsWith('<img src=x'))"))
                .isTrue());
        assertThat(page.script("return document.querySelectorAll('main img, main b, main script').length"))
                .isEqualTo(0L);
        assertThat(browser.getTitle()).isEqualTo("Data streams · Data Streamer");
    }

    @Test
    void speaksGermanAndRemembersIt() {
        create("Zweisprachig");
        job.happens("Zweisprachig", status -> SmallJob.delivered(status, 7654));

        page.press("DE");
        page.seesHeading("Data Streams");
        page.load("#/");

        page.seesHeading("Data Streams");
        page.seesState("Zweisprachig", "Läuft");
        page.eventually(() -> assertThat(page.row("Zweisprachig").getText()).contains("7.654"));
        assertThat(page.script("return document.documentElement.lang")).isEqualTo("de");

        page.press("Neuer Data Stream");
        page.fill("API-Callback-URL", "http://10.0.0.1/private");
        page.press("Data Stream anlegen");
        page.eventually(() -> assertThat(page.error("API-Callback-URL"))
                .startsWith("führt zu einer Adresse, die nicht erlaubt ist: 10.0.0.1"));
        page.field("API-Callback-URL").sendKeys(Keys.ESCAPE);
        page.press("Verwerfen");
        page.seesNoDialog();
        page.press("EN");
        page.seesHeading("Data streams");
    }

    @Test
    void darkFollowsTheSystemOrTheChoice() {
        page.prefer("dark");
        assertThat(isDark()).isTrue();
        page.prefer("light");
        assertThat(isDark()).isFalse();

        page.press("Theme: Like the system");
        page.press("Theme: Light");
        assertThat(isDark()).isTrue();
        page.load("#/");
        page.seesHeading("Data streams");

        assertThat(isDark()).isTrue();
        page.press("Theme: Dark");
    }

    @Test
    void fitsOnAPhone() {
        create("In a pocket");

        page.emulate(390, 844, true);
        page.load("#/");
        page.seesState("In a pocket", "Running");

        assertFits();
        page.press(By.linkText("In a pocket"));
        page.seesHeading("In a pocket");
        assertFits();
        page.press("DE");
        job.happens("In a pocket", status -> SmallJob.losing(status, 7_190));
        page.sees("gehen in 2 Std. verloren");
        assertFits();
        page.press("Bearbeiten");
        page.sees("Data Stream bearbeiten");
        assertFits();
        page.press("Abbrechen");
        page.press("Alle Data Streams");
        page.seesState("In a pocket", "Gestört");
        page.script("dispatchEvent(new Event('offline')); return 0");
        assertFits();
        page.press("Neuer Data Stream");
        page.choose("AWS Kinesis");
        assertFits();
        page.press("Abbrechen");
        page.press("Verwerfen");
        page.seesNoDialog();
        page.press("EN");
        page.emulate(1360, 900, false);
    }

    /** Nothing is beyond the edge of a phone, in the page or in a dialog. */
    private void assertFits() {
        assertThat(
                        (String)
                                page.script(
                                        "const beyond = [...document.querySelectorAll('body *')].filter(each => each.checkVisibility() &&"
                                                + " each.getBoundingClientRect().right > 391 && !each.closest('.segments, .attempts-frame, .toasts')"
                                                + " && !each.closest('.for-readers') || each.matches('.choice-face, .button, .pill')"
                                                + " && each.checkVisibility() && each.scrollWidth > each.clientWidth + 1);"
                                                + " return beyond.map(each => each.tagName + '.' + each.getAttribute('class') + ' ' + each.textContent.slice(0, 30))"
                                                + ".join('; ') + (document.documentElement.scrollWidth > 390 ? ' and the page scrolls' : '')"))
                .isEmpty();
    }

    @Test
    void addressOfAStreamCanBeKept() {
        create("Bookmarked");
        String id = Objects.requireNonNull(job.idOf("Bookmarked"));

        page.load("#/streams/" + id + "/edit");

        page.seesHeading("Bookmarked");
        page.sees("Edit data stream");
        page.press("Cancel");
        page.eventually(() -> assertThat(page.place()).isEqualTo("#/streams/" + id));
        page.load("#/streams/nobody");
        page.sees("This data stream does not exist (any more).");
    }

    /** Creates a stream by the API, and waits until the table shows it. */
    private void create(String name) {
        portal.create(ORGANISATION, """
                {"name": "%s", "stream_type": "USAGE", "api_type": "REST_API", "settings": {"url": "%s"}}
                """.formatted(name, receiverUrl("documents")));
        page.seesState(name, "Running");
    }

    private String receiverUrl(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/" + path;
    }

    private boolean isDark() {
        String colour = (String) page.script("return getComputedStyle(document.documentElement).backgroundColor");
        return colour.matches("rgb\\((\\d|[1-4]\\d), .*");
    }
}
