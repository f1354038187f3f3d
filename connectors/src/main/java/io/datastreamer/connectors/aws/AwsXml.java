package io.datastreamer.connectors.aws;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element in an answer of the query protocol. A truncated answer has the elements before its end. */
public final class AwsXml {
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final List<AwsXml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private AwsXml(String name) {
        this.name = name;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Parses an answer and returns its root element, empty if there is none. */
    public static AwsXml read(byte[] body) {
        AwsXml root = new AwsXml("");
        try {
            fill(root, FACTORY.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException e) {
            // keep what was read so far
        }
        return root;
    }

    private static void fill(AwsXml root, XMLStreamReader xml) throws XMLStreamException {
        Deque<AwsXml> open = new ArrayDeque<>(List.of(root));
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    AwsXml element = new AwsXml(xml.getLocalName());
                    open.element().children.add(element);
                    open.push(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {}
            }
        }
    }

    /** All elements of a name at any depth in this one. */
    public List<AwsXml> all(String wanted) {
        List<AwsXml> found = new ArrayList<>();
        Deque<AwsXml> toLookAt = new ArrayDeque<>(List.of(this));
        while (!toLookAt.isEmpty()) {
            for (AwsXml child : toLookAt.remove().children) {
                if (child.name.equals(wanted)) {
                    found.add(child);
                }
                toLookAt.add(child);
            }
        }
        return found;
    }

    /** The text of the first element of a name in this one; empty if there is none. */
    public String text(String wanted) {
        List<AwsXml> found = all(wanted);
        return found.isEmpty() ? "" : found.get(0).text.toString();
    }
}
