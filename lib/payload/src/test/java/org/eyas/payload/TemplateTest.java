package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.mustache"), text).toString();
  }

  private String made(String text) throws IOException {
    return TemplatePayload.file(file(text), "shop").of(TestAlerts.shell()).body();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{{priority}} {{severity}} {{level}} {{color}} {{color_hex}} | Warning 4 warning 15906565 #f2b705",
      "{{rule.max8}} {{rule.lower}} {{rule.uri}} {{rule.label}} | Shell i… shell in a container Shell%20in%20a%20container Shell_in_a_container",
      "{{time}} {{time_ms}} {{time_seconds}} {{time_nanos}} | 2023-11-14T22:13:20.123456789Z 2023-11-14T22:13:20.123Z 1700000000 1700000000123456789",
      "{{output_fields.proc.name}}{{output_fields.k8s.ns.name}}{{output_fields.no.field}} {{output_fields.proc.name.max2}} | bash b…",
      "{{#output_fields.proc.name}}{{.}} on {{hostname}}{{/output_fields.proc.name}}{{#output_fields.k8s.ns.name}}x{{/output_fields.k8s.ns.name}} | bash on shop",
      "{{#fields.first2}}{{name}}={{value}};{{/fields.first2}} | container.id=3ad7b26ded6d;k8s.ns.name=;",
      "{{#fields}}{{^-first}}, {{/-first}}{{{value_json}}}{{/fields}} | \"3ad7b26ded6d\", null, \"web-1\", \"bash\", 4711",
      "{{#tags}}{{.}}{{^-last}},{{/-last}}{{/tags}} {{{tags_json}}} | T1059,shell [\"T1059\",\"shell\"]",
      "{{#is_warning}}w{{/is_warning}}{{#is_error}}e{{/is_error}}{{^is_error}}no e{{/is_error}} | wno e",
  })
  void aTemplateHasTheValuesOfTheAlert(String template, String expected) throws IOException {
    assertEquals(expected, made(template));
  }

  @Test
  void valuesAreEscapedUnlessThreeBracesStandThere() throws IOException {
    TemplatePayload payload = TemplatePayload.file(file("{{message}}|{{{message}}}"), "h");
    String body = payload.of(TestAlerts.hostile()).body();
    assertEquals(
        "<!channel> @everyone [x](http://e) **a** \\\"\\\\\\n|<!channel> @everyone [x](http://e) **a** \"\\", body);
  }

  @Test
  void aCommentInFrontNamesTheContentType() throws IOException {
    String csv = file("{{! Content-Type: text/csv }}\n{{rule}};{{priority}}");
    PayloadMessage message = TemplatePayload.file(csv, "h").of(TestAlerts.shell());
    assertEquals(new PayloadMessage("text/csv", "Shell in a container;Warning"), message);
    assertEquals("application/json", TemplatePayload.file(file("{{rule}}"), "h").of(TestAlerts.shell()).contentType());
  }

  @Test
  void theConfiguredTemplateReplacesTheFormatAndAWrongOneIsReportedWithItsKey() throws IOException {
    String mine = file("{{rule}}");
    assertEquals("Shell in a container",
        PayloadFormats.configured(mine, "slack", "h", "out."::concat).of(TestAlerts.shell()).body());
    assertEquals(
        "out.template: none.mustache: no such file",
        assertThrows(IOException.class, () -> PayloadFormats.configured("none.mustache", "slack", "h", "out."::concat))
            .getMessage());
    String unknown =
        assertThrows(IOException.class, () -> PayloadFormats.configured("", "none", "h", "out."::concat)).getMessage();
    assertTrue(String.valueOf(unknown).startsWith("out.format: "), unknown);
  }

  @Test
  void whatIsNoTemplateIsRefusedWithFileAndReason() throws IOException {
    assertEquals(folder + "/none: no such file", refused(folder + "/none"));
    String unclosed = refused(file("a\n{{#tags}}\nb"));
    assertTrue(unclosed.startsWith(folder + "/mine.mustache: ") && unclosed.contains("tags"), unclosed);
    String unknown = refused(file("{{#fields}}{{rul.max3}}{{/fields}}"));
    assertTrue(
        unknown.contains(
            "mine.mustache: {{rul.max3}}: alerts do not have this value; they have output_fields.FIELD, alert_id, color, "),
        unknown);
    assertTrue(refused(file("{{rule.max}}")).contains("{{rule.max}}: alerts do not have this value"));
    assertTrue(refused(file("{{>other}}")).contains("{{>other}}: a template cannot include another"));
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(folder + "/binary: not readable as UTF-8 text", refused(folder + "/binary"));
  }

  private static String refused(String file) {
    return String.valueOf(assertThrows(IOException.class, () -> TemplatePayload.file(file, "h")).getMessage());
  }

  @Test
  void halfACharacterIsNeverCutOff() throws IOException {
    TemplatePayload payload = TemplatePayload.file(file("{{rule.max10}}"), "h");
    for (String character : new String[] {"x", "\uD83D\uDE00"}) {
      String body = payload.of(TestAlerts.huge(character)).body();
      assertTrue(body.length() <= 10 && body.endsWith("…"), body);
      assertTrue(!body.contains("\uFFFD"), body);
    }
  }
}
