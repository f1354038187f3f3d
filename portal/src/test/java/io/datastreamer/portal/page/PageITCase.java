package io.datastreamer.portal.page;

import com.sun.net.httpserver.HttpServer;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.TestPortal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser, as customers use it, on the portal itself and a real broker. What the job does with a stream is
 * said by {@link SmallJob}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageITCase {
    private static final long ORGANISATION = 100_101;
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & <b>bold</b> \u202Egnirts";

    /**
     * Lives of the page's store: a service changes streams and tells it live, in order; answers to requests are made at
     * one time and come at another. When all has come, the store knows what the service knows.
     */
    private static final String STORE_LIVES = """
            const done = arguments[arguments.length - 1];
            import(new URL('app/store.js', location.href)).then(({Store}) => {
              for (let seed = 1; seed <= 300; seed++) {
                let state = seed;
                const random = below => (state = (state * 48271) % 2147483647) % below;
                const store = new Store();
                const service = new Map();
                const changed = [];
                const live = [];
                const answers = [];
                let version = 0;
                const copy = id => service.has(id) ? structuredClone(service.get(id)) : null;
                const change = (id, what) => {
                  what();
                  changed.push(id);
                };
                const request = answer => answers.push({asked: store.asking(), answer});
                // each change is told as the stream is when it is written out, and arrives later
                const tell = () => {
                  const id = changed.shift();
                  live.push({id, value: copy(id)});
                };
                const hear = () => {
                  const {id, value} = live.shift();
                  value ? store.told(value) : store.remove(id);
                };
                const arrive = ({asked, answer}) =>
                  Array.isArray(answer.value) ? store.reset(answer.value, asked) : answer.value && store.put(answer.value, asked);
                for (let step = 0; step < 200; step++) {
                  const id = 's' + random(3);
                  const known = service.get(id);
                  const kind = random(9);
                  if (kind < 2) {
                    change(id, () => service.set(id, {id, etag: `"${++version}"`, status: known?.status ?? null}));
                    request({value: copy(id)});
                  } else if (kind < 4 && known) {
                    change(id, () => service.set(id, {...known, status: {state: `told ${++version}`, delivered: 0}}));
                  } else if (kind === 4 && known) {
                    change(id, () => service.delete(id));
                  } else if (kind === 5) {
                    request({value: [...service.keys()].map(copy)});
                  } else if (kind === 6 && answers.length > 0) {
                    arrive(answers.splice(random(answers.length), 1)[0]);
                  } else if (kind === 7 && live.length > 0) {
                    hear();
                  } else if (changed.length > 0) {
                    tell();
                  }
                }
                while (changed.length + live.length + answers.length > 0) {
                  if (changed.length > 0 && random(2) === 0) {
                    tell();
                  } else if (live.length > 0 && (answers.length === 0 || random(2) === 0)) {
                    hear();
                  } else if (answers.length > 0) {
                    arrive(answers.splice(random(answers.length), 1)[0]);
                  }
                }
                const shown = all => JSON.stringify(all.map(({id, etag, status}) => [id, etag, status]).sort());
                if (shown(store.all()) !== shown([...service.values()])) {
                  done(`life ${seed}: shows ${shown(store.all())}, is ${shown([...service.values()])}`);
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

    /** Leaves a picture of what the page showed when a test failed. */
    @RegisterExtension
    final AfterTestExecutionCallback picture = test -> {
        if (test.getExecutionException().isPresent()) {
            Path file =
                    Path.of("target", "page-failures", test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-") + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        }
    };

    /** A kind of stream, how its form is filled, and what its target is then. */
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
        page.resize(1360, 900);
        page.load("#/");
        page.seesHeading("Data streams");
        page.sees("Live");
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("RestAPI", List.of("API callback URL", "http://127.0.0.1:9/a"), "http://127.0.0.1:9/a"),
                new Kind(
                        "RestAPI in Bulk", List.of("API callback URL", "http://127.0.0.1:9/b"), "http://127.0.0.1:9/b"),
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
                + " \"settings\": {\"url\": \"http://127.0.0.1:9/late\"}}";
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
        page.find(By.linkText("Watched")).click();
        page.sees("503 Not reachable");
        page.sees("Nobody accepts connections at the address");
        page.sees("POST to the place: connection refused");
        page.sees("Next attempt in");
        job.happens("Watched", status -> SmallJob.with(status, State.CATCHING_UP, 200, null));
        page.sees("Delivers older documents first: 48,210 are waiting.");
        job.happens("Watched", status -> SmallJob.losing(status, 7_190));
        page.sees("The first documents that wait are lost in 2 h.");
        page.sees("There is nothing at this address.");
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
        page.find(By.linkText("Told twice")).click();

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
        page.sees("Not taken: 503 Not reachable");

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
        page.type("http://127.0.0.1:9/keys", Keys.ENTER);
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
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Delete");
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
        page.fill("API callback URL", "http://127.0.0.1:9/<script>");
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

        assertThat(page.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        page.find(By.linkText("In a pocket")).click();
        page.seesHeading("In a pocket");
        assertThat(page.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        page.emulate(1360, 900, false);
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

    /** Makes a stream by the API, and waits until the table shows it. */
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
