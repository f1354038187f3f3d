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

    @Test
    void framesOfAFlameGraphAreAsWideAsTheyWereSeenAndStandOnTheirCallers() throws Exception {
        FlameGraph graph = FlameGraph.empty();
        graph.add(List.of("a", "b"), 750);
        graph.add(List.of("a", "c<d>"), 249);
        graph.add(List.of("rare"), 1);
        Document svg = parse(graph.draw("Time", name -> name.length() % 4));
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        double all = width(svg, 0);
        assertThat(width(svg, 2)).isEqualTo(0.75 * all);
        assertThat(svg.getElementsByTagName("rect").item(2).getParentNode().getTextContent())
                .contains("b: 75.0 %");
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("c<d>: 24.9 %")
                .doesNotContain("rare");
        assertThat(frameY(svg, 2)).isLessThan(frameY(svg, 1));
        assertThat(frameY(svg, 3)).isEqualTo(frameY(svg, 2));
    }

    private static double frameY(Document svg, int frame) {
        return Double.parseDouble(((Element) svg.getElementsByTagName("rect").item(frame)).getAttribute("y"));
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
