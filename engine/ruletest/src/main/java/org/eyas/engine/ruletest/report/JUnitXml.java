package org.eyas.engine.ruletest.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes results as JUnit XML. Each file is a suite, with the elements and attributes that Jenkins and GitLab read.
 *
 * <p>Jenkins keeps only one failure of a test case, so one failure element contains all failures of the case. A file
 * whose tests could not be run is a suite with one case that has an error.
 */
public final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static String of(List<TestFileResult> results) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      writer.writeStartDocument("UTF-8", "1.0");
      new JUnitXml(writer).suites(results);
      writer.writeEndDocument();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("bug in Eyas: writing to a string failed", e);
    }
    return out.append('\n').toString();
  }

  private void suites(List<TestFileResult> results) throws XMLStreamException {
    open("testsuites", 0);
    attribute("name", "eyas test");
    counts(results);
    for (TestFileResult file : results) {
      open("testsuite", 1);
      attribute("name", file.name());
      counts(List.of(file));
      attribute("skipped", "0");
      cases(file);
      close(1);
    }
    close(0);
  }

  private void counts(List<TestFileResult> results) throws XMLStreamException {
    long errors = results.stream().filter(file -> !file.faults().isEmpty()).count();
    attribute("tests", errors + results.stream().mapToInt(file -> file.tests().size()).sum());
    attribute("failures", results.stream().mapToInt(TestFileResult::failed).sum());
    attribute("errors", errors);
    attribute("time", seconds(results.stream().mapToLong(TestFileResult::nanos).sum()));
  }

  private void cases(TestFileResult file) throws XMLStreamException {
    if (!file.faults().isEmpty()) {
      openCase(file.name(), file.name(), 0);
      problem("error", file.faults().getFirst().lines().findFirst().orElse(""), file.faults());
      close(2);
    }
    for (TestResult test : file.tests()) {
      openCase(test.name(), file.name(), test.nanos());
      if (!test.passed()) {
        failure(test);
      }
      close(2);
    }
  }

  private void openCase(String name, String file, long nanos) throws XMLStreamException {
    open("testcase", 2);
    attribute("name", name);
    attribute("classname", className(file));
    attribute("file", file);
    attribute("time", seconds(nanos));
  }

  private void failure(TestResult test) throws XMLStreamException {
    List<String> lines = new ArrayList<>();
    for (TestFailure failure : test.failures()) {
      lines.add(failure.place() + ": " + failure.message());
      failure.details().forEach(detail -> lines.add("  " + detail));
    }
    problem("failure", test.failures().getFirst().message(), lines);
  }

  private void problem(String element, String message, List<String> lines) throws XMLStreamException {
    open(element, 3);
    attribute("message", message);
    attribute("type", element.equals("error") ? "unusable" : "mismatch");
    xml.writeCharacters(clean(String.join("\n", lines)));
    xml.writeEndElement();
  }

  /** Jenkins interprets the part of a class name before the last dot as its package. */
  private static String className(String file) {
    return file.replaceFirst("\\.ya?ml$", "").replaceFirst("^(\\.?\\.?/)+", "").replace('/', '.');
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  private void open(String element, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private void close(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value.toString()));
  }

  /** XML cannot represent most control characters. */
  private static String clean(String text) {
    return text.codePoints()
        .map(c -> isXml(c) ? c : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isXml(int c) {
    return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000;
  }
}
