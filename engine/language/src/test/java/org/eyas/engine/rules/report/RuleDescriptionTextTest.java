package org.eyas.engine.rules.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.EventNameFinder;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.FactsFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;

class RuleDescriptionTextTest {
  private static final String RULES =
      """
      - required_engine_version: 0.31.0
      - required_plugin_versions: [{name: container, version: 0.4.0, alternatives: [{name: json, version: 0.1.0}]}]
      - list: shells
        items: [bash, zsh]
      - list: programs
        items: [shells, vi]
      - macro: shell
        condition: proc.name in (shells)
      - rule: Shell
        desc: a description that is long enough to be broken into more than one line of the table, twice even if needed
        condition: evt.type = execve and shell and not container.id exists
        output: a shell %proc.name %container.id
        priority: error
        tags: [b, a]
        exceptions:
          - name: e
            fields: proc.name
            values: [vi]
      """;

  private static LoadResult load() {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put(
        "syscall",
        FactsFields.of(
            List.of("| evt.type | charbuf | |", "| proc.name | charbuf | |", "| container.id | charbuf | |")));
    LoadResult result = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), new LoadContext(sources));
    assertEquals("", result.missingPlugin());
    assertEquals(List.of(), result.report().results().getFirst().errors());
    return result;
  }

  @Test
  void printsTwoColumnsWithWrappedDescriptions() {
    assertEquals(
        """
        Rule                                               Description
        ----                                               -----------
        Shell                                              a description that is long enough to be broken into more\s
                                                           than one line of the table, twice even if needed\s

        """,
        RuleDescriptionText.text(load().rules()));
  }

  @Test
  void describesOneRuleAsJson() {
    LoadResult result = load();
    RuleDescriptionJson descriptions = new RuleDescriptionJson(result);
    assertEquals(
        "{\"rules\":[{\"details\":{"
            + "\"condition_compiled\":\"((evt.type = execve and proc.name in (bash, zsh) and not container.id exists)"
            + " and not proc.name in (vi))\","
            + "\"condition_fields\":[\"container.id\",\"evt.type\",\"proc.name\"],"
            + "\"condition_operators\":[\"=\",\"exists\",\"in\"],"
            + "\"events\":[\"asyncevent\",\"execve\"],"
            + "\"exception_fields\":[\"proc.name\"],\"exception_names\":[\"e\"],\"exception_operators\":[\"in\"],"
            + "\"lists\":[],\"macros\":[\"shell\"],"
            + "\"output_compiled\":\"a shell %proc.name %container.id container_id=%container.id\","
            + "\"output_fields\":[\"proc.name\",\"container.id\",\"container.id\"],"
            + "\"plugins\":[\"container\"]},"
            + "\"info\":{\"capture\":false,\"capture_duration\":0,"
            + "\"condition\":\"evt.type = execve and shell and not container.id exists\","
            + "\"description\":\"a description that is long enough to be broken into more than one line of the table,"
            + " twice even if needed\",\"enabled\":true,\"name\":\"Shell\","
            + "\"output\":\"a shell %proc.name %container.id\",\"priority\":\"Error\",\"source\":\"syscall\","
            + "\"tags\":[\"a\",\"b\"]}}]}",
        CompactJson.of(descriptions.one(result.rules().getFirst())));
  }

  @Test
  void describesRequirementsMacrosAndListsAsJson() throws SyntaxException {
    LoadResult result = load();
    var all = new RuleDescriptionJson(result).all();
    String everyEvent = CompactJson.of(EventNameFinder.of(Parser.parse("proc.name exists"), FalcoVersion.V0_44));
    assertEquals("0.31.0", all.get("required_engine_version"));
    assertEquals(
        "[{\"alternatives\":[{\"name\":\"json\",\"version\":\"0.1.0\"}],\"name\":\"container\",\"version\":\"0.4.0\"}]",
        CompactJson.of(all.get("required_plugin_versions")));
    assertEquals(
        "[{\"details\":{\"condition_compiled\":\"proc.name in (bash, zsh)\",\"condition_fields\":[\"proc.name\"],"
            + "\"condition_operators\":[\"in\"],\"events\":" + everyEvent
            + ",\"lists\":[\"shells\"],\"macros\":[],\"plugins\":[],\"used\":true},"
            + "\"info\":{\"condition\":\"proc.name in (shells)\",\"name\":\"shell\"}}]",
        CompactJson.of(all.get("macros")));
    assertEquals(
        "[{\"details\":{\"items_compiled\":[\"bash\",\"zsh\"],\"lists\":[],\"plugins\":[],\"used\":true},"
            + "\"info\":{\"items\":[\"bash\",\"zsh\"],\"name\":\"shells\"}},"
            + "{\"details\":{\"items_compiled\":[\"bash\",\"zsh\",\"vi\"],\"lists\":[\"shells\"],\"plugins\":[],"
            + "\"used\":false},\"info\":{\"items\":[\"vi\"],\"name\":\"programs\"}}]",
        CompactJson.of(all.get("lists")));
  }
}
