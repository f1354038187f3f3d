package io.datastreamer.portal.page;

import io.datastreamer.connectors.conformance.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Starts the system's Chromium without a window. If it is not installed, the test is skipped with a message that says
 * what to do; {@code .ci/run} installs it first, and fails if a test was skipped all the same.
 */
final class Chromium {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** Starts it; skips the test if it is not installed. */
    static ChromeDriver start() {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> Programs.find(name).stream()).findFirst();
        Optional<Path> driver = Programs.find("chromedriver");
        assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "skipped: needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        // scripts scroll through thousands of rows and check whole pages, on busy machines, too
        options.setScriptTimeout(Duration.ofMinutes(2));
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // tests run as root in containers
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                // the processor draws endless animations, sixty times a second
                "--force-prefers-reduced-motion",
                "--lang=en-GB",
                "--window-size=1360,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new ChromeDriver(service, options);
    }
}
