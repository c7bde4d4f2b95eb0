package org.eyas.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.junit.jupiter.api.Test;

class PendingExplanationTest {
  private static final String RULE =
      "- rule: r\n  desc: d\n  condition: evt.type = dup and not t.text = a\n  output: o\n  priority: INFO\n";

  @Test
  void aPendingValueIsNotShownAsAbsent() {
    FakeFields fields = FakeFields.ofEveryKind();
    fields.values.put("evt.type", Text.of("dup"));
    fields.values.put("t.text", Presence.PENDING);
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", fields.catalog());
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULE)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    RuleExplainer explainer = new RuleExplainer(loaded.rules().getFirst(), loaded.book(), fields.catalog());
    RuleExplanation explanation = explainer.explain(new StubEvent(EventSchema.current().type("SYSCALL_DUP_1_X")));
    String text = ExplanationText.of(explanation, TerminalColours.NONE);
    assertTrue(text.contains("t.text = \"a\"   -> pending"), text);
    fields.values.remove("t.text");
    text =
        ExplanationText.of(explainer.explain(new StubEvent(EventSchema.current().type("SYSCALL_DUP_1_X"))), TerminalColours.NONE);
    assertTrue(text.contains("-> absent"), text);
    assertEquals(-1, text.indexOf("pending"));
  }
}
