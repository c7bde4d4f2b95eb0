package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.Diagnostic.Severity;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.LoadReport.SchemaState;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.report.LoadReportJson;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;

class LoadReportTest {
  private static final Diagnostic ERROR =
      new Diagnostic(
          "LOAD_ERR_VALIDATE",
          LoadCode.LOAD_ERR_VALIDATE.label(),
          Severity.ERROR,
          List.of(new Location("f.yaml", "rules content", "", 0, 0, 0), new Location("f.yaml", "rule", "R", 3, 2, 40)),
          "- rule: R\n  ^\n",
          "no good",
          "");

  private static final Diagnostic WARNING =
      new Diagnostic(
          "LOAD_DEPRECATED_ITEM",
          "Used deprecated item: field 'evt.dir'",
          Severity.WARNING,
          List.of(new Location("f.yaml", "rules content", "", 0, 0, 0)),
          "x\n^\n",
          "old",
          "write less");

  private static LoadReport.Result result(List<Diagnostic> errors, List<Diagnostic> warnings, String... schema) {
    SchemaState state = schema.length == 0 ? SchemaState.OK : SchemaState.FAILED;
    return new LoadReport.Result("f.yaml", errors, warnings, state, List.of(schema));
  }

  @Test
  void printsASummaryLineForEachKind() {
    assertEquals("f.yaml: Ok", LoadReportText.summary(result(List.of(), List.of())));
    assertEquals(
        """
        f.yaml: Invalid
         1 schema warnings: [odd]
         1 errors: [LOAD_ERR_VALIDATE (Error validating rule/macro/list/exception objects)]
         2 warnings: [LOAD_DEPRECATED_ITEM (Used deprecated item: field 'evt.dir') LOAD_DEPRECATED_ITEM (Used \
        deprecated item: field 'evt.dir')]""",
        LoadReportText.summary(result(List.of(ERROR), List.of(WARNING, WARNING), "odd")));
  }

  @Test
  void printsEveryFindingWithItsPlaces() {
    assertEquals(
        """
        f.yaml: Invalid
        1 Schema warnings:
        ------
        odd
        ------

        1 Errors:
        In rules content: (f.yaml:0:0)
            rule 'R': (f.yaml:3:2)
        ------
        - rule: R
          ^
        ------
        LOAD_ERR_VALIDATE (Error validating rule/macro/list/exception objects): no good

        1 Warnings:
        In rules content: (f.yaml:0:0)
        ------
        x
        ^
        ------
        LOAD_DEPRECATED_ITEM (Used deprecated item: field 'evt.dir'): old
        Hint: write less
        """,
        LoadReportText.verbose(result(List.of(ERROR), List.of(WARNING), "odd")));
  }

  @Test
  void writesFalcosKeysAsJson() {
    assertEquals(
        "[{\"errors\":[{\"code\":\"LOAD_ERR_VALIDATE\","
            + "\"codedesc\":\"Error validating rule/macro/list/exception objects\",\"context\":{\"locations\":["
            + "{\"item_name\":\"\",\"item_type\":\"rules content\","
            + "\"position\":{\"column\":0,\"line\":0,\"name\":\"f.yaml\",\"offset\":0}},"
            + "{\"item_name\":\"R\",\"item_type\":\"rule\","
            + "\"position\":{\"column\":2,\"line\":3,\"name\":\"f.yaml\",\"offset\":40}}],"
            + "\"snippet\":\"- rule: R\\n  ^\\n\"},\"message\":\"no good\"}],\"name\":\"f.yaml\","
            + "\"schema_valid\":true,\"schema_warnings\":[],\"successful\":false,\"warnings\":[]}]",
        CompactJson.of(LoadReportJson.results(new LoadReport(List.of(result(List.of(ERROR), List.of()))))));
  }

  @Test
  void namesTheDeprecatedFieldInJson() {
    var values = LoadReportJson.results(new LoadReport(List.of(result(List.of(), List.of(WARNING)))));
    String json = CompactJson.of(values);
    assertEquals(true, json.contains("\"deprecated_field\":\"evt.dir\",\"hint\":\"write less\""), json);
  }
}
