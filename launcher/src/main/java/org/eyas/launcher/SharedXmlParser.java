package org.eyas.launcher;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;

/**
 * A factory that returns the same XML parser again and again. The component runtime (SCR) asks for a parser for the
 * description of each component, and finding and making one takes longer than parsing a description.
 */
public final class SharedXmlParser extends SAXParserFactory {
  private static final String PROPERTY = "javax.xml.parsers.SAXParserFactory";
  private static final ThreadLocal<@Nullable SAXParser> SHARED = new ThreadLocal<>();

  private final SAXParserFactory jdk = SAXParserFactory.newDefaultInstance();
  private boolean hasFeatures;

  /** Makes this factory answer every request for a parser, until the result is closed. */
  static Use install() {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, SharedXmlParser.class.getName());
    return () -> {
      SHARED.remove();
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    };
  }

  /** Ends the use. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public SAXParser newSAXParser() throws ParserConfigurationException, SAXException {
    boolean shared = isNamespaceAware() && !isValidating() && !hasFeatures; // as SCR wants it
    SAXParser before = shared ? SHARED.get() : null;
    if (before != null) {
      before.reset();
      return before;
    }
    jdk.setNamespaceAware(isNamespaceAware());
    jdk.setValidating(isValidating());
    SAXParser made = jdk.newSAXParser();
    if (shared) {
      SHARED.set(made);
    }
    return made;
  }

  @Override
  public void setFeature(String name, boolean value)
      throws ParserConfigurationException, SAXNotRecognizedException, SAXNotSupportedException {
    hasFeatures = true;
    jdk.setFeature(name, value);
  }

  @Override
  public boolean getFeature(String name)
      throws ParserConfigurationException, SAXNotRecognizedException, SAXNotSupportedException {
    return jdk.getFeature(name);
  }
}
