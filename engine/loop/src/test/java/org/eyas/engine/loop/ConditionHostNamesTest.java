package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

class ConditionHostNamesTest {
  @Test
  void findsNamesAnywhereInAConditionAndNothingElse() throws Exception {
    String condition =
        "evt.type = connect and not (fd.sip.name in (a.example, b.example) or (proc.name = x and fd.cip.name = c.example))";
    List<String> names = new ArrayList<>();
    FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
    ConditionHostNames.forEach(ConditionChecker.check(Parser.parse(condition), catalog).expr(), names::add);
    names.sort(null);
    assertEquals(List.of("a.example", "b.example", "c.example"), names);
  }
}
