package io.datastreamer.quickstart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import static org.awaitility.Awaitility.await;

/** The portal's page in the system's Chromium; the portal's own tests check everything that the page can do. */
final class PortalPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver browser;

    private PortalPage(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Whether the browser is installed. */
    static boolean isThere() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    /** Starts the browser, and follows a login link. */
    static PortalPage logIn(String link) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        // tests run as root in containers
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // the processor would draw endless animations all the time
                "--force-prefers-reduced-motion",
                "--lang=en-GB");
        PortalPage page = new PortalPage(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                onPath("chromedriver").orElseThrow().toFile())
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build(),
                options));
        page.browser.get(link);
        return page;
    }

    /** Creates a stream of usage and events with historic data, to an HTTP server. */
    void createWithHistory(String name, String url) {
        click("//a[normalize-space()='New data stream']");
        fill("Name", name);
        click("//label[normalize-space()='Usage Data & Events']");
        click("//label[normalize-space()='RestAPI in Bulk']");
        fill("API callback URL", url);
        click("//label[normalize-space()='Stream historic data']");
        click("//button[normalize-space()='Create data stream']");
        find("//h1[normalize-space()='" + name + "']");
    }

    /** Waits until the stream's own page shows a state. */
    void seesState(String state) {
        find("//h1/following-sibling::*[normalize-space()='" + state + "']");
    }

    @Override
    public void close() {
        browser.quit();
    }

    private void fill(String label, String text) {
        String id = find("//dialog//label[normalize-space()='" + label + "']").getDomAttribute("for");
        browser.findElement(By.id(String.valueOf(id))).sendKeys(text);
    }

    private void click(String xpath) {
        await(xpath)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    find(xpath).click();
                    return true;
                });
    }

    private WebElement find(String xpath) {
        return await(xpath)
                .atMost(PATIENCE)
                .pollInSameThread()
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> browser.findElement(By.xpath(xpath)), WebElement::isDisplayed);
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
