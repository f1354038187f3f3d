package io.datastreamer.benchmarks.chart;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import static org.assertj.core.api.Assertions.assertThat;

class ChartTest {
    @Test
    void barsAreAsLongAsTheirValues() throws Exception {
        Document svg = parse(BarChart.of(
                "A < B", List.of(new BarChart.Bar("a & b", 50, 40, 60), new BarChart.Bar("c", 100, 100, 100))));
        assertThat(width(svg, 0) * 2).isEqualTo(width(svg, 1));
        assertThat(svg.getDocumentElement().getTextContent()).contains("A < B", "a & b", "100");
    }

    @Test
    void equalRatiosAreEqualDistancesOnALogarithmicScale() throws Exception {
        Document svg = parse(LineChart.of(
                "Latency",
                "load",
                List.of("1", "2", "3"),
                true,
                List.of(new LineChart.Line("p50", List.of(1.0, 10.0, 100.0)))));
        double first = y(svg, 0);
        double second = y(svg, 1);
        double third = y(svg, 2);
        assertThat(first - second).isPositive().isEqualTo(second - third);
    }

    @Test
    void namesOfLinesThatEndTogetherDoNotCoverEachOther() throws Exception {
        String svg = LineChart.of(
                "Latency",
                "load",
                List.of("1"),
                false,
                List.of(new LineChart.Line("p99", List.of(7.0)), new LineChart.Line("p99.9", List.of(7.0))));
        Document document = parse(svg);
        double[] names = new double[2];
        int found = 0;
        for (int i = 0; i < document.getElementsByTagName("text").getLength(); i++) {
            Element text = (Element) document.getElementsByTagName("text").item(i);
            if (text.getTextContent().startsWith("p99")) {
                names[found++] = Double.parseDouble(text.getAttribute("y"));
            }
        }
        assertThat(Math.abs(names[0] - names[1])).isGreaterThan(12);
    }

    private static double width(Document svg, int bar) {
        return Double.parseDouble(((Element) svg.getElementsByTagName("rect").item(bar)).getAttribute("width"));
    }

    private static double y(Document svg, int dot) {
        return Double.parseDouble(((Element) svg.getElementsByTagName("circle").item(dot)).getAttribute("cy"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
