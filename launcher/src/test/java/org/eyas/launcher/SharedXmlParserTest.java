package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class SharedXmlParserTest {
  private static final String COMPONENT = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.4.0' name='%s'/>";

  private static SAXParser parser() throws Exception {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newSAXParser();
  }

  private static List<String> names(SAXParser parser, String text) throws Exception {
    List<String> found = new ArrayList<>();
    parser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new DefaultHandler() {
      @Override
      public void startElement(String uri, String localName, String qName, Attributes attributes) {
        found.add(localName + " " + attributes.getValue("name"));
      }
    });
    return found;
  }

  @Test
  void parsesOneDescriptionAfterTheOther() throws Exception {
    try (SharedXmlParser.Use _ = SharedXmlParser.install()) {
      SAXParser first = parser();
      assertEquals(List.of("component one"), names(first, COMPONENT.formatted("one")));
      assertSame(first, parser());
      assertThrows(SAXParseException.class, () -> names(parser(), "<scr:component"));
      assertEquals(List.of("component two"), names(parser(), COMPONENT.formatted("two")));
    }
  }

  @Test
  void anotherThreadGetsAnotherParser() throws Exception {
    try (SharedXmlParser.Use _ = SharedXmlParser.install()) {
      SAXParser other = CompletableFuture.supplyAsync(() -> {
        try {
          return parser();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }).join();
      assertNotSame(parser(), other);
    }
  }

  @Test
  void aParserWithOtherSettingsIsNotShared() throws Exception {
    try (SharedXmlParser.Use _ = SharedXmlParser.install()) {
      SAXParser shared = parser();
      SAXParserFactory plain = SAXParserFactory.newInstance();
      assertNotSame(shared, plain.newSAXParser());
      assertEquals(List.of(" a"), names(plain.newSAXParser(), "<x name='a'/>"), "without names of its space");
      SAXParserFactory secure = SAXParserFactory.newInstance();
      secure.setNamespaceAware(true);
      secure.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      assertNotSame(shared, secure.newSAXParser());
    }
  }

  @Test
  void isNotUsedAfterTheStart() throws Exception {
    Class<?> before = SAXParserFactory.newInstance().getClass();
    SAXParser shared;
    try (SharedXmlParser.Use _ = SharedXmlParser.install()) {
      shared = parser();
    }
    assertEquals(before, SAXParserFactory.newInstance().getClass());
    assertNotSame(shared, parser());
  }
}
