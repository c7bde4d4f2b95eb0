package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.eyas.engine.explain.TerminalColours;
import org.eyas.engine.ruletest.report.JUnitXml;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.ruletest.report.TestReport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The reports of tests: each folder below {@code testdata/ruletest} contains test files, the report in {@code expected.txt}
 * and the same report as XML in {@code expected.xml}, which must be valid against {@code junit.xsd}. With
 * {@code -Deyas.golden=write}, the reports are written and not compared.
 */
class GoldenTestsTest {
  private static final Path FOLDER = Path.of("testdata/ruletest");

  @TestFactory
  Stream<DynamicTest> reportsWhatTheFolderExpects() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(FOLDER)) {
      cases = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertFalse(cases.isEmpty(), "no cases in " + FOLDER.toAbsolutePath());
    return cases.stream().map(each -> dynamicTest(each.getFileName().toString(), () -> check(each)));
  }

  private static void check(Path folder) throws Exception {
    List<TestFileResult> results = new TestSuiteRunner(TestBench.create(), true).run(List.of(folder.toString()));
    String xml = JUnitXml.of(results).replaceAll(" time=\"[0-9.]+\"", " time=\"0.000\"");
    assertValid(xml);
    compare(folder.resolve("expected.txt"), TestReport.of(results, TerminalColours.NONE, true));
    compare(folder.resolve("expected.xml"), xml);
  }

  private static void compare(Path expected, String actual) throws IOException {
    if (System.getProperty("eyas.golden", "").equals("write")) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual, expected.toString());
  }

  private static void assertValid(String xml) throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(FOLDER.resolve("junit.xsd").toFile());
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
  }
}
