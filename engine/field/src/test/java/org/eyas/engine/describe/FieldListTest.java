package org.eyas.engine.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.testkit.reference.SharedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FieldListTest {
  private static final FieldDefinition NAME =
      new FieldDefinition("pod.name", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "Its name.");
  private static final FieldDefinition LABELS =
      new FieldDefinition(
          "pod.labels.that.have.a.very.long.name",
          ValueType.CHARBUF,
          Shape.LIST,
          Argument.OPTIONAL_INDEX_OR_KEY,
          Format.NA,
          Set.of(Flag.FILTER_ONLY, Flag.NO_TRANSFORMER),
          "Its textual values are longer than the space of one line, so that their text continues in the next line.");
  private static final FieldDefinition OLD =
      new FieldDefinition(
          "pod.old", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(Flag.DEPRECATED), "Gone.");

  private record Pods(List<FieldClass> classes) implements FieldProvider {
    @Override
    public FieldReader reader(FieldDefinition field, @Nullable String argument) {
      throw new IllegalArgumentException("these fields are only listed");
    }
  }

  private static List<FieldSection> pods() {
    FieldProvider provider =
        new Pods(
            List.of(
                new FieldClass("pod", "all kinds", "A group of containers.", List.of(NAME, LABELS, OLD)),
                new FieldClass("nothing", "", "Not listed.", List.of(OLD))));
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(List.of(provider)));
    catalogs.put("audit", new FieldCatalog(List.of(provider)));
    return FieldSection.of(catalogs, "");
  }

  private static List<FieldSection> core() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    return FieldSection.of(catalogs, "syscall");
  }

  @Test
  void printsEachClassOnceWithItsSources() {
    assertEquals(
        """
        -------------------------------
        Field Class:                  pod (all kinds)
        Description:                  A group of containers.\s
        Event Sources:                audit syscall\s

        pod.name                      Its name.\s
        pod.labels.that.have.a.very.long.name
                                      (ARG_ALLOWED,ARG_INDEX,ARG_KEY,EPF_IS_LIST,EPF_NO_TRANSFORMER,FILTER_ONLY) Its textual\s
                                      values are longer than the space of one line, so that their text continues in the next\s
                                      line.\s

        """,
        FieldList.print(pods(), ListFormat.TEXT, false));
  }

  @Test
  void theVerboseTextNamesTypes() {
    String text = FieldList.print(pods(), ListFormat.TEXT, true);
    assertTrue(text.contains("\npod.name                      (Type: CHARBUF) Its name. \n"), text);
    assertTrue(text.contains(" (Type: CHARBUF) \n                              (ARG_ALLOWED,"), text);
  }

  @Test
  void printsMarkdownTables() {
    assertEquals(
        """
        ## Field Class: pod

        A group of containers.

        Event Sources: audit syscall\s

        Name | Type | Description
        :----|:-----|:-----------
        `pod.name` | CHARBUF | Its name.
        `pod.labels.that.have.a.very.long.name` | LIST(CHARBUF) | %s

        """
            .formatted(LABELS.description()),
        FieldList.print(pods(), ListFormat.MARKDOWN, false));
  }

  @Test
  void printsJsonWithSortedKeys() {
    assertEquals(
        """
        {
          "fieldclasses": [
            {
              "desc": "A group of containers.",
              "event_sources": [
                "audit",
                "syscall"
              ],
              "fields": [
                {
                  "argument": null,
                  "desc": "Its name.",
                  "is_list": false,
                  "name": "pod.name",
                  "type": "CHARBUF"
                },
                {
                  "argument": {
                    "required": false,
                    "type": [
                      "INDEX",
                      "KEY"
                    ]
                  },
                  "desc": "%s",
                  "is_list": true,
                  "name": "pod.labels.that.have.a.very.long.name",
                  "type": "CHARBUF"
                }
              ],
              "name": "pod"
            }
          ]
        }
        """
            .formatted(LABELS.description()),
        FieldList.print(pods(), ListFormat.JSON, true));
  }

  @Test
  void printsOnlyNames() {
    assertEquals(
        "pod.name\npod.labels.that.have.a.very.long.name\n", FieldList.printNames(pods(), ListFormat.MARKDOWN));
    assertEquals(
        "{\n  \"fieldnames\": [\n    \"pod.name\",\n    \"pod.labels.that.have.a.very.long.name\"\n  ]\n}\n",
        FieldList.printNames(pods(), ListFormat.JSON));
  }

  @Test
  void listsTheFieldsThatFalcoListsWithTheirTypesAndArguments() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (FieldSection section : core()) {
      if (!section.shortDescription().equals(SyscallFields.EYAS_ONLY)) {
        section.fields().forEach(field -> listed.put(field.name(), facts(field)));
      }
    }
    Map<String, String> expected = expected();
    // Falco says that its argument is required, but accepts it without.
    assertEquals("CHARBUF A", expected.replace("evt.abspath", "CHARBUF a"));
    assertEquals(expected, listed);
    assertEquals(207, listed.size());
  }

  private static String facts(FieldDefinition field) {
    Argument argument = field.argument();
    String taken = argument.required() ? " A" : argument.allowed() ? " a" : "";
    return field.type().label() + taken + (field.shape() == Shape.LIST ? " L" : "");
  }

  /** The lines of the core's tables, without those marked as table-only, print-only, deprecated or hidden. */
  private static Map<String, String> expected() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line : Files.readAllLines(SharedFiles.require("facts/fields.md"))) {
      if (line.startsWith("## container plugin")) {
        return fields;
      }
      String[] cells = line.split("\\|");
      boolean field = cells.length > 4 && cells[1].strip().matches("(evt|syscall|proc|thread|user|group|fd|fdlist|fs)\\..*");
      if (field && !cells[2].strip().startsWith("cond") && !cells[3].matches(".*[TP†].*")) {
        fields.put(cells[1].strip(), facts(cells[2].strip(), cells[3]));
      }
    }
    return fields;
  }

  private static String facts(String type, String flags) {
    String name = type.equals("dyn") ? "DYNAMIC" : type.toUpperCase(Locale.ROOT);
    return name + (flags.contains("A") ? " A" : flags.contains("a") ? " a" : "") + (flags.contains("L") ? " L" : "");
  }
}
