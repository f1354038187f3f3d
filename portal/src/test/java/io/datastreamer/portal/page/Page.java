package io.datastreamer.portal.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page as its users see it: they find things by their text, not by how they are built. */
final class Page {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final ChromeDriver browser;
    private final String origin;

    /** @param origin where the portal listens, such as {@code http://127.0.0.1:8080} */
    Page(ChromeDriver browser, String origin) {
        this.browser = browser;
        this.origin = origin;
    }

    /** Goes to a place of the page, such as {@code #/new}. */
    void open(String place) {
        browser.get(origin + "/" + place);
    }

    /** Loads a place anew, like a bookmark. */
    void load(String place) {
        browser.get("about:blank");
        open(place);
    }

    /** Goes to a place of the open page without reloading it; opens the page if another one is open. */
    void go(String place) {
        if (Objects.requireNonNull(browser.getCurrentUrl()).startsWith(origin)) {
            script("document.querySelectorAll('dialog').forEach(each => each.close()); location.hash = '" + place
                    + "'; return 0");
        } else {
            open(place);
        }
    }

    /** The part of the address after {@code #}. */
    String place() {
        String url = Objects.requireNonNull(browser.getCurrentUrl());
        return url.contains("#") ? url.substring(url.indexOf('#')) : "";
    }

    /** Waits until the assertion holds; repeats it if the page changes meanwhile. */
    void eventually(ThrowingRunnable assertion) {
        patiently().untilAsserted(assertion);
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .pollInSameThread()
                .ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    /** Waits until such an element is visible. */
    WebElement find(By by) {
        return patiently()
                .alias(by.toString())
                .until(() -> shown(by), found -> !found.isEmpty())
                .get(0);
    }

    /** The elements that are visible now. */
    List<WebElement> shown(By by) {
        return browser.findElements(by).stream().filter(WebElement::isDisplayed).toList();
    }

    /** Presses a button or follows a link, in the open dialog if there is one. */
    void press(String label) {
        String xpath = "%s//*[self::button or self::a][normalize-space()=%s or @aria-label=%s]"
                .formatted(scope(), quoted(label), quoted(label));
        press(By.xpath(xpath));
    }

    /** Clicks on an element, once it is visible. The page may replace it between the two: then on the new one. */
    void press(By by) {
        eventually(() -> find(by).click());
    }

    /** Writes into the field with a label, replacing its text. */
    void fill(String label, String text) {
        eventually(() -> {
            WebElement field = field(label);
            field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            field.sendKeys(text);
        });
    }

    /** The field with a label. */
    WebElement field(String label) {
        WebElement found = find(By.xpath("%s//label[normalize-space()=%s]".formatted(scope(), quoted(label))));
        return find(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
    }

    /** The page's error for the field with a label; empty when there is none. */
    String error(String label) {
        return shown(By.id(field(label).getDomAttribute("id") + "-error")).stream()
                .map(WebElement::getText)
                .findFirst()
                .orElse("");
    }

    /** Chooses one of several visible options. */
    void choose(String label) {
        press(By.xpath("%s//label[contains(@class, 'choice-option')][normalize-space()=%s]"
                .formatted(scope(), quoted(label))));
    }

    /** The table's row of the stream with a name. */
    WebElement row(String name) {
        return find(rowBy(name));
    }

    boolean hasRow(String name) {
        return !shown(rowBy(name)).isEmpty();
    }

    /** Presses a button in a stream's row. */
    void pressInRow(String name, String action) {
        eventually(() -> row(name)
                .findElement(By.cssSelector("button[aria-label=\"%s: %s\"]".formatted(action, name)))
                .click());
    }

    /** Waits until a stream's row shows a state. */
    void seesState(String name, String state) {
        eventually(() -> assertThat(row(name).findElement(By.className("pill")).getText())
                .isEqualTo(state));
    }

    /** Waits until the heading of the view is this. */
    void seesHeading(String text) {
        eventually(() ->
                assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo(text));
    }

    /** Waits until a text is visible somewhere. */
    void sees(String text) {
        eventually(() ->
                assertThat(browser.findElement(By.tagName("body")).getText()).contains(text));
    }

    /** Waits until no dialog is open. */
    void seesNoDialog() {
        eventually(() -> assertThat(shown(By.cssSelector("dialog[open]"))).isEmpty());
    }

    /** Types on the keyboard, into whatever has the focus. */
    void type(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Presses Tab until the element with this name has the focus. */
    void tabTo(String name) {
        for (int i = 0; i < 60; i++) {
            type(Keys.TAB);
            if (focused().contains(name)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + name);
    }

    /** What the element that has the focus is called: its accessible name, and its text. */
    List<String> focused() {
        return patiently()
                .until(
                        () -> {
                            WebElement focused = browser.switchTo().activeElement();
                            return Stream.of(focused.getAccessibleName(), focused.getText())
                                    .filter(Objects::nonNull)
                                    .toList();
                        },
                        names -> true);
    }

    /** Runs a script, and returns its result. */
    Object script(String script) {
        return Objects.requireNonNull(browser.executeScript(script));
    }

    /** Resizes the window. */
    void resize(int width, int height) {
        browser.manage().window().setSize(new Dimension(width, height));
    }

    /** Sets the size of the view, independently of the window's frame; optionally like a phone. */
    void emulate(int width, int height, boolean phone) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    /** Sets the system's theme to dark or light, and turns off animations. */
    void prefer(String theme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", theme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private By rowBy(String name) {
        return By.xpath("//table[contains(@class, 'streams')]/tbody/tr[th/a[text()=%s]]".formatted(quoted(name)));
    }

    /** The innermost open dialog, or else the whole page. */
    private String scope() {
        int open = browser.findElements(By.cssSelector("dialog[open]")).size();
        return open == 0 ? "" : "(//dialog[@open])[" + open + "]";
    }

    /** A text as an XPath literal; it may contain at most one of the two kinds of quotes. */
    private static String quoted(String text) {
        return text.contains("\"") ? "'" + text + "'" : "\"" + text + "\"";
    }
}
